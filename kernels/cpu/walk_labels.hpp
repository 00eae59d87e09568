// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace laad {

/// How a walk and the number of its site share one integer: cm above, number below. Its minimum is the answer, ties
/// included, in whatever order cells are relaxed. `unreached` is the least label beyond the bound, so a minimum with it
/// keeps the bound; one move more must still fit.
struct LabelFormat {
    int site_bits{};
    std::uint64_t unreached{};
    std::uint64_t largest{};

    LabelFormat(std::size_t sites, int bound_cm, MoveCosts costs)
        : site_bits{static_cast<int>(std::bit_width(sites))},
          unreached{cost<std::uint64_t>(bound_cm) + cost<std::uint64_t>(1)},
          largest{unreached + cost<std::uint64_t>(costs.knight)}
    {
    }

    template <class Label>
    Label cost(int cm) const
    {
        return static_cast<Label>(static_cast<Label>(cm) << site_bits);
    }
    template <class Label>
    bool fits() const
    {
        return largest <= std::numeric_limits<Label>::max();
    }
};

/// Fresh memory costs more time in pages than in use; large pages are fewer.
template <class T>
void prefer_large_pages([[maybe_unused]] View<T> cells)
{
#if defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = 4096;
    std::uintptr_t const begin = (reinterpret_cast<std::uintptr_t>(cells.data) + page - 1) / page * page;
    std::uintptr_t const end = reinterpret_cast<std::uintptr_t>(cells.data + cells.shape.cells()) / page * page;
    if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // a hint: may fail
#endif
}

/// The labels of the cells of a window. Around it lies a margin that stays unreached, as wide as a move reaches above
/// and below and as a vector is at the sides, so that no load needs a check.
template <class Label>
class WalkLabels {
  public:
    WalkLabels(CpuExec const& exec, Shape window, Label unreached)
        : pitch_{(window.cols + 2 * margin - 1) / margin * margin},
          cells_{exec, {window.rows + 2 * move_reach + 1, pitch_}}
    {
        prefer_large_pages(cells_.view());
        for_each_range(exec, cells_.shape().rows, 64, [&](std::int64_t begin, std::int64_t end) {
            std::fill(cells_.view().data + begin * pitch_, cells_.view().data + end * pitch_, unreached);
        });
    }

    /// The first cell of a row; rows −2 to rows + 1 are there.
    Label* row(int row) { return &cells_.view()[{row + move_reach, margin}]; }
    Label& operator[](Cell c) { return row(c.row)[c.col]; }

  private:
    static constexpr int margin = 64 / sizeof(Label);  ///< a cache line; behind a row lies the one before the next

    int pitch_;
    Array<Label, CpuExec> cells_;
};

}  // namespace laad
