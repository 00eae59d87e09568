// SPDX-License-Identifier: Apache-2.0
// Which candidates get the next stations, in which order, and how good that choice is at least.
#pragma once

#include "host/placement/memo.hpp"
#include "host/power/power_grid.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// What ranking knows of a candidate.
struct RankCandidate {
    bool eligible{};
    Point at{};
    MunicipalityId municipality;
    AssetId asset;  ///< leaf of its cell; none: no grid data there
    bool policy_allows{true};
    Cell cell{};                ///< of `at`
    SquareId square;            ///< obliged white square around it that is to get a station first
    std::int32_t approved{-1};  ///< its number among the places that people fixed, in their order; −1: none
    bool preferred{};           ///< by people, before the others of its municipality
    SearchAreaId area{};        ///< search area around it that is to get a station
    std::int64_t relief{};      ///< of the pressure in it: any unit, 0 or more
};

/// For which of its aims the plan has a place; those of the first come first.
enum class Aim : std::uint8_t { approved, preferred, white_squares, search_areas, demand };

/// Energy that counts by its nearness: Wh a year × weight of the walk in thousandths.
using WeightedWh = std::int64_t;

/// What one more station would be worth at a candidate. All three only fall while others are placed.
struct CandidateValue {
    std::int64_t gain_wh{};  ///< newly served: min(capacity, unmet demand in reach)
    WeightedWh worth{};      ///< of what it would serve, nearest first
    WeightedWh reach{};      ///< of all unmet demand in reach, also what it has no capacity for

    friend bool operator==(CandidateValue const&, CandidateValue const&) = default;
};

struct RankProblem {
    IndexedSpan<CandidateId, RankCandidate const> candidates;
    ReachLists const* lists{};                          ///< of the candidates
    IndexedSpan<NodeId, std::uint32_t const> unmet_wh;  ///< after existing and planned stations
    std::span<std::int32_t const> weight_by_m;  ///< as serve(): by whole metres of walk, thousandths, never rising
    std::int64_t capacity_wh{};                 ///< of one station
    std::int64_t min_gain_wh{1};                ///< a station that would newly serve less is not placed; at least 1
    int points{2};                              ///< EVSE of one station
    std::vector<Quota> quotas;
    Indexed<MunicipalityId, std::string> municipalities;  ///< names, for the quotas
    Indexed<MunicipalityId, std::string> policy_notes{};  ///< why policy stops a station; may be empty
    std::vector<Point> stations;                          ///< existing and planned, for the spacing
    double min_station_m{};                               ///< between stations, in whole mm; 0: no spacing
    int bound_steps{200};
};

enum class GridStatus : std::uint8_t { connectable, waits_for_grid, no_grid_data };

/// Demand that a placement serves at one node.
struct ServedNode {
    NodeId node;
    std::int32_t walk_cm{};
    std::uint32_t served_wh{};
};

struct Placement {
    CandidateId candidate;
    int rank{};                    ///< 1 and the number of placements before those of equal worth and reach
    int shared_by{1};              ///< placements with this rank
    CandidateValue value{};        ///< when chosen
    std::int64_t first_gain_wh{};  ///< what it would have served as the first choice; the difference is its overlap
    std::int64_t cumulative_wh{};
    bool fills_square{};  ///< the first station of its white square
    bool fills_area{};    ///< the first station of its search area
    Aim aim{Aim::demand};
    std::int64_t relief{};  ///< of Aim::search_areas: of its candidate
    GridStatus status{};
    std::string grid_reason;  ///< for waits_for_grid: which asset or policy stops it
    ChainRoom before;
    ChainRoom after;
    std::vector<ServedNode> serves;  ///< in the order of serving: by walk, then node
};

/// Valid upper bounds on what any choice of the same number of stations per municipality could be, each by itself.
struct UpperBound {
    std::int64_t wh{};   ///< newly served
    WeightedWh worth{};  ///< that, by nearness
    int steps{};
    int best_step{};  ///< the last one that lowered either bound of a municipality
};

struct RankedPlan {
    std::vector<Placement> placements;
    Indexed<CandidateId, CandidateValue> first;  ///< before any station is placed
    Indexed<CandidateId, CandidateValue> left;   ///< after the plan
    Indexed<CandidateId, bool> too_close;     ///< an eligible one that was not chosen: spacing to a station forbids it
    Indexed<NodeId, std::uint32_t> unmet_wh;  ///< after the plan
    UpperBound bound;
    std::int64_t evaluations{};  ///< values computed by the lazy greedy

    std::int64_t served_wh() const { return placements.empty() ? 0 : placements.back().cumulative_wh; }
    WeightedWh worth() const;
};

/// Lazy greedy. Candidates are taken by worth, then reach, then place (cell by row and column, then whole mm; index
/// only where two stand on one point) as long as their municipality has quota, spacing holds and, along the chain of
/// their
/// asset, headroom stays ≥ 0 after them; each serves its nodes by increasing walk, ties by node, until its capacity is
/// used, and draws its charging from every asset above it. A candidate that only the
/// grid or its policy stops is set aside; when no other is left those are ranked after the rest, on the demand that
/// remains, as `waits_for_grid`: they draw no charging, so `before` and `after` are what one such station would change.
/// What is approved is in the plan, in its order, whatever its gain, quota or the spacing to other places; it counts for
/// those of all that follow. Then come places that are preferred, then the white squares get one station each where
/// they have none of these, then so do the search areas, of which the largest relief goes before worth and a relief
/// above 0 is reason enough to place a station; then all others are placed, by the same rules; what waits comes last in each. What would gain less than `min_gain_wh` is passed over. An energy quota is full once the gains
/// reach it; the last station may pass it. A municipality without a quota gets no station. A grid without assets leaves
/// all
/// candidates with no_grid_data. Components that cannot influence each other are ranked apart, in parallel, and merged;
/// with a `memo` only those are that it does not hold. Neither changes the plan.
RankedPlan rank(RankProblem const&, PowerGrid const&, RankMemo* memo = nullptr);

}  // namespace laad
