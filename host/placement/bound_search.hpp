// SPDX-License-Identifier: Apache-2.0
// The search for low prices among municipalities that share demand; docs/methods/ranking.md.
#pragma once

#include <cstdint>
#include <vector>

namespace laad {

/// λ, and the weight of a Wh, in steps of 1/64000: every weight in thousandths is a whole number of them.
using Price = std::uint16_t;
inline constexpr std::int64_t price_steps = 64;                ///< of a thousandth
inline constexpr std::int64_t price_one = 1000 * price_steps;  ///< λ = 1, the highest

/// A municipality: which of its candidates are worth most at prices of the demand in their reach.
struct BoundPart {
    std::size_t stations{};
    std::int64_t plan{};                  ///< what its stations in the plan come to, Wh · 1/64000
    std::vector<std::uint32_t> unmet_wh;  ///< per node, above 0
    std::vector<Price> start;             ///< per node, the price to begin with
    std::vector<std::size_t> first{0};    ///< candidate c reaches nodes [first[c], first[c + 1])
    std::vector<std::uint32_t> nodes;
    std::vector<Price> weight;  ///< of a Wh of that node to that candidate
    /// Nodes that other parts reach too; `number` is the same in all of them.
    struct Shared {
        std::uint32_t node{};
        std::uint32_t number{};
    };
    std::vector<Shared> shared;
};

struct BoundProblem {
    std::int64_t capacity_wh{};
    std::vector<BoundPart> parts;
    std::size_t shared_nodes{};
};

struct FoundBound {
    std::int64_t scaled{};  ///< Wh · 1/64000
    int best_step{};
};

/// The least U(λ) met from the prices to begin with, in at most `steps` steps. `known`: a bound that is known already.
FoundBound lowest_bound(BoundProblem const&, FoundBound known, int steps);

}  // namespace laad
