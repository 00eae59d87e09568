// SPDX-License-Identifier: Apache-2.0
#include "host/run/find_search_areas.hpp"

#include "host/run/parts/pressure.hpp"
#include "host/run/service.hpp"

#include <algorithm>
#include <utility>

namespace laad {
namespace {

/// All the months that must last, in one; planned and young EVSE stand there in each of them.
NearbyUse lasting(PressureSite const& site)
{
    NearbyUse sum;
    for (std::size_t period = 1; period < site.periods.size(); ++period) {
        NearbyUse const& month = site.periods[period];
        sum.occupied_min += month.occupied_min;
        sum.available_min += month.available_min;
        sum.energy_wh += month.energy_wh;
        sum.energy_min += month.energy_min;
        sum.evse = std::max(sum.evse, month.evse);
        sum.relief_evse = std::max(sum.relief_evse, month.relief_evse);
    }
    return sum;
}

std::vector<SearchSite> search_sites(Inputs const& inputs, Findings const& findings)
{
    std::vector<SearchSite> sites;
    for (PressureSite const& site : pressure_sites(inputs.scenario.usage, inputs.base, *inputs.use)) {
        bool const is_first = sites.empty() || sites.back().site != site.site;
        SearchSite& added =
            sites.emplace_back(SearchSite{site.site, site.entry, site.periods.front(), lasting(site), {}});
        if (is_first && !findings.stations.empty()) {
            StationRow const& station = findings.stations[site.site];
            added.prognosis = {station.load.offered_wh, station.capacity_wh};
        }
    }
    return sites;
}

}  // namespace

void find_search_areas(Inputs const& inputs, Layers const& layers, KeyedStore& store, Findings& findings)
{
    if (!inputs.use) return;
    UsageConfig const& usage = inputs.scenario.usage;
    auto const allowed = allowed_occupancy(usage.allowed, usage.all_busy_percent, allowed_most_evse);
    auto const weights = service_weights(inputs.scenario.demand);
    SearchUse const use{
        *inputs.use, search_sites(inputs, findings), allowed, usage.energy_kwh_per_evse_month, usage.pressure_walk_m,
        weights};
    findings.search = search_areas(
        inputs.base, use, kept_search_pieces(inputs.base, layers[search_cells_layer], layers[pressure_layer], store));
    if (findings.search.areas.empty())
        findings.search.pressed = kept_pressed_cells(inputs.base, layers[pressure_layer], layers[energy_per_evse_layer],
                                                     usage.energy_kwh_per_evse_month, store);
}

}  // namespace laad
