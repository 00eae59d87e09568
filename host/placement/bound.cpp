// SPDX-License-Identifier: Apache-2.0
// The certificate: Lagrangian relaxation of "no node is served more than its demand"; docs/methods/ranking.md.
#include "host/placement/bound.hpp"

#include "host/placement/bound_search.hpp"
#include "host/placement/sets.hpp"
#include "host/prepare/algorithms.hpp"
#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"
#include "rasters/io/record_log.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>

namespace laad {
namespace {

/// U(0): the sum of the largest first gains, as if no two overlapped.
std::int64_t largest_gains_wh(Catchment const& catchment, OpenCandidates const& open, int stations)
{
    std::vector<std::int64_t> gains;
    for (std::int32_t const c : catchment.candidates)
        gains.push_back(open.first_gain_wh[static_cast<std::size_t>(c)]);
    auto const last = gains.begin() + std::min<std::ptrdiff_t>(stations, std::ssize(gains));
    std::nth_element(gains.begin(), last, gains.end(), std::greater<>{});
    std::int64_t sum = 0;
    for (auto gain = gains.begin(); gain != last; ++gain)
        sum += *gain;
    return sum;
}

/// A gemeente whose bound is not yet what its stations in the plan serve.
struct Open {
    std::size_t gemeente{};
    std::int64_t known_wh{};  ///< U(0)
};

/// Gemeenten with a gap that share demand, directly or through others.
using Cluster = std::vector<Open>;

class ClusterBounds {
  public:
    ClusterBounds(RankProblem const& problem, OpenCandidates const& open, std::span<GemeentePlan const> plan,
                  std::span<std::uint32_t const> unmet_after_wh, int steps, SharedMemo& memo)
        : problem_{problem},
          open_{open},
          plan_{plan},
          unmet_after_wh_{unmet_after_wh},
          steps_{steps},
          memo_{memo},
          numbers_{problem.unmet_wh.size()}
    {
    }

    FoundBound of(Cluster const& cluster)
    {
        FoundBound known;
        for (Open const& open : cluster)
            known.scaled += open.known_wh * price_one;
        if (!memo_.given()) return lowest_bound(problem_of(cluster), known, steps_);
        std::string const key = key_of(cluster);
        FoundBound bound;
        if (auto const bytes = memo_.get(key)) {
            RecordReader in{*bytes};
            if ((in >> bound.scaled >> bound.best_step).good()) return bound;
        }
        bound = lowest_bound(problem_of(cluster), known, steps_);
        memo_.put(key, (RecordWriter{} << bound.scaled << bound.best_step).bytes());
        return bound;
    }

  private:
    Catchment const& catchment(Open const& open) const { return open_.of_gemeente[open.gemeente]; }

    std::uint32_t served_wh(std::int32_t node) const
    {
        return problem_.unmet_wh[static_cast<std::size_t>(node)] - unmet_after_wh_[static_cast<std::size_t>(node)];
    }

    /// Nodes that more than one gemeente reaches, ascending.
    std::vector<std::int32_t> shared_nodes(Cluster const& cluster) const
    {
        std::vector<std::int32_t> nodes;
        for (Open const& open : cluster)
            nodes.insert(nodes.end(), catchment(open).nodes.begin(), catchment(open).nodes.end());
        std::sort(nodes.begin(), nodes.end());
        std::vector<std::int32_t> shared;
        for (std::size_t i = 1; i < nodes.size(); ++i)
            if (nodes[i] == nodes[i - 1] && (shared.empty() || shared.back() != nodes[i])) shared.push_back(nodes[i]);
        return shared;
    }

    /// Where the shared nodes of a cluster are among those of one gemeente.
    std::vector<BoundPart::Shared> shared_of(Catchment const& catchment, std::vector<std::int32_t> const& shared) const
    {
        std::vector<BoundPart::Shared> places;
        for (std::size_t i = 0; i < catchment.nodes.size(); ++i) {
            auto const place = std::lower_bound(shared.begin(), shared.end(), catchment.nodes[i]);
            if (place != shared.end() && *place == catchment.nodes[i])
                places.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(place - shared.begin())});
        }
        return places;
    }

    std::string key_of(Cluster const& cluster) const
    {
        ContentHash hash;
        for (std::int64_t const value :
             {algorithm::bound.version, problem_.capacity_wh, std::int64_t{steps_}, std::int64_t{std::ssize(cluster)}})
            hash.add(value);
        auto const shared = shared_nodes(cluster);
        for (Open const& open : cluster) {
            hash.add(catchment(open).hash);
            hash.add(plan_[open.gemeente].stations);
            hash.add(plan_[open.gemeente].served_wh);
            for (std::int32_t const node : catchment(open).nodes)
                hash.add(served_wh(node));
            auto const places = shared_of(catchment(open), shared);
            hash.add(std::ssize(places));
            hash.add(std::as_bytes(std::span{places}));
        }
        return "bound_" + hash.digest();
    }

