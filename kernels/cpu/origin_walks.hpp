// SPDX-License-Identifier: Apache-2.0
// A bounded walk from each of many origins, on the threads of an executor.
#pragma once

#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/cpu/origin_walk.hpp"

#include <tbb/enumerable_thread_specific.h>

namespace laad {

/// for_each_origin() with labels of type `Label`.
template <class Label, class Visit>
void walk_with(CpuExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
               Visit const& visit)
{
    using Walk = OriginWalk<Label>;
    LinkRows const links{area};
    OriginWindow const window{area, bound_cm};
    tbb::enumerable_thread_specific<Walk> walks{[&] { return Walk{area, links, window, bound_cm}; }};
    for_each_index(exec, origins.size(), 1, [&](std::size_t i) {
        Walk& walk = walks.local();
        walk.walk(origins[i]);
        visit(i, walk);
    });
}

/// visit(number of the origin, its walk) for each origin, in parallel.
template <class Visit>
void for_each_origin(CpuExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
                     Visit const& visit)
{
    if (OriginWalk<std::uint16_t>::fits(bound_cm, move_costs(area.cell_cm)))
        walk_with<std::uint16_t>(exec, area, origins, bound_cm, visit);
    else
        walk_with<std::uint32_t>(exec, area, origins, bound_cm, visit);
}

}  // namespace laad
