// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/catchment.hpp"
#include "host/placement/shared_memo.hpp"

namespace laad {

/// As upper_bound, for candidates that are known already.
UpperBound upper_bound(RankProblem const&, OpenCandidates const&, std::span<MunicipalityPlan const> plan,
                       std::span<NodeService const> served, int steps, SharedMemo&);

}  // namespace laad
