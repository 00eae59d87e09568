// SPDX-License-Identifier: Apache-2.0
// The certificate: Lagrangian relaxation of "no node is served more than its demand"; docs/methods/ranking.md.
#include "host/placement/bound.hpp"

#include "host/placement/bound_search.hpp"
#include "host/placement/objective.hpp"
#include "host/placement/sets.hpp"
#include "host/prepare/algorithms.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/archive.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {
namespace {

/// A municipality whose bound is not yet what its stations in the plan come to.
struct Open {
    MunicipalityId municipality;
    std::int64_t known{};  ///< U(0), Wh · thousandths
};

using GapId = Id<Open>;

/// Municipalities with a gap that share demand, directly or through others.
using Cluster = std::vector<Open>;

class ClusterBounds {
  public:
    ClusterBounds(RankProblem const& problem, OpenCandidates const& open, Objective const& objective,
                  IndexedSpan<MunicipalityId, MunicipalityPlan const> plan, int steps, SharedMemo& memo)
        : problem_{problem},
          open_{open},
          objective_{objective},
          plan_{plan},
          steps_{steps},
          memo_{memo},
          numbers_{problem.unmet_wh.size()}
    {
    }

    FoundBound of(Cluster const& cluster)
    {
        FoundBound known;
        for (Open const& open : cluster)
            known.scaled += open.known * price_steps;
        if (!memo_.given()) return lowest_bound(problem_of(cluster), known, steps_);
        std::string const key = key_of(cluster);
        FoundBound bound;
        if (auto const bytes = memo_.get(key); bytes && from_bytes(*bytes, bound.scaled, bound.best_step)) return bound;
        bound = lowest_bound(problem_of(cluster), known, steps_);
        memo_.put(key, to_bytes(bound.scaled, bound.best_step));
        return bound;
    }

  private:
    Catchment const& catchment(Open const& open) const { return open_.of_municipality[open.municipality]; }

    /// The fraction of a node that the plan serves, each Wh as it counts there.
    Price start(NodeId node) const
    {
        return static_cast<Price>(std::min(objective_.served[node] * price_steps / problem_.unmet_wh[node], price_one));
    }

    /// Nodes that more than one municipality reaches, ascending.
    std::vector<NodeId> shared_nodes(Cluster const& cluster) const
    {
        std::vector<NodeId> nodes;
        for (Open const& open : cluster)
            nodes.insert(nodes.end(), catchment(open).nodes.begin(), catchment(open).nodes.end());
        std::sort(nodes.begin(), nodes.end());
        std::vector<NodeId> shared;
        for (std::size_t i = 1; i < nodes.size(); ++i)
            if (nodes[i] == nodes[i - 1] && (shared.empty() || shared.back() != nodes[i])) shared.push_back(nodes[i]);
        return shared;
    }

    /// Where the shared nodes of a cluster are among those of one municipality.
    std::vector<BoundPart::Shared> shared_of(Catchment const& catchment, std::vector<NodeId> const& shared) const
    {
        std::vector<BoundPart::Shared> places;
        for (std::size_t i = 0; i < catchment.nodes.size(); ++i) {
            auto const place = std::lower_bound(shared.begin(), shared.end(), catchment.nodes[i]);
            if (place != shared.end() && *place == catchment.nodes[i])
                places.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(place - shared.begin())});
        }
        return places;
    }

    std::string key_of(Cluster const& cluster) const
    {
        ContentHash hash;
        for (std::int64_t const value :
             {algorithm::bound.version, problem_.capacity_wh, std::int64_t{steps_}, std::int64_t{std::ssize(cluster)}})
            hash.add(value);
        hash.add(std::ssize(objective_.weight_by_m));
        hash.add(std::as_bytes(std::span{objective_.weight_by_m}));
        auto const shared = shared_nodes(cluster);
        for (Open const& open : cluster) {
            hash.add(catchment(open).hash);
            hash.add(plan_[open.municipality].stations);
            hash.add(objective_.plan[open.municipality]);
            for (NodeId const node : catchment(open).nodes)
                hash.add(start(node));
            auto const places = shared_of(catchment(open), shared);
            hash.add(std::ssize(places));
            hash.add(std::as_bytes(std::span{places}));
        }
        return "bound_" + hash.digest();
    }

    BoundProblem problem_of(Cluster const& cluster)
    {
        auto const shared = shared_nodes(cluster);
        BoundProblem all{problem_.capacity_wh, {}, shared.size()};
        all.parts.resize(cluster.size());
        for (std::size_t p = 0; p < cluster.size(); ++p) {
            all.parts[p] = part_of(cluster[p]);
            all.parts[p].shared = shared_of(catchment(cluster[p]), shared);
        }
        return all;
    }

    BoundPart part_of(Open const& open)
    {
        BoundPart part;
        part.stations = static_cast<std::size_t>(plan_[open.municipality].stations);
        part.plan = objective_.plan[open.municipality] * price_steps;
        for (NodeId const node : catchment(open).nodes) {
            part.unmet_wh.push_back(problem_.unmet_wh[node]);
            part.start.push_back(start(node));
        }
        NodeNumbers& numbers = numbers_.local();
        numbers.number(catchment(open).nodes);
        for (CandidateId const c : catchment(open).candidates) {
            for (Reached const& reached : problem_.lists->of(c))
                if (std::int32_t const number = numbers[reached.node]; number >= 0) {
                    part.nodes.push_back(static_cast<std::uint32_t>(number));
                    part.weight.push_back(objective_.weight(reached.walk_cm));
                }
            part.first.push_back(part.nodes.size());
        }
        return part;
    }

    RankProblem const& problem_;
    OpenCandidates const& open_;
    Objective const& objective_;
    IndexedSpan<MunicipalityId, MunicipalityPlan const> plan_;
    int steps_;
    SharedMemo& memo_;
    tbb::enumerable_thread_specific<NodeNumbers> numbers_;
};

