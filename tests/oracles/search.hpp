// SPDX-License-Identifier: Apache-2.0
// Search areas as docs/methods/usage.md has them: every cell is asked for its neighbours, every pair for its walk.
#pragma once

#include "host/run/search_areas.hpp"
#include "tests/oracles/walk.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace laad::oracle {

/// All that search areas follow from, whole and in memory.
struct SearchTown {
    GridSpec grid;
    Raster<Surface> surface;
    Raster<std::uint8_t> walls, area, search;
    Raster<std::uint16_t> neighbourhood, percent;
};

struct SearchPiece {
    std::set<Cell> cells;
    Cell peak{};
};

/// Connected by sides, most pressed first, then by row and column of the most pressed cell.
inline std::vector<SearchPiece> search_pieces(SearchTown const& town)
{
    std::vector<SearchPiece> pieces;
    std::set<Cell> seen;
    auto const pressed = [&](Cell c) { return inside(town.grid.shape, c) && town.search[c] == 1 && town.area[c] == 1; };
    auto const percent = [&](Cell c) { return town.percent[c] > 65533 ? 0 : int{town.percent[c]}; };
    for (int row = 0; row < town.grid.shape.rows; ++row)
        for (int col = 0; col < town.grid.shape.cols; ++col) {
            std::vector<Cell> todo{{row, col}};
            SearchPiece piece;
            while (!todo.empty()) {
                Cell const c = todo.back();
                todo.pop_back();
                if (!pressed(c) || !seen.insert(c).second) continue;
                piece.cells.insert(c);
                for (Cell const step : {Cell{0, 1}, Cell{0, -1}, Cell{1, 0}, Cell{-1, 0}})
                    todo.push_back(c + step);
            }
            if (piece.cells.empty()) continue;
            piece.peak = *piece.cells.begin();
            for (Cell const c : piece.cells)
                if (percent(c) > percent(piece.peak)) piece.peak = c;
            pieces.push_back(piece);
        }
    std::sort(pieces.begin(), pieces.end(), [&](SearchPiece const& a, SearchPiece const& b) {
        return std::tuple{-percent(a.peak), a.peak.row, a.peak.col} <
               std::tuple{-percent(b.peak), b.peak.row, b.peak.col};
    });
    return pieces;
}

/// Z and the 100 m square of the peak; of several in one square all but the first, by row and column, have a number.
inline std::vector<std::string> search_ids(SearchTown const& town, std::vector<SearchPiece> const& pieces)
{
    std::vector<std::string> ids;
    auto const four = [](std::int64_t number) {
        return std::string(number < 1000 ? 1u : 0u, '0') + std::to_string(number);
    };
    auto const square = [&](Cell c) {
        std::int64_t const x_cm = town.grid.west_cm + std::int64_t{c.col} * town.grid.cell_cm + town.grid.cell_cm / 2;
        std::int64_t const y_cm = town.grid.north_cm - std::int64_t{c.row} * town.grid.cell_cm - town.grid.cell_cm / 2;
        return "ZE" + four(x_cm / 10'000) + "N" + four(y_cm / 10'000);
    };
    for (SearchPiece const& piece : pieces) {
        int before = 1;
        for (SearchPiece const& other : pieces)
            before += square(other.peak) == square(piece.peak) && other.peak < piece.peak;
        ids.push_back(square(piece.peak) + (before > 1 ? "-" + std::to_string(before) : ""));
    }
    return ids;
}

/// Walks between entries over the cells of a town, both straight parts included; nothing beyond a bound.
class SearchWalks {
  public:
    SearchWalks(SearchTown const& town, std::vector<Link> const& links, std::int64_t bound_cm)
        : town_{town}, paths_{town.surface.view(), links, town.grid.cell_cm, town.walls.view()}, bound_cm_{bound_cm}
    {
    }

    std::optional<std::int64_t> between(Access const& from, Access const& to)
    {
        auto& labels = from_[from.cell];
        if (labels.empty()) labels = paths_.from(WalkOrigin{from.cell, 0, 0}, bound_cm_);
        std::int64_t const cm = labels[static_cast<std::size_t>(town_.grid.index(to.cell))].cm;
        if (cm == Paths::unreached || cm + from.walk_cm + to.walk_cm > bound_cm_) return {};
        return cm + from.walk_cm + to.walk_cm;
    }

  private:
    SearchTown const& town_;
    Paths paths_;
    std::int64_t bound_cm_{};
    std::map<Cell, std::vector<Paths::Label>> from_;
};

/// Minutes beyond what is allowed for the EVSE around the entry of a site, rounded down.
inline std::int64_t excess_min(std::vector<SearchSite> const& sites, SearchSite const& site, SearchWalks& walks,
                               std::span<std::int32_t const> allowed_ppm)
{
    std::int64_t evse = 0, relief = 0;
    for (SearchSite const& other : sites)
        if (walks.between({site.entry.cell, 0}, other.entry)) {
            evse += other.lasting.evse;
            relief += other.lasting.relief_evse;
        }
    if (site.lasting.available_min == 0 || evse == 0) return 0;
    std::int64_t const available = site.lasting.available_min + site.lasting.available_min * relief / evse;
    auto const of = static_cast<std::size_t>(std::min<std::int64_t>(evse + relief, std::ssize(allowed_ppm)));
    std::int64_t const over_ppm = site.lasting.occupied_min * 1'000'000 - available * allowed_ppm[of - 1];
    return over_ppm <= 0 ? 0 : over_ppm / 1'000'000;
}

}  // namespace laad::oracle
