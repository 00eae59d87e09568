// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_land.hpp"

#include "host/coverage/pieces.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/codes.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace laad {
namespace {

/// The cells of a municipality in the area, by what they are to its white spots. Those in none of these sets are within
/// the walk.
struct WhiteGround {
    BitRows white;  ///< walkable and beyond the walk
    BitRows building;
    BitRows gap;  ///< not walkable: buildings, and what else is land
    BitRows water;
    BitRows all_water;  ///< `water`, and that of others within `margin` cells of the municipality
};

/// The window by the blocks in which layers are stored, so that none is decompressed twice.
std::vector<Rect> blocks_of(Rect window)
{
    constexpr int side = 512;
    auto const after = [](int at, int end) { return std::min(end, (at / side + 1) * side); };
    Cell const end = window.first + Cell{window.shape.rows, window.shape.cols};
    std::vector<Rect> blocks;
    for (int row = window.first.row; row < end.row; row = after(row, end.row))
        for (int col = window.first.col; col < end.col; col = after(col, end.col))
            blocks.push_back({{row, col}, {after(row, end.row) - row, after(col, end.col) - col}});
    return blocks;
}

/// Calls visit(cell, count) for the words of 64 cells of a block and what is left of its rows.
template <class Visit>
void each_word(Shape block, Visit visit)
{
    for (int row = 0; row < block.rows; ++row)
        for (int col = 0; col < block.cols; col += BitRows::word_cells)
            visit(Cell{row, col}, std::min(BitRows::word_cells, block.cols - col));
}

template <class T>
bool all_equal(T const* cells, std::int64_t count)
{
    return std::memcmp(cells, cells + 1, sizeof(T) * static_cast<std::size_t>(count - 1)) == 0;
}

/// Bit i says whether test(cells[i]) holds. Most words of a layer have one value.
template <class T, class Test>
BitRows::Word bits_where(T const* cells, int count, Test test)
{
    if (all_equal(cells, count)) return test(cells[0]) ? ~BitRows::Word{0} >> (BitRows::word_cells - count) : 0;
    BitRows::Word bits{};
    for (int i = 0; i < count; ++i)
        bits |= BitRows::Word{test(cells[i])} << i;
    return bits;
}

/// Which codes of the neighbourhood layer are neighbourhoods of the municipality.
std::vector<char> codes_of(BaseLayers const& base, MunicipalityId municipality)
{
    std::vector<char> codes(base.neighbourhoods.size() + 1);
    codes[0] = !municipality;
    for (NeighbourhoodId const b : base.neighbourhoods.ids())
        codes[b.index() + 1] = base.neighbourhoods[b].municipality == municipality;
    return codes;
}

/// The cells of the municipality inside the area.
BitRows land_of(BaseLayers const& base, MunicipalityLand const& land)
{
    auto const belongs = codes_of(base, land.municipality);
    BitRows cells{land.window.shape};
    for (Rect const& block : blocks_of(land.window)) {
        auto const area = base.area.read(block);
        if (area.cells()[0] == 0 && all_equal(area.cells().data(), block.shape.cells())) continue;
        auto const neighbourhood = base.neighbourhood.read(block);
        each_word(block.shape, [&](Cell first, int count) {
            auto const in_area = bits_where(&area[first], count, [](std::uint8_t in) { return in != 0; });
            auto const here =
                bits_where(&neighbourhood[first], count, [&](std::uint16_t code) { return belongs[code] != 0; });
            cells.add_bits(block.first - land.window.first + first, in_area & here);
        });
    }
    return cells;
}

void read_water(Raster<Surface> const& surface, Cell corner, BitRows& water)
{
    each_word(surface.shape(), [&](Cell first, int count) {
        water.add_bits(corner + first,
                       bits_where(&surface[first], count, [](Surface s) { return s == Surface::water; }));
    });
}

void read_land(Raster<Surface> const& surface, Raster<std::uint16_t> const& walk_dm, int limit_dm, Cell corner,
               BitRows const& land, WhiteGround& ground)
{
    each_word(surface.shape(), [&](Cell first, int count) {
        Cell const at = corner + first;
        auto const here = land.bits_at(at, count);
        if (here == 0) return;
        auto const building = bits_where(&surface[first], count, [](Surface s) { return s == Surface::building; });
        auto const open = bits_where(&surface[first], count, [](Surface s) { return on_foot.passes(s); });
        auto const far = bits_where(&walk_dm[first], count, [&](std::uint16_t walk) { return walk > limit_dm; });
        ground.white.add_bits(at, here & open & far);
        ground.building.add_bits(at, here & building);
        ground.gap.add_bits(at, here & ~open & ~ground.all_water.bits_at(at, count));
    });
}

/// Reads every block of the layers that the municipality touches once, and no others but for their water.
WhiteGround white_ground(WhiteLandInputs const& in, MunicipalityLand const& municipality, int margin)
{
    Shape const shape = municipality.window.shape;
    BitRows land = land_of(in.base, municipality);
    WhiteGround ground{BitRows{shape}, BitRows{shape}, BitRows{shape}, BitRows{shape}, BitRows{shape}};
    for (Rect const& block : blocks_of(municipality.window)) {
        Rect const part{block.first - municipality.window.first, block.shape};
        if (!land.has_any(grow(part, margin, shape))) continue;
        auto const surface = in.base.surface.read(block);
        read_water(surface, part.first, ground.all_water);
        if (land.has_any(part)) read_land(surface, in.walk_dm.read(block), in.limit_dm, part.first, land, ground);
    }
    ground.water = std::move(land);
    ground.water &= ground.all_water;
    return ground;
}

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

/// The cells of the pieces that are chosen by their number.
template <class Chosen>
BitRows cells_of(Pieces const& pieces, Shape shape, Chosen const& is_chosen)
{
    BitRows cells{shape};
    pieces.each_run([&](int row, Pieces::Run const& run) {
        if (is_chosen(number_of(run))) cells.add(row, run.begin, run.end);
    });
    return cells;
}

/// Makes ponds land. The margin is wider than a pond is long, so no water is taken for one because it is cut.
void drain_ponds(BitRows all_water, int cell_cm, WhiteGround& ground)
{
    Pieces const waters{std::exchange(all_water, BitRows{{}}), Touch::corners};
    std::vector<std::int64_t> cells(waters.count());
    waters.each_run([&](int, Pieces::Run const& run) { cells[number_of(run)] += run.end - run.begin; });
    BitRows ponds = cells_of(waters, ground.water.shape(),
                             [&](std::size_t water) { return cells[water] <= small_water_cells(cell_cm); });
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
    return cells_of(buildings, window.shape, [&](std::size_t home) { return surplus[home] > 0; });
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
    land |= cells_of(patches, shape, [&](std::size_t patch) { return touches[patch] && !stays_open[patch]; });
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
