// SPDX-License-Identifier: Apache-2.0
// Reach lists without a town.
#pragma once

#include "tests/kernels/pictures.hpp"
#include "tests/plain_lists.hpp"

#include <vector>

namespace laad {

inline ReachLists lists_from(std::vector<std::vector<NodeAt>> const& origins)
{
    ReachLists lists;
    for (auto const& reached : origins)
        add_origin(lists, reached);
    return lists;
}

/// Every origin reaches each node with a chance of `percent`, at up to `most_cm`.
inline ReachLists random_lists(Random& random, int origins, int nodes, int percent, int most_cm)
{
    std::vector<std::vector<NodeAt>> lists(static_cast<std::size_t>(origins));
    for (auto& list : lists)
        for (int node = 0; node < nodes; ++node)
            if (random.below(100) < percent) list.push_back({node, random.below(most_cm + 1)});
    return lists_from(lists);
}

inline std::vector<std::uint32_t> random_wh(Random& random, int nodes, std::int64_t most_wh)
{
    std::vector<std::uint32_t> wh;
    for (int node = 0; node < nodes; ++node)
        wh.push_back(random.below(5) == 0 ? 0 : static_cast<std::uint32_t>(random.below(most_wh)));
    return wh;
}

}  // namespace laad
