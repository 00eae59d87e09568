// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/prepare/chargers.hpp"

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
        today.evse = 0;
        today.entry.reset();
        for (ChargerId const c : site.chargers) {
            Charger const& charger = base.chargers[c];
            if (charger.planned) continue;
            today.evse += charger.evse;
            today.entry = shorter(today.entry, charger.entry);
        }
        if (today.evse > 0) found.push_back(std::move(today));
    }
    return found;
}

}  // namespace laad
