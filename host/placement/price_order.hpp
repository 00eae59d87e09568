// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/bound_search.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>

namespace laad {

/// Fills stations with the demand that pays best: 1 − λ a Wh, ties by node. Nodes are kept in the order of their
/// prices, so that a station marks those it reaches in a row of bits and takes them from the front.
class PriceOrder {
  public:
    PriceOrder(std::span<std::uint32_t const> unmet_wh, std::int64_t capacity_wh)
        : unmet_wh_{unmet_wh},
          capacity_wh_{capacity_wh},
          place_(unmet_wh.size()),
          offers_(unmet_wh.size()),
          marks_(unmet_wh.size() / 64 + 1)
    {
    }

    /// Prices in 2^-16, at most highest_price.
    void set(std::span<std::uint32_t const> price)
    {
        // By digits of 8 bits, the lower first; each pass keeps the order of equal ones.
        by_price_.resize(price.size());
        by_digit_.resize(price.size());
        std::iota(by_digit_.begin(), by_digit_.end(), 0u);
        for (int const shift : {0, 8}) {
            std::array<std::uint32_t, 257> next{};
            for (std::uint32_t const p : price)
                ++next[digit(p, shift) + 1];
            std::partial_sum(next.begin(), next.end(), next.begin());
            for (std::uint32_t const node : by_digit_)
                by_price_[next[digit(price[node], shift)]++] = node;
            std::swap(by_price_, by_digit_);
        }
        for (std::size_t place = 0; place < by_digit_.size(); ++place) {
            std::uint32_t const node = by_digit_[place];
            place_[node] = static_cast<std::uint32_t>(place);
            offers_[place] = {static_cast<std::uint32_t>(price_one - price[node]), unmet_wh_[node], node};
        }
    }

    /// What a station that reaches these nodes is worth, in Wh · 2^-16.
    std::int64_t value(std::span<std::int32_t const> nodes)
    {
        return fill(nodes, [](std::size_t, std::int64_t) {});
    }

    /// The same, telling what it takes of each node.
    template <class Taken>
    std::int64_t fill(std::span<std::int32_t const> nodes, Taken taken)
    {
        for (std::int32_t const node : nodes) {
            std::uint32_t const place = place_[static_cast<std::size_t>(node)];
            marks_[place / 64] |= std::uint64_t{1} << (place % 64);
        }
        std::int64_t left = capacity_wh_;
        std::int64_t value = 0;
        for (std::size_t word = 0; word < marks_.size() && left > 0; ++word)
            for (std::uint64_t bits = marks_[word]; bits != 0 && left > 0; bits &= bits - 1) {
                Offer const& offer = offers_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
                std::int64_t const wh = std::min<std::int64_t>(offer.unmet_wh, left);
                value += wh * offer.worth;
                left -= wh;
                taken(offer.node, wh);
            }
        std::fill(marks_.begin(), marks_.end(), 0);
        return value;
    }

  private:
    static std::size_t digit(std::uint32_t price, int shift) { return price >> shift & 255; }

    struct Offer {
        std::uint32_t worth{};  ///< of a Wh: 1 − λ
        std::uint32_t unmet_wh{};
        std::uint32_t node{};
    };

    std::span<std::uint32_t const> unmet_wh_;
    std::int64_t capacity_wh_;
    std::vector<std::uint32_t> place_;  ///< per node
    std::vector<Offer> offers_;         ///< by place
    std::vector<std::uint64_t> marks_;  ///< by place
    std::vector<std::uint32_t> by_price_, by_digit_;
};

}  // namespace laad
