// SPDX-License-Identifier: Apache-2.0
// A whole run, from vectors to tables: the same content for any tile size, thread count and backend, and for the
// bundled region the content that was looked at.
#include "host/report/tables.hpp"
#include "host/run/mass.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "tests/host/golden.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/host/tiny_region.hpp"

#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace laad::end_to_end_test {
namespace {

using Hashes = std::vector<std::pair<std::string, std::string>>;

void silent(std::string const&, double) {}

Hashes hashes_of(Run const& run)
{
    Hashes all = run.findings.layer_hashes;
    for (auto const& table : table_hashes(tables(run.inputs, run.findings)))
        all.push_back(table);
    return all;
}

ChosenDevice device_of(Executor const& executor)
{
    auto const* cpu = std::get_if<CpuExec>(&executor);
    return cpu ? choose_device("cpu", cpu->threads()) : choose_device("cuda:0", 2);
}

Run run_in(std::filesystem::path const& work, Scenario scenario, Executor const& executor, int tile_cells,
           RunScope scope = RunScope::plan)
{
    constexpr std::int64_t much_disk = std::int64_t{1} << 50;
    scenario.run.tile_cells = tile_cells;
    Run run = read_inputs(std::move(scenario), scope, work, silent);
    ChosenDevice const device = device_of(executor);
    RunPlan plan = plan_run(run.inputs.scenario, scope, size_of(run.inputs), device, much_disk);
    analyse(run, plan, device, work, silent);
    return run;
}

/// Every figure of coverage alone, as a row a line.
std::vector<std::string> figures_of_coverage(Run const& run)
{
    std::vector<std::string> rows;
    for (KpiRow const& row : run.findings.kpis)
        rows.push_back(fmt::format("{} {} {} {} {}: {} of {} dwellings, {} without entry, {} EVSE", name(row.level),
                                   row.name, row.municipality, row.market_model, row.partial,
                                   fmt::join(row.walk.within, ","), row.walk.dwellings, row.walk.without_entry,
                                   row.public_evse));
    for (NalSquare const& square : run.findings.nal)
        rows.push_back(fmt::format("{} {} {} {} {} {} {} {}", square.id, static_cast<int>(square.state),
                                   square.households, square.obliged, square.uncertain, square.partial,
                                   square.public_evse, square.semi_public_evse));
    std::vector<std::string> spots;  // their order follows demand
    for (WhiteSpot const& spot : run.findings.white_spots)
        spots.push_back(
            fmt::format("{} {} dwellings, {} m2", spot.municipality.number(), spot.dwellings, spot.area_m2));
    std::sort(spots.begin(), spots.end());
    rows.insert(rows.end(), spots.begin(), spots.end());
    return rows;
}

class TinyRun : public testing::Test {
  protected:
    Scenario scenario() { return parse_scenario(town.write(temp.path())); }
    /// A folder that no run has used.
    std::filesystem::path fresh()
    {
        auto const folder = temp.path() / ("work-" + std::to_string(runs_++));
        std::filesystem::create_directory(folder);
        return folder;
    }
    laad::Run run_on(Scenario s, Executor const& executor, int tile_cells)
    {
        return run_in(fresh(), std::move(s), executor, tile_cells);
    }

    TempFolder temp;
    TinyRegion town;

