// SPDX-License-Identifier: Apache-2.0
// Search areas of made-up towns against the definition, walls and ties included.
#include "host/run/search_areas.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/host/made_use.hpp"
#include "tests/oracles/search.hpp"

#include <gtest/gtest.h>

#include <random>

namespace laad {
namespace {

constexpr int walk_m = 90;
constexpr Shape shape{70, 90};  // more than a tile of the store each way

int draw(std::mt19937& random, int least, int most)
{
    return least + static_cast<int>(random() % static_cast<unsigned>(most - least + 1));
}

/// A town with all that stands in it.
class Town {
  public:
    explicit Town(unsigned seed) : random{seed}
    {
        town.grid = {.epsg = 28992, .west_cm = 8'446'500, .north_cm = 44'731'000, .cell_cm = 500, .shape = shape};
        town.surface = Raster<Surface>{shape, Surface::street};
        town.walls = Raster<std::uint8_t>{shape, 0};
        town.search = Raster<std::uint8_t>{shape, 0};
        town.area = Raster<std::uint8_t>{shape, 1};
        town.neighbourhood = Raster<std::uint16_t>{shape, 0};
        town.percent = Raster<std::uint16_t>{shape, 0};
        for (int row = 0; row < shape.rows; ++row)
            for (int col = 0; col < shape.cols; ++col)
                draw_cell({row, col});
        for (int i = 0; i < 3; ++i)
            base.municipalities.push_back({"G" + std::to_string(i), "", ""});
        for (int i = 0; i < 5; ++i)
            base.neighbourhoods.push_back({"B" + std::to_string(i), MunicipalityId{i % 3}, {}});
        add_places();
        base.grid = town.grid;
        base.surface = layer_of(town.grid, town.surface);
        base.walls = layer_of(town.grid, town.walls);
        base.area = layer_of(town.grid, town.area);
        base.neighbourhood = layer_of(town.grid, town.neighbourhood);
    }

    std::mt19937 random;
    oracle::SearchTown town;
    BaseLayers base;
    std::vector<SearchSite> sites;

  private:
    void draw_cell(Cell c)
    {
        if (draw(random, 0, 7) == 0) town.surface[c] = Surface::building;
        if (draw(random, 0, 11) == 0) town.walls[c] = static_cast<std::uint8_t>(draw(random, 1, 255));
        if (draw(random, 0, 30) == 0 || c.row < 2) town.area[c] = 0;
        bool const can_walk = walkable(town.surface[c]);
        town.search[c] = can_walk ? static_cast<std::uint8_t>(draw(random, 0, 99) < 55) : search_nodata;
        town.percent[c] = static_cast<std::uint16_t>(can_walk ? draw(random, 100, 112) : use_nodata);
        town.neighbourhood[c] = static_cast<std::uint16_t>((c.row / 20 + c.col / 30) % 6);  // 0: none
    }

    Access entry()
    {
        Cell c;
        do
            c = {draw(random, 0, shape.rows - 1), draw(random, 0, shape.cols - 1)};
        while (!walkable(town.surface[c]));
        return {c, draw(random, 0, 800)};
    }

