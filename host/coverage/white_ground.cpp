// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_ground.hpp"

#include "rasters/codes.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace laad {
namespace {

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
std::vector<char> codes_of(BaseLayers const& base, int municipality)
{
    std::vector<char> codes(base.neighbourhoods.size() + 1);
    codes[0] = municipality < 0;
    for (std::size_t b = 0; b < base.neighbourhoods.size(); ++b)
        codes[b + 1] = base.neighbourhoods[b].municipality == municipality;
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
        auto const open = bits_where(&surface[first], count, [](Surface s) { return walkable(s); });
        auto const far = bits_where(&walk_dm[first], count, [&](std::uint16_t walk) { return walk > limit_dm; });
        ground.white.add_bits(at, here & open & far);
        ground.building.add_bits(at, here & building);
        ground.gap.add_bits(at, here & ~open & ~ground.all_water.bits_at(at, count));
    });
}

}  // namespace

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

}  // namespace laad
