// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"
#include "host/coverage/memory_share.hpp"
#include "host/coverage/outline.hpp"
#include "host/coverage/white_land.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace laad {
namespace {

/// Windows of gemeenten that are worked on side by side use at most this much memory.
constexpr std::int64_t most_bytes = 1'500'000'000;

/// A connected piece while it is being counted.
struct Piece {
    Rect box{};
    std::int64_t cells{};
    std::int64_t dwellings{};
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};
};

struct Pieces {
    cv::Mat1i labels;           ///< 0: none
    std::vector<Piece> pieces;  ///< by label, the first is unused

    Piece* at(Cell cell)
    {
        int const label = labels(cell.row, cell.col);
        return label == 0 ? nullptr : &pieces[static_cast<std::size_t>(label)];
    }
    View<std::int32_t const> view() const
    {
        return {labels.ptr<std::int32_t>(), {labels.rows, labels.cols}, labels.cols};
    }
};

Pieces pieces_of(cv::Mat1b const& mask)
{
    Pieces result;
    cv::Mat stats;
    cv::Mat centroids;
    int const count = cv::connectedComponentsWithStats(mask, result.labels, stats, centroids, 4, CV_32S);
    for (int label = 0; label < count; ++label) {
        auto const of = [&](int what) { return stats.at<int>(label, what); };
        Piece piece;
        piece.box = {{of(cv::CC_STAT_TOP), of(cv::CC_STAT_LEFT)}, {of(cv::CC_STAT_HEIGHT), of(cv::CC_STAT_WIDTH)}};
        piece.cells = of(cv::CC_STAT_AREA);
        result.pieces.push_back(piece);
    }
    return result;
}

/// Things by the cell in which they count.
struct Contents {
    CellIndex dwellings;
    CellIndex nodes;
    std::vector<std::uint32_t> const& demand_wh;
    std::vector<std::uint32_t> const& unmet_wh;
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

void count_contents(Contents const& contents, Rect window, Pieces& pieces)
{
    contents.dwellings.each_in(window, [&](Cell cell, std::size_t) {
        if (Piece* const piece = pieces.at(cell - window.first)) ++piece->dwellings;
    });
    contents.nodes.each_in(window, [&](Cell cell, std::size_t node) {
        Piece* const piece = pieces.at(cell - window.first);
        if (piece == nullptr) return;
        piece->demand_wh += contents.demand_wh[node];
        piece->unmet_wh += contents.unmet_wh[node];
    });
}

/// The grid of a window.
GridSpec part_of(GridSpec grid, Rect window)
{
    grid.west_cm += std::int64_t{window.first.col} * grid.cell_cm;
    grid.north_cm -= std::int64_t{window.first.row} * grid.cell_cm;
    grid.shape = window.shape;
    return grid;
}

WhiteSpot white_spot(BaseLayers const& base, GemeenteLand const& land, Pieces const& pieces, std::int32_t label)
{
    Piece const& piece = pieces.pieces[static_cast<std::size_t>(label)];
    WhiteSpot spot;
    spot.shape = outline(pieces.view(), label, piece.box, part_of(base.grid, land.window));
    spot.gemeente = land.gemeente;
    spot.market_model =
        land.gemeente < 0 ? "unknown" : base.gemeenten[static_cast<std::size_t>(land.gemeente)].market_model;
    spot.dwellings = piece.dwellings;
    spot.demand_wh = piece.demand_wh;
    spot.unmet_wh = piece.unmet_wh;
    spot.area_m2 = static_cast<double>(piece.cells) * base.grid.cell_m() * base.grid.cell_m();
    return spot;
}

std::vector<WhiteSpot> spots_of(WhiteLandInputs const& in, Contents const& contents, GemeenteLand const& land,
                                int min_dwellings)
{
    Pieces pieces = pieces_of(white_land(in, land));
    count_contents(contents, land.window, pieces);
    std::vector<WhiteSpot> spots;
    for (std::size_t label = 1; label < pieces.pieces.size(); ++label)
        if (pieces.pieces[label].dwellings >= min_dwellings)
            spots.push_back(white_spot(in.base, land, pieces, static_cast<std::int32_t>(label)));
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

/// The gemeenten that touch the area, largest window first; without any, all land at once.
std::vector<GemeenteLand> lands_of(BaseLayers const& base)
{
    if (base.gemeenten.empty()) return {{-1, {{0, 0}, base.grid.shape}}};
    std::vector<Geometry> shapes(base.gemeenten.size());
    for (Buurt const& buurt : base.buurten) {
        if (buurt.gemeente < 0 || buurt.share_in_area <= 0) continue;
        auto& polygons = shapes[static_cast<std::size_t>(buurt.gemeente)].polygons;
        polygons.insert(polygons.end(), buurt.shape.polygons.begin(), buurt.shape.polygons.end());
    }
    std::vector<GemeenteLand> lands;
    int const margin = white_land_margin(base.grid.cell_cm);
    for (std::size_t g = 0; g < shapes.size(); ++g)
        if (!shapes[g].empty()) lands.push_back({static_cast<int>(g), window_of(base.grid, box_of(shapes[g]), margin)});
    std::erase_if(lands, [](GemeenteLand const& land) { return land.window.shape.cells() == 0; });
    std::stable_sort(lands.begin(), lands.end(), [](GemeenteLand const& a, GemeenteLand const& b) {
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

std::vector<WhiteSpot> white_spots(Scenario const& scenario, BaseLayers const& base,
                                   BlockLayer<std::uint16_t> const& walk_dm,
                                   std::vector<std::uint32_t> const& demand_wh,
                                   std::vector<std::uint32_t> const& unmet_wh)
{
    expect(walk_dm.shape() == base.grid.shape, "white_spots: walk lies on the grid");
    expect(demand_wh.size() == base.nodes.size() && unmet_wh.size() == base.nodes.size(),
           "white_spots: one value a node");
    CoverageConfig const& config = scenario.coverage;
    CellIndex const homes = dwellings_with_entry(base);
    Contents const contents{dwellings_where_they_count(base), nodes_of(base), demand_wh, unmet_wh};
    WhiteLandInputs const in{base, walk_dm, 10 * config.white_spot_walk_m, homes};

    auto const lands = lands_of(base);
    std::vector<std::vector<WhiteSpot>> found(lands.size());
    MemoryShare memory{most_bytes};
    tbb::parallel_for(std::size_t{0}, lands.size(), [&](std::size_t i) {
        memory.with(lands[i].window.shape.cells() * white_land_bytes_per_cell,
                    [&] { found[i] = spots_of(in, contents, lands[i], config.white_spot_min_dwellings); });
    });

    std::vector<WhiteSpot> spots;
    for (auto& of_gemeente : found)
        std::move(of_gemeente.begin(), of_gemeente.end(), std::back_inserter(spots));
    std::sort(spots.begin(), spots.end(), goes_before);
    for (std::size_t i = 0; i < spots.size(); ++i)
        spots[i].id = static_cast<int>(i) + 1;
    return spots;
}

}  // namespace laad
