// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/impassable.hpp"
#include "rasters/codes.hpp"

#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

namespace laad {

/// A street or path that is drawn as a line.
struct WayLine {
    Line const* line{};
    double half_width_m{};
};

/// The place for which a cell stands. It is its centre, but for a cell through which a way runs that a barrier keeps
/// from the centre: there it is the nearest place of the way. So a way is never broken by what stands beside it.
class Anchors {
  public:
    /// Opens the decks of the ways in what is impassable. Of two ways that a barrier keeps apart within a cell the one
    /// nearest to the centre has the cell, ties by their order.
    Anchors(PlaceFrame const&, Impassable&, std::span<WayLine const> ways);

    Place of(Cell) const;
    /// Whether a way runs from one of the cells straight into the other, and both stand for it.
    bool join(Cell, Cell) const;

    using Moved = std::unordered_map<std::int64_t, Place>;
    using Joined = std::vector<std::pair<std::int64_t, std::int64_t>>;

  private:
    PlaceFrame frame_;
    Moved moved_;    ///< by cell
    Joined joined_;  ///< pairs of cells, the earlier one first; sorted
};

/// What stands or runs in a window: every shape that touches it, whole.
struct BarrierShapes {
    std::vector<Polygon const*> barriers;
    std::vector<char> is_building;  ///< per barrier
    std::vector<Polygon const*> decks;
    std::vector<WayLine> ways;
    std::deque<Polygon> of_lines;  ///< barriers that are drawn as lines, with their width

    /// A barrier with round ends; no line is thinner than what holds.
    void add_line(Line const&, double width_m);
};

/// Which steps between cells barriers stop, whatever the size of the cells. A step runs from the anchor of one cell to
/// that of the other; no walk over anchors crosses a barrier wider than 0.5 m but on the deck of a way.
class Barriers {
  public:
    /// Cells more around a window that decide about those in it, beside what moves reach.
    static int rim(double widest_way_m, double cell_m)
    {
        return 1 + static_cast<int>(std::ceil(widest_way_m / 2 / cell_m));
    }

    /// `window` reaches a rim beyond the cells that are asked for.
    Barriers(GridSpec const&, Rect window, BarrierShapes const&);
    Barriers(Barriers const&) = delete;
    Barriers& operator=(Barriers const&) = delete;

    /// Sets the bits of forward_moves that are stopped between walkable cells of `core`, or from it to cells within
    /// reach of a move. `surface` is of the cells `near`, which hold both.
    void wall_off(Rect core, Rect near, View<Surface const> surface, View<std::uint8_t> walls) const;

    /// Whether the straight line from a place to the anchor of a cell crosses no barrier but the buildings that hold
    /// the place.
    bool entry_is_free(Point, Cell) const;

  private:
    bool is_stopped(Cell a, Cell b) const;
    Raster<std::uint8_t> near_barriers() const;

    PlaceFrame frame_;
    Impassable impassable_;
    std::vector<char> is_building_;
    Anchors anchors_;
};

}  // namespace laad
