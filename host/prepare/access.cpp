// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/ground.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

namespace {

/// Everything in whole millimetres, so that ties are ties on every machine.
struct Search {
    std::int64_t x_mm, y_mm;
    std::int64_t west_mm, north_mm, cell_mm;

    std::int64_t east_of(int col) const { return west_mm + col * cell_mm + cell_mm / 2 - x_mm; }
    std::int64_t north_of(int row) const { return north_mm - row * cell_mm - cell_mm / 2 - y_mm; }
};

struct Nearest {
    std::int64_t squared_mm;
    Cell cell{-1, -1};

    void offer(std::int64_t squared, Cell c)
    {
        if (squared > squared_mm) return;
        if (squared < squared_mm || cell.row < 0 || c < cell) *this = {squared, c};
    }
    bool found() const { return cell.row >= 0; }
};

int centimetres_up(std::int64_t squared_mm)
{
    auto cm = static_cast<std::int64_t>(std::sqrt(static_cast<double>(squared_mm)) / 10);
    while (cm > 0 && (cm - 1) * (cm - 1) * 100 >= squared_mm)
        --cm;
    while (cm * cm * 100 < squared_mm)
        ++cm;
    return static_cast<int>(cm);
}

}  // namespace

std::optional<Access> access_of(Point p, GridSpec const& grid, Rect window, View<Surface const> surface,
                                View<std::uint16_t const> buurt, int max_m, std::uint16_t own_buurt)
{
    Search const search{std::llround(p.x * 1000), std::llround(p.y * 1000), grid.west_cm * 10, grid.north_cm * 10,
                        grid.cell_cm * std::int64_t{10}};
    auto const limit = std::int64_t{max_m} * max_m * 1'000'000;
    auto const reach = static_cast<int>(max_m * std::int64_t{100} / grid.cell_cm) + 1;
    Cell const at = grid.cell_at(p);
    int const left = std::max(0, at.col - reach);
    int const right = std::min(grid.shape.cols - 1, at.col + reach);

    Nearest any{limit};
    Nearest own{limit};
    auto const try_row = [&](int row) {
        if (row < 0 || row >= grid.shape.rows) return;
        auto const north = search.north_of(row);
        for (int col = left; col <= right; ++col) {
            Cell const here = Cell{row, col} - window.first;
            if (!street_class(surface[here])) continue;
            auto const east = search.east_of(col);
            auto const squared = north * north + east * east;
            any.offer(squared, {row, col});
            if (own_buurt != 0 && buurt[here] == own_buurt) own.offer(squared, {row, col});
        }
    };
    auto const& wanted = own_buurt != 0 ? own : any;
    for (int away = 0; away <= reach; ++away) {
        auto const nearest_possible = std::max(0, away - 1) * search.cell_mm;
        if (nearest_possible * nearest_possible > wanted.squared_mm) break;
        try_row(at.row - away);
        if (away > 0) try_row(at.row + away);
    }

    auto const& best = own.found() ? own : any;
    if (!best.found()) return std::nullopt;
    return Access{best.cell, centimetres_up(best.squared_mm)};
}

}  // namespace laad
