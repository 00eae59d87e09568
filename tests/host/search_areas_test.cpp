// SPDX-License-Identifier: Apache-2.0
#include "host/run/search_areas.hpp"

#include "rasters/codes.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace laad::search_areas_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A region where every cell is street, of cells of 2.5 m.
struct Region {
    BaseLayers base;
    Raster<std::uint8_t> area;
    Raster<std::uint16_t> neighbourhood;
    Raster<std::uint8_t> search;
    Raster<std::uint16_t> percent;

    explicit Region(Shape shape) : area{shape, 1}, neighbourhood{shape, 1}, search{shape, 0}, percent{shape, 50}
    {
        base.grid.shape = shape;
        base.grid.west_cm = 8'450'000;
        base.grid.north_cm = 44'750'000;
        base.key = "made up";
        base.municipalities = {{"A", "1", "concession"}, {"B", "2", "open market"}};
        base.neighbourhoods.resize(2);
        base.neighbourhoods[NeighbourhoodId{0}].municipality = MunicipalityId{0};
        base.neighbourhoods[NeighbourhoodId{1}].municipality = MunicipalityId{1};
        base.surface = layer_of(base.grid, Raster<Surface>{shape, Surface::street});
        base.walls = layer_of(base.grid, Raster<std::uint8_t>{shape, 0});
    }
    void pressed(Cell cell, int value)
    {
        search[cell] = 1;
        percent[cell] = static_cast<std::uint16_t>(value);
    }
    void site(Cell cell, int evse, int walk_cm = 0)
    {
        base.sites.push_back({cell, evse, true, Access{cell, walk_cm}, {}});
    }
    void candidate(Cell cell, bool eligible = true)
    {
        Candidate candidate;
        candidate.entry = Access{cell, 0};
        if (!eligible) candidate.reasons = {"TREE"};
        base.candidates.push_back(candidate);
    }
    std::vector<SearchPiece> pieces()
    {
        base.area = layer_of(base.grid, area);
        base.neighbourhood = layer_of(base.grid, neighbourhood);
        return search_pieces(base, layer_of(base.grid, search), layer_of(base.grid, percent));
    }
};

struct Flooded {
    std::set<Cell> cells;
    Cell peak{};
    int peak_percent{-1};
    std::int64_t sum{};
};

/// Each piece by walking from cell to cell, in the order of its peak.
std::vector<Flooded> flooded(Region const& region)
{
    auto const counts = [&](Cell c) { return region.search[c] == 1 && region.area[c] == 1; };
    Shape const shape = region.base.grid.shape;
    std::set<Cell> seen;
    std::vector<Flooded> found;
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            if (!counts({row, col}) || seen.contains({row, col})) continue;
            Flooded piece;
            std::vector<Cell> open{{row, col}};
            while (!open.empty()) {
                Cell const cell = open.back();
                open.pop_back();
                if (!inside(shape, cell) || !counts(cell) || !seen.insert(cell).second) continue;
                piece.cells.insert(cell);
                for (Cell const step : {Cell{0, 1}, Cell{1, 0}, Cell{0, -1}, Cell{-1, 0}})
                    open.push_back(cell + step);
            }
            for (Cell const cell : piece.cells) {
                int const percent = region.percent[cell] > 65533 ? 0 : region.percent[cell];
                piece.sum += percent;
                if (percent > piece.peak_percent) piece.peak = cell;
                piece.peak_percent = std::max(piece.peak_percent, percent);
            }
            found.push_back(piece);
        }
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.peak < b.peak; });
    return found;
}

