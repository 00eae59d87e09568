// SPDX-License-Identifier: Apache-2.0
// `laadraster update` as a user meets it: it proves itself, survives being killed, and leaves all as it was after an
// error.
#include "rasters/io/files/keyed_store.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <map>
#include <regex>

namespace laad::update_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string const label = " --version 2026.1 --date 2026-02-01 --source us";

class UpdateCommand : public testing::Test {
  protected:
    void SetUp() override { town.write(folder()); }

    fs::path folder() const { return temp.path() / "town"; }
    fs::path latest() const { return folder() / "latest"; }

    Outcome update(std::string const& arguments, std::string const& before = "")
    {
        return laadraster(temp.path(), "update town -q --device cpu " + arguments, before);
    }
    /// A table of both neighbourhoods, and more `rows`.
    void new_table(std::string const& rows = "")
    {
        std::ofstream{temp.path() / "new.csv"} << header << west << oost << rows;
    }
    void table_of(std::string const& rows) { std::ofstream{temp.path() / "new.csv"} << header << rows; }

    /// Every file of what a user keeps, with its bytes.
    std::map<std::string, std::string> kept() const
    {
        std::map<std::string, std::string> files;
        for (char const* name : {"prognoses", "plans"})
            if (fs::exists(folder() / name))
                for (auto const& entry : fs::recursive_directory_iterator{folder() / name})
                    files[entry.path().string()] = entry.is_directory() ? "folder" : contents(entry.path());
        if (fs::is_symlink(latest())) files["latest"] = fs::read_symlink(latest()).string();
        return files;
    }
    /// One clear message, and nothing of what a user keeps is other than before.
    void refuses(std::string const& arguments, int exit_code, std::string const& problem)
    {
        auto const before = kept();
        Outcome const outcome = update(arguments);
        EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(problem));
        EXPECT_EQ(outcome.err.find("laadraster: "), outcome.err.rfind("laadraster: "));
        EXPECT_EQ(outcome.out, "");
        EXPECT_TRUE(kept() == before) << problem;
    }
    /// What a plan says, without the times in it.
    std::map<std::string, std::string> plan() const
    {
        std::map<std::string, std::string> files;
        for (auto const& entry : fs::recursive_directory_iterator{latest() / ""})
            if (entry.path().extension() == ".tif" || entry.path().extension() == ".csv")
                files[entry.path().filename().string()] = contents(entry.path());
        return files;
    }

    /// What the manifest of the latest plan says, but for device, cost and the files, some of which hold times.
    nlohmann::json manifest() const
    {
        auto json = nlohmann::json::parse(contents(latest() / "manifest.json"));
        for (char const* cost : {"device", "stages", "rasters", "memory_bytes", "predicted_disk_bytes", "files"})
            json.erase(cost);
        return json;
    }
    /// Another byte in the middle of a file, at the time of before.
    static void flip(fs::path const& file)
    {
        auto const time = fs::last_write_time(file);
        std::string text = contents(file);
        text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
        std::ofstream{file, std::ios::in | std::ios::out | std::ios::binary} << text;  // in place
        fs::last_write_time(file, time);
    }

    std::string const header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n";
    std::string const west = "West,2023,2028,midden,personenauto,publiek,kwh_per_year,20000.5\n";
    std::string const oost = "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year,36000\n";
    TempFolder temp;
    TinyRegion town;
};

TEST_F(UpdateCommand, ProvesThatItEqualsAFullRun)
{
    ASSERT_EQ(update("").exit_code, 0);
    new_table();
    Outcome const outcome = update("--verify --prognosis new.csv" + label);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_TRUE(std::regex_search(outcome.out, std::regex{"\n  demand +[0-9a-f]{32}  equal\n"})) << outcome.out;
    EXPECT_TRUE(std::regex_search(outcome.out, std::regex{"\n  placements +[0-9a-f]{32}  equal\n"})) << outcome.out;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("verified: all"), Not(HasSubstr("DIFFERENT"))));
    EXPECT_EQ(listing(folder() / "plans"), "2026.1-2028-midden 2028-midden ");
    EXPECT_EQ(fs::read_symlink(latest()), "plans/2026.1-2028-midden");
    EXPECT_THAT(laadraster(temp.path(), "why town demand").out, HasSubstr("the prognosis puts another demand here"));
    EXPECT_THAT(laadraster(temp.path(), "why town walk").out, HasSubstr("walk: 0 of 1 tiles computed"));
    EXPECT_EQ(fs::hard_link_count(latest() / "rasters" / "walk.tif"), 2u);
    EXPECT_EQ(fs::hard_link_count(latest() / "rasters" / "demand.tif"), 1u);
    EXPECT_TRUE(fs::equivalent(latest() / "basemap.fgb", folder() / "plans/2028-midden/basemap.fgb"));
}

