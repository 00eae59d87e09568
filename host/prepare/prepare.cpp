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

#include <fmt/format.h>
#include <algorithm>

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
    if (!base.weightless_buurten.empty())
        findings.notes.push_back(
            fmt::format("{} buurten have neither a dwelling nor a street inside the grid; their "
                        "demand cannot be placed",
                        base.weightless_buurten.size()));
}

}  // namespace

BaseLayers prepare(Scenario const& scenario)
{
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
    base.rejected = std::move(findings.rejected);
    base.notes = std::move(findings.notes);
    return base;
}

}  // namespace laad
