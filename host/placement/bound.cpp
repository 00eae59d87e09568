// SPDX-License-Identifier: Apache-2.0
// The certificate: Lagrangian relaxation of "no node is served more than its demand"; docs/methods/ranking.md.
#include "host/placement/rank.hpp"
#include "host/placement/serving.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>

namespace laad {
namespace {

constexpr std::int64_t one = 1 << 16;  ///< λ = 1
constexpr int patience = 8;            ///< steps without a better bound before the step is halved

/// A candidate that can be chosen, and the most it can be worth: its value at λ = 0.
struct Column {
    std::span<Reached const> nodes;
    std::int64_t most{};  ///< Wh · 2^-16
};

/// A column at the prices of now; columns of equal value come in their order.
struct Valued {
    std::int64_t value{};
    std::size_t column{};

    friend bool operator<(Valued const& a, Valued const& b)
    {
        return a.value > b.value || (a.value == b.value && a.column < b.column);
    }
};

class Relaxation {
  public:
    Relaxation(RankProblem const& problem, std::span<int const> stations_per_gemeente)
        : problem_{problem},
          stations_{stations_per_gemeente},
          columns_(stations_per_gemeente.size()),
          relaxed_(problem.unmet_wh.size(), 0)
    {
        for (std::size_t c = 0; c < problem.candidates.size(); ++c) {
            RankCandidate const& candidate = problem.candidates[c];
            if (candidate.eligible && candidate.gemeente >= 0)
                columns_[static_cast<std::size_t>(candidate.gemeente)].push_back(
                    {problem.lists->of(c), gain_of(problem, problem.unmet_wh, c) * one});
        }
        for (auto& columns : columns_)
            std::stable_sort(columns.begin(), columns.end(),
                             [](auto const& a, auto const& b) { return a.most > b.most; });
    }

    /// U(λ) in Wh · 2^-16; leaves in `served()` how much the chosen columns take of each node.
    std::int64_t evaluate(std::span<std::int64_t const> price)
    {
        std::int64_t total = 0;
        offers_.resize(price.size());
        for (std::size_t i = 0; i < price.size(); ++i) {
            total += price[i] * problem_.unmet_wh[i];
            offers_[i] = {static_cast<std::uint32_t>(price[i]), problem_.unmet_wh[i]};
        }
        std::fill(relaxed_.begin(), relaxed_.end(), 0);
        std::vector<std::vector<Valued>> best(columns_.size());
        tbb::parallel_for(std::size_t{0}, columns_.size(), [&](std::size_t g) {
            best[g] = best_columns(columns_[g], static_cast<std::size_t>(stations_[g]));
        });
        Order order;
        for (std::size_t g = 0; g < columns_.size(); ++g)
            for (Valued const& chosen : best[g]) {
                total += chosen.value;
                take(columns_[g][chosen.column], -1, order,
                     [&](std::size_t node, std::int64_t wh) { relaxed_[node] += wh; });
            }
        return total;
    }

    std::span<std::int64_t const> served() const { return relaxed_; }

  private:
    using Order = std::vector<std::uint64_t>;  ///< price and node in one number, for speed

    /// What a node asks and has, side by side in memory.
    struct NodeOffer {
        std::uint32_t price{};
        std::uint32_t unmet_wh{};
    };

    /// Fills a station with the demand that pays best, ties by node. A column that cannot be worth more than `at_least`
    /// is not looked into; its value is then no more than that, which is all that is known of it. `order` is scratch.
    template <class Taken>
    std::int64_t take(Column const& column, std::int64_t at_least, Order& order, Taken taken) const
    {
        order.clear();
        std::int64_t cheapest = one;
        std::int64_t all = 0;
        for (Reached const& reached : column.nodes) {
            NodeOffer const offer = offers_[static_cast<std::size_t>(reached.node)];
            if (offer.price >= one || offer.unmet_wh == 0) continue;
            all += (one - offer.price) * offer.unmet_wh;
            cheapest = std::min<std::int64_t>(cheapest, offer.price);
            order.push_back(std::uint64_t{offer.price} << 32 | static_cast<std::uint32_t>(reached.node));
        }
        // All of it, or a full station at the best price: no more than that is possible.
        std::int64_t const most = std::min(all, (one - cheapest) * problem_.capacity_wh);
        if (most <= at_least) return most;

        // A heap and not a sort: a station is full after a fraction of the nodes that it reaches.
        std::make_heap(order.begin(), order.end(), std::greater<>{});
        std::int64_t left = problem_.capacity_wh;
        std::int64_t value = 0;
        while (!order.empty() && left > 0) {
            std::pop_heap(order.begin(), order.end(), std::greater<>{});
            auto const node = static_cast<std::size_t>(order.back() & UINT32_MAX);
            order.pop_back();
            std::int64_t const wh = std::min<std::int64_t>(offers_[node].unmet_wh, left);
            value += (one - offers_[node].price) * wh;
            left -= wh;
            taken(node, wh);
        }
        return value;
    }

