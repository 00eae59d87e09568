// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"
#include "host/coverage/outline.hpp"
#include "host/coverage/pieces.hpp"
#include "host/coverage/white_land.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace laad {
namespace {

/// A connected piece of white land.
struct Piece {
    int top{};
    int left{};
    int bottom{};  ///< the row after the last
    int right{};   ///< the column after the last
    std::int64_t cells{};
    std::int64_t dwellings{};
    std::vector<std::int32_t> nodes;
};

std::vector<Piece> measured(Pieces const& pieces, Shape window)
{
    std::vector<Piece> result(pieces.count(), Piece{window.rows, window.cols, 0, 0, 0, 0, {}});
    pieces.each_run([&](int row, Pieces::Run const& run) {
        Piece& piece = result[static_cast<std::size_t>(run.piece)];
        piece.top = std::min(piece.top, row);
        piece.left = std::min(piece.left, run.begin);
        piece.bottom = row + 1;
        piece.right = std::max(piece.right, run.end);
        piece.cells += run.end - run.begin;
    });
    return result;
}

/// Things by the cell in which they count.
struct Contents {
    CellIndex dwellings;
    CellIndex nodes;
};

/// Dwellings of the area where they enter the street, those without an entry where they stand.
CellIndex dwellings_where_they_count(BaseLayers const& base)
{
    std::vector<std::pair<Cell, std::int32_t>> cells;
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i) {
        Dwelling const& dwelling = base.dwelling_points[i];
        if (!dwelling.in_area) continue;
        Cell const cell = dwelling.entry ? dwelling.entry->cell : base.grid.cell_at(dwelling.at);
        cells.emplace_back(cell, static_cast<std::int32_t>(i));
    }
    return CellIndex{std::move(cells)};
}

CellIndex dwellings_with_entry(BaseLayers const& base)
{
    std::vector<std::pair<Cell, std::int32_t>> cells;
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i)
        if (Dwelling const& dwelling = base.dwelling_points[i]; dwelling.entry)
            cells.emplace_back(base.grid.cell_at(dwelling.at), static_cast<std::int32_t>(i));
    return CellIndex{std::move(cells)};
}

CellIndex nodes_of(BaseLayers const& base)
{
    std::vector<std::pair<Cell, std::int32_t>> cells;
    for (std::size_t i = 0; i < base.nodes.size(); ++i)
        cells.emplace_back(base.nodes[i].cell, static_cast<std::int32_t>(i));
    return CellIndex{std::move(cells)};
}

void count_contents(Contents const& contents, Rect window, Pieces const& pieces, std::vector<Piece>& counts)
{
    contents.dwellings.each_in(window, [&](Cell cell, std::size_t) {
        if (auto const piece = pieces.at(cell - window.first)) ++counts[*piece].dwellings;
    });
    contents.nodes.each_in(window, [&](Cell cell, std::size_t node) {
        if (auto const piece = pieces.at(cell - window.first))
            counts[*piece].nodes.push_back(static_cast<std::int32_t>(node));
    });
}

/// The outline of a piece in a window of the grid that begins at `corner`.
Polygon outline_of(Pieces const& pieces, std::size_t number, Piece const& piece, Cell corner, GridSpec grid)
{
    BitRows cells{{piece.bottom - piece.top, piece.right - piece.left}};
    for (int row = piece.top; row < piece.bottom; ++row)
        for (Pieces::Run const& run : pieces.runs(row))
            if (static_cast<std::size_t>(run.piece) == number)
                cells.add(row - piece.top, run.begin - piece.left, run.end - piece.left);
    grid.west_cm += (std::int64_t{corner.col} + piece.left) * grid.cell_cm;
    grid.north_cm -= (std::int64_t{corner.row} + piece.top) * grid.cell_cm;
    grid.shape = cells.shape();
    return outline(cells, grid);
}

WhiteSpot white_spot(BaseLayers const& base, int municipality, Piece const& piece, Polygon shape)
{
    WhiteSpot spot;
    spot.shape = std::move(shape);
    spot.municipality = municipality;
    spot.market_model =
        municipality < 0 ? "unknown" : base.municipalities[static_cast<std::size_t>(municipality)].market_model;
    spot.dwellings = piece.dwellings;
    spot.nodes = piece.nodes;
    spot.area_m2 = static_cast<double>(piece.cells) * base.grid.cell_m() * base.grid.cell_m();
    return spot;
}

