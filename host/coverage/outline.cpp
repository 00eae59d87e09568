// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/outline.hpp"

#include "rasters/error.hpp"

#include <array>
#include <vector>

namespace laad {
namespace {

/// East, south, west, north: a right turn is +1.
constexpr std::array<Cell, 4> steps{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};

/// The edges between piece and surroundings, by the corner at which they start: bit d is set when an edge leaves it in
/// direction d. The piece is always on the right hand.
class Edges {
  public:
    explicit Edges(Shape cells)
        : shape_{cells.rows + 1, cells.cols + 1}, bits_(static_cast<std::size_t>(shape_.cells()))
    {
    }
    Shape shape() const { return shape_; }
    void add(Cell corner, int direction) { at(corner) |= static_cast<std::uint8_t>(1u << direction); }
    bool has(Cell corner, int direction) { return (at(corner) >> direction & 1u) != 0; }
    void take(Cell corner, int direction) { at(corner) &= static_cast<std::uint8_t>(~(1u << direction)); }

  private:
    std::uint8_t& at(Cell c) { return bits_[static_cast<std::size_t>(std::int64_t{c.row} * shape_.cols + c.col)]; }

    Shape shape_;
    std::vector<std::uint8_t> bits_;
};

Edges edges_of(View<std::int32_t const> labels, std::int32_t label, Rect window)
{
    Edges edges{window.shape};
    auto const is_piece = [&](Cell c) { return inside(window.shape, c) && labels[window.first + c] == label; };
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col) {
            if (!is_piece({row, col})) continue;
            if (!is_piece({row - 1, col})) edges.add({row, col}, 0);
            if (!is_piece({row, col + 1})) edges.add({row, col + 1}, 1);
            if (!is_piece({row + 1, col})) edges.add({row + 1, col + 1}, 2);
            if (!is_piece({row, col - 1})) edges.add({row + 1, col}, 3);
        }
    return edges;
}

/// Where two cells of the piece meet in a corner only, turning left keeps to the same hole or outside; turning right
/// would make a ring cross itself.
int next_direction(Edges& edges, Cell corner, int direction)
{
    for (int const turn : {3, 0, 1})
        if (edges.has(corner, (direction + turn) % 4)) return (direction + turn) % 4;
    throw ContractError{"broken promise: outline: every edge is followed by another"};
}

std::vector<Cell> take_ring(Edges& edges, Cell start)
{
    std::vector<Cell> corners{start};
    Cell at = start;
    int direction = 0;
    for (;;) {
        edges.take(at, direction);
        at = at + steps[static_cast<std::size_t>(direction)];
        if (at == start) break;
        int const next = next_direction(edges, at, direction);
        if (next != direction) corners.push_back(at);
        direction = next;
    }
    corners.push_back(start);
    return corners;
}

Ring in_metres(std::vector<Cell> const& corners, Cell first, GridSpec const& grid)
{
    Ring ring;
    for (Cell const corner : corners) {
        std::int64_t const x_cm = grid.west_cm + std::int64_t{first.col + corner.col} * grid.cell_cm;
        std::int64_t const y_cm = grid.north_cm - std::int64_t{first.row + corner.row} * grid.cell_cm;
        ring.push_back({static_cast<double>(x_cm) / 100, static_cast<double>(y_cm) / 100});
    }
    return ring;
}

}  // namespace

Polygon outline(View<std::int32_t const> labels, std::int32_t label, Rect window, GridSpec const& grid)
{
    Edges edges = edges_of(labels, label, window);
    Polygon polygon;
    // Every ring has an edge to the east; the first one in row-major order belongs to the outer ring.
    for (int row = 0; row < edges.shape().rows; ++row)
        for (int col = 0; col < edges.shape().cols; ++col) {
            if (!edges.has({row, col}, 0)) continue;
            Ring ring = in_metres(take_ring(edges, {row, col}), window.first, grid);
            if (polygon.outer.empty())
                polygon.outer = std::move(ring);
            else
                polygon.holes.push_back(std::move(ring));
        }
    return polygon;
}

}  // namespace laad
