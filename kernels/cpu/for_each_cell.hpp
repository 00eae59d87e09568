// SPDX-License-Identifier: Apache-2.0
// Loops over the threads of an executor. Results may not depend on the order in which the bodies run.
#pragma once

#include "kernels/executor.hpp"
#include "rasters/view.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstdint>

namespace laad {

/// Runs `body` where TBB has exec.threads() threads.
template <class Body>
void in_arena(CpuExec const& exec, Body const& body)
{
    tbb::task_arena arena{exec.threads()};
    arena.execute(body);
}

/// body(begin, end) for pieces of 0..count of at least `grain` indices.
template <class Body>
void for_each_range(CpuExec const& exec, std::int64_t count, std::int64_t grain, Body const& body)
{
    in_arena(exec, [&] {
        tbb::parallel_for(tbb::blocked_range<std::int64_t>{0, count, static_cast<std::size_t>(grain)},
                          [&](auto const& range) { body(range.begin(), range.end()); });
    });
}

/// body(index) for each of 0..count, at least `grain` of them a task.
template <class Index, class Body>
void for_each_index(CpuExec const& exec, Index count, std::int64_t grain, Body const& body)
{
    for_each_range(exec, static_cast<std::int64_t>(count), grain, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<Index>(begin); i < static_cast<Index>(end); ++i)
            body(i);
    });
}

/// fn(cell) for each cell of `shape`, parallel over rows.
template <class CellFn>
void for_each_cell(CpuExec const& exec, Shape shape, CellFn const& fn)
{
    for_each_index(exec, shape.rows, 8, [&](int row) {
        for (int col = 0; col < shape.cols; ++col)
            fn(Cell{row, col});
    });
}

}  // namespace laad
