// SPDX-License-Identifier: Apache-2.0
// The search for low prices among gemeenten that share demand; docs/methods/ranking.md.
#pragma once

#include <cstdint>
#include <vector>

namespace laad {

using Price = std::uint16_t;                        ///< λ in 2^-16, so always under 1
inline constexpr std::int64_t price_one = 1 << 16;  ///< λ = 1
inline constexpr std::int64_t highest_price = UINT16_MAX;

/// A gemeente: which of its candidates are worth most at prices of the demand in their reach.
struct BoundPart {
    std::size_t stations{};
    std::int64_t plan_wh{};                ///< what its stations in the plan serve
    std::vector<std::uint32_t> unmet_wh;   ///< per node, above 0
    std::vector<std::uint32_t> served_wh;  ///< per node, by the whole plan
    std::vector<std::int64_t> first{0};    ///< candidate c reaches nodes [first[c], first[c + 1])
    std::vector<std::int32_t> nodes;
    /// Nodes that other parts reach too; `number` is the same in all of them.
    struct Shared {
        std::int32_t node{};
        std::int32_t number{};
    };
    std::vector<Shared> shared;
};

struct BoundProblem {
    std::int64_t capacity_wh{};
    std::vector<BoundPart> parts;
    std::int32_t shared_nodes{};
};

struct FoundBound {
    std::int64_t scaled{};  ///< Wh · 2^-16
    int best_step{};
};

/// The least U(λ) met from the fractions that the plan serves, in at most `steps` steps. `known`: a bound that is known
/// already (Wh · 2^-16).
FoundBound lowest_bound(BoundProblem const&, FoundBound known, int steps);

}  // namespace laad
