// SPDX-License-Identifier: Apache-2.0
#include "host/placement/priced_part.hpp"

#include <algorithm>

namespace laad {
namespace {

constexpr std::size_t block_columns = 16;  ///< consecutive candidates lie close together and reach much the same

}  // namespace

/// A column at the prices of now; of equal values the lower column comes first.
struct PricedPart::Valued {
    std::int64_t value{};
    std::size_t column{};

    friend bool operator<(Valued const& a, Valued const& b)
    {
        return a.value > b.value || (a.value == b.value && a.column < b.column);
    }
};

PricedPart::PricedPart(BoundPart const& part, std::int64_t capacity_wh)
    : part_{part},
      capacity_wh_{capacity_wh},
      priced_(part.unmet_wh.size()),
      cheaper_(part.unmet_wh.size()),
      limit_(columns(), INT64_MAX / 2),
      pivot_(columns(), price_one / 2),
      taken_(part.unmet_wh.size())
{
    for (std::size_t i = 0; i < priced_.size(); ++i)
        priced_[i] = {price_one, part.unmet_wh[i]};
    std::vector<std::size_t> last_block(priced_.size());
    for (std::size_t begin = 0; begin < columns(); begin += block_columns) {
        for (std::uint32_t const node : nodes(begin, std::min(begin + block_columns, columns()))) {
            std::size_t& last = last_block[node];
            if (last == block_first_.size()) continue;
            last = block_first_.size();
            block_nodes_.push_back(node);
        }
        block_first_.push_back(block_nodes_.size());
    }
}

std::span<std::uint32_t const> PricedPart::nodes(std::size_t begin, std::size_t end) const
{
    return std::span{part_.nodes}.subspan(part_.first[begin], part_.first[end] - part_.first[begin]);
}

std::int64_t PricedPart::evaluate(std::span<Price const> price)
{
    set(price);
    std::int64_t total = 0;
    std::fill(taken_.begin(), taken_.end(), 0);
    chosen_.clear();
    for (Valued const& chosen : best_columns()) {
        total += chosen.value;
        chosen_.push_back(chosen.column);
        take(chosen.column);
    }
    return total;
}

PricedPart::Offer PricedPart::offer(std::size_t entry) const
{
    Priced const node = priced_[part_.nodes[entry]];
    std::uint32_t const weight = part_.weight[entry];
    return {weight > node.price ? weight - node.price : 0, node.unmet_wh};
}

/// Raises the limits of all columns: a Wh gains no more than its price falls, whatever its weight.
void PricedPart::set(std::span<Price const> price)
{
    most_cheaper_ = 0;
    for (std::size_t i = 0; i < priced_.size(); ++i) {
        Priced& node = priced_[i];
        std::int64_t const less = node.price > price[i] ? node.price - price[i] : 0;
        most_cheaper_ = std::max(most_cheaper_, less);
        cheaper_[i] = less * node.unmet_wh;
        node.price = price[i];
    }
    for (std::size_t b = 0; b + 1 < block_first_.size(); ++b) {
        std::int64_t more = 0;
        for (auto n = block_first_[b]; n < block_first_[b + 1]; ++n)
            more += cheaper_[block_nodes_[n]];
        more = std::min(more, most_cheaper_ * capacity_wh_);
        std::size_t const begin = b * block_columns;
        for (std::size_t c = begin; c < std::min(begin + block_columns, limit_.size()); ++c)
            limit_[c] += more;
    }
}

/// Those with the largest limits first, so that soon none of the rest can get in.
std::vector<PricedPart::Valued> PricedPart::best_columns()
{
    std::vector<Valued> best;  // a heap with the least valuable on top
    auto const look_at = [&](std::size_t c) {
        bool const full = best.size() == part_.stations;
        Valued const now{limit_[c] = value(c, full ? best.front().value : 0), c};
        if (full) {
            if (!(now < best.front())) return;
            std::pop_heap(best.begin(), best.end());
            best.pop_back();
        }
        best.push_back(now);
        std::push_heap(best.begin(), best.end());
    };
    std::vector<Valued> rest;
    std::vector<bool> known(limit_.size());
    for (std::size_t const c : chosen_) {
        look_at(c);
        known[c] = true;
    }
    for (std::size_t c = 0; c < columns(); ++c)
        if (!known[c] && (best.size() < part_.stations || Valued{limit_[c], c} < best.front()))
            rest.push_back({limit_[c], c});
    std::sort(rest.begin(), rest.end());
    for (Valued const& limit : rest) {
        if (best.size() == part_.stations && !(limit < best.front())) break;
        look_at(limit.column);
    }
    return best;
}

/// v_j(λ): the station takes what pays best until it is full, which needs no more order than the worth of its last Wh:
/// a guess divides the nodes into better, as good and worse. What is worth less than `wanted` is of no interest: then a
/// limit under it will do. Any guess t gives one, C·t + Σ u·max(0, w − λ − t).
std::int64_t PricedPart::value(std::size_t column, std::int64_t wanted)
{
    std::uint32_t& pivot = pivot_[column];
    reached_.clear();
    std::int64_t value = 0;
    std::int64_t sum_wh = 0;
    std::int64_t limit = capacity_wh_ * pivot;
    for (std::size_t e = part_.first[column]; e < part_.first[column + 1]; ++e) {
        Offer const o = offer(e);
        reached_.push_back(o);
        sum_wh += o.unmet_wh;
        value += std::int64_t{o.worth} * o.unmet_wh;
        limit += std::int64_t{o.worth - std::min(o.worth, pivot)} * o.unmet_wh;
    }
    if (limit < wanted) return limit;
    std::int64_t left = capacity_wh_;
    if (sum_wh <= left) return value;
    value = 0;
    auto begin = reached_.begin();
    auto end = reached_.end();
    while (left > 0) {
        std::int64_t better_wh = 0, better_value = 0, equal_wh = 0;
        for (auto o = begin; o != end; ++o) {
            std::int64_t const wh = o->worth > pivot ? o->unmet_wh : 0;
            better_wh += wh;
            better_value += wh * o->worth;
            equal_wh += o->worth == pivot ? o->unmet_wh : 0;
        }
        if (better_wh > left) {
            end = std::partition(begin, end, [&](Offer const& o) { return o.worth > pivot; });
        } else {
            value += better_value;
            left -= better_wh;
            std::int64_t const wh = std::min(equal_wh, left);
            value += wh * pivot;
            left -= wh;
            if (left == 0) break;
            begin = std::partition(begin, end, [&](Offer const& o) { return o.worth >= pivot; });
        }
        pivot = begin[(end - begin) / 2].worth;
    }
    return value;
}

/// Takes what pays best, ties by node, and nothing that pays nothing.
void PricedPart::take(std::size_t column)
{
    std::vector<std::uint64_t> order;  // how little it is worth and node in one number
    for (std::size_t e = part_.first[column]; e < part_.first[column + 1]; ++e)
        if (std::uint64_t const worth = offer(e).worth; worth > 0)
            order.push_back((price_one - worth) << 32 | part_.nodes[e]);
    std::sort(order.begin(), order.end());
    std::int64_t left = capacity_wh_;
    for (std::uint64_t const entry : order) {
        std::size_t const node = entry & UINT32_MAX;
        std::int64_t const wh = std::min<std::int64_t>(priced_[node].unmet_wh, left);
        taken_[node] += wh;
        left -= wh;
        if (left == 0) break;
    }
}

}  // namespace laad
