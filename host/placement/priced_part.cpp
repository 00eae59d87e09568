// SPDX-License-Identifier: Apache-2.0
#include "host/placement/priced_part.hpp"

#include <algorithm>

namespace laad {
namespace {

constexpr std::int64_t block_columns = 16;  ///< consecutive candidates lie close together and reach much the same

}  // namespace

/// A column at the prices of now; of equal values the one that was met first comes first.
struct PricedPart::Valued {
    std::int64_t value{};
    std::int64_t met{};
    std::int64_t column{};

    friend bool operator<(Valued const& a, Valued const& b)
    {
        return a.value > b.value || (a.value == b.value && a.met < b.met);
    }
};

PricedPart::PricedPart(BoundPart const& part, std::int64_t capacity_wh)
    : price(part.unmet_wh.size()), part_{part}, order_{part.unmet_wh, capacity_wh}, taken_(part.unmet_wh.size())
{
    std::vector<std::int32_t> together;
    for (std::int64_t begin = 0; begin < columns(); begin += block_columns) {
        auto const all = nodes(begin, std::min(begin + block_columns, columns()));
        together.assign(all.begin(), all.end());
        std::sort(together.begin(), together.end());
        together.erase(std::unique(together.begin(), together.end()), together.end());
        block_nodes_.insert(block_nodes_.end(), together.begin(), together.end());
        block_first_.push_back(std::ssize(block_nodes_));
    }
}

std::span<std::int32_t const> PricedPart::nodes(std::int64_t begin, std::int64_t end) const
{
    auto const from = static_cast<std::size_t>(part_.first[static_cast<std::size_t>(begin)]);
    auto const to = static_cast<std::size_t>(part_.first[static_cast<std::size_t>(end)]);
    return std::span{part_.nodes}.subspan(from, to - from);
}

std::int64_t PricedPart::evaluate()
{
    order_.set(price);
    std::fill(taken_.begin(), taken_.end(), 0);
    std::int64_t total = 0;
    for (Valued const& chosen : best_columns()) {
        total += chosen.value;
        order_.fill(nodes(chosen.column, chosen.column + 1),
                    [&](std::size_t node, std::int64_t wh) { taken_[node] += wh; });
    }
    return total;
}

/// A station that reaches all that the columns of a block reach is worth at least as much as any of them. Blocks come
/// by that worth, so the search ends where no column can still get in.
std::vector<PricedPart::Valued> PricedPart::best_columns()
{
    std::vector<Valued> blocks;
    for (std::size_t b = 0; b + 1 < block_first_.size(); ++b) {
        auto const from = static_cast<std::size_t>(block_first_[b]);
        auto const to = static_cast<std::size_t>(block_first_[b + 1]);
        auto const block = static_cast<std::int64_t>(b);
        blocks.push_back({order_.value(std::span{block_nodes_}.subspan(from, to - from)), block, block});
    }
    std::sort(blocks.begin(), blocks.end());
    std::vector<Valued> best;  // a heap with the least valuable on top
    std::int64_t met = 0;
    for (Valued const& block : blocks) {
        if (best.size() == part_.stations && block.value <= best.front().value) break;
        std::int64_t const begin = block.column * block_columns;
        for (std::int64_t c = begin; c < std::min(begin + block_columns, columns()); ++c) {
            Valued const now{order_.value(nodes(c, c + 1)), met++, c};
            if (best.size() == part_.stations) {
                if (now.value <= best.front().value) continue;
                std::pop_heap(best.begin(), best.end());
                best.pop_back();
            }
            best.push_back(now);
            std::push_heap(best.begin(), best.end());
        }
    }
    return best;
}

}  // namespace laad
