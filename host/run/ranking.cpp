// SPDX-License-Identifier: Apache-2.0
#include "host/run/ranking.hpp"

#include "host/language/to_say.hpp"
#include "host/run/parts/grid_policy.hpp"
#include "host/run/parts/station_capacity.hpp"
#include "host/run/plan_gaps.hpp"
#include "host/run/service.hpp"
#include "rasters/raster_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

Indexed<CandidateId, RankCandidate> rank_candidates_of(Inputs const& inputs,
                                                       std::map<std::string, SquareId> const& squares,
                                                       SearchFindings const& search)
{
    BaseLayers const& base = inputs.base;
    std::vector<Cell> cells;
    for (Candidate const& candidate : base.candidates)
        cells.push_back(base.grid.cell_at(candidate.pole));
    auto const blocked = policy_blocks(inputs, cells);
    Indexed<CandidateId, RankCandidate> all;
    for (CandidateId const number : base.candidates.ids()) {
        Candidate const& candidate = base.candidates[number];
        std::size_t const c = number.index();
        AssetId const asset = inside(base.grid.shape, cells[c]) ? inputs.grid.leaves.at(cells[c]) : AssetId{};
        auto& added = all.emplace_back(RankCandidate{
            candidate.eligible(), candidate.pole, candidate.municipality, asset, !blocked[c], cells[c], {}});
        if (auto const square = squares.find(nal_square_at(candidate.pole)); square != squares.end())
            added.square = square->second;
    }
    if (inputs.scenario.placement.fill_search_areas)
        for (CandidateId const c : search.candidates.ids()) {
            all[c].area = search.candidates[c].area;
            all[c].relief = search.candidates[c].relief;
        }
    std::int32_t order = 0;
    for (CandidateId const c : inputs.review.approved)
        all[c].approved = order++;
    for (CandidateId const c : inputs.review.preferred)
        all[c].preferred = true;
    return all;
}

/// Policy that is expected but does not bind, quotas and white squares that are not filled, which ranks are shared, and
/// how far energy alone tells candidates apart.
std::vector<std::string> plan_notes(Inputs const& inputs, Findings const& findings)
{
    std::vector<std::string> notes;
    for (MunicipalityId const g : inputs.base.municipalities.ids()) {
        std::string const note = policy_of(inputs, g).note;
        if (!note.empty())
            notes.push_back(to_say("grid policy in {}", inputs.base.municipalities[g].name) + ": " + note);
    }
    std::ranges::move(gap_notes(findings), std::back_inserter(notes));
    std::vector<Placement> const& placements = findings.plan.placements;
    if (auto const shared = std::ranges::count_if(placements, [](Placement const& p) { return p.shared_by > 1; }))
        notes.push_back(
            to_say("{} of {} places share a rank: they are worth as much, with as much demand in reach. Which of "
                   "them comes first in a list follows from where it lies (north before south, west before east)",
                   shared, placements.size()));
    std::int64_t const capacity_wh = station_capacity_wh(inputs.scenario);
    std::int64_t eligible = 0;
    std::int64_t full = 0;
    for (CandidateId const c : inputs.base.candidates.ids()) {
        if (!inputs.base.candidates[c].eligible()) continue;
        ++eligible;
        if (findings.plan.first[c].gain_wh == capacity_wh) ++full;
    }
    if (full > 1)
        notes.push_back(
            to_say("{} of {} eligible candidates would each fill a whole new station ({} kWh a year): energy alone "
                   "does not tell them apart, how near that demand is and how much more lies in reach does",
                   full, eligible, capacity_wh / 1000));
    return notes;
}

}  // namespace

void rank_candidates(Inputs const& inputs, Findings& findings, RankMemo& memo)
{
    Scenario const& s = inputs.scenario;
    auto const candidates = rank_candidates_of(inputs, squares_to_fill(inputs, findings), findings.search);
    auto const weights = service_weights(s.demand);
    RankProblem problem;
    problem.candidates = candidates;
    problem.lists = &findings.candidate_reach;
    problem.unmet_wh = findings.unmet_wh;
    problem.weight_by_m = weights;
    problem.points = s.placement.evse_per_station;
    problem.capacity_wh = station_capacity_wh(s);
    problem.quotas = s.placement.quotas;
    for (MunicipalityId const g : inputs.base.municipalities.ids()) {
        problem.municipalities.push_back(inputs.base.municipalities[g].name);
        problem.policy_notes.push_back(policy_of(inputs, g).note);
    }
    for (Charger const& charger : inputs.base.chargers)
        if (charger.access == ChargerAccess::is_public) problem.stations.push_back(charger.at);
    problem.min_gain_wh = std::max<std::int64_t>(1, s.placement.min_gain_kwh * 1000);
    problem.min_station_m = s.placement.rules.min_station_m;
    problem.bound_steps = s.placement.bound_steps;
    findings.plan = rank(problem, inputs.grid, &memo);
    findings.white_squares = white_squares(inputs, findings);
    findings.search_areas = search_outcomes(inputs, findings);
    findings.quotas = quota_outcomes(inputs, findings);
    findings.notes = plan_notes(inputs, findings);
}

}  // namespace laad
