// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <algorithm>

namespace laad {

/// What a candidate would newly serve: min(capacity, Σ unmet over its nodes).
inline std::int64_t gain_of(RankProblem const& problem, std::span<std::uint32_t const> unmet_wh, std::size_t candidate)
{
    std::int64_t sum = 0;
    for (Reached const& reached : problem.lists->of(candidate))
        sum += unmet_wh[static_cast<std::size_t>(reached.node)];
    return std::min(sum, problem.capacity_wh);
}

}  // namespace laad
