// SPDX-License-Identifier: Apache-2.0
// A run in the work folder of an earlier one computes only what changed, and ends with the content of a full run.
#include "host/report/tables.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/gpu_or_cpu.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace laad::incremental_test {
namespace {

using Hashes = std::vector<std::pair<std::string, std::string>>;
using Wh = std::map<std::string, std::int64_t>;

struct Outcome {
    Hashes hashes;
    std::vector<Computed> computed;

    std::set<std::size_t> tiles_of(std::string const& part) const
    {
        std::set<std::size_t> tiles;
        for (Computed const& one : computed)
            if (one.part == part) tiles.insert(one.tile);
        return tiles;
    }
    std::set<std::string> reasons() const
    {
        std::set<std::string> all;
        for (Computed const& one : computed)
            all.insert(one.changed.begin(), one.changed.end());
        return all;
    }
};

/// The made-up town with sixteen neighbourhoods instead of two, and short walks, so that tiles are far apart.
class Incremental : public testing::Test {
  protected:
    Incremental()
    {
        auto& neighbourhoods = town.layer("buurten").features;
        neighbourhoods.clear();
        for (int row = 0; row < 4; ++row)
            for (int col = 0; col < 4; ++col) {
                std::string const name = fmt::format("B{}{}", row, col);
                neighbourhoods.push_back(
                    TinyRegion::shape(TinyRegion::box(125 * col, 125 * row, 125 * col + 125, 125 * row + 125), {name}));
                kwh_[name] = 3000 + 100 * (4 * row + col);
            }
        town.toml +=
            "[coverage]\nmax_walk_m = 60\nevse_within_m = 60\nwalk_shares_m = [30, 60]\nwhite_spot_walk_m = 60\n"
            "[demand]\nservice_walk_m = 50\ncomfort_walk_m = 20\ndensity_radius_m = 50\n";
        std::filesystem::create_directory(work());
    }

    std::filesystem::path work() const { return temp.path() / "work"; }

    Outcome run_in(std::filesystem::path const& folder, ChosenDevice const& device)
    {
        auto& table = town.tables["prognosis.csv"];
        table = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n";
        for (auto const& [neighbourhood, kwh] : kwh_)
            table += fmt::format(
                "{0},2023,2028,midden,personenauto,publiek,kwh_per_year,{1},illustrative\n"
                "{0},2023,2028,midden,personenauto,thuis,kwh_per_year,{2},illustrative\n",
                neighbourhood, kwh, kwh / 4);
        Scenario scenario = parse_scenario(town.write(temp.path()));
        scenario.run.tile_cells = 64;
        auto const silent = [](std::string const&, double) {};
        std::filesystem::create_directories(folder);
        laad::Run run = read_inputs(scenario, RunScope::plan, folder, silent);
        RunPlan const plan =
            plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50);
        analyse(run, plan, device, folder, silent);
        Hashes hashes = run.findings.layer_hashes;
        for (auto const& table_hash : table_hashes(tables(run.inputs, run.findings)))
            hashes.push_back(table_hash);
        return {hashes, run.log.computed};
    }
    Outcome full()
    {
        auto const folder = temp.path() / fmt::format("full-{}", runs_++);
        Outcome outcome = run_in(folder, choose_device("cpu", 2));
        std::filesystem::remove_all(folder);
        return outcome;
    }
    /// An update, on a GPU where there is one, of which the content must be that of a full run on the CPU.
    Outcome update()
    {
        Outcome const updated = run_in(work(), gpu_or_cpu());
        EXPECT_EQ(updated.hashes, full().hashes);
        return updated;
    }

    TempFolder temp;
    TinyRegion town;
    Wh kwh_;
    int runs_{};
};

TEST_F(Incremental, WithoutAChangeNothingIsComputed)
{
    Outcome const first = update();
    EXPECT_EQ(first.reasons(), std::set<std::string>{"new"});
    EXPECT_EQ(first.tiles_of("walk").size(), 16u);
    EXPECT_TRUE(update().computed.empty());
}

TEST_F(Incremental, OneNeighbourhoodChangesItsTilesAlone)
{
    update();
    kwh_["B00"] += 40;
    Outcome const updated = update();
    for (char const* const part : {"distance", "walk", "stations", "candidates"})
        EXPECT_TRUE(updated.tiles_of(part).empty()) << part;
    auto const demand = updated.tiles_of("demand");
    EXPECT_FALSE(demand.empty());
    EXPECT_LE(demand.size(), 6u);      // of 16: those within 50 m of the neighbourhood in the south-west
    EXPECT_FALSE(demand.contains(3));  // the north-east
}