TEST_F(UpdateCommand, AKilledUpdateGoesOn)
{
    ASSERT_EQ(update("").exit_code, 0);
    new_table();
    fs::copy(folder(), temp.path() / "undisturbed", fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    ASSERT_EQ(laadraster(temp.path(), "update undisturbed -q --device cpu --prognosis new.csv" + label).exit_code, 0);
    for (char const* seconds : {"0.1", "0.3", "0.6"}) {
        update("--prognosis new.csv" + label, std::string{"timeout -s KILL "} + seconds);
        for (auto const& one : fs::directory_iterator{folder() / "plans"})
            EXPECT_TRUE(one.path().extension() == ".partial" || fs::exists(one.path() / "manifest.json"));
    }
    Outcome const outcome = update("--verify --prognosis new.csv" + label);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("verified: all"));
    auto const resumed = plan();
    fs::remove_all(folder());
    fs::rename(temp.path() / "undisturbed", folder());
    EXPECT_TRUE(resumed == plan());
    EXPECT_TRUE(resumed.contains("unmet.tif") && resumed.contains("placements.csv"));
}

TEST_F(UpdateCommand, RefusesAWrongTable)
{
    ASSERT_EQ(update("").exit_code, 0);
    std::string const add = "--prognosis new.csv" + label;
    new_table("Noord,2023,2028,midden,personenauto,publiek,kwh_per_year,1\n");
    refuses(add, 3, "line 4: buurt \"Noord\" is not in the buurten layer");
    new_table(oost);
    refuses(add, 3, "line 4: the same key (Oost, 2028, midden, personenauto, publiek) is on line 3");
    table_of(west + "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year,-1\n");
    refuses(add, 3, "line 3: value -1 is outside 0 to");
    table_of(west + "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year,NaN\n");
    refuses(add, 3, "line 3: value \"NaN\" is not a number");
    table_of(west + "Oost,2023,2028,midden,personenauto,publiek,charge_points,9\n");
    refuses(add, 3, "line 3: quantity charge_points differs from kwh_per_year on line 2");
    new_table();
    refuses(add + " --scenario hoog", 3, "no row is for 2028 hoog");
    refuses(add + " --year 2035", 3, "no row is for 2035 midden");
    town.replace("buurt_key_field = \"buurt\"", "buurt_key_field = \"buurt\"\nbuurt_cbs_year = 2025");
    town.write(folder());
    refuses(add, 3, "cbs_year 2023 is not the CBS year of the buurten of the region (2025");
}

TEST_F(UpdateCommand, RefusesAVersionThatIsNotNew)
{
    new_table();
    ASSERT_EQ(update("--prognosis new.csv" + label).exit_code, 0);
    refuses("--prognosis new.csv --version 2027.1 --date 2027-02-01 --source us", 3,
            "is in the store already, as version 2026.1");
    table_of(west);
    refuses("--prognosis new.csv" + label, 3, "version 2026.1 of 2026-02-01 is in the store with other content");
    refuses("--prognosis new.csv --version 2025.1 --date 2025-02-01 --source us", 3, "is not newer than 2026.1");
    refuses("--version 2024.1", 3, "no prognosis version \"2024.1\" is stored; there are: 2026.1");
}