    /// The `count` most valuable columns. Columns come by the most they can be worth, so the search ends where none can
    /// still get in.
    std::vector<Valued> best_columns(std::span<Column const> columns, std::size_t count) const
    {
        Order order;
        std::vector<Valued> best;  // a heap with the least valuable on top
        for (std::size_t c = 0; count > 0 && c < columns.size(); ++c) {
            bool const full = best.size() == count;
            std::int64_t const least = full ? best.front().value : -1;
            if (columns[c].most <= least) break;
            Valued const now{take(columns[c], least, order, [](std::size_t, std::int64_t) {}), c};
            if (now.value <= least) continue;  // a later column loses a tie
            if (full) {
                std::pop_heap(best.begin(), best.end());
                best.pop_back();
            }
            best.push_back(now);
            std::push_heap(best.begin(), best.end());
        }
        return best;
    }

    std::vector<NodeOffer> offers_;
    RankProblem const& problem_;
    std::span<int const> stations_;
    std::vector<std::vector<Column>> columns_;  ///< per gemeente
    std::vector<std::int64_t> relaxed_;
};

/// λ −= θ · (U − L) · (g/u) / Σ(g²/u), kept within 0 and 1: Polyak's step towards L, what the plan serves, with each
/// node's price measured against its own demand. θ = 2^-halvings.
void lower_prices(std::vector<std::int64_t>& price, std::span<std::uint32_t const> unmet_wh,
                  std::span<std::int64_t const> served, std::int64_t distance, int halvings)
{
    __int128 norm = 0;
    for (std::size_t i = 0; i < price.size(); ++i) {
        std::int64_t const slack = unmet_wh[i] - served[i];
        if (slack != 0) norm += static_cast<__int128>(slack) * slack / unmet_wh[i];
    }
    if (norm == 0) return;
    for (std::size_t i = 0; i < price.size(); ++i) {
        std::int64_t const slack = unmet_wh[i] - served[i];
        if (slack == 0) continue;
        __int128 const step = static_cast<__int128>(distance >> halvings) * slack / (norm * unmet_wh[i]);
        price[i] = static_cast<std::int64_t>(std::clamp<__int128>(price[i] - step, 0, one));
    }
}

std::int64_t rounded_up_wh(std::int64_t scaled)
{
    return (scaled + one - 1) / one;
}

}  // namespace

UpperBound upper_bound(RankProblem const& problem, std::span<int const> stations_per_gemeente,
                       std::span<std::uint32_t const> unmet_after_wh, int steps)
{
    expect(unmet_after_wh.size() == problem.unmet_wh.size(), "upper_bound: one figure a node");
    expect(stations_per_gemeente.size() == problem.gemeenten.size(), "upper_bound: one number of stations a gemeente");
    Relaxation relaxation{problem, stations_per_gemeente};

    std::vector<std::int64_t> price(problem.unmet_wh.size(), 0);
    std::int64_t lowest = relaxation.evaluate(price);
    std::int64_t plan_wh = 0;
    for (std::size_t i = 0; i < price.size(); ++i) {
        std::int64_t const served = std::int64_t{problem.unmet_wh[i]} - unmet_after_wh[i];
        plan_wh += served;
        if (served > 0) price[i] = served * one / problem.unmet_wh[i];
    }

    UpperBound bound{0, steps, 0};
    int since_better = 0;
    int halvings = 0;
    for (int step = 0; step <= steps && lowest > plan_wh * one; ++step) {
        std::int64_t const now = relaxation.evaluate(price);
        if (now < lowest) {
            lowest = now;
            bound.best_step = step;
            since_better = 0;
        } else if (++since_better == patience) {
            since_better = 0;
            halvings = std::min(halvings + 1, 40);
        }
        lower_prices(price, problem.unmet_wh, relaxation.served(), now - plan_wh * one, halvings);
    }
    bound.wh = rounded_up_wh(lowest);
    return bound;
}

}  // namespace laad
