// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/standing.hpp"

#include "host/prepare/chargers.hpp"

namespace laad {
namespace {

EvseOfSite part_of(BaseLayers const& base, Site const& site, bool is_planned)
{
    EvseOfSite found;
    for (ChargerId const c : site.chargers) {
        Charger const& charger = base.chargers[c];
        if (charger.planned != is_planned) continue;
        found.evse += charger.evse;
        found.entry = shorter(found.entry, charger.entry);
    }
    return found;
}

}  // namespace

EvseOfSite standing(BaseLayers const& base, Site const& site)
{
    return part_of(base, site, false);
}

EvseOfSite planned(BaseLayers const& base, Site const& site)
{
    return part_of(base, site, true);
}

}  // namespace laad
