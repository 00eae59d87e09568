// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/barriers.hpp"

#include "host/scenario/vocabulary.hpp"
#include "kernels/walk.hpp"

namespace laad {

void BarrierShapes::add_line(Line const& line, double width_m)
{
    constexpr double thinnest_m = 0.6;
    double const half = std::max(width_m, thinnest_m) / 2;
    double const diagonal = std::sqrt(0.5) * half;
    for (std::size_t i = 1; i < line.size(); ++i) {
        Point const a = line[i - 1], b = line[i];
        double const long_m = std::hypot(b.x - a.x, b.y - a.y);
        if (long_m <= 0) continue;
        double const ux = (b.x - a.x) / long_m, uy = (b.y - a.y) / long_m;
        auto const at = [&](Point p, double ahead, double left) {
            return Point{p.x + ahead * ux - left * uy, p.y + ahead * uy + left * ux};
        };
        of_lines.push_back({{at(a, 0, half), at(a, -diagonal, diagonal), at(a, -half, 0), at(a, -diagonal, -diagonal),
                             at(a, 0, -half), at(b, 0, -half), at(b, diagonal, -diagonal), at(b, half, 0),
                             at(b, diagonal, diagonal), at(b, 0, half), at(a, 0, half)},
                            {}});
        barriers.push_back(&of_lines.back());
        is_building.push_back(0);
    }
}

Barriers::Barriers(GridSpec const& grid, Rect window, BarrierShapes const& shapes)
    : frame_{grid, window},
      impassable_{frame_, shapes.barriers, shapes.decks},
      is_building_{shapes.is_building},
      anchors_{frame_, impassable_, shapes.barriers.empty() ? std::span<WayLine const>{} : std::span{shapes.ways}}
{
}

/// 1 in the cells from which a move can pass a cell that a barrier reaches into.
Raster<std::uint8_t> Barriers::near_barriers() const
{
    Shape const shape = frame_.window.shape;
    Raster<std::uint8_t> beside{shape, 0};
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col)
            if (impassable_.near({row, col}))
                for (int other = std::max(0, col - 2); other <= std::min(shape.cols - 1, col + 2); ++other)
                    beside[{row, other}] = 1;
    for (int row = 0; row < shape.rows; ++row)  // moves go on to later rows
        for (int below = row + 1; below <= std::min(shape.rows - 1, row + 2); ++below)
            for (int col = 0; col < shape.cols; ++col)
                beside[{row, col}] |= beside[{below, col}];
    return beside;
}

bool Barriers::is_stopped(Cell a, Cell b) const
{
    Place const from = anchors_.of(a);
    Place const to = anchors_.of(b);
    if (!impassable_.hold(a, from) && !impassable_.hold(b, to) && !impassable_.stop(a, from, to)) return false;
    return !anchors_.join(a, b);
}

void Barriers::wall_off(Rect core, Rect near, View<Surface const> surface, View<std::uint8_t> walls) const
{
    if (impassable_.barriers().empty()) return;
    auto const beside = near_barriers();
    auto const open = [&](Cell c) { return near.contains(c) && on_foot.passes(surface[c - near.first]); };
    for (int row = 0; row < core.shape.rows; ++row)
        for (int col = 0; col < core.shape.cols; ++col) {
            Cell const here = core.first + Cell{row, col};
            if (!open(here) || beside[here - frame_.window.first] == 0) continue;
            unsigned stopped = 0;
            for (unsigned k = 0; k < 8; ++k) {
                Cell const there = here + move_steps[forward_moves[k]];
                if (open(there) && is_stopped(here - frame_.window.first, there - frame_.window.first))
                    stopped |= 1u << k;
            }
            walls[{row, col}] = static_cast<std::uint8_t>(stopped);
        }
}

bool Barriers::entry_is_free(Point p, Cell cell) const
{
    if (impassable_.barriers().empty()) return true;
    Cell const c = cell - frame_.window.first;
    Place const anchor = anchors_.of(c);
    if (impassable_.hold(c, anchor)) return false;
    Place const from = frame_.place(p);
    auto own = impassable_.barriers().holding(from);
    std::erase_if(own, [&](std::int32_t shape) { return is_building_[static_cast<std::size_t>(shape)] == 0; });
    return !impassable_.stop(frame_.grid.cell_at(p) - frame_.window.first, from, anchor, own);
}

}  // namespace laad