TEST_F(UpdateCommand, RefusesAFolderThatItCannotUse)
{
    refuses("--prognosis ''", 2, "--prognosis");
    refuses("--date 2026-02-01", 2, "--prognosis");
    EXPECT_EQ(laadraster(temp.path(), "update nowhere").exit_code, 3);
    EXPECT_EQ(laadraster(temp.path(), "update town/region.toml").exit_code, 3);
    EXPECT_FALSE(fs::exists(folder() / "work"));  // nothing is left of a mistake
    ASSERT_EQ(update("").exit_code, 0);
    std::ofstream{folder() / "work" / "program"} << "0.0.1\n";
    refuses("", 3, "was made by laadraster 0.0.1");
    fs::remove(folder() / "work" / "program");
    new_table();
    auto const before = kept();
    Outcome const locked = update("--prognosis new.csv" + label, "flock town/work/lock");
    EXPECT_EQ(locked.exit_code, 6);
    EXPECT_THAT(locked.err, HasSubstr("is in use by another run"));
    EXPECT_TRUE(kept() == before);
    town.replace("[grid]", "[run]\nhost_memory_mib = 64\n[grid]");
    town.write(folder());
    refuses("--prognosis new.csv" + label, 4, "run.host_memory_mib allows 64");
    fs::remove(folder() / "region.toml");
    refuses("", 3, "holds no region.toml");
}

TEST_F(UpdateCommand, AFileWhoseWordsChangeIsNoLink)
{
    town.toml += "[coverage]\nmax_walk_m = 900\n";  // far above what anyone walks in this town
    town.write(folder());
    ASSERT_EQ(update("").exit_code, 0);
    std::string const before = contents(latest() / "rasters" / "walk.tif");
    town.replace("max_walk_m = 900", "max_walk_m = 950");
    town.write(folder());
    ASSERT_EQ(update("").exit_code, 0);
    EXPECT_THAT(before, HasSubstr("beyond 900 m"));
    EXPECT_THAT(contents(latest() / "rasters" / "walk.tif"), HasSubstr("beyond 950 m"));
}

TEST_F(UpdateCommand, ABaseMapWhoseInputsChangeIsNoLink)
{
    ASSERT_EQ(update("").exit_code, 0);
    std::string const before = contents(latest() / "basemap.fgb");
    town.layer("buildings").features.pop_back();
    town.write(folder());
    ASSERT_EQ(update("").exit_code, 0);
    EXPECT_LT(contents(latest() / "basemap.fgb").size(), before.size());
}

TEST_F(UpdateCommand, AnEditedRasterIsNotGivenOn)
{
    ASSERT_EQ(update("").exit_code, 0);
    auto const file = latest() / "rasters" / "distance.tif";
    std::string const right = contents(file);
    std::ofstream{file, std::ios::app} << "edited";
    new_table();
    ASSERT_EQ(update("--prognosis new.csv" + label).exit_code, 0);
    EXPECT_EQ(contents(file), right);  // of the new plan
}

TEST_F(UpdateCommand, AnEditedBaseMapIsNotGivenOn)
{
    ASSERT_EQ(update("").exit_code, 0);
    auto const file = latest() / "basemap.fgb";
    std::string const right = contents(file);
    flip(file);
    new_table();
    ASSERT_EQ(update("--prognosis new.csv" + label).exit_code, 0);
    EXPECT_EQ(contents(file), right);  // of the new plan, with the same bytes
}

TEST_F(UpdateCommand, AMovedRegionStillLinks)
{
    ASSERT_EQ(update("").exit_code, 0);
    fs::rename(folder(), temp.path() / "elsewhere");
    new_table();
    Outcome const moved = laadraster(temp.path(), "update elsewhere -q --device cpu --prognosis new.csv" + label);
    ASSERT_EQ(moved.exit_code, 0) << moved.err;
    EXPECT_EQ(fs::hard_link_count(temp.path() / "elsewhere" / "latest" / "rasters" / "walk.tif"), 2u);
}