  private:
    int runs_{};
};

TEST_F(TinyRun, DoesNotDependOnTilesThreadsOrBackend)
{
    Scenario const s = scenario();
    Hashes const whole = hashes_of(run_on(s, CpuExec{1}, 512));
    ASSERT_GT(whole.size(), 16u);
    for (int const tile : {64, 128, 256})
        for (int const threads : {1, 3})
            EXPECT_EQ(hashes_of(run_on(s, CpuExec{threads}, tile)), whole) << tile << " " << threads;
    for (Executor const& executor : available_executors())
        EXPECT_EQ(hashes_of(run_on(s, executor, 64)), whole);
}

TEST_F(TinyRun, OneTileEqualsSixtyFour)
{
    town.replace("cell_m = 2.5", "cell_m = 1");  // 500 x 500 cells
    Scenario const s = scenario();
    laad::Run const whole = run_on(s, CpuExec{2}, 512);
    EXPECT_EQ(tiles_of(whole.inputs.base.grid.shape, 512, 0).size(), 1u);
    EXPECT_EQ(tiles_of(whole.inputs.base.grid.shape, 64, 0).size(), 64u);
    EXPECT_EQ(hashes_of(run_on(s, CpuExec{2}, 64)), hashes_of(whole));
}

// A polder of 16 × 16 km with all chargers and grid assets in one corner: most of it is out of their range.
TEST_F(TinyRun, FarFromEverySiteAndAssetTheTilesAgree)
{
    auto const square = [](double west, double side) { return TinyRegion::box(west, 0, side, side); };
    town.replace("cell_m = 2.5", "cell_m = 10");
    town.layer("area").features = {TinyRegion::shape(square(0, 16000), {})};
    town.layer("gemeenten").features = {TinyRegion::shape(square(-50, 16000), {"Proefstad"})};
    town.layer("buurten").features = {TinyRegion::shape(square(0, 250), {"West"}),
                                      TinyRegion::shape(square(250, 16000), {"Oost"})};
    Scenario const s = scenario();
    laad::Run const whole = run_on(s, CpuExec{2}, 2048);
    for (int const tile : {64, 256, 512})
        EXPECT_EQ(hashes_of(run_on(s, CpuExec{2}, tile)), hashes_of(whole)) << tile;

    Layers const& layers = whole.layers;
    auto const value = [&](auto const& layer, double x) {
        Cell const cell = whole.inputs.base.grid.cell_at({TinyRegion::west + x, TinyRegion::south + 255});
        return layer.read({cell, {1, 1}})[Cell{0, 0}];
    };
    // The nearest public charger stands at (400, 453), feeder F2 at x = 380.
    EXPECT_NEAR(value(layers[distance_layer], 6905), 65'080, 100);
    EXPECT_NE(value(layers[distance_site_layer], 6905), no_site);
    EXPECT_EQ(value(layers[binding_asset_layer], 6905), value(layers[binding_asset_layer], 380));
    for (double const x : {7005.0, 7605.0, 12'005.0, 15'995.0}) {
        EXPECT_EQ(value(layers[distance_layer], x), distance_longest) << x;
        EXPECT_EQ(value(layers[distance_site_layer], x), no_site) << x;
        EXPECT_EQ(value(layers[headroom_layer], x), headroom_nodata) << x;
        EXPECT_EQ(value(layers[binding_asset_layer], x), -1) << x;
    }
}

TEST_F(TinyRun, MassIsKeptPerNeighbourhood)
{
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    ASSERT_EQ(run.findings.mass.size(), 2u);
    for (MassRow const& row : run.findings.mass) {
        EXPECT_EQ(row.cells_wh, row.prognosis_wh) << row.neighbourhood;
        EXPECT_EQ(row.prognosis_wh, row.neighbourhood == "West" ? 20'000'500 : 30'000'000);
    }
    std::int64_t raster_wh = 0;
    auto const demand = run.layers[demand_layer].read({{0, 0}, run.inputs.base.grid.shape});
    for (std::uint32_t const wh : demand.cells())
        raster_wh += wh;
    EXPECT_EQ(raster_wh, 50'000'500);
}

/// Takes a box without street or dwelling out of neighbourhood Oost and makes it a neighbourhood with a prognosis of
/// its own.
void add_empty_neighbourhood(TinyRegion& town)
{
    auto& neighbourhoods = town.layer("buurten").features;
    neighbourhoods[1].geometry.polygons[0].holes.push_back(TinyRegion::ring(300, 80, 340, 140));
    neighbourhoods.push_back(TinyRegion::shape(TinyRegion::box(300, 80, 340, 140), {std::string{"Leeg"}}));
    town.tables["prognosis.csv"] += "Leeg,2023,2028,midden,personenauto,publiek,kwh_per_year,7000,illustrative\n";
}

TEST_F(TinyRun, WhatCannotBePlacedIsNotSubtractedFromThePrognosis)
{
    add_empty_neighbourhood(town);
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    MassTotals const totals = mass_totals(run.findings.mass);
    EXPECT_EQ(totals.prognosis_wh, 57'000'500);
    EXPECT_EQ(totals.cells_wh, 50'000'500);
    EXPECT_FALSE(totals.all_placed());
    ASSERT_EQ(totals.unplaced.size(), 1u);
    EXPECT_EQ(totals.unplaced[0]->neighbourhood, "Leeg");
    EXPECT_EQ(totals.unplaced[0]->unplaced_wh(), 7'000'000);
}

TEST_F(TinyRun, TheMassCertificateReadsTheCells)
{
    auto run = run_on(scenario(), CpuExec{2}, 64);
    auto cells = cells_of(run.layers[demand_layer]);
    Cell const node = run.inputs.base.nodes.front().cell;
    ++cells[node];
    fill(run.layers[demand_layer], cells);
    EXPECT_THROW(mass_rows(run.inputs, run.layers, run.log.tiles), ContractError);
    --cells[node];
    fill(run.layers[demand_layer], cells);
    EXPECT_NO_THROW(mass_rows(run.inputs, run.layers, run.log.tiles));
    cells[{0, 0}] = 1;  // where no demand sits
    fill(run.layers[demand_layer], cells);
    EXPECT_THROW(mass_rows(run.inputs, run.layers, run.log.tiles), ContractError);
}

TEST_F(TinyRun, APrognosisThatNoCellCanHoldNamesItsNeighbourhood)
{
    auto& table = town.tables["prognosis.csv"];
    table.replace(table.find("30000,"), 5, "900000000");
    try {
        run_on(scenario(), CpuExec{1}, 64);
        FAIL() << "no error";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("prognosis.csv"), testing::HasSubstr("\"Oost\"")));
    }
}

