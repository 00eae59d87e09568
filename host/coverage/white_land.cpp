// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_land.hpp"

#include "host/coverage/closing.hpp"
#include "host/coverage/pieces.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace laad {
namespace {

/// Streets at most twice this far apart are one piece with the houses and gardens between them.
constexpr int closing_cm = 1000;
/// A pond this large or smaller is part of the land around it.
constexpr int small_water_m2 = 200;

int small_water_cells(int cell_cm)
{
    return static_cast<int>(std::int64_t{small_water_m2} * 10'000 / (std::int64_t{cell_cm} * cell_cm));
}

std::size_t number_of(Pieces::Run const& run)
{
    return static_cast<std::size_t>(run.piece);
}

/// The cells of the pieces for which chosen[piece] is not 0.
BitRows cells_of(Pieces const& pieces, std::vector<char> const& chosen, Shape shape)
{
    BitRows cells{shape};
    pieces.each_run([&](int row, Pieces::Run const& run) {
        if (chosen[number_of(run)] != 0) cells.add(row, run.begin, run.end);
    });
    return cells;
}

/// Makes ponds land. The margin is wider than a pond is long, so no water is taken for one because it is cut.
void drain_ponds(BitRows all_water, int cell_cm, WhiteGround& ground)
{
    Pieces const waters{std::exchange(all_water, BitRows{{}}), Touch::corners};
    std::vector<std::int64_t> cells(waters.count());
    waters.each_run([&](int, Pieces::Run const& run) { cells[number_of(run)] += run.end - run.begin; });
    std::vector<char> small(waters.count());
    std::ranges::transform(cells, small.begin(), [&](auto count) { return count <= small_water_cells(cell_cm); });
    BitRows ponds = cells_of(waters, small, ground.water.shape());
    ponds &= ground.water;
    ground.water -= ponds;
    ground.gap |= ponds;
}

/// The buildings of which most dwellings enter at white cells.
BitRows homes(BaseLayers const& base, CellIndex const& dwellings, Rect window, BitRows building, BitRows const& white)
{
    Pieces const buildings{std::exchange(building, BitRows{{}}), Touch::sides};
    std::vector<std::int64_t> surplus(buildings.count());  // dwellings that enter at white cells less the others
    dwellings.each_in(window, [&](Cell cell, std::size_t dwelling) {
        auto const home = buildings.at(cell - window.first);
        if (!home) return;
        surplus[*home] += white.has(base.dwelling_points[dwelling].entry->cell - window.first) ? 1 : -1;
    });
    std::vector<char> lived_in(buildings.count());
    std::ranges::transform(surplus, lived_in.begin(), [](auto count) { return count > 0; });
    return cells_of(buildings, lived_in, window.shape);
}

/// Adds gaps that border on nothing but the land and what it may enclose. Cells beyond the window count as open.
void fill_enclosed(BitRows gaps, BitRows const& open, BitRows& land)
{
    gaps -= land;
    Pieces const patches{gaps, Touch::sides};
    Shape const shape = land.shape();
    std::vector<char> touches(patches.count());
    std::vector<char> stays_open(patches.count());
    auto const borders_on = [last = shape.rows - 1](BitRows const& cells, int row, Pieces::Run const& run) {
        return cells.has({row, run.begin - 1}) || cells.has({row, run.end}) ||
               (row > 0 && cells.has_any(row - 1, run.begin, run.end)) ||
               (row < last && cells.has_any(row + 1, run.begin, run.end));
    };
    patches.each_run([&](int row, Pieces::Run const& run) {
        bool const at_edge = row == 0 || row == shape.rows - 1 || run.begin == 0 || run.end == shape.cols;
        if (at_edge || borders_on(open, row, run)) stays_open[number_of(run)] = 1;
        if (borders_on(land, row, run)) touches[number_of(run)] = 1;
    });
    std::vector<char> enclosed(patches.count());
    std::ranges::transform(touches, stays_open, enclosed.begin(), [](char a, char b) { return a != 0 && b == 0; });
    land |= cells_of(patches, enclosed, shape);
}

}  // namespace

int white_land_margin(int cell_cm)
{
    return std::max(closing_cm / cell_cm, small_water_cells(cell_cm)) + 1;
}

BitRows white_land(WhiteLandInputs const& in, MunicipalityLand const& municipality, CellIndex const& dwellings)
{
    int const cell_cm = in.base.grid.cell_cm;
    WhiteGround ground = white_ground(in, municipality, white_land_margin(cell_cm));
    drain_ponds(std::move(ground.all_water), cell_cm, ground);

    BitRows land = homes(in.base, dwellings, municipality.window, std::move(ground.building), ground.white);
    land |= ground.white;
    BitRows may_be_land = std::move(ground.white);
    may_be_land |= ground.gap;
    close_gaps(land, std::max(1, closing_cm / cell_cm));
    land &= may_be_land;

    BitRows open = std::move(may_be_land);  // within reach, or of no one or another municipality
    open |= ground.water;
    open.flip();
    fill_enclosed(std::move(ground.gap), open, land);
    return land;
}

}  // namespace laad
