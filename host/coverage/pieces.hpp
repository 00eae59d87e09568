// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/bit_rows.hpp"
#include "rasters/geometry.hpp"

#include <optional>

namespace laad {

/// Which cells touch: those with a common side, or those with a common corner too.
enum class Touch : std::uint8_t { sides, corners };

/// The connected pieces of a set of cells, numbered from 0, kept as the runs of their rows.
class Pieces {
  public:
    struct Run {
        int begin{};
        int end{};  ///< the column after the last
        std::int32_t piece{};
    };

    Pieces(BitRows const&, Touch);

    std::size_t count() const { return count_; }
    int rows() const { return static_cast<int>(first_run_.size()) - 1; }
    /// From west to east.
    std::span<Run const> runs(int row) const;
    /// The piece that holds the cell, if one does; the cell lies in the window.
    std::optional<std::size_t> at(Cell) const;

    /// Calls visit(row, run) for all runs, row by row.
    template <class Visit>
    void each_run(Visit visit) const
    {
        for (int row = 0; row < rows(); ++row)
            for (Run const& run : runs(row))
                visit(row, run);
    }

  private:
    void add_runs(BitRows const&);
    void join_rows(int row, int reach);
    void number_pieces();

    std::vector<Run> runs_;  ///< until the pieces are numbered, `piece` is a run of the same piece, or the run itself
    std::vector<std::size_t> first_run_;  ///< of each row, and the end
    std::size_t count_{};
};

/// The outline of the cells along their edges, so that its area is the area of the cells. Corners only. The cells, of
/// which the grid is `grid`, must be one 4-connected piece; then the polygon is valid: rings touch in points at most.
Polygon outline(BitRows const& cells, GridSpec const& grid);

/// The outline of one of the pieces, of Touch::sides, in a window of the grid that begins at `corner`. `bounds`: of the
/// piece, in cells of the window.
Polygon outline(Pieces const&, std::size_t piece, Rect bounds, Cell corner, GridSpec grid);

}  // namespace laad
