// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace laad {

/// How many nodes lie above each node of a tree; −1: following the parents from it never ends (a cycle). `parents`: by
/// node, nothing at the top. Takes time in proportion to the nodes, however deep they hang.
std::vector<int> depths_in_tree(std::span<std::optional<std::size_t> const> parents);

}  // namespace laad