/// Also across the edges of the blocks that are read, and of the area of the plan.
TEST(SearchPieces, AreWhatOneFindsCellByCell)
{
    std::mt19937 random{17};
    std::size_t several = 0;
    for (int n = 0; n < 12; ++n) {
        Region region{{530, 1100}};
        for (int i = 0; i < 300; ++i) {
            Cell const corner{static_cast<int>(random() % 520), static_cast<int>(random() % 1090)};
            for (int cell = 0; cell < 110; ++cell)
                region.pressed(corner + Cell{static_cast<int>(random() % 10), static_cast<int>(random() % 10)},
                               random() % 50 == 0 ? 65534 : 100 + static_cast<int>(random() % 30));
        }
        for (int row = 0; row < 530; ++row)
            for (int col = 0; col < 1100; ++col) {
                region.area[{row, col}] = col < 1000 ? 1 : 0;
                region.neighbourhood[{row, col}] = static_cast<std::uint16_t>(col < 400 ? 1 : col < 700 ? 2 : 0);
            }
        auto const pieces = region.pieces();
        auto const expected = flooded(region);
        ASSERT_EQ(pieces.size(), expected.size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            EXPECT_EQ(pieces[i].peak, expected[i].peak);
            EXPECT_EQ(pieces[i].peak_percent, expected[i].peak_percent);
            EXPECT_EQ(pieces[i].percent_sum, expected[i].sum);
            EXPECT_EQ(pieces[i].cells, static_cast<std::int64_t>(expected[i].cells.size()));
            std::map<int, int> cells_of;
            for (Cell const cell : expected[i].cells)
                if (region.neighbourhood[cell] > 0) ++cells_of[region.neighbourhood[cell] - 1];
            std::vector<NeighbourhoodId> most;
            for (auto const& [b, cells] : cells_of)
                most.push_back(NeighbourhoodId{b});
            std::ranges::stable_sort(most, {}, [&](NeighbourhoodId b) { return -cells_of[b.number()]; });
            EXPECT_EQ(pieces[i].neighbourhoods, most);
            several += pieces[i].cells > 100;
        }
    }
    EXPECT_GT(several, 50u);
}

TEST(SearchPieces, HoldWhatEntersTheStreetInThem)
{
    Region region{{10, 20}};
    for (int col = 2; col < 8; ++col)
        region.pressed({3, col}, 120);
    region.pressed({5, 5}, 110);
    region.site({3, 2}, 4);
    region.site({4, 4}, 2);
    region.candidate({9, 9});
    region.candidate({3, 7}, false);
    region.candidate({3, 3});
    region.base.dwelling_points = {{region.base.grid.centre({0, 0}), {}, true, false, Access{{3, 5}, 700}},
                                   {region.base.grid.centre({3, 5}), {}, true, false, Access{{0, 0}, 700}},
                                   {region.base.grid.centre({5, 5}), {}, true, false, std::nullopt},
                                   {region.base.grid.centre({3, 5}), {}, false, false, Access{{3, 5}, 0}}};
    auto const pieces = region.pieces();
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_THAT(pieces[0].sites, ElementsAre(0));
    EXPECT_THAT(pieces[0].candidates, ElementsAre(CandidateId{1}, CandidateId{2}));
    EXPECT_EQ(pieces[0].dwellings, 1);
    EXPECT_EQ(pieces[1].dwellings, 0) << "from which nobody can walk";
    EXPECT_EQ(pieces[0].shape.outer.size(), 5u);
    EXPECT_EQ(pieces[0].shape.outer.front(), (Point{84505, 447492.5}));
}

