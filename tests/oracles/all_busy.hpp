// SPDX-License-Identifier: Apache-2.0
// Charge points as they are used by the hour: cars that come by chance, plug in and leave. What is counted is how long all
// are busy and how much they are, nothing is computed from a formula.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace laad::oracle {

struct Busy {
    double all{};   ///< the part of the time in which every charge point is busy
    double mean{};  ///< occupancy of a charge point
};

/// Cars come at random, `offered` in the time that one stays on average, and drive on when all `points` are busy.
inline Busy busy_with_cars(int points, double offered, int cars, std::uint32_t seed)
{
    std::mt19937_64 random{seed};
    std::exponential_distribution<double> gap{offered}, stay{1};
    std::vector<double> free_from(static_cast<std::size_t>(points), 0);
    double now = 0, all_s = 0, busy_s = 0;
    for (int car = 0; car < cars; ++car) {
        double const next = now + gap(random);
        all_s += std::clamp(*std::ranges::min_element(free_from) - now, 0., next - now);
        now = next;
        auto const place = std::ranges::min_element(free_from);
        if (*place > now) continue;
        double const stays = stay(random);
        *place = now + stays;
        busy_s += stays;
    }
    return {all_s / now, busy_s / now / points};
}

/// At each look every charge point is busy by chance, whatever the others are.
inline Busy busy_alone(int points, double occupancy, int looks, std::uint32_t seed)
{
    std::mt19937_64 random{seed};
    std::bernoulli_distribution is_busy{occupancy};
    std::int64_t all = 0, busy = 0;
    for (int look = 0; look < looks; ++look) {
        int count = 0;
        for (int point = 0; point < points; ++point)
            count += is_busy(random) ? 1 : 0;
        all += count == points ? 1 : 0;
        busy += count;
    }
    return {static_cast<double>(all) / looks, static_cast<double>(busy) / looks / points};
}

}  // namespace laad::oracle
