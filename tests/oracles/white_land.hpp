// SPDX-License-Identifier: Apache-2.0
// The white land of a municipality by docs/methods/coverage.md, a cell at a time and without windows.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/raster.hpp"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

namespace laad::oracle {

struct WhiteLandCase {
    int cell_cm{};
    Raster<Surface> surface;
    Raster<std::uint8_t> ours;  ///< 1: of the municipality and inside the area
    Raster<std::uint16_t> walk_dm;
    int limit_dm{};
    struct Home {
        Cell cell{};
        Cell entry{};
    };
    std::vector<Home> homes;

    Shape shape() const { return surface.shape(); }
    bool is(Cell c, Surface kind) const { return inside(shape(), c) && surface[c] == kind; }
    bool is_ours(Cell c) const { return inside(shape(), c) && ours[c] != 0; }
    bool is_white(Cell c) const { return is_ours(c) && walkable(surface[c]) && walk_dm[c] > limit_dm; }
};

using Cells = std::set<Cell>;

template <class Visit>
void each_cell(Shape shape, Visit visit)
{
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col)
            visit(Cell{row, col});
}

/// The cells that can be reached from `first` over cells that hold, along sides or along corners too.
template <class Holds>
Cells flood(Cell first, bool corners, Holds holds)
{
    Cells found;
    std::vector<Cell> open{first};
    while (!open.empty()) {
        Cell const cell = open.back();
        open.pop_back();
        if (!holds(cell) || !found.insert(cell).second) continue;
        for (int row = -1; row <= 1; ++row)
            for (int col = -1; col <= 1; ++col)
                if (corners || row == 0 || col == 0) open.push_back(cell + Cell{row, col});
    }
    return found;
}

/// The pieces of the cells of a raster that hold.
template <class Holds>
std::vector<Cells> pieces(Shape shape, bool corners, Holds holds)
{
    std::vector<Cells> result;
    Cells seen;
    each_cell(shape, [&](Cell c) {
        if (!holds(c) || seen.count(c) != 0) return;
        seen.merge(Cells{result.emplace_back(flood(c, corners, holds))});
    });
    return result;
}

/// The cells of the disc of 10 m around a cell that lie in the raster.
inline std::vector<Cell> disc(WhiteLandCase const& in, Cell middle)
{
    int const radius = std::max(1, 1000 / in.cell_cm);
    std::vector<Cell> cells;
    for (int row = -radius; row <= radius; ++row)
        for (int col = -radius; col <= radius; ++col) {
            int const twice = 2 * std::abs(col) - 1;
            bool const in_disc = col == 0 || twice * twice <= 4 * (radius * radius - row * row);
            if (in_disc && inside(in.shape(), middle + Cell{row, col})) cells.push_back(middle + Cell{row, col});
        }
    return cells;
}

inline bool any_of(std::vector<Cell> const& cells, Raster<char> const& set)
{
    for (Cell const c : cells)
        if (set[c] != 0) return true;
    return false;
}

/// 1 in every cell of the white land.
inline Raster<char> white_land(WhiteLandCase const& in)
{
    Shape const shape = in.shape();
    Raster<char> dry{shape}, land{shape}, near{shape}, far{shape}, result{shape};
    for (Cells const& water : pieces(shape, true, [&](Cell c) { return in.is(c, Surface::water); }))
        for (Cell const c : water)
            dry[c] = std::int64_t(water.size()) * in.cell_cm * in.cell_cm <= 200 * 10'000;
    auto const building = [&](Cell c) { return in.is(c, Surface::building) && in.is_ours(c); };
    auto const gap = [&](Cell c) {
        return in.is_ours(c) && !walkable(in.surface[c]) && (!in.is(c, Surface::water) || dry[c] != 0);
    };

    each_cell(shape, [&](Cell c) { land[c] = in.is_white(c); });
    for (Cells const& house : pieces(shape, false, building)) {
        int surplus = 0;
        for (auto const& home : in.homes)
            if (house.count(home.cell) != 0) surplus += in.is_white(home.entry) ? 1 : -1;
        for (Cell const c : house)
            land[c] = surplus > 0;
    }

    each_cell(shape, [&](Cell c) { near[c] = any_of(disc(in, c), land); });
    each_cell(shape, [&](Cell c) { far[c] = near[c] == 0; });
    each_cell(shape, [&](Cell c) { result[c] = !any_of(disc(in, c), far) && (in.is_white(c) || gap(c)); });

    auto const rest = [&](Cell c) { return inside(shape, c) && gap(c) && result[c] == 0; };
    std::vector<Cells> const patches = pieces(shape, false, rest);
    for (Cells const& patch : patches) {
        bool touches = false;
        bool open = false;
        for (Cell const c : patch)
            for (Cell const next : {c + Cell{0, 1}, c + Cell{1, 0}, c + Cell{0, -1}, c + Cell{-1, 0}}) {
                if (patch.count(next) != 0) continue;
                bool const ours = in.is_ours(next);
                bool const added = ours && result[next] != 0;
                touches = touches || added;
                open = open || !(added || (ours && in.is(next, Surface::water)));
            }
        if (touches && !open)
            for (Cell const c : patch)
                result[c] = 1;  // no other patch borders on these cells
    }
    return result;
}

}  // namespace laad::oracle
