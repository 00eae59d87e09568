// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/ground.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

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

/// What access_of looks through.
struct Streets {
    GridSpec const& grid;
    Rect window;
    View<Surface const> surface;
    View<std::uint16_t const> neighbourhood;
    std::uint16_t own_neighbourhood;
    Search search;
    Cell at;
    int reach;
    std::int64_t limit;  ///< squared mm

    /// Calls `visit(cell, squared mm, in the own neighbourhood)` for the street cells of a row.
    template <class Visit>
    void each_in_row(int row, Visit const& visit) const
    {
        if (row < 0 || row >= grid.shape.rows) return;
        auto const north = search.north_of(row);
        int const last = std::min(grid.shape.cols - 1, at.col + reach);
        for (int col = std::max(0, at.col - reach); col <= last; ++col) {
            Cell const here = Cell{row, col} - window.first;
            if (!street_class(surface[here])) continue;
            auto const east = search.east_of(col);
            visit(Cell{row, col}, north * north + east * east,
                  own_neighbourhood != 0 && neighbourhood[here] == own_neighbourhood);
        }
    }
};

/// The best cell, whatever stands between.
Nearest nearest_of(Streets const& streets)
{
    Nearest any{streets.limit};
    Nearest own{streets.limit};
    auto const& wanted = streets.own_neighbourhood != 0 ? own : any;
    auto const offer = [&](Cell c, std::int64_t squared, bool is_own) {
        any.offer(squared, c);
        if (is_own) own.offer(squared, c);
    };
    for (int away = 0; away <= streets.reach; ++away) {
        auto const nearest_possible = std::max(0, away - 1) * streets.search.cell_mm;
        if (nearest_possible * nearest_possible > wanted.squared_mm) break;
        streets.each_in_row(streets.at.row - away, offer);
        if (away > 0) streets.each_in_row(streets.at.row + away, offer);
    }
    return own.found() ? own : any;
}

/// The best cell to which a line is free, when it is not the best of all.
Nearest nearest_free(Streets const& streets, std::function<bool(Cell)> const& is_free)
{
    struct Choice {
        bool is_other;
        std::int64_t squared;
        Cell cell;
    };
    std::vector<Choice> choices;
    for (int row = streets.at.row - streets.reach; row <= streets.at.row + streets.reach; ++row)
        streets.each_in_row(row, [&](Cell c, std::int64_t squared, bool is_own) {
            if (squared <= streets.limit) choices.push_back({!is_own, squared, c});
        });
    std::sort(choices.begin(), choices.end(), [](Choice const& l, Choice const& r) {
        return std::tie(l.is_other, l.squared, l.cell) < std::tie(r.is_other, r.squared, r.cell);
    });
    auto const found = std::find_if(choices.begin(), choices.end(), [&](Choice const& c) { return is_free(c.cell); });
    return found == choices.end() ? Nearest{streets.limit} : Nearest{found->squared, found->cell};
}

}  // namespace

std::optional<Access> access_of(Point p, GridSpec const& grid, Rect window, View<Surface const> surface,
                                View<std::uint16_t const> neighbourhood, int max_m, std::uint16_t own_neighbourhood,
                                std::function<bool(Cell)> const& is_free)
{
    Streets const streets{grid,
                          window,
                          surface,
                          neighbourhood,
                          own_neighbourhood,
                          {std::llround(p.x * 1000), std::llround(p.y * 1000), grid.west_cm * 10, grid.north_cm * 10,
                           grid.cell_cm * std::int64_t{10}},
                          grid.cell_at(p),
                          static_cast<int>(max_m * std::int64_t{100} / grid.cell_cm) + 1,
                          std::int64_t{max_m} * max_m * 1'000'000};
    auto best = nearest_of(streets);
    if (best.found() && !is_free(best.cell)) best = nearest_free(streets, is_free);
    if (!best.found()) return std::nullopt;
    return Access{best.cell, centimetres_up(best.squared_mm)};
}

}  // namespace laad
