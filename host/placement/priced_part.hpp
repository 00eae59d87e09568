// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/bound_search.hpp"
#include "host/placement/price_order.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// A gemeente at prices: which stations are worth most, and what they take.
class PricedPart {
  public:
    PricedPart(BoundPart const&, std::int64_t capacity_wh);

    /// Σ of the largest v_j(λ) in Wh · 2^-16; leaves in `taken()` how much the chosen columns take of each node.
    std::int64_t evaluate();

    std::vector<std::uint32_t> price;  ///< per node, 2^-16
    std::span<std::int64_t const> taken() const { return taken_; }

  private:
    struct Valued;

    std::int64_t columns() const { return std::ssize(part_.first) - 1; }
    std::span<std::int32_t const> nodes(std::int64_t begin, std::int64_t end) const;
    std::vector<Valued> best_columns();

    BoundPart const& part_;
    PriceOrder order_;
    std::vector<std::int64_t> block_first_{0};
    std::vector<std::int32_t> block_nodes_;
    std::vector<std::int64_t> taken_;
};

}  // namespace laad
