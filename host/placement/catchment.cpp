// SPDX-License-Identifier: Apache-2.0
#include "host/placement/catchment.hpp"

#include "host/placement/appraisal.hpp"
#include "host/placement/spacing.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/place_order.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <numeric>
#include <tuple>

namespace laad {
namespace {

/// Numbers from north to south and west to east, by cell, then whole mm; index only where two stand on one point.
std::vector<std::int32_t> by_place(RankProblem const& problem)
{
    std::vector<std::int32_t> order(problem.candidates.size());
    std::iota(order.begin(), order.end(), 0);
    auto const key = [&](std::int32_t c) {
        RankCandidate const& candidate = problem.candidates[static_cast<std::size_t>(c)];
        return std::tuple{candidate.cell.row, candidate.cell.col, place_order(candidate.at), c};
    };
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
    std::vector<std::int32_t> number(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        number[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
    return number;
}

/// Lists with the numbers of the catchment for nodes, without the nodes that have nothing left to serve.
std::string hash_of(RankProblem const& problem, Catchment const& catchment, NodeNumbers const& numbers)
{
    ContentHash hash;
    hash.add(std::ssize(catchment.nodes));
    for (std::int32_t const node : catchment.nodes)
        hash.add(problem.unmet_wh[static_cast<std::size_t>(node)]);
    hash.add(std::ssize(catchment.candidates));
    std::vector<Reached> local;
    for (std::int32_t const c : catchment.candidates) {
        local.clear();
        for (Reached const& reached : problem.lists->of(static_cast<std::size_t>(c)))
            if (std::int32_t const number = numbers[reached.node]; number >= 0)
                local.push_back({number, reached.walk_cm});
        hash.add(std::ssize(local));
        hash.add(std::as_bytes(std::span{local}));
    }
    return hash.digest();
}

}  // namespace

void NodeNumbers::forget()
{
    for (std::int32_t const node : numbered_)
        numbers_[static_cast<std::size_t>(node)] = -1;
}

void NodeNumbers::number(std::vector<std::int32_t> const& nodes)
{
    forget();
    numbered_ = nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        numbers_[static_cast<std::size_t>(nodes[i])] = static_cast<std::int32_t>(i);
}

std::vector<std::int32_t> NodeNumbers::reached(RankProblem const& problem, std::vector<std::int32_t> const& candidates)
{
    forget();
    numbered_.clear();
    for (std::int32_t const c : candidates)
        for (Reached const& reached : problem.lists->of(static_cast<std::size_t>(c))) {
            auto const node = static_cast<std::size_t>(reached.node);
            if (problem.unmet_wh[node] == 0 || numbers_[node] >= 0) continue;
            numbers_[node] = 0;
            numbered_.push_back(reached.node);
        }
    std::vector<std::int32_t> nodes = numbered_;
    std::sort(nodes.begin(), nodes.end());
    number(nodes);
    return nodes;
}

std::vector<CandidateValue> values_of(RankProblem const& problem, std::span<std::uint32_t const> unmet_wh)
{
    std::vector<CandidateValue> values(problem.candidates.size());
    tbb::enumerable_thread_specific<Appraiser> appraisers{[&] { return Appraiser{problem}; }};
    tbb::parallel_for(std::size_t{0}, values.size(),
                      [&](std::size_t c) { values[c] = appraisers.local()(unmet_wh, c); });
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
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t c) {
        RankCandidate const& candidate = problem.candidates[c];
        open.near_station[c] = candidate.eligible && spacing.forbids(candidate.at);
    });

    open.of_municipality.resize(problem.municipalities.size());
    for (std::size_t c = 0; c < count; ++c) {
        RankCandidate const& candidate = problem.candidates[c];
        if (candidate.eligible && !open.near_station[c] && open.first[c].gain_wh >= problem.min_gain_wh &&
            quota.has_room(candidate.municipality))
            open.of_municipality[static_cast<std::size_t>(candidate.municipality)].candidates.push_back(
                static_cast<std::int32_t>(c));
    }
    tbb::enumerable_thread_specific<NodeNumbers> numbers{problem.unmet_wh.size()};
    tbb::parallel_for(std::size_t{0}, open.of_municipality.size(), [&](std::size_t g) {
        Catchment& catchment = open.of_municipality[g];
        catchment.nodes = numbers.local().reached(problem, catchment.candidates);
        if (hashes == Hashes::wanted) catchment.hash = hash_of(problem, catchment, numbers.local());
    });
    return open;
}

}  // namespace laad