TEST_F(Incremental, RandomChangesOfThePrognosisEqualAFullRun)
{
    std::mt19937 random{20261121};
    update();
    std::vector<std::string> names;
    for (auto const& [name, kwh] : kwh_)
        names.push_back(name);
    for (std::size_t const count : {1u, 1u, 10u, 16u, 1u, 10u}) {
        std::shuffle(names.begin(), names.end(), random);
        for (std::size_t i = 0; i < count; ++i)
            kwh_[names[i]] = std::uniform_int_distribution{0, 6000}(random);
        EXPECT_FALSE(update().computed.empty()) << count << " buurten";
    }
}

TEST_F(Incremental, AZeroANewAndAVanishedNeighbourhoodEqualAFullRun)
{
    kwh_.erase("B21");
    update();
    kwh_["B21"] = 2500;  // new
    EXPECT_THAT(update().reasons(), testing::Contains("demand"));
    kwh_["B12"] = 0;
    EXPECT_THAT(update().reasons(), testing::Contains("demand"));
    kwh_.erase("B30");  // vanished
    EXPECT_THAT(update().reasons(), testing::Contains("demand"));
    EXPECT_TRUE(update().computed.empty());
}

TEST_F(Incremental, ANewChargerChangesWhatSeesIt)
{
    Outcome const before = update();
    town.layer("chargers").features.push_back(TinyRegion::charger(60, 453, "c9", 2, "ON_STREET"));
    Outcome const updated = update();
    EXPECT_NE(updated.hashes, before.hashes);
    EXPECT_TRUE(updated.tiles_of("demand").empty());
    EXPECT_TRUE(updated.tiles_of("headroom").size() <= 16u);
    auto const walk = updated.tiles_of("walk");
    EXPECT_FALSE(walk.empty());
    EXPECT_LE(walk.size(), 4u);
    EXPECT_EQ(updated.tiles_of("stations").size(), 1u);
    EXPECT_TRUE(updated.tiles_of("candidates").empty());
    town.layer("chargers").features.pop_back();
    EXPECT_EQ(update().hashes, before.hashes);
}

TEST_F(Incremental, AChangedStreetAndAChangedGridEqualAFullRun)
{
    update();
    town.layer("streets").features.pop_back();
    Outcome const streets = update();
    EXPECT_THAT(streets.reasons(), testing::Contains("ground"));
    EXPECT_LT(streets.tiles_of("walk").size(), 16u);
    auto& assets = town.tables["assets.csv"];
    assets.replace(assets.find("250,0.9"), 7, "150,0.9");
    Outcome const grid = update();
    EXPECT_EQ(grid.reasons(), std::set<std::string>{"grid"});
    EXPECT_TRUE(grid.tiles_of("demand").empty());
}

TEST_F(Incremental, AChangedFileOfUseChangesWhatIsAroundItsSites)
{
    std::size_t const south_west = 12, north_east = 3;  // where the sites c1 and c2 are
    auto const sessions_until = [](int hour) {
        std::string const at_c1 = fmt::format("c1,2026-01-13T17:00Z,2026-01-13T{}:00Z,20\n", hour);
        return "id,location_id,start,end,energy_kwh\n1," + at_c1 + "2," + at_c1 +
               "3,c2,2026-01-13T17:00Z,2026-01-13T19:00Z,30\n";
    };
    town.toml +=
        "[usage]\nmonths = 1\nleast_days = 1\npressure_walk_m = 60\nchance_walk_m = 60\n"
        "[[usage.file]]\nfile = \"sessions.csv\"\n";
    town.tables["sessions.csv"] = sessions_until(20);
    update();
    town.tables["sessions.csv"] = sessions_until(22);
    Outcome const longer = update();
    EXPECT_EQ(longer.reasons(), std::set<std::string>{"use"});
    for (char const* const part : {"pressure", "chance"}) {
        EXPECT_TRUE(longer.tiles_of(part).contains(south_west)) << part;
        EXPECT_FALSE(longer.tiles_of(part).contains(north_east)) << part;
    }
    town.replace("months = 1", "months = 1\nenergy_kwh_per_evse_month = 100");
    Outcome const limit = update();
    EXPECT_EQ(limit.reasons(), std::set<std::string>{"settings"});
    EXPECT_EQ(limit.tiles_of("pressure").size(), limit.computed.size());
}

TEST_F(Incremental, SettingsChangeWhatFollowsFromThem)
{
    update();
    town.replace("density_radius_m = 50", "density_radius_m = 60");
    EXPECT_THAT(update().reasons(), testing::Contains("settings"));
    town.replace("service_walk_m = 50", "service_walk_m = 70");
    Outcome const service = update();
    EXPECT_TRUE(service.tiles_of("walk").empty());
    EXPECT_FALSE(service.tiles_of("candidates").empty());
}

}  // namespace
}  // namespace laad::incremental_test
