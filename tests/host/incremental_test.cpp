// SPDX-License-Identifier: Apache-2.0
// A run in the work folder of an earlier one computes only what changed, and ends with the content of a full run.
#include "host/report/table_hashes.hpp"
#include "host/run/layer_infos.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace laad {
namespace {

using Hashes = std::vector<std::pair<std::string, std::string>>;
using Wh = std::map<std::string, std::int64_t>;

struct Outcome {
    Hashes hashes;
    std::vector<Computed> computed;

    std::set<std::size_t> tiles_of(Part part) const
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

/// The made-up town with sixteen buurten instead of two, and short walks, so that tiles are far apart.
class Incremental : public testing::Test {
  protected:
    Incremental()
    {
        auto& buurten = town.layer("buurten").features;
        buurten.clear();
        for (int row = 0; row < 4; ++row)
            for (int col = 0; col < 4; ++col) {
                std::string const name = fmt::format("B{}{}", row, col);
                buurten.push_back(
                    TinyRegion::shape(TinyRegion::box(125 * col, 125 * row, 125 * col + 125, 125 * row + 125), {name}));
                kwh_[name] = 3000 + 100 * (4 * row + col);
            }
        town.toml +=
            "[coverage]\nmax_walk_m = 60\nevse_within_m = 60\nwalk_shares_m = [30, 60]\nwhite_spot_walk_m = 60\n"
            "[demand]\nservice_walk_m = 50\ncomfort_walk_m = 20\ndensity_radius_m = 50\n";
        std::filesystem::create_directory(work());
    }

    std::filesystem::path work() const { return temp.path() / "work"; }

    Outcome run_in(std::filesystem::path const& folder)
    {
        auto& table = town.tables["prognosis.csv"];
        table = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n";
        for (auto const& [buurt, kwh] : kwh_)
            table += fmt::format(
                "{0},2023,2028,midden,personenauto,publiek,kwh_per_year,{1},illustrative\n"
                "{0},2023,2028,midden,personenauto,thuis,kwh_per_year,{2},illustrative\n",
                buurt, kwh, kwh / 4);
        Scenario scenario = parse_scenario(town.write(temp.path()));
        scenario.run.tile_cells = 64;
        auto const silent = [](std::string const&, double) {};
        std::filesystem::create_directories(folder);
        laad::Run run = read_inputs(scenario, RunScope::plan, folder, silent);
        ChosenDevice const device{CpuExec{2}, -1, 2, 0, "test"};
        RunPlan const plan = plan_run(run.scenario, RunScope::plan, size_of(run), device, std::int64_t{1} << 50);
        analyse(run, plan, device, folder, silent);
        Hashes hashes = run.results.layer_hashes;
        for (auto const& table_hash : table_hashes(run))
            hashes.push_back(table_hash);
        return {hashes, run.results.computed};
    }
    Outcome full()
    {
        auto const folder = temp.path() / fmt::format("full-{}", runs_++);
        Outcome outcome = run_in(folder);
        std::filesystem::remove_all(folder);
        return outcome;
    }
    /// An update, of which the content must be that of a full run.
    Outcome update()
    {
        Outcome const updated = run_in(work());
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
    EXPECT_EQ(first.tiles_of(Part::walk).size(), 16u);
    EXPECT_TRUE(update().computed.empty());
}

TEST_F(Incremental, OneBuurtChangesItsTilesAlone)
{
    update();
    kwh_["B00"] += 40;
    Outcome const updated = update();
    for (Part const part : {Part::distance, Part::walk, Part::stations, Part::candidates})
        EXPECT_TRUE(updated.tiles_of(part).empty()) << part_names[static_cast<std::size_t>(part)];
    auto const demand = updated.tiles_of(Part::demand);
    EXPECT_FALSE(demand.empty());
    EXPECT_LE(demand.size(), 6u);      // of 16: those within 50 m of the buurt in the south-west
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

TEST_F(Incremental, AZeroANewAndAVanishedBuurtEqualAFullRun)
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
    EXPECT_TRUE(updated.tiles_of(Part::demand).empty());
    EXPECT_TRUE(updated.tiles_of(Part::headroom).size() <= 16u);
    auto const walk = updated.tiles_of(Part::walk);
    EXPECT_FALSE(walk.empty());
    EXPECT_LE(walk.size(), 4u);
    EXPECT_EQ(updated.tiles_of(Part::stations).size(), 1u);
    EXPECT_TRUE(updated.tiles_of(Part::candidates).empty());
    town.layer("chargers").features.pop_back();
    EXPECT_EQ(update().hashes, before.hashes);
}

TEST_F(Incremental, AChangedStreetAndAChangedGridEqualAFullRun)
{
    update();
    town.layer("streets").features.pop_back();
    Outcome const streets = update();
    EXPECT_THAT(streets.reasons(), testing::Contains("ground"));
    EXPECT_LT(streets.tiles_of(Part::walk).size(), 16u);
    auto& assets = town.tables["assets.csv"];
    assets.replace(assets.find("250,0.9"), 7, "150,0.9");
    Outcome const grid = update();
    EXPECT_EQ(grid.reasons(), std::set<std::string>{"grid"});
    EXPECT_TRUE(grid.tiles_of(Part::demand).empty());
}

TEST_F(Incremental, SettingsChangeWhatFollowsFromThem)
{
    update();
    town.replace("density_radius_m = 50", "density_radius_m = 60");
    EXPECT_THAT(update().reasons(), testing::Contains("settings"));
    town.replace("service_walk_m = 50", "service_walk_m = 70");
    Outcome const service = update();
    EXPECT_TRUE(service.tiles_of(Part::walk).empty());
    EXPECT_FALSE(service.tiles_of(Part::candidates).empty());
}

}  // namespace
}  // namespace laad
