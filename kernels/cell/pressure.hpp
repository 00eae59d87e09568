// SPDX-License-Identifier: Apache-2.0
// What follows from the use within reach of a cell, and the bits of what walks reach.
#pragma once

#include "kernels/cell/nearby_use.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

// Of the sums of one period; with them no product below overflows 63 bits, but where it says so.
inline constexpr std::int64_t most_use_min = std::int64_t{1} << 42;
inline constexpr std::int64_t most_use_wh = std::int64_t{1} << 60;
inline constexpr std::int64_t most_use_evse = std::int64_t{1} << 20;

/// a · b of numbers that are not negative, whole.
LAAD_HD inline unsigned __int128 wide_product(std::int64_t a, std::int64_t b)
{
    return static_cast<unsigned __int128>(a) * static_cast<std::uint64_t>(b);
}

/// ⌊a · b / divisor⌋, saturating at use_most; a division of 64 bits where they suffice, as nearly always.
LAAD_HD inline std::uint16_t saturated_ratio(std::int64_t a, std::int64_t b, std::int64_t divisor)
{
    auto const product = wide_product(a, b);
    auto const by = static_cast<std::uint64_t>(divisor);
    if (product >> 64 == 0) {
        std::uint64_t const ratio = static_cast<std::uint64_t>(product) / by;
        return ratio < use_most ? static_cast<std::uint16_t>(ratio) : use_most;
    }
    auto const ratio = product / by;
    return ratio < use_most ? static_cast<std::uint16_t>(ratio) : use_most;
}

/// Pressure, energy and whether both reach their limits; see pressure().
struct PressureMaths {
    std::int32_t const* allowed_ppm;
    std::int64_t allowed_count;
    std::int64_t energy_limit_wh;

    LAAD_HD std::uint16_t percent(NearbyUse const& use) const
    {
        if (use.available_min == 0) return use_unknown;
        return saturated_ratio(use.occupied_min, std::int64_t{100} * one_ppm, allowed_min_ppm(use));
    }

    LAAD_HD std::uint16_t energy_kwh(NearbyUse const& use) const
    {
        if (use.energy_min == 0) return use_unknown;
        return saturated_ratio(use.energy_wh, minutes_a_month, 1000 * with_relief(use.energy_min, use));
    }

    /// percent() ≥ 100 and energy_kwh() ≥ the limit, without a division.
    LAAD_HD bool reaches_limits(NearbyUse const& use) const
    {
        return use.available_min != 0 && use.energy_min != 0 && use.occupied_min * one_ppm >= allowed_min_ppm(use) &&
               wide_product(use.energy_wh, minutes_a_month) >=
                   wide_product(energy_limit_wh, with_relief(use.energy_min, use));
    }

    /// Minutes with those of the EVSE that come on top of the ones of `use`; more than most_use_min is as much.
    LAAD_HD static std::int64_t with_relief(std::int64_t minutes, NearbyUse const& use)
    {
        if (use.relief_evse == 0) return minutes;
        std::int64_t const all = minutes + minutes * use.relief_evse / use.evse;
        return all < most_use_min ? all : most_use_min;
    }

    /// Of all EVSE of `use`, one at least; more than the table has have that of its last.
    LAAD_HD std::int32_t allowed_of(NearbyUse const& use) const
    {
        std::int64_t const evse = use.evse + use.relief_evse;
        return allowed_ppm[(evse < allowed_count ? evse : allowed_count) - 1];
    }

  private:
    /// Occupied minutes that are allowed, in millionths.
    LAAD_HD std::int64_t allowed_min_ppm(NearbyUse const& use) const
    {
        return with_relief(use.available_min, use) * allowed_of(use);
    }
};

/// The cells that a walk reaches: a bit each, in rows of whole words.
struct ReachedBits {
    static constexpr int word_bits = 32;

    Cell first{};  ///< whose bit is the lowest of the first word
    std::int32_t rows{};
    std::int32_t words{};  ///< a row
    std::uint32_t* bits{};

    LAAD_HD bool has(Cell c) const
    {
        int const row = c.row - first.row, col = c.col - first.col;
        if (row < 0 || row >= rows || col < 0 || col >= words * word_bits) return false;
        return (bits[std::int64_t{row} * words + col / word_bits] >> (col % word_bits) & 1u) != 0;
    }
};

}  // namespace laad
