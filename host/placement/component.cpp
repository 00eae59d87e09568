// SPDX-License-Identifier: Apache-2.0
#include "host/placement/component.hpp"

#include "host/placement/sets.hpp"
#include "host/placement/spacing.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace laad {
namespace {

void unite_by_demand(RankProblem const& problem, OpenCandidates const& open, Sets& sets)
{
    std::vector<int> first(problem.unmet_wh.size(), -1);
    for (int g = 0; g < static_cast<int>(open.of_municipality.size()); ++g)
        for (std::int32_t const node : open.of_municipality[static_cast<std::size_t>(g)].nodes) {
            int& owner = first[static_cast<std::size_t>(node)];
            if (owner < 0) owner = g;
            sets.unite(owner, g);
        }
}

/// Two municipalities that are one set already need not be compared candidate by candidate.
void unite_by_spacing(RankProblem const& problem, OpenCandidates const& open, Sets& sets)
{
    std::int64_t const least_mm = whole_mm(problem.min_station_m);
    if (least_mm <= 0) return;
    using Bucket = std::vector<std::pair<int, PointMm>>;
    std::unordered_map<std::uint64_t, Bucket> buckets;
    auto const unite = [&](int municipality, PointMm p, Bucket const& near) {
        for (auto const& [other, q] : near)
            if (sets.root(other) != sets.root(municipality) && nearer_than(p, q, least_mm))
                sets.unite(other, municipality);
    };
    for (int g = 0; g < static_cast<int>(open.of_municipality.size()); ++g) {
        // Those of the own municipality are added afterwards: they are one set anyway.
        auto const& own = open.of_municipality[static_cast<std::size_t>(g)].candidates;
        for (std::int32_t const c : own) {
            PointMm const p = whole_mm(problem.candidates[static_cast<std::size_t>(c)].at);
            Cell const centre = Spacing::bucket(p, least_mm);
            for (int row = -1; row <= 1; ++row)
                for (int col = -1; col <= 1; ++col)
                    if (auto const near = buckets.find(Spacing::key(centre + Cell{row, col})); near != buckets.end())
                        unite(g, p, near->second);
        }
        for (std::int32_t const c : own) {
            PointMm const p = whole_mm(problem.candidates[static_cast<std::size_t>(c)].at);
            buckets[Spacing::key(Spacing::bucket(p, least_mm))].push_back({g, p});
        }
    }
}

/// The first station in a square keeps all others of it from being that.
void unite_by_square(RankProblem const& problem, OpenCandidates const& open, Sets& sets)
{
    std::unordered_map<std::int32_t, int> first;
    for (int g = 0; g < static_cast<int>(open.of_municipality.size()); ++g)
        for (std::int32_t const c : open.of_municipality[static_cast<std::size_t>(g)].candidates)
            if (auto const square = problem.candidates[static_cast<std::size_t>(c)].square; square >= 0)
                sets.unite(first.emplace(square, g).first->second, g);
}

}  // namespace

std::vector<Component> components(RankProblem const& problem, OpenCandidates const& open, GridRoom const& room)
{
    Sets sets{open.of_municipality.size()};
    unite_by_demand(problem, open, sets);
    unite_by_spacing(problem, open, sets);
    unite_by_square(problem, open, sets);
    for (GridRoom::Scarce const& scarce : room.scarce)
        for (int const municipality : scarce.municipalities)
            sets.unite(scarce.municipalities.front(), municipality);

    std::vector<Component> all(open.of_municipality.size());
    for (int g = 0; g < static_cast<int>(all.size()); ++g) {
        auto const& own = open.of_municipality[static_cast<std::size_t>(g)].candidates;
        if (own.empty()) continue;
        Component& component = all[static_cast<std::size_t>(sets.root(g))];
        component.municipalities.push_back(g);
        component.candidates.insert(component.candidates.end(), own.begin(), own.end());
    }
    std::erase_if(all, [](Component const& component) { return component.municipalities.empty(); });
    for (Component& component : all)
        std::sort(component.candidates.begin(), component.candidates.end());
    return all;
}

std::vector<std::int32_t> nodes_of(Component const& component, OpenCandidates const& open)
{
    std::vector<std::int32_t> nodes;
    for (int const g : component.municipalities) {
        auto const& own = open.of_municipality[static_cast<std::size_t>(g)].nodes;
        nodes.insert(nodes.end(), own.begin(), own.end());
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

}  // namespace laad
