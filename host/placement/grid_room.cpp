// SPDX-License-Identifier: Apache-2.0
#include "host/placement/grid_room.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>

namespace laad {
namespace {

/// Candidates below each asset, by municipality.
using Below = std::vector<std::map<int, std::int32_t>>;

void add_up(PowerGrid const& grid, Below& below)
{
    for (std::size_t a = below.size(); a-- > 0;)
        if (grid.assets[a].parent >= 0)
            for (auto const& [municipality, count] : below[a])
                below[static_cast<std::size_t>(grid.assets[a].parent)][municipality] += count;
}

/// The most stations that quotas allow among the candidates.
std::int32_t most_stations(std::map<int, std::int32_t> const& candidates, QuotaBook const& quota)
{
    std::int32_t most = 0;
    for (auto const& [municipality, count] : candidates) {
        int const limit = quota.most_stations(municipality);
        most += limit == 0 ? count : std::min(count, limit);
    }
    return most;
}

/// How many of `most` stations fit, given that one does.
std::int32_t stations_that_fit(PowerGrid const& grid, std::int32_t asset, int points, std::int32_t most)
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
std::vector<std::uint8_t> full_assets(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open)
{
    std::vector<std::uint8_t> full(grid.assets.size());
    if (full.empty()) return full;
    std::vector<std::uint8_t> wanted(full.size());
    for (Catchment const& catchment : open.of_municipality)
        for (std::int32_t const c : catchment.candidates)
            if (auto const asset = problem.candidates[static_cast<std::size_t>(c)].asset; asset >= 0)
                wanted[static_cast<std::size_t>(asset)] = true;
    for (std::size_t a = full.size(); a-- > 0;)
        if (wanted[a] && grid.assets[a].parent >= 0) wanted[static_cast<std::size_t>(grid.assets[a].parent)] = true;
    tbb::parallel_for(std::size_t{0}, full.size(), [&](std::size_t a) {
        full[a] = wanted[a] && !carries(grid, static_cast<std::int32_t>(a), problem.points);
    });
    for (std::size_t a = 0; a < full.size(); ++a)  // parents come first
        if (grid.assets[a].parent >= 0 && full[static_cast<std::size_t>(grid.assets[a].parent)]) full[a] = true;
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
    for (std::size_t g = 0; g < open.of_municipality.size(); ++g)
        for (std::int32_t const c : open.of_municipality[g].candidates) {
            RankCandidate const& candidate = problem.candidates[static_cast<std::size_t>(c)];
            bool const has_data = candidate.asset >= 0 && !grid.assets.empty();
            auto const asset = static_cast<std::size_t>(candidate.asset);
            bool const refused = !candidate.policy_allows || (has_data && full[asset]);
            room.refused[static_cast<std::size_t>(c)] = refused;
            if (has_data && !refused) ++below[asset][static_cast<int>(g)];
        }
    add_up(grid, below);
    tbb::parallel_for(std::size_t{0}, below.size(), [&](std::size_t a) {
        if (!below[a].empty())
            room.stations[a] =
                stations_that_fit(grid, static_cast<std::int32_t>(a), problem.points, most_stations(below[a], quota));
    });
    for (std::size_t a = 0; a < below.size(); ++a) {
        if (room.stations[a] == GridRoom::plenty) continue;
        room.scarce.push_back({static_cast<std::int32_t>(a), {}});
        for (auto const& [municipality, count] : below[a])
            room.scarce.back().municipalities.push_back(municipality);
    }
    return room;
}

}  // namespace laad
