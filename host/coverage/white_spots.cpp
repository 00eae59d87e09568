// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"
#include "host/coverage/pieces.hpp"
#include "host/coverage/white_land.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"
#include "rasters/host_memory.hpp"

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
    std::vector<NodeId> nodes;

    Rect bounds() const { return {{top, left}, {bottom - top, right - left}}; }
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

/// Things by the cell in which they count; what has no cell counts nowhere.
template <class Thing, class CellOf>
CellIndex by_cell(std::vector<Thing> const& things, CellOf const& cell_of)
{
    std::vector<std::pair<Cell, std::int32_t>> cells;
    for (std::size_t i = 0; i < things.size(); ++i)
        if (std::optional<Cell> const cell = cell_of(things[i]))
            cells.emplace_back(*cell, static_cast<std::int32_t>(i));
    return CellIndex{std::move(cells)};
}

struct Contents {
    explicit Contents(BaseLayers const& base)
        : homes{by_cell(
              base.dwelling_points,
              [&](Dwelling const& d) { return d.entry ? std::optional{base.grid.cell_at(d.at)} : std::nullopt; })},
          dwellings{by_cell(base.dwelling_points,
                            [&](Dwelling const& d) {
                                Cell const cell = d.entry ? d.entry->cell : base.grid.cell_at(d.at);
                                return d.in_area ? std::optional{cell} : std::nullopt;
                            })},
          nodes{by_cell(base.nodes, [](DemandNode const& node) { return node.cell; })}
    {
    }

    CellIndex homes;      ///< dwellings with an entry where they stand
    CellIndex dwellings;  ///< those of the area where they enter the street, without an entry where they stand
    CellIndex nodes;
};

void count_contents(Contents const& contents, Rect window, Pieces const& pieces, std::vector<Piece>& counts)
{
    contents.dwellings.each_in(window, [&](Cell cell, std::size_t) {
        if (auto const piece = pieces.at(cell - window.first)) ++counts[*piece].dwellings;
    });
    contents.nodes.each_in(window, [&](Cell cell, std::size_t node) {
        if (auto const piece = pieces.at(cell - window.first)) counts[*piece].nodes.push_back(NodeId{node});
    });
}

WhiteSpot white_spot(BaseLayers const& base, MunicipalityId municipality, Piece const& piece, Polygon shape)
{
    WhiteSpot spot;
    spot.shape = std::move(shape);
    spot.municipality = municipality;
    spot.market_model = municipality ? base.municipalities[municipality].market_model : "unknown";
    spot.dwellings = piece.dwellings;
    spot.nodes = piece.nodes;
    spot.area_m2 = static_cast<double>(piece.cells) * base.grid.cell_m() * base.grid.cell_m();
    return spot;
}

std::vector<WhiteSpot> spots_of(WhiteLandInputs const& in, Contents const& contents, MunicipalityLand const& land,
                                int min_dwellings)
{
    Pieces const pieces{white_land(in, land, contents.homes), Touch::sides};
    std::vector<Piece> measures = measured(pieces, land.window.shape);
    count_contents(contents, land.window, pieces, measures);
    std::vector<WhiteSpot> spots;
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (measures[i].dwellings >= min_dwellings)
            spots.push_back(white_spot(in.base, land.municipality, measures[i],
                                       outline(pieces, i, measures[i].bounds(), land.window.first, in.base.grid)));
    return spots;
}

/// The municipalities that touch the area, largest window first; without any, all land at once.
std::vector<MunicipalityLand> lands_of(BaseLayers const& base)
{
    if (base.municipalities.empty()) return {{{}, {{0, 0}, base.grid.shape}}};
    Indexed<MunicipalityId, Geometry> shapes(base.municipalities.size());
    for (Neighbourhood const& neighbourhood : base.neighbourhoods) {
        if (!neighbourhood.municipality || neighbourhood.share_in_area <= 0) continue;
        auto& polygons = shapes[neighbourhood.municipality].polygons;
        polygons.insert(polygons.end(), neighbourhood.shape.polygons.begin(), neighbourhood.shape.polygons.end());
    }
    std::vector<MunicipalityLand> lands;
    int const margin = white_land_margin(base.grid.cell_cm);
    for (MunicipalityId const g : shapes.ids())
        if (!shapes[g].empty()) lands.push_back({g, window_of(base.grid, box_of(shapes[g]), margin)});
    std::erase_if(lands, [](MunicipalityLand const& land) { return land.window.shape.cells() == 0; });
    std::stable_sort(lands.begin(), lands.end(), [](MunicipalityLand const& a, MunicipalityLand const& b) {
        return a.window.shape.cells() > b.window.shape.cells();
    });
    return lands;
}

}  // namespace

std::vector<WhiteSpot> white_spot_pieces(Scenario const& scenario, BaseLayers const& base,
                                         RasterSource<std::uint16_t> const& walk_dm)
{
    expect(walk_dm.shape() == base.grid.shape, "white_spots: walk lies on the grid");
    CoverageConfig const& config = scenario.coverage;
    KeptHostMemory const kept;
    Contents const contents{base};
    WhiteLandInputs const in{base, walk_dm, 10 * config.white_spot_walk_m};

    auto const lands = lands_of(base);
    std::vector<std::vector<WhiteSpot>> found(lands.size());
    tbb::parallel_for(
        std::size_t{0}, lands.size(),
        [&](std::size_t i) { found[i] = spots_of(in, contents, lands[i], config.white_spot_min_dwellings); },
        tbb::simple_partitioner{});

    std::vector<WhiteSpot> spots;
    for (auto& of_municipality : found)
        std::move(of_municipality.begin(), of_municipality.end(), std::back_inserter(spots));
    return spots;
}

std::vector<WhiteSpot> white_spots(std::vector<WhiteSpot> pieces, NodeWh const& demand_wh, NodeWh const& unmet_wh)
{
    for (WhiteSpot& spot : pieces)
        for (NodeId const node : spot.nodes) {
            spot.demand_wh += demand_wh.at(node.index());
            spot.unmet_wh += unmet_wh.at(node.index());
        }
    // By unmet demand, then from north to south and west to east by the north-west corner of the outline.
    std::ranges::sort(pieces, {}, [](WhiteSpot const& spot) {
        Point const corner = spot.shape.outer.front();
        return std::tuple{-spot.unmet_wh, -corner.y, corner.x};
    });
    for (std::size_t i = 0; i < pieces.size(); ++i)
        pieces[i].id = static_cast<int>(i) + 1;
    return pieces;
}

}  // namespace laad
