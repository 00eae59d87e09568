// SPDX-License-Identifier: Apache-2.0
#include "host/placement/catchment.hpp"

#include "host/placement/appraisal.hpp"
#include "host/placement/spacing.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/millimetres.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>

#include <tuple>

namespace laad {
namespace {

/// Numbers from north to south and west to east, by cell, then whole mm; index only where two stand on one point.
Indexed<CandidateId, std::int32_t> by_place(RankProblem const& problem)
{
    auto const all = problem.candidates.ids();
    std::vector<CandidateId> order(all.begin(), all.end());
    auto const key = [&](CandidateId c) {
        RankCandidate const& candidate = problem.candidates[c];
        return std::tuple{candidate.cell.row, candidate.cell.col, place_order(candidate.at), c};
    };
    std::sort(order.begin(), order.end(), [&](CandidateId a, CandidateId b) { return key(a) < key(b); });
    Indexed<CandidateId, std::int32_t> number(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        number[order[i]] = static_cast<std::int32_t>(i);
    return number;
}

/// Lists with the numbers of the catchment for nodes, without the nodes that have nothing left to serve.
std::string hash_of(RankProblem const& problem, Catchment const& catchment, NodeNumbers const& numbers)
{
    ContentHash hash;
    hash.add(std::ssize(catchment.nodes));
    for (NodeId const node : catchment.nodes)
        hash.add(problem.unmet_wh[node]);
    hash.add(std::ssize(catchment.candidates));
    std::vector<Reached> local;
    for (CandidateId const c : catchment.candidates) {
        local.clear();
        for (Reached const& reached : problem.lists->of(c))
            if (std::int32_t const number = numbers[reached.node]; number >= 0)
                local.push_back({NodeId{number}, reached.walk_cm});
        hash.add(std::ssize(local));
        hash.add(std::as_bytes(std::span{local}));
    }
    return hash.digest();
}

}  // namespace

void NodeNumbers::forget()
{
    for (NodeId const node : numbered_)
        numbers_[node] = -1;
}

void NodeNumbers::number(std::vector<NodeId> const& nodes)
{
    forget();
    numbered_ = nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        numbers_[nodes[i]] = static_cast<std::int32_t>(i);
}

std::vector<NodeId> NodeNumbers::reached(RankProblem const& problem, std::vector<CandidateId> const& candidates)
{
    forget();
    numbered_.clear();
    for (CandidateId const c : candidates)
        for (Reached const& reached : problem.lists->of(c)) {
            NodeId const node = reached.node;
            if (problem.unmet_wh[node] == 0 || numbers_[node] >= 0) continue;
            numbers_[node] = 0;
            numbered_.push_back(node);
        }
    std::vector<NodeId> nodes = numbered_;
    std::sort(nodes.begin(), nodes.end());
    number(nodes);
    return nodes;
}

Indexed<CandidateId, CandidateValue> values_of(RankProblem const& problem,
                                               IndexedSpan<NodeId, std::uint32_t const> unmet_wh)
{
    Indexed<CandidateId, CandidateValue> values(problem.candidates.size());
    tbb::enumerable_thread_specific<Appraiser> appraisers{[&] { return Appraiser{problem}; }};
    tbb::parallel_for(std::size_t{0}, values.size(),
                      [&](std::size_t i) { values[CandidateId{i}] = appraisers.local()(unmet_wh, CandidateId{i}); });
    return values;
}

OpenCandidates open_candidates(RankProblem const& problem, QuotaBook const& quota, Hashes hashes)
{
    std::size_t const count = problem.candidates.size();
    Spacing spacing{problem.min_station_m};
    for (Point const p : problem.stations)
        spacing.add(p);

    OpenCandidates open;
    open.first = values_of(problem, problem.unmet_wh);
    open.place = by_place(problem);
    open.near_station.resize(count);
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
        CandidateId const c{i};
        RankCandidate const& candidate = problem.candidates[c];
        open.near_station[c] = candidate.eligible && spacing.forbids(candidate.at);
    });

    open.of_municipality.resize(problem.municipalities.size());
    for (CandidateId const c : problem.candidates.ids()) {
        RankCandidate const& candidate = problem.candidates[c];
        bool const is_open = candidate.eligible && !open.near_station[c] &&
                             (open.first[c].gain_wh >= problem.min_gain_wh || relieves(candidate)) &&
                             quota.has_room(candidate.municipality);
        if (is_open || candidate.approved >= 0) open.of_municipality[candidate.municipality].candidates.push_back(c);
    }
    tbb::enumerable_thread_specific<NodeNumbers> numbers{problem.unmet_wh.size()};
    tbb::parallel_for_each(open.of_municipality, [&](Catchment& catchment) {
        catchment.nodes = numbers.local().reached(problem, catchment.candidates);
        if (hashes == Hashes::wanted) catchment.hash = hash_of(problem, catchment, numbers.local());
    });
    return open;
}

}  // namespace laad
