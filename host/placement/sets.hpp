// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/ids.hpp"

#include <algorithm>
#include <numeric>

namespace laad {

/// Union-find over ids; the root of a set is its lowest member.
template <class Id>
class Sets {
  public:
    explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), Id{0}); }

    Id root(Id i) const
    {
        while (parent_[i] != i)
            i = parent_[i];
        return i;
    }
    void unite(Id a, Id b)
    {
        auto const [low, high] = std::minmax({root(a), root(b)});
        parent_[high] = low;
    }

    /// Unites those that reach a node together. `nodes_of`: gives the nodes of each.
    template <class NodesOf>
    void unite_by_node(std::size_t nodes, NodesOf nodes_of)
    {
        Indexed<NodeId, Id> first(nodes);
        for (Id const i : parent_.ids())
            for (NodeId const node : nodes_of(i)) {
                Id& owner = first[node];
                if (!owner) owner = i;
                unite(owner, i);
            }
    }

  private:
    Indexed<Id, Id> parent_;
};

}  // namespace laad
