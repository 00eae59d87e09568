// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"

#include "host/prepare/areas.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/candidates.hpp"
#include "host/prepare/chargers.hpp"
#include "host/prepare/dwellings.hpp"
#include "host/prepare/rules.hpp"
#include "host/prepare/shares.hpp"
#include "host/prepare/surface.hpp"
#include "rasters/io/region_crs.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <tuple>

namespace laad {

namespace {

Box box_of_all(FeatureTable const& table)
{
    Box all = box_of(Geometry{});
    for (auto const& feature : table.features) {
        auto const box = box_of(Geometry{{}, {}, feature.geometry.polygons});
        all = {std::min(all.west, box.west), std::min(all.south, box.south), std::max(all.east, box.east),
               std::max(all.north, box.north)};
    }
    return all;
}

void add_ground(BaseLayers& base, Scenario const& scenario, Findings& findings)
{
    auto const area = read(scenario.region.area, scenario.region.epsg, std::nullopt, findings);
    base.grid = grid_of(scenario.region, box_of_all(area));
    check_fits(base.grid, scenario.region.snap_m, scenario.run.host_memory_mib);
    auto surface = surface_layers(scenario.surface, base.grid, findings);
    base.surface = std::move(surface.cells);
    base.links = std::move(surface.links);
    auto areas = areas_of(scenario.region, area, base.grid, findings);
    base.area = std::move(areas.area);
    base.buurt = std::move(areas.buurt);
    base.gemeenten = std::move(areas.gemeenten);
    base.buurten = std::move(areas.buurten);
}

void count_dwellings(BaseLayers& base)
{
    base.dwellings = Raster<std::uint32_t>{base.grid.shape};
    for (auto const& dwelling : base.dwelling_points) {
        ++base.dwellings[base.grid.cell_at(dwelling.at)];
        if (dwelling.buurt >= 0) ++base.buurten[static_cast<std::size_t>(dwelling.buurt)].dwellings;
    }
}

void add_demand(BaseLayers& base, Ground const& ground, Findings& findings)
{
    auto places = demand_places(base.dwelling_points, base.buurten.size(), ground);
    base.node = Raster<std::int32_t>{base.grid.shape, -1};
    for (std::size_t i = 0; i < places.nodes.size(); ++i)
        base.node[places.nodes[i].cell] = static_cast<std::int32_t>(i);
    base.nodes = std::move(places.nodes);
    base.shares = std::move(places.shares);
    base.weightless_buurten = std::move(places.weightless_buurten);
    if (base.weightless_buurten.empty()) return;
    std::vector<std::string> keys;
    for (int const b : base.weightless_buurten)
        keys.push_back(base.buurten[static_cast<std::size_t>(b)].key);
    findings.notes.push_back(fmt::format(
        "{} buurten have neither a dwelling nor a street inside the grid, their demand cannot be placed: {}",
        keys.size(), fmt::join(keys, ", ")));
}

void note_no_plan(BaseLayers const& base, Scenario const& scenario, Findings& findings)
{
    std::set<int> able;
    for (auto const& candidate : base.candidates)
        if (candidate.eligible() && candidate.gemeente >= 0) able.insert(candidate.gemeente);
    if (scenario.parking.empty())
        findings.notes.push_back("no [[parking]] is given: there is no space to place a station at");
    else if (able.empty())
        findings.notes.push_back("no candidate passes the hard rules: no station can be placed");
    auto const& quotas = scenario.placement.quotas;
    std::vector<std::string> without;
    for (int const g : able) {
        auto const& name = base.gemeenten[static_cast<std::size_t>(g)].name;
        if (std::none_of(quotas.begin(), quotas.end(), [&](Quota const& q) { return q.gemeente == name; }))
            without.push_back(name);
    }
    if (!without.empty())
        findings.notes.push_back(
            fmt::format("no [[placement.quota]] for {}: no station is placed there", fmt::join(without, ", ")));
}

void note_coarse_cells(GridSpec const& grid, Findings& findings)
{
    constexpr int finest_street_cm = 500;
    if (grid.cell_cm > finest_street_cm)
        findings.notes.push_back(
            fmt::format("cells of {} m are coarser than streets: walks and their shares are only rough, 2.5 m is usual",
                        grid.cell_m()));
}

/// A layer that several steps read says the same each time.
void keep_first(Findings& findings)
{
    std::set<std::tuple<std::string, std::string, std::int64_t, std::string>> rows;
    std::erase_if(findings.rejected,
                  [&](Rejected const& r) { return !rows.emplace(r.file, r.layer, r.feature, r.reason).second; });
    std::set<std::string> notes;
    std::erase_if(findings.notes, [&](std::string const& note) { return !notes.insert(note).second; });
}

}  // namespace

BaseLayers prepare(Scenario const& scenario)
{
    check_metres(scenario.region.epsg);
    Findings findings;
    BaseLayers base;
    add_ground(base, scenario, findings);
    Ground const ground{base.grid, base.surface.view(), base.area.view(), base.buurt.view(),
                        scenario.coverage.access_max_m};

    base.chargers = chargers_of(scenario.chargers, ground, findings);
    base.sites = sites_of(base.chargers, ground, findings);
    base.dwelling_points = dwellings_of(scenario.dwellings, ground, findings);
    count_dwellings(base);
    add_demand(base, ground, findings);

    Rules const rules{scenario.placement.rules, base.chargers, ground, findings};
    base.candidates = candidates_of(scenario.parking, scenario.bays, base.buurten, rules, ground, findings);
    note_coarse_cells(base.grid, findings);
    note_no_plan(base, scenario, findings);
    keep_first(findings);
    base.rejected = std::move(findings.rejected);
    base.notes = std::move(findings.notes);
    return base;
}

}  // namespace laad
