// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/standing.hpp"

#include <utility>
#include <vector>

namespace laad {

/// Public sites that stand there today, with today's EVSE: planned stations are left out of coverage, but not of
/// service.
inline std::vector<Site> existing_sites(BaseLayers const& base)
{
    std::vector<Site> found;
    for (Site const& site : base.sites) {
        Site today = site;
        EvseOfSite const here = standing(base, site);
        if (here.evse == 0) continue;
        today.evse = here.evse;
        today.entry = here.entry;
        found.push_back(std::move(today));
    }
    return found;
}

}  // namespace laad
