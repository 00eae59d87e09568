// SPDX-License-Identifier: Apache-2.0
#include "host/placement/grid_room.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>

namespace laad {
namespace {

/// Candidates below each asset, by municipality.
using Below = Indexed<AssetId, std::map<MunicipalityId, std::int32_t>>;

void add_up(PowerGrid const& grid, Below& below)
{
    for (AssetId const a : below.ids() | std::views::reverse)
        if (AssetId const parent = grid.assets[a].parent)
            for (auto const& [municipality, count] : below[a])
                below[parent][municipality] += count;
}

/// The most stations that quotas allow among the candidates.
std::int32_t most_stations(std::map<MunicipalityId, std::int32_t> const& candidates, QuotaBook const& quota)
{
    std::int32_t most = 0;
    for (auto const& [municipality, count] : candidates) {
        int const limit = quota.most_stations(municipality);
        most += limit == 0 ? count : std::min(count, limit);
    }
    return most;
}

/// How many of `most` stations fit, given that one does.
std::int32_t stations_that_fit(PowerGrid const& grid, AssetId asset, int points, std::int32_t most)
{
    auto const fit = [&](std::int32_t stations) { return carries(grid, asset, std::int64_t{stations} * points); };
    if (fit(most)) return GridRoom::plenty;
    std::int32_t fitting = 1;
    std::int32_t too_many = most;
    while (too_many - fitting > 1) {
        std::int32_t const middle = fitting + (too_many - fitting) / 2;
        (fit(middle) ? fitting : too_many) = middle;
    }
    return fitting;
}

/// Assets that carry no station more, by themselves or because of what is above them; only those with candidates are
/// looked at.
Indexed<AssetId, std::uint8_t> full_assets(RankProblem const& problem, PowerGrid const& grid,
                                           OpenCandidates const& open)
{
    Indexed<AssetId, std::uint8_t> full(grid.assets.size());
    if (full.empty()) return full;
    Indexed<AssetId, std::uint8_t> wanted(full.size());
    for (Catchment const& catchment : open.of_municipality)
        for (CandidateId const c : catchment.candidates)
            if (auto const asset = problem.candidates[c].asset) wanted[asset] = true;
    for (AssetId const a : full.ids() | std::views::reverse)
        if (AssetId const parent = grid.assets[a].parent; wanted[a] && parent) wanted[parent] = true;
    tbb::parallel_for(std::size_t{0}, full.size(), [&](std::size_t i) {
        AssetId const a{i};
        full[a] = wanted[a] && !carries(grid, a, problem.points);
    });
    for (AssetId const a : full.ids())  // parents come first
        if (AssetId const parent = grid.assets[a].parent; parent && full[parent]) full[a] = true;
    return full;
}

}  // namespace

GridRoom grid_room(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open,
                   QuotaBook const& quota)
{
    GridRoom room;
    room.refused.resize(problem.candidates.size());
    room.stations.assign(grid.assets.size(), GridRoom::plenty);
    auto const full = full_assets(problem, grid, open);
    Below below(grid.assets.size());
    for (MunicipalityId const g : open.of_municipality.ids())
        for (CandidateId const c : open.of_municipality[g].candidates) {
            RankCandidate const& candidate = problem.candidates[c];
            bool const has_data = candidate.asset && !grid.assets.empty();
            bool const refused = !candidate.policy_allows || (has_data && full[candidate.asset]);
            room.refused[c] = refused;
            if (has_data && !refused) ++below[candidate.asset][g];
        }
    add_up(grid, below);
    tbb::parallel_for(std::size_t{0}, below.size(), [&](std::size_t i) {
        AssetId const a{i};
        if (!below[a].empty())
            room.stations[a] = stations_that_fit(grid, a, problem.points, most_stations(below[a], quota));
    });
    for (AssetId const a : below.ids()) {
        if (room.stations[a] == GridRoom::plenty) continue;
        room.scarce.push_back({a, {}});
        for (auto const& [municipality, count] : below[a])
            room.scarce.back().municipalities.push_back(municipality);
    }
    return room;
}

}  // namespace laad
