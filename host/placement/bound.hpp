// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/catchment.hpp"

namespace laad {

/// What a plan puts in a municipality.
struct MunicipalityPlan {
    int stations{};
    std::int64_t served_wh{};
    WeightedWh worth{};
};

/// What a plan serves at a node.
struct NodeService {
    std::int64_t wh{};
    WeightedWh worth{};
};

/// The sum over municipalities of the least U(λ) met at λ = 0 and along `steps` subgradient steps from the fractions
/// that the plan serves, never above all demand in reach, rounded up; see docs/methods/ranking.md. Integer arithmetic,
/// so it is the same everywhere.
UpperBound upper_bound(RankProblem const&, OpenCandidates const&,
                       IndexedSpan<MunicipalityId, MunicipalityPlan const> plan,
                       IndexedSpan<NodeId, NodeService const> served, int steps, SharedMemo&);

}  // namespace laad
