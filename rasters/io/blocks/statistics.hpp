// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace laad {

/// Statistics of the cells that are neither nodata nor a code, as exact integers: neither the order of adding nor the tiles change
/// them.
struct Statistics {
    std::int64_t valid{};
    std::int64_t lowest{std::numeric_limits<std::int64_t>::max()};
    std::int64_t highest{std::numeric_limits<std::int64_t>::lowest()};
    __int128 sum{};
    __int128 squares{};

    void add(Statistics const& other)
    {
        valid += other.valid;
        lowest = std::min(lowest, other.lowest);
        highest = std::max(highest, other.highest);
        sum += other.sum;
        squares += other.squares;
    }

    /// Adds `count` samples (fewer than 2^31) that lie `stride` apart, but those that are `nodata` or above `most`.
    template <class Sample>
    void add(Sample const* samples, int count, int stride, std::optional<Sample> nodata,
             Sample most = std::numeric_limits<Sample>::max())
    {
        std::int64_t n{}, total{};
        std::uint64_t squares_low{}, squares_high{};  // the square of a 32-bit sample needs 64 bits
        Sample low = std::numeric_limits<Sample>::max();
        Sample high = std::numeric_limits<Sample>::lowest();
        Sample const skipped = nodata.value_or(Sample{});
        bool const skips = nodata.has_value();
        for (std::ptrdiff_t i = 0; i < std::ptrdiff_t{count} * stride; i += stride) {
            Sample const value = samples[i];
            if ((skips && value == skipped) || value > most) continue;
            ++n;
            total += value;
            auto const wide = static_cast<std::int64_t>(value);
            auto const square = static_cast<std::uint64_t>(wide) * static_cast<std::uint64_t>(wide);
            if constexpr (sizeof(Sample) <= 2) {
                squares_low += square;
            } else {
                squares_low += square & 0xffffffff;
                squares_high += square >> 32;
            }
            low = std::min(low, value);
            high = std::max(high, value);
        }
        if (n == 0) return;
        add(Statistics{n, low, high, total, (static_cast<__int128>(squares_high) << 32) + squares_low});
    }

    double mean() const { return static_cast<double>(static_cast<long double>(sum) / static_cast<long double>(valid)); }

    double deviation() const
    {
        // Around the whole part of the mean, so that no product outgrows 128 bits and nothing large is subtracted.
        __int128 const whole = sum / valid;
        __int128 const around = squares - 2 * whole * sum + whole * whole * valid;
        auto const cells = static_cast<long double>(valid);
        long double const rest = static_cast<long double>(sum - whole * valid) / cells;
        return static_cast<double>(std::sqrt(static_cast<long double>(around) / cells - rest * rest));
    }
};

}  // namespace laad