std::vector<WhiteSpot> spots_of(WhiteLandInputs const& in, CellIndex const& homes, Contents const& contents,
                                MunicipalityLand const& land, int min_dwellings)
{
    Pieces const pieces{white_land(in, land, homes), Touch::sides};
    std::vector<Piece> measures = measured(pieces, land.window.shape);
    count_contents(contents, land.window, pieces, measures);
    std::vector<WhiteSpot> spots;
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (measures[i].dwellings >= min_dwellings)
            spots.push_back(white_spot(in.base, land.municipality, measures[i],
                                       outline_of(pieces, i, measures[i], land.window.first, in.base.grid)));
    return spots;
}

/// The cells of the grid that a box touches, and `margin` cells more.
Rect window_of(GridSpec const& grid, Box const& box, int margin)
{
    Cell const first = grid.cell_at({box.west, box.north});
    Cell const last = grid.cell_at({box.east, box.south});
    int const top = std::clamp(first.row - margin, 0, grid.shape.rows);
    int const left = std::clamp(first.col - margin, 0, grid.shape.cols);
    int const bottom = std::clamp(last.row + 1 + margin, top, grid.shape.rows);
    int const right = std::clamp(last.col + 1 + margin, left, grid.shape.cols);
    return {{top, left}, {bottom - top, right - left}};
}

/// The municipalities that touch the area, largest window first; without any, all land at once.
std::vector<MunicipalityLand> lands_of(BaseLayers const& base)
{
    if (base.municipalities.empty()) return {{-1, {{0, 0}, base.grid.shape}}};
    std::vector<Geometry> shapes(base.municipalities.size());
    for (Neighbourhood const& neighbourhood : base.neighbourhoods) {
        if (neighbourhood.municipality < 0 || neighbourhood.share_in_area <= 0) continue;
        auto& polygons = shapes[static_cast<std::size_t>(neighbourhood.municipality)].polygons;
        polygons.insert(polygons.end(), neighbourhood.shape.polygons.begin(), neighbourhood.shape.polygons.end());
    }
    std::vector<MunicipalityLand> lands;
    int const margin = white_land_margin(base.grid.cell_cm);
    for (std::size_t g = 0; g < shapes.size(); ++g)
        if (!shapes[g].empty()) lands.push_back({static_cast<int>(g), window_of(base.grid, box_of(shapes[g]), margin)});
    std::erase_if(lands, [](MunicipalityLand const& land) { return land.window.shape.cells() == 0; });
    std::stable_sort(lands.begin(), lands.end(), [](MunicipalityLand const& a, MunicipalityLand const& b) {
        return a.window.shape.cells() > b.window.shape.cells();
    });
    return lands;
}

/// By unmet demand, then from north to south and west to east by the north-west corner of the outline.
bool goes_before(WhiteSpot const& a, WhiteSpot const& b)
{
    Point const first = a.shape.outer.front();
    Point const second = b.shape.outer.front();
    return std::tuple{-a.unmet_wh, -first.y, first.x} < std::tuple{-b.unmet_wh, -second.y, second.x};
}

}  // namespace

std::vector<WhiteSpot> white_spot_pieces(Scenario const& scenario, BaseLayers const& base,
                                         BlockLayer<std::uint16_t> const& walk_dm)
{
    expect(walk_dm.shape() == base.grid.shape, "white_spots: walk lies on the grid");
    CoverageConfig const& config = scenario.coverage;
    CellIndex const homes = dwellings_with_entry(base);
    Contents const contents{dwellings_where_they_count(base), nodes_of(base)};
    WhiteLandInputs const in{base, walk_dm, 10 * config.white_spot_walk_m};

    auto const lands = lands_of(base);
    std::vector<std::vector<WhiteSpot>> found(lands.size());
    tbb::parallel_for(
        std::size_t{0}, lands.size(),
        [&](std::size_t i) { found[i] = spots_of(in, homes, contents, lands[i], config.white_spot_min_dwellings); },
        tbb::simple_partitioner{});

    std::vector<WhiteSpot> spots;
    for (auto& of_municipality : found)
        std::move(of_municipality.begin(), of_municipality.end(), std::back_inserter(spots));
    return spots;
}

std::vector<WhiteSpot> white_spots(std::vector<WhiteSpot> pieces, std::vector<std::uint32_t> const& demand_wh,
                                   std::vector<std::uint32_t> const& unmet_wh)
{
    for (WhiteSpot& spot : pieces)
        for (std::int32_t const node : spot.nodes) {
            spot.demand_wh += demand_wh.at(static_cast<std::size_t>(node));
            spot.unmet_wh += unmet_wh.at(static_cast<std::size_t>(node));
        }
    std::sort(pieces.begin(), pieces.end(), goes_before);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        pieces[i].id = static_cast<int>(i) + 1;
    return pieces;
}

}  // namespace laad