TEST_F(TinyRun, DemandIsEitherServedOrUnmet)
{
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    std::int64_t served = 0;
    for (StationRow const& station : run.findings.stations) {
        EXPECT_LE(station.load.served_wh, station.capacity_wh);
        EXPECT_LE(station.load.served_wh, station.load.offered_wh);
        served += station.load.served_wh;
    }
    std::int64_t unmet = 0;
    for (std::uint32_t const wh : run.findings.unmet_wh)
        unmet += wh;
    EXPECT_EQ(served + unmet, 50'000'500);
    EXPECT_GT(served, 0);
    EXPECT_GT(unmet, 0);
}

TEST_F(TinyRun, ThePlanServesWhatItSaysAndStaysUnderItsBound)
{
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    RankedPlan const& plan = run.findings.plan;
    ASSERT_FALSE(plan.placements.empty());
    std::int64_t sum = 0;
    for (Placement const& placement : plan.placements) {
        std::int64_t served = 0;
        for (ServedNode const& node : placement.serves)
            served += node.served_wh;
        EXPECT_EQ(served, placement.value.gain_wh);
        sum += placement.value.gain_wh;
        EXPECT_EQ(placement.cumulative_wh, sum);
        EXPECT_LE(placement.value.gain_wh, placement.first_gain_wh);
    }
    EXPECT_LE(sum, plan.bound.wh);
    std::int64_t before = 0;
    std::int64_t after = 0;
    for (std::uint32_t const wh : run.findings.unmet_wh)
        before += wh;
    for (std::uint32_t const wh : plan.unmet_wh)
        after += wh;
    EXPECT_EQ(before - after, sum);
}

TEST_F(TinyRun, TheCanalIsCrossedOnlyByTheBridge)
{
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    GridSpec const& grid = run.inputs.base.grid;
    // South bank at x = 50, 10 m from the water: the north bank is 16 m away in a straight line, and hundreds of metres
    // on foot.
    Cell const north = grid.cell_at({TinyRegion::west + 50, TinyRegion::south + 317});
    Cell const bridge = grid.cell_at({TinyRegion::west + 250, TinyRegion::south + 303});
    CellReader surface{run.inputs.base.surface};
    EXPECT_EQ(surface[bridge], Surface::street);
    EXPECT_EQ(surface[grid.cell_at({TinyRegion::west + 50, TinyRegion::south + 303})], Surface::water);
    CellReader walk_dm{run.layers[walk_layer]};
    CellReader distance_dm{run.layers[distance_layer]};
    EXPECT_GT(walk_dm[north], distance_dm[north] + 1000);
}

