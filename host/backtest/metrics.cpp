// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/metrics.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <set>

namespace laad {
namespace {

using Pairs = std::span<AreaPair const>;
using Amount = std::int64_t AreaPair::*;

/// Places in `pairs` from the highest amount to the lowest.
std::vector<std::size_t> falling(Pairs pairs, Amount amount)
{
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        if (pairs[a].*amount != pairs[b].*amount) return pairs[a].*amount > pairs[b].*amount;
        return pairs[a].area < pairs[b].area;
    });
    return order;
}

TopHits top_hits(std::vector<std::size_t> const& by_prognosis, std::vector<std::size_t> const& by_realised,
                 std::int64_t k)
{
    if (k >= std::ssize(by_prognosis)) return {k, {}};
    std::set<std::size_t> const named(by_prognosis.begin(), by_prognosis.begin() + k);
    return {k, std::count_if(by_realised.begin(), by_realised.begin() + k,
                             [&](std::size_t area) { return named.contains(area); })};
}

/// Twice the rank of each area, so that the mean rank of equals is whole.
std::vector<std::int64_t> doubled_ranks(Pairs pairs, Amount amount, std::vector<std::size_t> const& order)
{
    std::vector<std::int64_t> ranks(pairs.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && pairs[order[last]].*amount == pairs[order[first]].*amount)
            ++last;
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = static_cast<std::int64_t>(first + last + 1);
        first = last;
    }
    return ranks;
}

/// Pearson's correlation of the ranks; their sums are exact in 64 bits up to a million areas.
std::optional<double> correlation(std::vector<std::int64_t> const& a, std::vector<std::int64_t> const& b)
{
    std::int64_t const mean = std::ssize(a) + 1;  // of doubled ranks, always
    std::int64_t both = 0;
    std::int64_t of_a = 0;
    std::int64_t of_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - mean) * (b[i] - mean);
        of_a += (a[i] - mean) * (a[i] - mean);
        of_b += (b[i] - mean) * (b[i] - mean);
    }
    if (of_a == 0 || of_b == 0) return std::nullopt;
    return static_cast<double>(both) / (std::sqrt(static_cast<double>(of_a)) * std::sqrt(static_cast<double>(of_b)));
}

std::vector<CalibrationGroup> calibration(Pairs pairs, std::vector<std::size_t> const& by_prognosis)
{
    std::size_t const areas = pairs.size();
    std::size_t const groups = std::min<std::size_t>(10, areas);
    std::vector<CalibrationGroup> result;
    std::optional<std::int64_t> previous;
    for (std::size_t i = 0; i < areas; ++i) {
        AreaPair const& pair = pairs[by_prognosis[areas - 1 - i]];
        // The group g whose ⌊g·n/10⌋ ≤ i < ⌊(g+1)·n/10⌋, counted from 0.
        auto const number = static_cast<std::int64_t>(((i + 1) * groups - 1) / areas + 1);
        if (pair.prognosis != previous && (result.empty() || result.back().number != number))
            result.push_back({number, 0, 0, 0});
        previous = pair.prognosis;
        CalibrationGroup& group = result.back();
        ++group.areas;
        group.prognosis += pair.prognosis;
        group.realised += pair.realised;
    }
    return result;
}

}  // namespace

Metrics metrics(Pairs pairs)
{
    expect(!pairs.empty(), "metrics: there are pairs");
    Metrics result;
    result.areas = std::ssize(pairs);
    for (AreaPair const& pair : pairs) {
        result.prognosis += pair.prognosis;
        result.realised += pair.realised;
        result.absolute_error += std::abs(pair.prognosis - pair.realised);
    }
    auto const by_prognosis = falling(pairs, &AreaPair::prognosis);
    auto const by_realised = falling(pairs, &AreaPair::realised);
    result.top = {top_hits(by_prognosis, by_realised, 10), top_hits(by_prognosis, by_realised, 20),
                  top_hits(by_prognosis, by_realised, 50)};
    result.top_tenth = top_hits(by_prognosis, by_realised, (result.areas + 9) / 10);
    result.rank_correlation = correlation(doubled_ranks(pairs, &AreaPair::prognosis, by_prognosis),
                                          doubled_ranks(pairs, &AreaPair::realised, by_realised));
    result.groups = calibration(pairs, by_prognosis);
    return result;
}

std::optional<double> percentage(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return std::nullopt;
    __extension__ using Wide = __int128;
    Wide const scaled = Wide{std::abs(part)} * 20000 / std::abs(whole);
    auto const hundredths = static_cast<double>(static_cast<std::int64_t>((scaled + 1) / 2));
    return ((part < 0) != (whole < 0) ? -hundredths : hundredths) / 100;
}

}  // namespace laad
