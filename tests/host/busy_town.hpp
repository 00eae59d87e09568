// SPDX-License-Identifier: Apache-2.0
// A made-up town with a search area.
#pragma once

#include "tests/host/tiny_region.hpp"

#include <fmt/format.h>

#include <string>

namespace laad {

/// The made-up town with a charge location that is plugged in all evening.
inline TinyRegion busy_town()
{
    TinyRegion town;
    std::string sessions = "id,location_id,start,end,energy_kwh\n";
    int id = 0;
    for (int day = 1; day <= 30; ++day)
        for (int evse = 0; evse < 2; ++evse)
            sessions += fmt::format("s{},c1,2026-04-{:02}T14:00Z,2026-04-{:02}T21:30Z,30\n", ++id, day, day);
    town.tables["sessions.csv"] = sessions;
    town.toml += "\n[usage]\nmonths = 1\nleast_days = 5\n[[usage.file]]\nfile = \"sessions.csv\"\n";
    return town;
}

}  // namespace laad
