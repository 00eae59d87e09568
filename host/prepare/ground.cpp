// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/ground.hpp"

#include "host/prepare/surface.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

namespace laad {

namespace {

template <class T>
T value_at(Cell c, Rect window, Raster<T> const& cells, BlockLayer<T> const& layer)
{
    return window.contains(c) ? cells[c - window.first] : layer.read({c, {1, 1}})[{0, 0}];
}

int centimetres_up(std::int64_t squared_mm)
{
    auto cm = static_cast<std::int64_t>(std::sqrt(static_cast<double>(squared_mm)) / 10);
    while (cm > 0 && (cm - 1) * (cm - 1) * 100 >= squared_mm)
        --cm;
    while (cm * cm * 100 < squared_mm)
        ++cm;
    return static_cast<int>(cm);
}

/// A street cell; the least is the best.
struct Choice {
    bool is_other{};  ///< than those of the wanted neighbourhood
    std::int64_t squared_mm{};
    Cell cell{};

    friend bool operator<(Choice const& l, Choice const& r)
    {
        return std::tie(l.is_other, l.squared_mm, l.cell) < std::tie(r.is_other, r.squared_mm, r.cell);
    }
};

/// What access_of looks through. Everything in whole millimetres, so that ties are ties on every machine.
struct Streets {
    GridSpec const& grid;
    Rect window;
    View<Surface const> surface;
    View<std::uint16_t const> neighbourhood;
    std::uint16_t own_neighbourhood;
    std::int64_t x_mm, y_mm;
    Cell at;
    int reach;
    std::int64_t limit;  ///< squared mm

    std::int64_t cell_mm() const { return grid.cell_cm * std::int64_t{10}; }

    /// Calls `visit(choice)` for the street cells of a row within the limit.
    template <class Visit>
    void each_in_row(int row, Visit const& visit) const
    {
        if (row < 0 || row >= grid.shape.rows) return;
        auto const north = grid.north_cm * 10 - row * cell_mm() - cell_mm() / 2 - y_mm;
        int const last = std::min(grid.shape.cols - 1, at.col + reach);
        for (int col = std::max(0, at.col - reach); col <= last; ++col) {
            Cell const here = Cell{row, col} - window.first;
            if (!street_class(surface[here])) continue;
            auto const east = grid.west_cm * 10 + col * cell_mm() + cell_mm() / 2 - x_mm;
            auto const squared = north * north + east * east;
            bool const is_other = own_neighbourhood != 0 && neighbourhood[here] != own_neighbourhood;
            if (squared <= limit) visit(Choice{is_other, squared, {row, col}});
        }
    }
};

/// The best cell, whatever stands between.
std::optional<Choice> nearest_of(Streets const& streets)
{
    std::optional<Choice> best;
    auto const offer = [&](Choice const& choice) {
        if (!best || choice < *best) best = choice;
    };
    for (int away = 0; away <= streets.reach; ++away) {
        auto const nearest_possible = std::max(0, away - 1) * streets.cell_mm();
        if (best && !best->is_other && nearest_possible * nearest_possible > best->squared_mm) break;
        streets.each_in_row(streets.at.row - away, offer);
        if (away > 0) streets.each_in_row(streets.at.row + away, offer);
    }
    return best;
}

/// The best cell to which a line is free, when it is not the best of all.
std::optional<Choice> nearest_free(Streets const& streets, std::function<bool(Cell)> const& is_free)
{
    std::vector<Choice> choices;
    for (int row = streets.at.row - streets.reach; row <= streets.at.row + streets.reach; ++row)
        streets.each_in_row(row, [&](Choice const& choice) { choices.push_back(choice); });
    std::sort(choices.begin(), choices.end());
    auto const found = std::find_if(choices.begin(), choices.end(), [&](Choice const& c) { return is_free(c.cell); });
    return found == choices.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

Ground::Ground(GroundLayers const& layers, Rect window)
    : layers_{layers},
      window_{window},
      surface_{layers.surface.read(window)},
      area_{layers.area.read(window)},
      neighbourhood_{layers.neighbourhood.read(window)}
{
}

Ground::~Ground() = default;

bool Ground::covers(Rect part) const
{
    Cell const last = part.first + Cell{part.shape.rows - 1, part.shape.cols - 1};
    return window_.contains(part.first) && window_.contains(last);
}

Surface Ground::surface_at(Cell c) const
{
    return value_at(c, window_, surface_, layers_.surface);
}

NeighbourhoodId Ground::neighbourhood_at(Cell c) const
{
    return NeighbourhoodId{value_at(c, window_, neighbourhood_, layers_.neighbourhood) - 1};
}

bool Ground::in_area(Cell c) const
{
    return value_at(c, window_, area_, layers_.area) != 0;
}

std::optional<Access> Ground::entry(Point p, NeighbourhoodId own) const
{
    Rect const near = grow({layers_.grid.cell_at(p), {1, 1}}, layers_.reach(), layers_.grid.shape);
    if (near.shape.rows <= 0 || near.shape.cols <= 0) return std::nullopt;
    if (!covers(near)) return around(near).entry(p, own);
    if (!barriers_) barriers_ = layers_.surface_maker.barriers(window_);
    return access_of(p, layers_.grid, window_, surface_.view(), neighbourhood_.view(), layers_.access_max_m,
                     static_cast<std::uint16_t>(own.number() + 1),
                     [&](Cell c) { return barriers_->entry_is_free(p, c); });
}

std::optional<Access> access_of(Point p, GridSpec const& grid, Rect window, View<Surface const> surface,
                                View<std::uint16_t const> neighbourhood, int max_m, std::uint16_t own_neighbourhood,
                                std::function<bool(Cell)> const& is_free)
{
    Streets const streets{grid,
                          window,
                          surface,
                          neighbourhood,
                          own_neighbourhood,
                          std::llround(p.x * 1000),
                          std::llround(p.y * 1000),
                          grid.cell_at(p),
                          static_cast<int>(max_m * std::int64_t{100} / grid.cell_cm) + 1,
                          std::int64_t{max_m} * max_m * 1'000'000};
    auto best = nearest_of(streets);
    if (best && !is_free(best->cell)) best = nearest_free(streets, is_free);
    if (!best) return std::nullopt;
    return Access{best->cell, centimetres_up(best->squared_mm)};
}

}  // namespace laad
