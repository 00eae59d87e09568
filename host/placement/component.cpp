// SPDX-License-Identifier: Apache-2.0
#include "host/placement/component.hpp"

#include "host/placement/sets.hpp"
#include "host/placement/spacing.hpp"

#include <algorithm>
#include <unordered_map>

namespace laad {
namespace {

/// Two municipalities that are one set already need not be compared candidate by candidate.
void unite_by_spacing(RankProblem const& problem, OpenCandidates const& open, Sets<MunicipalityId>& sets)
{
    std::int64_t const least_mm = whole_mm(problem.min_station_m);
    if (least_mm <= 0) return;
    using Bucket = std::vector<std::pair<MunicipalityId, PointMm>>;
    std::unordered_map<std::uint64_t, Bucket> buckets;
    auto const unite = [&](MunicipalityId municipality, PointMm p, Bucket const& near) {
        for (auto const& [other, q] : near)
            if (sets.root(other) != sets.root(municipality) && nearer_than(p, q, least_mm))
                sets.unite(other, municipality);
    };
    for (MunicipalityId const g : open.of_municipality.ids()) {
        // Those of the own municipality are added afterwards: they are one set anyway.
        auto const& own = open.of_municipality[g].candidates;
        for (CandidateId const c : own) {
            PointMm const p = whole_mm(problem.candidates[c].at);
            Cell const centre = Spacing::bucket(p, least_mm);
            for (int row = -1; row <= 1; ++row)
                for (int col = -1; col <= 1; ++col)
                    if (auto const near = buckets.find(Spacing::key(centre + Cell{row, col})); near != buckets.end())
                        unite(g, p, near->second);
        }
        for (CandidateId const c : own) {
            PointMm const p = whole_mm(problem.candidates[c].at);
            buckets[Spacing::key(Spacing::bucket(p, least_mm))].push_back({g, p});
        }
    }
}

/// The first station in a square or area keeps all others of it from being that. `around`: what lies around a candidate.
template <class Around>
void unite_by(Around RankCandidate::*around, RankProblem const& problem, OpenCandidates const& open,
              Sets<MunicipalityId>& sets)
{
    std::unordered_map<Around, MunicipalityId> first;
    for (MunicipalityId const g : open.of_municipality.ids())
        for (CandidateId const c : open.of_municipality[g].candidates)
            if (auto const it = problem.candidates[c].*around) sets.unite(first.emplace(it, g).first->second, g);
}

}  // namespace

std::vector<Component> components(RankProblem const& problem, OpenCandidates const& open, GridRoom const& room)
{
    Sets<MunicipalityId> sets{open.of_municipality.size()};
    sets.unite_by_node(
        problem.unmet_wh.size(), [&](MunicipalityId g) -> auto const& { return open.of_municipality[g].nodes; });
    unite_by_spacing(problem, open, sets);
    unite_by(&RankCandidate::square, problem, open, sets);
    unite_by(&RankCandidate::area, problem, open, sets);
    for (GridRoom::Scarce const& scarce : room.scarce)
        for (MunicipalityId const municipality : scarce.municipalities)
            sets.unite(scarce.municipalities.front(), municipality);

    Indexed<MunicipalityId, Component> all(open.of_municipality.size());
    for (MunicipalityId const g : all.ids()) {
        auto const& own = open.of_municipality[g].candidates;
        if (own.empty()) continue;
        Component& component = all[sets.root(g)];
        component.municipalities.push_back(g);
        component.candidates.insert(component.candidates.end(), own.begin(), own.end());
    }
    std::erase_if(all, [](Component const& component) { return component.municipalities.empty(); });
    for (Component& component : all)
        std::sort(component.candidates.begin(), component.candidates.end());
    return all;
}

std::vector<NodeId> nodes_of(Component const& component, OpenCandidates const& open)
{
    std::vector<NodeId> nodes;
    for (MunicipalityId const g : component.municipalities) {
        auto const& own = open.of_municipality[g].nodes;
        nodes.insert(nodes.end(), own.begin(), own.end());
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

}  // namespace laad
