// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/reach_lists.hpp"

#include <algorithm>
#include <iterator>

namespace laad {

bool are_offsets(std::vector<std::int64_t> const& first, std::size_t origins)
{
    return first.size() == origins + 1 && first.front() == 0 && std::ranges::is_sorted(first);
}

bool are_lists(ReachLists const& lists, std::size_t origins, std::size_t nodes)
{
    if (!are_offsets(lists.first, origins) || lists.first.back() != std::ssize(lists.entries)) return false;
    bool const in_range = std::ranges::all_of(lists.entries, [&](Reached const& reached) {
        return reached.node && reached.node.index() < nodes && reached.walk_cm >= 0;
    });
    if (!in_range) return false;
    for (std::size_t i = 0; i < origins; ++i)
        if (!std::ranges::is_sorted(lists.of(i), {}, &Reached::node)) return false;
    return true;
}

}  // namespace laad
