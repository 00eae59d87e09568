// SPDX-License-Identifier: Apache-2.0
#include "host/run/ranking.hpp"

#include "host/run/plan_gaps.hpp"
#include "host/run/service.hpp"
#include "rasters/io/values_at.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace laad {
namespace {

/// Whether policy stops a new station in each of the cells; never outside the grid.
std::vector<bool> policy_blocks(Run const& run, std::vector<Cell> const& cells)
{
    std::vector<bool> result(cells.size());
    std::set<int> blocked;  // gemeenten
    for (int g = -1; g < static_cast<int>(run.base.gemeenten.size()); ++g)
        if (!policy_of(run, g).allowed) blocked.insert(g);
    if (blocked.empty()) return result;
    auto const buurt = values_at(run.base.buurt, cells);
    for (std::size_t i = 0; i < cells.size(); ++i)
        result[i] = inside(run.base.grid.shape, cells[i]) &&
                    blocked.contains(buurt[i] ? run.base.buurten[buurt[i] - 1u].gemeente : -1);
    return result;
}

}  // namespace

std::int64_t station_capacity_wh(Scenario const& s)
{
    return std::int64_t{s.placement.evse_per_station} * s.demand.capacity_kwh_per_evse_year * 1000;
}

PolicyVerdict policy_of(Run const& run, int gemeente)
{
    if (!run.scenario.placement.new_connection) return {};
    std::string const name = gemeente < 0 ? "" : run.base.gemeenten[static_cast<std::size_t>(gemeente)].name;
    return policy_verdict(run.grid, run.scenario.grid, name, run.scenario.placement.connection_class,
                          run.scenario.prognosis.target_year);
}

std::vector<std::int32_t> points_by_asset(Run const& run)
{
    PowerGrid const& grid = run.grid;
    std::vector<std::size_t> placed;
    std::vector<Cell> cells;
    for (std::size_t a = 0; a < grid.assets.size(); ++a) {
        if (!grid.info[a].at) continue;
        placed.push_back(a);
        cells.push_back(run.base.grid.cell_at(*grid.info[a].at));
    }
    auto const blocked = policy_blocks(run, cells);
    auto const fitting = connectable_points(grid, grid.station_type);
    std::vector<std::int32_t> points(grid.assets.size(), 0);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (!blocked[i]) points[placed[i]] = fitting[placed[i]];
    return points;
}

void rank_candidates(Run& run, RankMemo& memo)
{
    Scenario const& s = run.scenario;
    Results& results = run.results;
    std::vector<Cell> cells;
    for (std::int32_t const c : results.ranked)
        cells.push_back(run.base.grid.cell_at(run.base.candidates[static_cast<std::size_t>(c)].pole));
    auto const blocked = policy_blocks(run, cells);
    std::vector<RankCandidate> candidates;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(results.ranked[i])];
        std::int32_t const asset = inside(run.base.grid.shape, cells[i]) ? run.grid.leaves.at(cells[i]) : -1;
        candidates.push_back({candidate.eligible(), candidate.pole, candidate.gemeente, asset, !blocked[i], cells[i]});
    }
    if (auto const squares = squares_to_fill(run); !squares.empty())
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (auto const square = squares.find(nal_square_at(candidates[i].at)); square != squares.end())
                candidates[i].square = square->second;
    auto const weights = service_weights(s.demand);
    RankProblem problem;
    problem.candidates = candidates;
    problem.lists = &results.candidate_reach;
    problem.unmet_wh = results.unmet_wh;
    problem.weight_by_m = weights;
    problem.points = s.placement.evse_per_station;
    problem.capacity_wh = station_capacity_wh(s);
    problem.quotas = s.placement.quotas;
    for (std::size_t g = 0; g < run.base.gemeenten.size(); ++g) {
        problem.gemeenten.push_back(run.base.gemeenten[g].name);
        problem.policy_notes.push_back(policy_of(run, static_cast<int>(g)).note);
    }
    for (Charger const& charger : run.base.chargers)
        if (charger.access == ChargerAccess::is_public) problem.stations.push_back(charger.at);
    problem.min_gain_wh = std::max<std::int64_t>(1, s.placement.min_gain_kwh * 1000);
    problem.min_station_m = s.placement.rules.min_station_m;
    problem.bound_steps = s.placement.bound_steps;
    results.plan = rank(problem, run.grid, &memo);
    results.white_squares = white_squares(run);
    results.quotas = quota_outcomes(run);
}

std::vector<std::string> plan_notes(Run const& run)
{
    std::vector<std::string> notes;
    for (std::size_t g = 0; g < run.base.gemeenten.size(); ++g) {
        std::string const note = policy_of(run, static_cast<int>(g)).note;
        if (!note.empty()) notes.push_back(fmt::format("grid policy in {}: {}", run.base.gemeenten[g].name, note));
    }
    std::ranges::move(gap_notes(run), std::back_inserter(notes));
    std::vector<Placement> const& placements = run.results.plan.placements;
    if (auto const shared = std::ranges::count_if(placements, [](Placement const& p) { return p.shared_by > 1; }))
        notes.push_back(
            fmt::format("{} of {} places share a rank: they are worth as much, with as much demand in reach. Which of "
                        "them comes first in a list follows from where it lies (north before south, west before east)",
                        shared, placements.size()));
    std::int64_t const capacity_wh = station_capacity_wh(run.scenario);
    std::int64_t eligible = 0;
    std::int64_t full = 0;
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i) {
        if (!run.base.candidates[static_cast<std::size_t>(run.results.ranked[i])].eligible()) continue;
        ++eligible;
        if (run.results.plan.first[i].gain_wh == capacity_wh) ++full;
    }
    if (full > 1)
        notes.push_back(fmt::format(
            "{} of {} eligible candidates would each fill a whole new station ({} kWh a year): energy alone "
            "does not tell them apart, how near that demand is and how much more lies in reach does",
            full, eligible, capacity_wh / 1000));
    return notes;
}

}  // namespace laad
