// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/impassable.hpp"

#include <unordered_map>
#include <utility>

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

  private:
    struct Visit {
        std::int64_t cell;
        std::int32_t way;
        double away;  ///< from the centre
        Place nearest;
        bool reached{};  ///< from the anchor of the cell
    };
    struct Vertex {
        std::int64_t cell;
        Place at;
        std::int32_t way;
    };
    struct Step {
        std::int64_t from, to;
        std::int32_t way;
    };

    void follow(std::int32_t way, WayLine const&);
    void visit(std::int32_t way, WayLine const&, Cell, Place a, Place b);
    void note_vertex(std::int32_t way, Place);
    void settle(std::span<Visit> of_cell);
    void spread(std::span<Visit> of_cell) const;
    bool stands_for(std::int64_t cell, std::int32_t way) const;
    std::int64_t number(Cell c) const { return std::int64_t{c.row} * frame_.window.shape.cols + c.col; }
    Cell cell(std::int64_t number) const
    {
        int const cols = frame_.window.shape.cols;
        return {static_cast<int>(number / cols), static_cast<int>(number % cols)};
    }

    PlaceFrame frame_;
    Impassable& impassable_;
    std::int64_t before_{-1};  ///< the cell that the way came from
    std::vector<Visit> visits_;
    std::vector<Vertex> vertices_;
    std::vector<Step> steps_;
    std::unordered_map<std::int64_t, Place> moved_;
    std::vector<std::pair<std::int64_t, std::int64_t>> joined_;  ///< pairs of cells, the earlier one first
};

}  // namespace laad
