// SPDX-License-Identifier: Apache-2.0
#include "host/compare/candidate_facts.hpp"

#include "kernels/headroom.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/raster_source.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace laad {
namespace {

/// A spare candidate that is worth as much as the last place of its municipality.
struct AsLarge {
    std::string neighbourhood;
    PlannedPlace const* last{};
    std::int64_t worth_hwh{};
    Point at{};
};

/// Counts a candidate among the spare ones if it is one.
void count_spare(StoredCandidate const& candidate, std::map<std::string, PlannedPlace> const& last_places,
                 std::map<std::string, SpareCandidates>& spare, std::vector<AsLarge>& as_large)
{
    if (!candidate.stopped_by.empty() || !candidate.first_gain_wh || candidate.placed) return;
    SpareCandidates& neighbourhood = spare[candidate.neighbourhood];
    ++neighbourhood.count;
    if (candidate.too_close) {
        ++neighbourhood.too_close;
        return;
    }
    neighbourhood.best_gain_hwh = std::max(neighbourhood.best_gain_hwh, hundreds(candidate.gain_after_plan_wh));
    auto const last = last_places.find(candidate.municipality);
    std::int64_t const worth = hundreds_of_worth(candidate.worth_after_plan);
    if (last != last_places.end() && worth >= hundreds(last->second.worth / 1000))
        as_large.push_back({candidate.neighbourhood, &last->second, worth, candidate.pole});
}

/// Of the candidates that are worth as much, those that the grid lets come; it need not where the last place waits for
/// it.
void count_equal(StoredPlan const& plan, std::vector<AsLarge> const& as_large,
                 std::map<std::string, SpareCandidates>& spare)
{
    std::vector<AsLarge> in_question;
    std::vector<Cell> poles;
    for (AsLarge const& candidate : as_large) {
        if (candidate.last->waits()) {
            ++spare[candidate.neighbourhood].equal;
            continue;
        }
        in_question.push_back(candidate);
        poles.push_back(plan.grid.cell_at(candidate.at));
    }
    auto const points = points_that_fit(plan, poles);
    for (std::size_t i = 0; i < points.size(); ++i) {
        AsLarge const& one = in_question[i];
        if (is_equal_choice(plan, *one.last, one.worth_hwh, points[i])) ++spare[one.neighbourhood].equal;
    }
}

}  // namespace

std::vector<std::optional<int>> points_that_fit(StoredPlan const& plan, std::vector<Cell> const& cells)
{
    std::vector<std::optional<int>> fitting(cells.size());
    if (!plan.has_grid() || cells.empty()) return fitting;
    RasterReader<std::uint16_t> const raster{plan.raster("connectable_points"), plan.grid};
    auto const points = values_at<std::uint16_t>(raster, cells, points_nodata);
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i] != points_nodata) fitting[i] = points[i];
    return fitting;
}

std::int64_t hundreds(std::int64_t wh)
{
    return std::llround(static_cast<double>(wh) / 100);
}

std::int64_t hundreds_of_worth(std::int64_t worth)
{
    return std::llround(static_cast<double>(worth) / 100'000);
}

std::int64_t PlanCandidates::equal() const
{
    std::int64_t count = 0;
    for (auto const& [neighbourhood, candidates] : spare)
        count += candidates.equal;
    return count;
}

std::map<std::string, PlannedPlace> last_places(StoredPlan const& plan)
{
    std::map<std::string, PlannedPlace> last;
    for (PlannedPlace const& place : plan.places)  // by rank
        last[place.municipality] = place;
    return last;
}

bool is_equal_choice(StoredPlan const& plan, PlannedPlace const& last, std::int64_t worth_hwh,
                     std::optional<int> fitting_points)
{
    bool const fits = !fitting_points || *fitting_points >= plan.config.placement.evse_per_station;
    return worth_hwh >= hundreds(last.worth / 1000) && (fits || last.waits());
}

PlanCandidates plan_candidates(StoredPlan const& plan, std::set<std::string> const& named)
{
    auto const last = last_places(plan);
    std::vector<AsLarge> as_large;
    PlanCandidates found;
    each_candidate(plan.path, {}, [&](StoredCandidate const& candidate) {
        count_spare(candidate, last, found.spare, as_large);
        if (named.contains(candidate.id)) found.named[candidate.id] = candidate;
    });
    count_equal(plan, as_large, found.spare);
    return found;
}

}  // namespace laad