std::vector<Cluster> clusters(Indexed<GapId, Open> const& gaps, OpenCandidates const& open, std::size_t nodes)
{
    Sets<GapId> sets{gaps.size()};
    sets.unite_by_node(
        nodes, [&](GapId i) -> auto const& { return open.of_municipality[gaps[i].municipality].nodes; });
    Indexed<GapId, Cluster> all(gaps.size());
    for (GapId const i : gaps.ids())
        all[sets.root(i)].push_back(gaps[i]);
    std::erase_if(all, [](Cluster const& cluster) { return cluster.empty(); });
    return all;
}

/// U(1 for each node, or the largest weight that it has in reach): all demand in reach of the municipalities that get
/// stations.
std::int64_t all_in_reach(RankProblem const& problem, OpenCandidates const& open, Objective const& objective,
                          IndexedSpan<MunicipalityId, MunicipalityPlan const> plan)
{
    Indexed<NodeId, Price> highest(problem.unmet_wh.size());
    for (MunicipalityId const g : plan.ids()) {
        if (plan[g].stations == 0) continue;
        for (CandidateId const c : open.of_municipality[g].candidates)
            for (Reached const& reached : problem.lists->of(c)) {
                Price& price = highest[reached.node];
                price = std::max(price, objective.weight(reached.walk_cm));
            }
    }
    std::int64_t scaled = 0;
    for (NodeId const node : highest.ids())
        scaled += std::int64_t{highest[node]} * problem.unmet_wh[node];
    return scaled;
}

FoundBound bound_of(RankProblem const& problem, OpenCandidates const& open, Objective const& objective,
                    IndexedSpan<MunicipalityId, MunicipalityPlan const> plan, int steps, SharedMemo& memo)
{
    FoundBound bound;
    Indexed<GapId, Open> gaps;
    for (MunicipalityId const g : plan.ids()) {
        std::int64_t const known = largest_values(open.of_municipality[g], objective, plan[g].stations);
        if (known <= objective.plan[g])
            bound.scaled += known * price_steps;
        else
            gaps.push_back({g, known});
    }
    auto const parts = clusters(gaps, open, problem.unmet_wh.size());
    ClusterBounds bounds{problem, open, objective, plan, steps, memo};
    std::vector<FoundBound> found(parts.size());
    tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) { found[i] = bounds.of(parts[i]); });
    for (FoundBound const& part : found) {
        bound.scaled += part.scaled;
        bound.best_step = std::max(bound.best_step, part.best_step);
    }
    bound.scaled = std::min(bound.scaled, all_in_reach(problem, open, objective, plan));
    return bound;
}

std::int64_t rounded_up(std::int64_t value, std::int64_t by)
{
    return (value + by - 1) / by;
}

}  // namespace

UpperBound upper_bound(RankProblem const& problem, OpenCandidates const& open,
                       IndexedSpan<MunicipalityId, MunicipalityPlan const> plan,
                       IndexedSpan<NodeId, NodeService const> served, int steps, SharedMemo& memo)
{
    expect(served.size() == problem.unmet_wh.size(), "upper_bound: one figure a node");
    expect(plan.size() == problem.municipalities.size(), "upper_bound: one plan a gemeente");
    FoundBound const of_energy = bound_of(problem, open, energy(open, plan, served), plan, steps, memo);
    FoundBound const of_worth = bound_of(problem, open, worth(problem, open, plan, served), plan, steps, memo);
    return {rounded_up(of_energy.scaled, price_one), rounded_up(of_worth.scaled, price_steps), steps,
            std::max(of_energy.best_step, of_worth.best_step)};
}

}  // namespace laad