    BoundProblem problem_of(Cluster const& cluster)
    {
        auto const shared = shared_nodes(cluster);
        BoundProblem all{problem_.capacity_wh, {}, static_cast<std::int32_t>(shared.size())};
        all.parts.resize(cluster.size());
        for (std::size_t p = 0; p < cluster.size(); ++p) {
            all.parts[p] = part_of(cluster[p]);
            all.parts[p].shared = shared_of(catchment(cluster[p]), shared);
        }
        return all;
    }

    BoundPart part_of(Open const& open)
    {
        GemeentePlan const& plan = plan_[open.gemeente];
        BoundPart part{static_cast<std::size_t>(plan.stations), plan.served_wh, {}, {}, {0}, {}, {}};
        for (std::int32_t const node : catchment(open).nodes) {
            part.unmet_wh.push_back(problem_.unmet_wh[static_cast<std::size_t>(node)]);
            part.served_wh.push_back(served_wh(node));
        }
        NodeNumbers& numbers = numbers_.local();
        numbers.number(catchment(open).nodes);
        for (std::int32_t const c : catchment(open).candidates) {
            for (Reached const& reached : problem_.lists->of(static_cast<std::size_t>(c)))
                if (std::int32_t const number = numbers[reached.node]; number >= 0) part.nodes.push_back(number);
            part.first.push_back(std::ssize(part.nodes));
        }
        return part;
    }

    RankProblem const& problem_;
    OpenCandidates const& open_;
    std::span<GemeentePlan const> plan_;
    std::span<std::uint32_t const> unmet_after_wh_;
    int steps_;
    SharedMemo& memo_;
    tbb::enumerable_thread_specific<NodeNumbers> numbers_;
};

std::vector<Cluster> clusters(std::vector<Open> const& gaps, OpenCandidates const& open, std::size_t nodes)
{
    Sets sets{gaps.size()};
    std::vector<int> first(nodes, -1);
    for (std::size_t i = 0; i < gaps.size(); ++i)
        for (std::int32_t const node : open.of_gemeente[gaps[i].gemeente].nodes) {
            int& owner = first[static_cast<std::size_t>(node)];
            if (owner < 0) owner = static_cast<int>(i);
            sets.unite(owner, static_cast<int>(i));
        }
    std::vector<Cluster> all(gaps.size());
    for (std::size_t i = 0; i < gaps.size(); ++i)
        all[static_cast<std::size_t>(sets.root(static_cast<int>(i)))].push_back(gaps[i]);
    std::erase_if(all, [](Cluster const& cluster) { return cluster.empty(); });
    return all;
}

}  // namespace

UpperBound upper_bound(RankProblem const& problem, OpenCandidates const& open, std::span<GemeentePlan const> plan,
                       std::span<std::uint32_t const> unmet_after_wh, int steps, SharedMemo& memo)
{
    expect(unmet_after_wh.size() == problem.unmet_wh.size(), "upper_bound: one figure a node");
    expect(plan.size() == problem.gemeenten.size(), "upper_bound: one plan a gemeente");
    std::int64_t scaled = 0;
    std::vector<Open> gaps;
    for (std::size_t g = 0; g < plan.size(); ++g) {
        std::int64_t const known_wh = largest_gains_wh(open.of_gemeente[g], open, plan[g].stations);
        if (known_wh <= plan[g].served_wh)
            scaled += known_wh * price_one;
        else
            gaps.push_back({g, known_wh});
    }
    auto const parts = clusters(gaps, open, problem.unmet_wh.size());
    ClusterBounds bounds{problem, open, plan, unmet_after_wh, steps, memo};
    std::vector<FoundBound> found(parts.size());
    tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) { found[i] = bounds.of(parts[i]); });
    UpperBound bound{0, steps, 0};
    for (FoundBound const& part : found) {
        scaled += part.scaled;
        bound.best_step = std::max(bound.best_step, part.best_step);
    }
    bound.wh = (scaled + price_one - 1) / price_one;
    return bound;
}

UpperBound upper_bound(RankProblem const& problem, std::span<GemeentePlan const> plan,
                       std::span<std::uint32_t const> unmet_after_wh, int steps)
{
    SharedMemo none{nullptr};
    return upper_bound(problem, open_candidates(problem, QuotaBook{problem}, Hashes::none), plan, unmet_after_wh, steps,
                       none);
}

}  // namespace laad
