// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

namespace laad {

/// Union-find; the root of a set is its lowest member.
class Sets {
  public:
    explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

    int root(int i) const
    {
        while (parent_[static_cast<std::size_t>(i)] != i)
            i = parent_[static_cast<std::size_t>(i)];
        return i;
    }
    void unite(int a, int b)
    {
        auto const [low, high] = std::minmax({root(a), root(b)});
        parent_[static_cast<std::size_t>(high)] = low;
    }

  private:
    std::vector<int> parent_;
};

}  // namespace laad
