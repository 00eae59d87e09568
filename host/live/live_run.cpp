// SPDX-License-Identifier: Apache-2.0
#include "host/live/live_run.hpp"

#include "host/run/kpis.hpp"
#include "host/run/parts/gain.hpp"
#include "host/run/parts/stations.hpp"
#include "host/run/parts/walk.hpp"
#include "host/run/ranking.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

Run with_plan(Run run)
{
    if (!run.inputs.is_plan())
        throw InputError{fmt::format("{}: without a prognosis there is no plan to work on; add [prognosis]",
                                     run.inputs.scenario.file.string())};
    return run;
}

}  // namespace

LiveRun::LiveRun(Run run, RunPlan const& plan, ChosenDevice const& device, Work const& work)
    : run_{with_plan(std::move(run))},
      exec_{device.threads},
      edited_{run_.inputs},
      walk_{run_.inputs, run_.layers, exec_},
      service_{made_service(plan, work)},
      gain_kwh_{run_.layers[gain_layer]}
{
    if (run_.inputs.has_grid()) grid_.emplace(run_.inputs, run_.layers, exec_);
}

LiveService LiveRun::made_service(RunPlan const& plan, Work const& work) const
{
    TileLists const lists{*work.store, plan.tile_cells};
    std::vector<std::string> notes;
    WholeWork const whole{exec_, exec_.threads(), notes};
    PartInputs const in{
        run_.inputs, run_.findings.demand_wh, run_.findings.unmet_wh, plan.tiles, plan.tile_cells, lists, whole};
    return {run_.inputs, StationsPart{in}.lists(), exec_};
}

std::vector<LayerPatch> LiveRun::become(Edits const& edits)
{
    edited_.become(edits);
    auto& [inputs, layers, findings, log] = run_;
    Patches patches;
    walk_.update(patches, findings.walk_at_dwelling);
    findings.walk_shares = walk_shares(inputs.scenario, inputs.base, findings.walk_at_dwelling);
    count_points(inputs.base.chargers, findings.nal);
    service_.update(findings);
    if (grid_) grid_->update(patches);
    auto const gains_before = std::move(findings.plan.first);
    rank(0);
    update_gain(gains_before, patches);
    return patches.take();
}

void LiveRun::rank(int bound_steps)
{
    memo_.next();
    int const configured = std::exchange(run_.inputs.scenario.placement.bound_steps, bound_steps);
    rank_candidates(run_.inputs, run_.findings, memo_);
    run_.inputs.scenario.placement.bound_steps = configured;
}

/// As GainPart: the best gain of the candidates in a cell, in whole kWh.
void LiveRun::update_gain(Indexed<CandidateId, CandidateValue> const& before, Patches& patches)
{
    auto const& candidates = run_.inputs.base.candidates;
    auto const& now = run_.findings.plan.first;
    GridSpec const& grid = run_.inputs.base.grid;
    std::map<Cell, std::uint32_t> changed;
    for (CandidateId const c : candidates.ids())
        if (candidates[c].entry && before[c].gain_wh != now[c].gain_wh)
            changed.emplace(grid.cell_at(candidates[c].pole), 0);
    if (changed.empty()) return;
    Rect window{changed.begin()->first, {1, 1}};
    for (auto const& [cell, kwh] : changed)
        window = joined(window, {cell, {1, 1}});
    for (CandidateId const c : candidates.ids()) {
        if (!candidates[c].entry) continue;
        auto const cell = changed.find(grid.cell_at(candidates[c].pole));
        if (cell != changed.end()) cell->second = std::max(cell->second, gain_in_kwh(now[c].gain_wh));
    }
    auto cells = gain_kwh_.read(window);
    for (auto const& [cell, kwh] : changed)
        cells[cell - window.first] = kwh;
    patches.write<std::uint32_t>(gain_kwh_, gain_layer.name, window, cells.view());
}

Run const& LiveRun::complete()
{
    auto& [inputs, layers, findings, log] = run_;
    findings.white_spots = white_spots(white_spot_pieces(inputs.scenario, inputs.base, walk_.walk_dm()),
                                       findings.demand_wh, findings.unmet_wh);
    rank(inputs.scenario.placement.bound_steps);
    findings.kpis = kpi_rows(inputs, findings);
    return run_;
}

}  // namespace laad
