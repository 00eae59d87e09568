// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/bound_search.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// A municipality at prices: which stations are worth most, and what they take.
///
/// Of a candidate that was not looked at since the prices changed only an upper limit of its worth v_j(λ) is known: it
/// grows by no more than what became cheaper within its reach. Only those whose limit reaches the K-th largest worth
/// are looked at, so the answer is exact.
class PricedPart {
  public:
    PricedPart(BoundPart const&, std::int64_t capacity_wh);

    /// Σ of the K largest v_j(λ) in Wh · 1/64000; leaves in `taken()` how much the chosen stations take of
    /// each node.
    std::int64_t evaluate(std::span<Price const> price);
    std::span<std::int64_t const> taken() const { return taken_; }

  private:
    struct Valued;
    struct Offer {
        std::uint32_t worth{};  ///< of a Wh: what its weight is above λ
        std::uint32_t unmet_wh{};
    };
    struct Priced {
        std::uint32_t price{};
        std::uint32_t unmet_wh{};
    };

    std::size_t columns() const { return part_.first.size() - 1; }
    std::span<std::uint32_t const> nodes(std::size_t begin, std::size_t end) const;
    Offer offer(std::size_t entry) const;
    void set(std::span<Price const> price);
    std::int64_t value(std::size_t column, std::int64_t wanted);
    std::vector<Valued> best_columns();
    void take(std::size_t column);

    BoundPart const& part_;
    std::int64_t capacity_wh_;
    std::vector<std::size_t> block_first_{0};
    std::vector<std::uint32_t> block_nodes_;
    std::vector<Priced> priced_;         ///< per node
    std::vector<std::int64_t> cheaper_;  ///< per node: by how much all of it is cheaper than at the prices before
    std::int64_t most_cheaper_{};        ///< of a Wh
    std::vector<std::int64_t> limit_;    ///< per column, v_j(λ) is no more
    std::vector<std::uint32_t> pivot_;   ///< per column: what its last Wh was worth
    std::vector<std::size_t> chosen_;    ///< columns, last time
    std::vector<Offer> reached_;         ///< scratch
    std::vector<std::int64_t> taken_;
};

}  // namespace laad
