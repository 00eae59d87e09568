// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include "host/compare/neighbours.hpp"
#include "kernels/headroom.hpp"
#include "rasters/io/raster_file.hpp"
#include "rasters/io/values_at.hpp"

#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace laad {
namespace {

using Facts = std::map<std::string, CandidateFacts>;
using ByCandidate = std::map<std::string, std::size_t>;  // index by rank

ByCandidate by_candidate(PlanFolder const& plan)
{
    ByCandidate numbers;
    for (std::size_t i = 0; i < plan.places.size(); ++i)
        numbers[plan.places[i].candidate] = i;
    return numbers;
}

/// Hundreds of Wh, rounded as explain.json rounds.
std::int64_t hundreds(std::int64_t wh)
{
    return std::llround(static_cast<double>(wh) / 100);
}

std::vector<std::uint16_t> fitting_points(PlanFolder const& plan, std::vector<PlaceChange> const& changes)
{
    std::vector<Cell> cells;
    for (PlaceChange const& change : changes)
        cells.push_back(plan.grid.cell_at(change.place().at));
    RasterReader<std::uint16_t> const points{plan.raster("connectable_points"), plan.grid};
    return values_at<std::uint16_t>(points, cells, points_nodata);
}

/// Completes `state` with what explain.json says of the candidate.
void take_facts(Facts const& facts, std::string const& candidate, PlaceState& state)
{
    auto const known = facts.find(candidate);
    if (known == facts.end()) return;
    CandidateFacts const& fact = known->second;
    state.eligible = fact.stopped_by.empty();
    state.stopped_by = fact.stopped_by;
    state.first_gain_hwh = fact.first_gain_hwh;
    state.gain_hwh = fact.gain_after_plan_hwh;
    if (state.place) {
        state.gain_hwh = hundreds(state.place->gain_wh);
        state.first_gain_hwh = hundreds(state.place->gain_wh + state.place->overlap_wh);
    }
    state.too_close = !state.place && fact.too_close;
}

/// All places with their kind of change.
std::vector<PlaceChange> matched(PlanFolder const& old_plan, PlanFolder const& new_plan)
{
    ByCandidate const old_numbers = by_candidate(old_plan);
    ByCandidate const new_numbers = by_candidate(new_plan);
    std::vector<PlaceChange> changes;
    for (Place const& place : new_plan.places) {
        PlaceChange change;
        change.candidate = place.candidate;
        change.after.place = place;
        change.change = Change::gained;
        if (auto const old = old_numbers.find(place.candidate); old != old_numbers.end()) {
            change.before.place = old_plan.places[old->second];
            change.change = change.before.place->rank == place.rank ? Change::kept : Change::moved;
        }
        changes.push_back(std::move(change));
    }
    for (Place const& place : old_plan.places) {
        if (new_numbers.contains(place.candidate)) continue;
        PlaceChange change;
        change.candidate = place.candidate;
        change.before.place = place;
        change.change = Change::lost;
        changes.push_back(std::move(change));
    }
    return changes;
}

std::vector<std::int64_t> cells_of(PlanReach const& reach, std::size_t number)
{
    std::vector<std::int64_t> cells;
    for (Reached const& reached : reach.lists.of(number))
        cells.push_back(reach.cells[static_cast<std::size_t>(reached.node)]);
    return cells;
}

std::optional<int> rank_of(PlaceState const& state)
{
    return state.place ? std::optional{state.place->rank} : std::nullopt;
}

/// Fills what one of the two plans says of every place.
void explain(ExplainedPlan const& plan, std::set<std::string> const& candidates, std::vector<PlaceChange>& changes,
             PlaceState PlaceChange::*state)
{
    Facts const facts = candidate_facts(plan.folder.path, candidates);
    auto const points = fitting_points(plan.folder, changes);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        PlaceState& one = changes[i].*state;
        take_facts(facts, changes[i].candidate, one);
        if (points[i] != points_nodata) one.fitting_points = points[i];
    }
}

}  // namespace

std::vector<PlaceChange> place_changes(ExplainedPlan const& old_plan, ExplainedPlan const& new_plan)
{
    std::vector<PlaceChange> changes = matched(old_plan.folder, new_plan.folder);
    std::set<std::string> candidates;
    for (PlaceChange const& change : changes)
        candidates.insert(change.candidate);
    explain(old_plan, candidates, changes, &PlaceChange::before);
    explain(new_plan, candidates, changes, &PlaceChange::after);

    Neighbours const old_neighbours{old_plan};
    Neighbours const new_neighbours{new_plan};
    ByCandidate const old_numbers = by_candidate(old_plan.folder);
    ByCandidate const new_numbers = by_candidate(new_plan.folder);
    auto const reached_cells = [&](std::string const& candidate) {
        auto const number = new_numbers.find(candidate);
        return number != new_numbers.end() ? cells_of(new_plan.reach, number->second)
                                           : cells_of(old_plan.reach, old_numbers.at(candidate));
    };
    for (PlaceChange& change : changes) {
        change.reason =
            reason_of(change.change, change.before, change.after, new_plan.folder.config.placement.evse_per_station);
        if (change.reason != Reason::neighbour) continue;
        if (change.after.too_close || change.before.too_close) {
            change.neighbour =
                (change.after.too_close ? new_neighbours : old_neighbours).too_close_to(change.place().at);
            continue;
        }
        auto const cells = reached_cells(change.candidate);
        auto const before = old_neighbours.serving(cells, rank_of(change.before));
        auto const after = new_neighbours.serving(cells, rank_of(change.after));
        bool const took = change.after.overlap_hwh() > change.before.overlap_hwh();
        change.neighbour = took ? largest_rise(before, after) : largest_rise(after, before);
        if (change.neighbour.empty()) change.neighbour = largest_rise({}, took ? after : before);
    }
    return changes;
}

}  // namespace laad
