// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace laad {
namespace {

using ByCandidate = std::map<std::string, std::size_t>;  // index by rank

ByCandidate by_candidate(StoredPlan const& plan)
{
    ByCandidate numbers;
    for (std::size_t i = 0; i < plan.places.size(); ++i)
        numbers[plan.places[i].candidate] = i;
    return numbers;
}

/// What the run found of a candidate.
void take_facts(PlanCandidates const& candidates, std::string const& candidate, PlaceState& state)
{
    auto const known = candidates.named.find(candidate);
    if (known == candidates.named.end()) return;
    StoredCandidate const& found = known->second;
    state.stopped_by = found.stopped_by;
    state.eligible = found.stopped_by.empty();
    if (!state.eligible) return;
    state.first_gain_hwh = hundreds(found.first_gain_wh.value_or(0));
    state.gain_hwh = hundreds(found.gain_after_plan_wh);
    state.worth_hwh = hundreds_of_worth(found.worth_after_plan);
    if (state.place) {
        state.gain_hwh = hundreds(state.place->gain_wh);
        state.first_gain_hwh = hundreds(state.place->gain_wh + state.place->overlap_wh);
    }
    state.too_close = !state.place && found.too_close;
}

/// All places with their kind of change; none is joined with another yet.
std::vector<PlaceChange> matched(StoredPlan const& old_plan, StoredPlan const& new_plan)
{
    ByCandidate const old_numbers = by_candidate(old_plan);
    ByCandidate const new_numbers = by_candidate(new_plan);
    std::vector<PlaceChange> changes;
    for (PlannedPlace const& place : new_plan.places) {
        PlaceChange& change = changes.emplace_back(PlaceChange{place.candidate, Change::gained});
        change.after.place = place;
        auto const old = old_numbers.find(place.candidate);
        if (old == old_numbers.end()) continue;
        change.before.place = old_plan.places[old->second];
        change.change = change.before.place->ranks.meets(place.ranks) ? Change::kept : Change::moved;
    }
    for (PlannedPlace const& place : old_plan.places)
        if (!new_numbers.contains(place.candidate))
            changes.emplace_back(PlaceChange{place.candidate, Change::lost}).before.place = place;
    return changes;
}

std::optional<int> rank_of(PlaceState const& state)
{
    return state.place ? std::optional{state.place->rank} : std::nullopt;
}

/// One of the two plans, as far as it explains places of both.
class Side {
  public:
    explicit Side(ExplainedPlan const& plan)
        : plan_{plan}, neighbours_{plan}, numbers_{by_candidate(plan.folder)}, last_places_{last_places(plan.folder)}
    {
    }

    Neighbours const& neighbours() const { return neighbours_; }
    /// Demand cells within the walk of a place of this plan; none of another one.
    std::vector<std::int64_t> reached_cells(std::string const& candidate) const
    {
        std::vector<std::int64_t> cells;
        auto const number = numbers_.find(candidate);
        if (number == numbers_.end()) return cells;
        for (Reached const& reached : plan_.reach.lists.of(number->second))
            cells.push_back(plan_.reach.cells[reached.node.index()]);
        return cells;
    }
    /// `cells`: by change, what reached_cells says of the plan that has the place.
    void describe(std::vector<PlaceChange>& changes, std::vector<std::vector<std::int64_t>> const& cells,
                  PlaceState PlaceChange::*side) const
    {
        std::vector<Cell> poles;
        for (PlaceChange const& change : changes)
            poles.push_back(plan_.folder.grid.cell_at(change.place().at));
        auto const points = points_that_fit(plan_.folder, poles);
        std::vector<std::int64_t> all_cells;
        for (auto const& of_place : cells)
            all_cells.insert(all_cells.end(), of_place.begin(), of_place.end());
        auto const unmet_wh = unmet_at(plan_.folder, all_cells);
        auto next = unmet_wh.begin();
        for (std::size_t i = 0; i < changes.size(); ++i) {
            PlaceState& state = changes[i].*side;
            take_facts(plan_.candidates, changes[i].candidate, state);
            state.fitting_points = points[i];
            state.equal_choice = equal_choice(changes[i], state);
            auto const end = next + static_cast<std::ptrdiff_t>(cells[i].size());
            state.in_reach_hwh = hundreds(std::accumulate(next, end, std::int64_t{0}));
            next = end;
        }
    }

  private:
    bool equal_choice(PlaceChange const& change, PlaceState const& state) const
    {
        auto const last = last_places_.find(change.place().municipality);
        return !state.place && state.eligible && !state.too_close && last != last_places_.end() &&
               is_equal_choice(plan_.folder, last->second, state.worth_hwh, state.fitting_points);
    }

    ExplainedPlan plan_;
    Neighbours neighbours_;
    ByCandidate numbers_;
    std::map<std::string, PlannedPlace> last_places_;
};

/// The place whose share at these cells changed most, for one that others push out or let in.
std::optional<InTheWay> in_the_way(PlaceChange const& change, std::vector<std::int64_t> const& cells,
                                   Side const& old_side, Side const& new_side)
{
    Point const at = change.place().at;
    if (change.after.too_close || change.before.too_close)
        return (change.after.too_close ? new_side : old_side).neighbours().too_close_to(at);
    auto const before = old_side.neighbours().serving(cells, rank_of(change.before));
    auto const after = new_side.neighbours().serving(cells, rank_of(change.after));
    bool const took = change.after.overlap_hwh() > change.before.overlap_hwh();
    std::string found = took ? largest_rise(before, after) : largest_rise(after, before);
    if (found.empty()) found = largest_rise({}, took ? after : before);
    return (took ? new_side : old_side).neighbours().described(found, at);
}

}  // namespace

std::vector<PlaceChange> place_changes(ExplainedPlan const& old_plan, ExplainedPlan const& new_plan)
{
    std::vector<PlaceChange> changes = matched(old_plan.folder, new_plan.folder);
    Side const old_side{old_plan};
    Side const new_side{new_plan};
    std::vector<std::vector<std::int64_t>> cells;
    for (PlaceChange const& change : changes)
        cells.push_back((change.after.place ? new_side : old_side).reached_cells(change.candidate));
    old_side.describe(changes, cells, &PlaceChange::before);
    new_side.describe(changes, cells, &PlaceChange::after);

    auto const& placement = new_plan.folder.config.placement;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        PlaceChange& change = changes[i];
        change.reason = reason_of(change.change, change.before, change.after, placement.evse_per_station);
        if (change.reason == Reason::neighbour) change.neighbour = in_the_way(change, cells[i], old_side, new_side);
        change.why = explanation(change);
    }
    join_shifted(changes, placement.rules.min_station_m);
    std::ranges::stable_sort(changes, {}, [](PlaceChange const& one) {
        return std::pair{one.change, one.place().rank};
    });
    for (std::size_t i = 0; i < changes.size(); ++i)
        changes[i].number = i + 1;
    return changes;
}

}  // namespace laad