/// One street, sites 100 m apart. Allowed: half the time of one EVSE, three quarters of more.
struct Street {
    Region region{{1, 400}};
    Use use;
    SearchUse in{use, {}, allowed, 250, 150, weights};
    static constexpr std::array<std::int32_t, 3> allowed{500'000, 600'000, 750'000};
    static constexpr std::array<std::int32_t, 101> weights = [] {
        std::array<std::int32_t, 101> w{};
        for (std::size_t m = 0; m < w.size(); ++m)
            w[m] = 1000 - static_cast<std::int32_t>(5 * m);
        return w;
    }();

    void site(int col, int evse, std::int64_t occupied, std::int64_t available)
    {
        region.site({0, col}, evse);
        NearbyUse const sums{occupied, available, 1000, available, evse, 0};
        in.sites.push_back({region.base.sites.size() - 1, {{0, col}, 0}, sums, sums, {}});
        use.sites.emplace_back();
    }
};

TEST(SearchAreas, KnowWhatAStationWouldRelieve)
{
    Street s;
    for (int col = 100; col < 160; ++col)
        s.region.pressed({0, col}, col == 120 ? 130 : 110);
    s.site(100, 1, 900, 1000);  // with that of 140: 2 EVSE within 150 m, 600 allowed: 300 too many
    s.site(140, 1, 700, 1000);  // with both others: 750 allowed
    s.site(190, 2, 100, 2000);
    s.region.candidate({0, 100});
    s.region.candidate({0, 120});
    s.region.candidate({0, 150}, false);
    s.region.candidate({0, 159});
    s.region.candidate({0, 200});
    SearchFindings found = search_areas(s.region.base, s.in, s.region.pieces());
    ASSERT_EQ(found.areas.size(), 1u);
    EXPECT_EQ(found.areas[SearchAreaId{0}].id, "ZE0848N4474");
    EXPECT_EQ(found.areas[SearchAreaId{0}].sites, 2);
    EXPECT_EQ(found.areas[SearchAreaId{0}].evse, 2);
    EXPECT_EQ(found.areas[SearchAreaId{0}].mean_percent, (59 * 110 + 130) / 60);
    EXPECT_EQ(found.areas[SearchAreaId{0}].around.evse, 2) << "the site at 190 is 175 m from the peak";
    EXPECT_EQ(found.areas[SearchAreaId{0}].municipality, MunicipalityId{0});
    std::vector<std::int64_t> relief;
    for (AreaOfCandidate const& c : found.candidates)
        relief.push_back(c.area ? c.relief : -1);
    // 0 m, 50 m and 147.5 m, which weighs as 100 m; 100,000 of the candidates outside of it are not asked.
    EXPECT_THAT(relief, ElementsAre(300 * 1000, 300 * 750, 0, 300 * 500, -1));
    EXPECT_EQ(found.candidates[CandidateId{1}].walk_cm, 5000);
    EXPECT_EQ(found.candidates[CandidateId{3}].walk_cm, 14750);
    EXPECT_FALSE(found.candidates[CandidateId{4}].walk_cm) << "nobody asked";

    s.in.sites[1].lasting.relief_evse = 2;  // planned beside it: they bring as much time as all that is known around
    found = search_areas(s.region.base, s.in, s.region.pieces());
    EXPECT_EQ(found.candidates[CandidateId{0}].relief, 0);
    EXPECT_FALSE(found.candidates[CandidateId{0}].walk_cm) << "no site is busier than allowed";
}

TEST(SearchAreas, CountTheMonthsThatItLasted)
{
    Street s;
    s.region.pressed({0, 100}, 130);
    s.site(100, 1, 900, 1000);
    auto const month = [](std::int64_t occupied, std::int64_t energy_wh) {
        MonthOfSite m;
        m.peak = {occupied, occupied < 0 ? 0 : 1000, 0, 0};
        m.all = {0, 43'200, energy_wh, 0};
        m.energy_min = m.all.available_min;
        m.evse = 1;
        m.days = 30;
        return m;
    };
    s.use.months.resize(6);
    s.use.sites[0].months = {month(900, 300'000), month(400, 300'000), month(500, 250'000),
                             MonthOfSite{},       month(600, 250'000), month(900, 300'000)};
    auto const months = [&] {
        return search_areas(s.region.base, s.in, s.region.pieces()).areas[SearchAreaId{0}].months;
    };
    EXPECT_EQ(months(), 3) << "a month in which nothing is known ends nothing";
    s.use.sites[0].months[4].all.energy_wh = 249'999;
    EXPECT_EQ(months(), 1);
}

/// Two pieces with their peaks in one square of 100 m.
TEST(SearchAreas, HaveIdsOfTheirPlace)
{
    Street s;
    s.region.pressed({0, 10}, 120);
    s.region.pressed({0, 20}, 130);
    s.region.pressed({0, 45}, 125);
    auto const found = search_areas(s.region.base, s.in, s.region.pieces());
    std::vector<std::string> ids;
    for (SearchArea const& area : found.areas)
        ids.push_back(area.id);
    EXPECT_THAT(ids, ElementsAre("ZE0845N4474-2", "ZE0846N4474", "ZE0845N4474")) << "most pressed first";
    EXPECT_THAT(search_areas(s.region.base, s.in, {}).candidates, IsEmpty());
}

TEST(SitePressures, SayHowWellThePrognosisOrders)
{
    Street s;
    s.site(10, 1, 100, 1000);
    s.site(50, 1, 200, 1000);
    s.site(90, 1, 300, 1000);
    s.site(130, 1, 300, 1000);
    s.site(170, 1, 0, 0);
    for (std::size_t i = 0; i < 4; ++i)
        s.in.sites[i].prognosis = {std::array{10, 30, 20, 40}[i], 100};
    auto const sites = site_pressures(s.in);
    ASSERT_EQ(sites.size(), 4u);
    EXPECT_EQ(sites[1].use, 4000) << "20 % of the time, where 50 % is allowed";
    EXPECT_EQ(sites[2].prognosis, 2000);
    auto const found = correlation(sites);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->sites, 4);
    // Ranks 1, 2, 3.5, 3.5 and 1, 3, 2, 4.
    EXPECT_NEAR(found->rho, 3.0 / std::sqrt(4.5 * 5.0), 1e-12);
    EXPECT_FALSE(correlation({sites.begin(), sites.begin() + 2}));
}

}  // namespace
}  // namespace laad::search_areas_test
