// SPDX-License-Identifier: Apache-2.0
// Which ranked places stay, come and go between two plans, and why; the rule is in docs/methods/compare.md.
#pragma once

#include "host/compare/candidate_facts.hpp"
#include "host/compare/regret.hpp"
#include "host/plan_folder/plan_folder.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace laad {

/// In the order in which the tables and maps number the places.
enum class Change { shifted, gained, lost, moved, kept };
enum class Reason { none, rules, headroom, tie, demand, neighbour, others };

/// A place in one of the two plans.
struct PlaceState {
    bool eligible{};  ///< known there, and it passes the hard rules
    std::vector<std::string> stopped_by;
    std::optional<PlannedPlace> place;  ///< nothing: not in the plan
    std::int64_t first_gain_hwh{};      ///< hundreds of Wh, as the first choice
    std::int64_t gain_hwh{};            ///< when chosen; not chosen: what it would still add to the plan
    std::int64_t in_reach_hwh{};        ///< unserved demand within its walk, however much a station can serve
    std::int64_t worth_hwh{};           ///< not chosen: what it would still be worth, by nearness
    bool too_close{};                   ///< not chosen because a station stands nearer than the spacing
    bool equal_choice{};  ///< not chosen though it would be worth as much as the last place of its municipality
    std::optional<int> fitting_points;  ///< charge points that the grid at the pole has room for; nothing: no grid data

    std::int64_t overlap_hwh() const { return first_gain_hwh - gain_hwh; }
};

/// The place that is most in the way of another one.
struct InTheWay {
    std::string candidate;
    int rank{};
    std::int64_t distance_m{};  ///< as the crow flies
};

/// What one place of the old plan has in the regret.
struct PlaceRegret {
    std::int64_t kept_wh{};    ///< what it adds under the new prognosis, in the order of the old plan
    std::int64_t regret_wh{};  ///< what the place of that rank in the new plan (none: 0) adds beyond that
};

struct PlaceChange {
    std::string candidate;
    Change change{};
    Reason reason{};
    PlaceState before{};  ///< in the old plan
    PlaceState after{};   ///< in the new plan
    std::optional<InTheWay>
        neighbour{};         ///< for Reason::neighbour: in the plan in which it stands in the way, if known
    std::string from{};      ///< of a shifted place: the candidate of the old plan; `before` is its state
    std::int64_t shift_m{};  ///< how far that is
    std::string why{};       ///< the reason with its figures, in one sentence
    std::size_t number{};    ///< in tables and on maps
    std::optional<PlaceRegret> regret{};  ///< see Comparison::regret_of

    PlannedPlace const& place() const { return after.place ? *after.place : *before.place; }
};

/// A plan with what explains its places.
struct ExplainedPlan {
    StoredPlan const& folder;
    PlanReach const& reach;
    ServedPlan const& served;
    PlanCandidates const& candidates;
};

/// Every place of the two plans once, a shifted pair as one: shifted, gained, lost, moved, kept; each by new rank, the
/// lost ones by old rank. Errors  InputError: connectable_points.tif or unmet.tif is absent or damaged
std::vector<PlaceChange> place_changes(ExplainedPlan const& old_plan, ExplainedPlan const& new_plan);

/// The rule that decides the reason of a place that is not shifted. `points`: charge points of one station.
Reason reason_of(Change, PlaceState const& before, PlaceState const& after, int points);

/// Joins each lost place with the gained one nearer than the spacing that replaces it: nearest pairs first, ties by id.
/// Needs `why`.
void join_shifted(std::vector<PlaceChange>&, double min_station_m);

/// Finds the places of a plan that are in the way of another place. What `plan` refers to must outlive it.
class Neighbours {
  public:
    explicit Neighbours(ExplainedPlan const& plan);

    /// Wh that each place, by candidate, serves at cells (row-major numbers); with `before_rank` only those that come
    /// before it.
    std::map<std::string, std::int64_t> serving(std::span<std::int64_t const> cells,
                                                std::optional<int> before_rank) const;

    /// The nearest place of the plan within its spacing; nothing: none, so a station that already stands is too close.
    std::optional<InTheWay> too_close_to(Point at) const;
    /// A place of the plan as seen from `at`; nothing of one that it does not have.
    std::optional<InTheWay> described(std::string const& candidate, Point at) const;

  private:
    ExplainedPlan plan_;
    std::unordered_map<std::int64_t, std::vector<std::pair<std::size_t, std::int64_t>>> by_cell_;  // place, Wh
};

/// The candidate of which `more` has most above `less`; ties: the first id. Empty: none has more.
std::string largest_rise(std::map<std::string, std::int64_t> const& less,
                         std::map<std::string, std::int64_t> const& more);

char const* words(Change);
char const* words(Reason);
/// The reason with its figures, in one sentence.
std::string explanation(PlaceChange const&);

}  // namespace laad
