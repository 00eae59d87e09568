// SPDX-License-Identifier: Apache-2.0
// Use that a test writes down.
#pragma once

#include "host/usage/use.hpp"

#include <random>

namespace laad {

/// Of so many sites, each observed at most quarter-hours; about every second one is free.
inline Use random_use(std::size_t sites, std::array<std::int32_t, chance_slots> const& quarters, std::uint32_t seed)
{
    std::mt19937 random{seed};
    Use use;
    use.sites.resize(sites);
    use.quarters = FreeQuarters{sites, quarters};
    for (std::size_t site = 0; site < sites; ++site)
        for (int slot = 0; slot < chance_slots; ++slot)
            for (std::int32_t quarter = 0; quarter < use.quarters.quarters(slot); ++quarter)
                if (random() % 5 > 0) use.quarters.observe(site, slot, quarter, random() % 2 == 0);
    return use;
}

inline std::array<std::int32_t, chance_slots> same_quarters(std::int32_t weekday, std::int32_t weekend)
{
    std::array<std::int32_t, chance_slots> quarters{};
    for (int hour = 0; hour < 24; ++hour) {
        quarters[static_cast<std::size_t>(chance_slot(false, hour))] = weekday;
        quarters[static_cast<std::size_t>(chance_slot(true, hour))] = weekend;
    }
    return quarters;
}

}  // namespace laad
