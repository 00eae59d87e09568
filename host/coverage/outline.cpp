// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/pieces.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace laad {
namespace {

/// East, south, west, north: a right turn is +1.
constexpr std::array<Cell, 4> steps{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
/// The cells ahead of someone who comes to a corner in that direction, seen from the cell south-east of the corner.
constexpr std::array<Cell, 4> ahead_left{{{-1, 0}, {0, 0}, {0, -1}, {-1, -1}}};
constexpr std::array<Cell, 4> ahead_right{{{0, 0}, {0, -1}, {-1, -1}, {-1, 0}}};

/// The cells with no cell north of them: an edge leads east along each. Every ring has such an edge.
BitRows northern_edges(BitRows const& cells)
{
    BitRows edges = cells;
    for (int row = 1; row < cells.shape().rows; ++row)
        std::ranges::transform(edges.row(row), cells.row(row - 1), edges.row(row).begin(),
                               [](auto here, auto north) { return here & ~north; });
    return edges;
}

/// Where an edge that has the piece on its right hand goes on. Where two cells of the piece meet in a corner only,
/// turning left keeps to the same hole or outside; turning right would make a ring cross itself.
int next_direction(BitRows const& cells, Cell corner, std::size_t direction)
{
    if (cells.has(corner + ahead_left[direction])) return (static_cast<int>(direction) + 3) % 4;
    if (cells.has(corner + ahead_right[direction])) return static_cast<int>(direction);
    return (static_cast<int>(direction) + 1) % 4;
}

/// The corners of the ring that leads east from `start`, clockwise around the piece, `start` first and last.
std::vector<Cell> take_ring(BitRows const& cells, BitRows& edges, Cell start)
{
    std::vector<Cell> corners{start};
    Cell at = start;
    int direction = 0;
    for (;;) {
        if (direction == 0) edges.remove(at.row, at.col, at.col + 1);
        at = at + steps[static_cast<std::size_t>(direction)];
        if (at == start) break;
        int const next = next_direction(cells, at, static_cast<std::size_t>(direction));
        if (next != direction) corners.push_back(at);
        direction = next;
    }
    corners.push_back(start);
    return corners;
}

Ring in_metres(std::vector<Cell> const& corners, GridSpec const& grid)
{
    Ring ring;
    for (Cell const corner : corners) {
        std::int64_t const x_cm = grid.west_cm + std::int64_t{corner.col} * grid.cell_cm;
        std::int64_t const y_cm = grid.north_cm - std::int64_t{corner.row} * grid.cell_cm;
        ring.push_back({static_cast<double>(x_cm) / 100, static_cast<double>(y_cm) / 100});
    }
    return ring;
}

}  // namespace

Polygon outline(BitRows const& cells, GridSpec const& grid)
{
    BitRows edges = northern_edges(cells);
    Polygon polygon;
    // The first edge in row-major order belongs to the outer ring.
    for (int row = 0; row < edges.shape().rows; ++row)
        for (int col = 0; BitRows::Word const& word : edges.row(row)) {
            while (word != 0) {
                Ring ring = in_metres(take_ring(cells, edges, {row, col + std::countr_zero(word)}), grid);
                if (polygon.outer.empty())
                    polygon.outer = std::move(ring);
                else
                    polygon.holes.push_back(std::move(ring));
            }
            col += BitRows::word_cells;
        }
    return polygon;
}

Polygon outline(Pieces const& pieces, std::size_t piece, Rect bounds, Cell corner, GridSpec grid)
{
    auto const [top, left] = bounds.first;
    BitRows cells{bounds.shape};
    for (int row = top; row < top + bounds.shape.rows; ++row)
        for (Pieces::Run const& run : pieces.runs(row))
            if (static_cast<std::size_t>(run.piece) == piece) cells.add(row - top, run.begin - left, run.end - left);
    grid.west_cm += (std::int64_t{corner.col} + left) * grid.cell_cm;
    grid.north_cm -= (std::int64_t{corner.row} + top) * grid.cell_cm;
    grid.shape = bounds.shape;
    return outline(cells, grid);
}

}  // namespace laad