    void add_places()
    {
        for (int i = 0; i < 14; ++i) {
            Site site;
            site.evse = draw(random, 1, 6);
            if (i != 3) site.entry = entry();
            site.in_area = true;
            base.sites.push_back(site);
            if (i < 2 || !site.entry) continue;  // of the first ones nothing is known
            std::int64_t const available = 300 * draw(random, 1, 40);
            NearbyUse measured{available * draw(random, 0, 100) / 100, available, 7, 11, site.evse, 0};
            NearbyUse lasting = measured;
            if (i == 4) lasting = {0, 0, 0, 0, 0, site.evse};     // young
            if (i == 5) measured = lasting = {0, 0, 0, 0, 0, 2};  // planned
            if (i == 6) lasting.relief_evse = 3;
            sites.push_back({static_cast<std::size_t>(i), *site.entry, measured, lasting, {}});
        }
        for (int i = 0; i < 60; ++i) {
            Candidate candidate;
            if (i % 10 != 0) candidate.entry = entry();
            if (i % 7 == 0) candidate.reasons.push_back("SIZE");
            base.candidates.push_back(candidate);
            Dwelling home;
            if (i % 9 != 0) home.entry = entry();
            home.at = town.grid.centre(entry().cell);  // one without an entry is nowhere
            home.in_area = i % 5 != 0;
            base.dwelling_points.push_back(home);
        }
    }
};

std::vector<std::int32_t> const allowed{100'000, 270'000, 380'000, 460'000, 520'000, 570'000, 600'000};
std::vector<std::int32_t> const weights{1000, 1000, 950, 900, 800, 700, 650, 600, 500};  // of the first 8 m

void expect_figures(Town const& t, SearchArea const& area, oracle::SearchPiece const& piece, oracle::SearchWalks& walks)
{
    std::int64_t sum = 0, sites = 0, evse = 0, homes = 0;
    std::map<std::int32_t, int> cells_of;
    for (Cell const c : piece.cells) {
        sum += t.town.percent[c];
        if (t.town.neighbourhood[c] > 0) ++cells_of[t.town.neighbourhood[c] - 1];
    }
    for (Site const& site : t.base.sites)
        if (site.entry && piece.cells.contains(site.entry->cell)) {
            ++sites;
            evse += site.evse;
        }
    for (Dwelling const& home : t.base.dwelling_points)
        homes += home.in_area && home.entry && piece.cells.contains(home.entry->cell);
    std::vector<NeighbourhoodId> order;
    for (auto const& [number, count] : cells_of)
        order.push_back(NeighbourhoodId{number});
    std::ranges::stable_sort(order, std::greater{}, [&](NeighbourhoodId b) { return cells_of[b.number()]; });
    NearbyUse around;
    for (SearchSite const& site : t.sites)
        if (walks.between({piece.peak, 0}, site.entry)) add_use(around, site.measured);

    EXPECT_EQ(area.peak, piece.peak);
    EXPECT_EQ(area.cells, std::ssize(piece.cells));
    EXPECT_EQ(area.peak_percent, t.town.percent[piece.peak]);
    EXPECT_EQ(area.mean_percent, sum / std::ssize(piece.cells));
    EXPECT_EQ(area.area_m2, 25.0 * static_cast<double>(piece.cells.size()));
    EXPECT_EQ(area.sites, sites);
    EXPECT_EQ(area.evse, evse);
    EXPECT_EQ(area.dwellings, homes);
    EXPECT_EQ(area.neighbourhoods, order);
    EXPECT_EQ(area.municipality, order.empty() ? MunicipalityId{} : t.base.neighbourhoods[order.front()].municipality);
    EXPECT_EQ(area.around.occupied_min, around.occupied_min);
    EXPECT_EQ(area.around.available_min, around.available_min);
    EXPECT_EQ(area.around.evse, around.evse);
}

class SearchOfATown : public ::testing::TestWithParam<unsigned> {};

TEST_P(SearchOfATown, IsWhatItsDefinitionSays)
{
    Town t{GetParam()};
    auto const search = layer_of(t.town.grid, t.town.search);
    auto const percent = layer_of(t.town.grid, t.town.percent);
    Use const use = made_use(t.base.sites.size(), 3);
    SearchFindings const found =
        search_areas(t.base, {use, t.sites, allowed, 250, walk_m, weights}, search_pieces(t.base, search, percent));

    auto const pieces = oracle::search_pieces(t.town);
    auto const ids = oracle::search_ids(t.town, pieces);
    oracle::SearchWalks walks{t.town, {}, 100 * walk_m};
    ASSERT_EQ(found.areas.size(), pieces.size());
    std::map<Cell, std::int32_t> area_of;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        SearchArea const& area = found.areas[SearchAreaId{static_cast<std::int32_t>(i)}];
        SCOPED_TRACE(ids[i]);
        EXPECT_EQ(area.id, ids[i]);
        expect_figures(t, area, pieces[i], walks);
        for (Cell const c : pieces[i].cells)
            area_of[c] = static_cast<std::int32_t>(i);
    }
    int relieved = 0;
    for (CandidateId const c : t.base.candidates.ids()) {
        Candidate const& candidate = t.base.candidates[c];
        auto const at = candidate.entry ? area_of.find(candidate.entry->cell) : area_of.end();
        EXPECT_EQ(found.candidates[c].area, at == area_of.end() ? SearchAreaId{} : SearchAreaId{at->second});
        std::int64_t relief = 0;
        if (at != area_of.end() && candidate.eligible())
            for (SearchSite const& site : t.sites)
                if (auto const cm = walks.between(*candidate.entry, site.entry))
                    relief += oracle::excess_min(t.sites, site, walks, allowed) *
                              weights[std::min(static_cast<std::size_t>((*cm + 99) / 100), weights.size() - 1)];
        EXPECT_EQ(found.candidates[c].relief, relief);
        relieved += relief > 0;
    }
    EXPECT_GT(relieved, 0);
    EXPECT_TRUE(std::ranges::any_of(ids, [](std::string const& id) { return id.ends_with("-3"); }));
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchOfATown, ::testing::Values(1u, 2u, 4u));

}  // namespace
}  // namespace laad