TEST_F(UpdateCommand, WhatIsDamagedIsMadeAgain)
{
    ASSERT_EQ(update("").exit_code, 0);
    auto const right = plan();
    fs::remove_all(folder() / "plans");
    auto const damage = [&](std::string const& file, std::streamoff at) {
        std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
        stream.seekp(at) << "damage";
        ASSERT_TRUE(stream);
    };
    auto const store_folder = folder() / "work/store";
    for (std::string const name : {"base", "layer/surface/0", "layer/walk/0", "layer/demand/0", "white spots", "all"}) {
        KeyedStore store{store_folder};
        store.forget("ended well");
        if (name == "all")
            damage(store_folder / "0", 40);
        else
            for (auto const& place : store.places(name))
                damage(place.file->name(), place.at + place.bytes / 2);
        Outcome const outcome = update("");
        ASSERT_EQ(outcome.exit_code, 0) << name << ": " << outcome.err;
        EXPECT_TRUE(plan() == right) << name;
        fs::remove_all(folder() / "plans");
    }
}

TEST_F(UpdateCommand, AKilledUpdateSaysInItsManifestWhatAnUndisturbedOneSays)
{
    town.layer("chargers").features.push_back(TinyRegion::charger(5000, 53, "far", 2, "ON_STREET"));  // is set aside
    town.write(folder());
    fs::copy(folder(), temp.path() / "before", fs::copy_options::recursive);
    ASSERT_EQ(update("").exit_code, 0);
    ASSERT_FALSE(manifest()["rejected"].empty());
    auto const undisturbed = manifest();
    for (char const* seconds : {"0.05", "0.1", "0.15", "0.2", "0.3"}) {
        auto const copy = temp.path() / (std::string{"copy-"} + seconds);
        fs::rename(folder(), temp.path() / "aside");
        fs::copy(temp.path() / "before", folder(), fs::copy_options::recursive);
        update("", std::string{"timeout -s KILL "} + seconds);
        fs::rename(folder(), copy);  // a moved region goes on too
        Outcome const outcome = laadraster(temp.path(), "update " + copy.string() + " -q --device cpu");
        ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
        fs::rename(copy, folder());
        EXPECT_EQ(manifest(), undisturbed) << seconds;
        fs::remove_all(folder());
        fs::rename(temp.path() / "aside", folder());
    }
}

TEST_F(UpdateCommand, AMovedOrCopiedRegionHasNotChanged)
{
    town.layer("chargers").features.push_back(TinyRegion::charger(60, 53, "c1", 2, "ON_STREET"));  // is set aside
    fs::create_directories(temp.path() / "shared");
    town.write(temp.path() / "shared");
    town.replace("\"town.gpkg\"", "\"" + (temp.path() / "shared/town.gpkg").string() + "\"");  // of the area alone
    town.write(folder());
    ASSERT_EQ(update("").exit_code, 0);
    fs::create_directories(temp.path() / "deep/er");
    fs::rename(folder(), temp.path() / "deep/er/city");
    for (std::string const& name :
         {std::string{"deep/er/city"}, (temp.path() / "deep/er/city").string(), std::string{"deep/../deep/er/city/"}}) {
        Outcome const outcome = laadraster(temp.path(), "update " + name + " -q --device cpu --verify");
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        EXPECT_THAT(outcome.out,
                    AllOf(HasSubstr("nothing has changed: plans/2028-midden stands"), HasSubstr("verified: all")))
            << name;
    }
    EXPECT_EQ(listing(temp.path() / "deep/er/city/plans"), "2028-midden ");
    std::string const text = contents(temp.path() / "deep/er/city/latest/manifest.json");
    EXPECT_THAT(text, AllOf(HasSubstr("\"assets.csv\""), HasSubstr("\"town.gpkg\""),
                            HasSubstr("\"" + (temp.path() / "shared/town.gpkg").string() + "\""),
                            Not(HasSubstr(folder().string()))));
}

TEST_F(UpdateCommand, APlanThatLatestDoesNotPointToYetIsTakenUp)
{
    ASSERT_EQ(update("").exit_code, 0);
    new_table();
    ASSERT_EQ(update("--prognosis new.csv" + label).exit_code, 0);
    fs::remove(latest());  // as if killed before the link was set
    fs::create_directory_symlink("plans/2028-midden", latest());
    Outcome const outcome = update("");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("plans/2026.1-2028-midden stands, and latest points to it from now on"));
    EXPECT_EQ(fs::read_symlink(latest()), "plans/2026.1-2028-midden");
    EXPECT_EQ(listing(folder() / "plans"), "2026.1-2028-midden 2028-midden ");
    fs::remove(latest());
    ASSERT_EQ(update("").exit_code, 0);
    EXPECT_EQ(fs::read_symlink(latest()), "plans/2026.1-2028-midden");
}

