// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_inputs.hpp"

#include "host/prepare/chargers.hpp"
#include "host/run/ranking.hpp"

#include <variant>

namespace laad {
namespace {

/// Public sites that stand there today: planned stations are left out of coverage, but not of service.
std::vector<Site> existing_sites(BaseLayers const& base)
{
    std::vector<Site> found;
    for (Site const& site : base.sites) {
        Site today = site;
        today.evse = 0;
        today.entry.reset();
        for (std::int32_t const c : site.chargers) {
            Charger const& charger = base.chargers[static_cast<std::size_t>(c)];
            if (charger.planned) continue;
            today.evse += charger.evse;
            today.entry = shorter(today.entry, charger.entry);
        }
        if (today.evse > 0) found.push_back(std::move(today));
    }
    return found;
}

PlanInputs plan_inputs(Run const& run, RunPlan const& plan, Executor const& executor)
{
    Scenario const& s = run.scenario;
    BaseLayers const& base = run.base;
    auto const rooms = std::visit(
        [&](auto const& exec) { return asset_headroom(exec, run.grid.assets, run.grid.base_w, run.grid.charging); },
        executor);
    ByTile const none{base.grid.shape, plan.tile_cells};
    PlanInputs in{.demand_wh = run.results.demand_wh,
                  .leaves = run.grid.leaves,
                  .density_weights = gaussian_weights(s.demand.density_radius_m * 100, s.region.cell_cm),
                  .chains = chain_headroom(run.grid.assets, rooms),
                  .points = points_by_asset(run),
                  .ranked = run.results.ranked,
                  .stations = none,
                  .candidates = none,
                  .reach_windows = {}};
    for (std::size_t i = 0; i < base.sites.size(); ++i)
        if (auto const& entry = base.sites[i].entry) in.stations.add(entry->cell, i);
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i)
        in.candidates.add(base.candidates[static_cast<std::size_t>(run.results.ranked[i])].entry->cell, i);
    for (Tile const& tile : plan.tiles)
        in.reach_windows.push_back(grow(tile.core, reach_halo(s), base.grid.shape));
    return in;
}

}  // namespace

std::vector<std::int32_t> candidates_with_entry(BaseLayers const& base)
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < base.candidates.size(); ++i)
        if (base.candidates[i].entry) found.push_back(static_cast<std::int32_t>(i));
    return found;
}

TileInputs tile_inputs(Run const& run, RunPlan const& plan, Executor const& executor)
{
    BaseLayers const& base = run.base;
    TileInputs in{.scenario = run.scenario,
                  .base = base,
                  .existing = existing_sites(base),
                  .existing_cells = {},
                  .dwellings = {base.grid.shape, plan.tile_cells},
                  .for_plan = {}};
    for (Site const& site : in.existing)
        in.existing_cells.push_back(site.cell);
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i)
        if (auto const& entry = base.dwelling_points[i].entry) in.dwellings.add(entry->cell, i);
    if (run.scope == RunScope::plan) in.for_plan.emplace(plan_inputs(run, plan, executor));
    return in;
}

}  // namespace laad
