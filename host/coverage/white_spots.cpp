// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"
#include "host/coverage/outline.hpp"
#include "host/coverage/white_land.hpp"
#include "rasters/error.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace laad {
namespace {

/// A connected piece while it is being counted.
struct Piece {
    Rect box{};
    std::int64_t cells{};
    std::int64_t dwellings{};
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};
    std::map<int, std::int64_t> dwellings_by_gemeente;
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

int gemeente_of(BaseLayers const& base, int buurt)
{
    return buurt < 0 ? -1 : base.buurten[static_cast<std::size_t>(buurt)].gemeente;
}

void count_contents(BaseLayers const& base, std::vector<std::uint32_t> const& demand_wh,
                    std::vector<std::uint32_t> const& unmet_wh, Pieces& pieces)
{
    for (Dwelling const& dwelling : base.dwelling_points) {
        Cell const cell = dwelling.entry ? dwelling.entry->cell : base.grid.cell_at(dwelling.at);
        if (!dwelling.in_area || !inside(base.grid.shape, cell)) continue;
        if (Piece* const piece = pieces.at(cell)) {
            ++piece->dwellings;
            ++piece->dwellings_by_gemeente[gemeente_of(base, dwelling.buurt)];
        }
    }
    for (std::size_t node = 0; node < base.nodes.size(); ++node)
        if (Piece* const piece = pieces.at(base.nodes[node].cell)) {
            piece->demand_wh += demand_wh[node];
            piece->unmet_wh += unmet_wh[node];
        }
}

/// The gemeente where most of its dwellings are; ties: the first.
int main_gemeente(Piece const& piece)
{
    if (piece.dwellings_by_gemeente.empty()) return -1;
    return std::max_element(piece.dwellings_by_gemeente.begin(), piece.dwellings_by_gemeente.end(),
                            [](auto const& a, auto const& b) { return a.second < b.second; })
        ->first;
}

WhiteSpot white_spot(BaseLayers const& base, Pieces const& pieces, std::int32_t label)
{
    Piece const& piece = pieces.pieces[static_cast<std::size_t>(label)];
    WhiteSpot spot;
    spot.shape = outline(pieces.view(), label, piece.box, base.grid);
    spot.gemeente = main_gemeente(piece);
    spot.market_model =
        spot.gemeente < 0 ? "unknown" : base.gemeenten[static_cast<std::size_t>(spot.gemeente)].market_model;
    spot.dwellings = piece.dwellings;
    spot.demand_wh = piece.demand_wh;
    spot.unmet_wh = piece.unmet_wh;
    spot.area_m2 = static_cast<double>(piece.cells) * base.grid.cell_m() * base.grid.cell_m();
    return spot;
}

/// By unmet demand, then from north to south and west to east by the north-west corner of the outline.
bool goes_before(WhiteSpot const& a, WhiteSpot const& b)
{
    Point const first = a.shape.outer.front();
    Point const second = b.shape.outer.front();
    return std::tuple{-a.unmet_wh, -first.y, first.x} < std::tuple{-b.unmet_wh, -second.y, second.x};
}

}  // namespace

std::vector<WhiteSpot> white_spots(Scenario const& scenario, BaseLayers const& base, View<std::uint16_t const> walk_dm,
                                   std::vector<std::uint32_t> const& demand_wh,
                                   std::vector<std::uint32_t> const& unmet_wh)
{
    expect(walk_dm.shape == base.grid.shape, "white_spots: walk lies on the grid");
    expect(demand_wh.size() == base.nodes.size() && unmet_wh.size() == base.nodes.size(),
           "white_spots: one value a node");
    CoverageConfig const& config = scenario.coverage;
    Pieces pieces = pieces_of(white_land(base, walk_dm, 10 * config.white_spot_walk_m));
    count_contents(base, demand_wh, unmet_wh, pieces);

    std::vector<WhiteSpot> spots;
    for (std::size_t label = 1; label < pieces.pieces.size(); ++label)
        if (pieces.pieces[label].dwellings >= config.white_spot_min_dwellings)
            spots.push_back(white_spot(base, pieces, static_cast<std::int32_t>(label)));
    std::sort(spots.begin(), spots.end(), goes_before);
    for (std::size_t i = 0; i < spots.size(); ++i)
        spots[i].id = static_cast<int>(i) + 1;
    return spots;
}

}  // namespace laad
