// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// `whole` divided in proportion to `weights`, exactly: each part is rounded down, and what is left goes one by one to
/// the parts that lost most (largest remainder; ties: the first). The parts sum to `whole`.
/// whole ≥ 0; weights ≥ 0, not all 0.
std::vector<std::int64_t> apportion(std::int64_t whole, std::span<std::int64_t const> weights);

}  // namespace laad