TEST_F(UpdateCommand, ARasterWithOtherBytesIsNotGivenOn)
{
    ASSERT_EQ(update("").exit_code, 0);
    std::map<std::string, std::string> right;
    for (auto const& entry : fs::directory_iterator{folder() / "plans/2028-midden/rasters"}) {
        right[entry.path().filename().string()] = contents(entry.path());
        flip(entry.path());
    }
    new_table();
    ASSERT_EQ(update("--prognosis new.csv" + label).exit_code, 0);
    for (char const* name : {"walk.tif", "distance.tif", "evse_within.tif", "surface.tif", "area.tif", "buurt.tif"})
        EXPECT_TRUE(contents(latest() / "rasters" / name) == right.at(name)) << name;
}

TEST_F(UpdateCommand, APlanWithAFileThatIsGoneOrOtherIsMadeAgain)
{
    ASSERT_EQ(update("").exit_code, 0);
    int number = 1;
    for (char const* name : {"kpi.csv", "report.html", "plankaart.gpkg", "reach.bin", "rasters/walk.tif", "maps"}) {
        auto const plan = folder() / fs::read_symlink(latest());
        if (name == std::string{"kpi.csv"})
            flip(plan / name);
        else
            fs::remove_all(plan / name);
        Outcome const again = update("");
        EXPECT_EQ(again.exit_code, 0) << again.err;
        EXPECT_THAT(again.err, AllOf(HasSubstr(name), HasSubstr("the plan is made again"))) << name;
        EXPECT_EQ(fs::read_symlink(latest()), "plans/2028-midden-" + std::to_string(++number));
        EXPECT_TRUE(fs::exists(latest() / name)) << name;
        EXPECT_THAT(update("").out, HasSubstr("nothing has changed"));
    }
}

TEST_F(UpdateCommand, VerifyReadsEveryByteOfTheInputs)
{
    ASSERT_EQ(update("").exit_code, 0);
    ASSERT_EQ(update("", "sleep 2.1;").exit_code, 0);  // from now on the sizes and times of the inputs are known
    auto const file = folder() / "assets.csv";
    auto const time = fs::last_write_time(file);
    std::string text = contents(file);
    auto const at = text.find("F1,lv_feeder,T,100120");
    ASSERT_NE(at, text.npos);
    text.replace(at, 21, "F1,lv_feeder,T,100121");
    std::ofstream{file} << text;
    fs::last_write_time(file, time);
    Outcome const outcome = update("--verify");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("verified: all"));
    EXPECT_EQ(listing(folder() / "plans"), "2028-midden 2028-midden-2 ");
}

TEST_F(UpdateCommand, ASourceBehindAVirtualLayerCounts)
{
    town.write(folder());
    std::ofstream{folder() / "chargers.vrt"}
        << "<OGRVRTDataSource><OGRVRTLayer name=\"chargers\"><SrcDataSource relativeToVRT=\"1\">sources.gpkg"
           "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    fs::copy_file(folder() / "town.gpkg", folder() / "sources.gpkg");
    auto const chargers = town.toml.find("file = \"town.gpkg\"", town.toml.find("[chargers"));
    ASSERT_NE(chargers, std::string::npos);
    town.toml.replace(chargers, 18, "file = \"chargers.vrt\"");
    std::ofstream{folder() / "region.toml"} << town.toml;
    ASSERT_EQ(update("").exit_code, 0);
    town.layer("chargers").features.pop_back();
    town.write(temp.path() / "other");
    fs::copy_file(temp.path() / "other/town.gpkg", folder() / "sources.gpkg", fs::copy_options::overwrite_existing);
    Outcome const outcome = update("--verify");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(Not(HasSubstr("nothing has changed")), HasSubstr("verified: all")));
    EXPECT_EQ(listing(folder() / "plans"), "2028-midden 2028-midden-2 ");
}

}  // namespace
}  // namespace laad::update_test