TEST_F(TinyRun, APlannedGridWithoutRoomMakesSpacesWait)
{
    auto& assets = town.tables["assets.csv"];
    for (std::string const feeder : {"100120,450250,100,", "100380,450250,100,"})
        assets.replace(assets.find(feeder), feeder.size(), feeder.substr(0, 14) + "1,");
    auto const run = run_on(scenario(), CpuExec{2}, 64);
    ASSERT_FALSE(run.findings.plan.placements.empty());
    for (Placement const& placement : run.findings.plan.placements) {
        EXPECT_EQ(placement.status, GridStatus::waits_for_grid);
        EXPECT_NE(placement.grid_reason, "");
    }
}

TEST_F(TinyRun, CoverageAloneSaysWhatAPlanSays)
{
    Scenario const s = scenario();
    auto const plan = run_on(s, CpuExec{2}, 64);
    auto const coverage = run_in(fresh(), s, CpuExec{2}, 64, RunScope::coverage);
    EXPECT_EQ(coverage.findings.walk_at_dwelling, plan.findings.walk_at_dwelling);
    EXPECT_EQ(figures_of_coverage(coverage), figures_of_coverage(plan));
    EXPECT_GT(plan.findings.kpis.front().walk.within.front(), 0);
}

TEST_F(TinyRun, CoverageCountsDwellingsAlongAStreet)
{
    auto& dwellings = town.layer("dwellings").features;
    dwellings.clear();
    for (int i = 0; i < 8; ++i)  // 50 i + 8 m from the charge point
        dwellings.push_back(TinyRegion::shape(TinyRegion::point(60 + 50 * i, 58), {std::string{"street"}}));
    dwellings.push_back(TinyRegion::shape(TinyRegion::point(150, 100), {std::string{"no street"}}));
    auto const run = run_in(fresh(), scenario(), CpuExec{2}, 64, RunScope::coverage);
    ASSERT_THAT(run.inputs.scenario.coverage.walk_shares_m, testing::ElementsAre(100, 200, 250, 300, 500));
    WalkShare const& area = run.findings.kpis.front().walk;
    EXPECT_EQ(area.dwellings, 9);
    EXPECT_EQ(area.without_entry, 1);
    EXPECT_THAT(area.within, testing::ElementsAre(2, 4, 5, 6, 8));
}

/// The content of all files that the run reads.
std::string inputs_of(Run const& run)
{
    ContentHash hash;
    for (auto const& [file, content] : run.inputs.file_hashes)
        hash.add(content);
    return hash.digest();
}

// The content hashes of the bundled region, looked at when they were stored. They hold for Debian 12's GDAL, GEOS and
// PROJ. After a change that is meant to change results: raise the version of what you changed in
// host/prepare/algorithms.hpp, LAAD_WRITE_GOLDEN=1 ctest -R Delft, look at the maps, and commit tests/golden/delft.json
// with the reason.
TEST(Delft, HasItsGoldenContent)
{
    std::filesystem::path const source = LAAD_SOURCE_DIR;
    Scenario const scenario = parse_scenario(source / "examples/delft/region.toml");
    std::filesystem::path const golden_file = source / "tests/golden/delft.json";
    for (Executor const& executor : available_executors()) {
        TempFolder const work;
        auto const run = run_in(work.path(), scenario, executor, 512);
        auto const found = golden::content(inputs_of(run), hashes_of(run));
        std::ifstream in{golden_file};
        ASSERT_TRUE(in) << golden_file;
        auto const verdict = golden::compare(golden::Json::parse(in), found);
        ASSERT_THAT(verdict.unraised, testing::IsEmpty());
        if (std::getenv("LAAD_WRITE_GOLDEN"))
            std::ofstream{golden_file} << found.dump(2) << '\n';
        else
            EXPECT_THAT(verdict.outdated, testing::IsEmpty()) << "look at it, then write it: LAAD_WRITE_GOLDEN=1";
        auto const coverage = run_in(work.path(), scenario, executor, 512, RunScope::coverage);
        EXPECT_EQ(figures_of_coverage(coverage), figures_of_coverage(run));
    }
}

}  // namespace
}  // namespace laad::end_to_end_test
