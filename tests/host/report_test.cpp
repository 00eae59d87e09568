// SPDX-License-Identifier: Apache-2.0
#include "host/report/report.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/present/illustrative.hpp"
#include "host/report/report_page.hpp"
#include "host/report/tables.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace laad::report_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string content(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The words of a page: its pictures, in letters of their own, may spell anything.
std::string page(fs::path const& file)
{
    std::string words = content(file);
    for (auto at = words.find("base64,"); at != std::string::npos; at = words.find("base64,", at + 1))
        words.erase(at, words.find('"', at) - at);
    return words;
}

std::string page_of(Run const& run)
{
    return report_page(run.inputs, run.findings, run.log, {});
}

void quiet(std::string const&, double) {}

/// One output folder for all tests that only read.
fs::path const& written()
{
    static TempFolder const parent;
    static fs::path const folder = [] {
        fs::path const target = parent.path() / "out";
        auto run = example::run();
        write_results(run, target, quiet);
        return target;
    }();
    return folder;
}

std::size_t lines(fs::path const& file)
{
    std::string const all = content(file);
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
}

TEST(Report, IsComplete)
{
    for (char const* name :
         {"distance", "distance_site", "walk", "walk_site", "evse_within", "demand", "demand_density", "unmet", "gain",
          "headroom", "connectable_points", "binding_asset", "binding_quarter", "basis", "surface", "buurt"})
        EXPECT_TRUE(fs::exists(written() / "rasters" / (std::string{name} + ".tif"))) << name;
    for (char const* name :
         {"plankaart.gpkg", "placements.csv", "kpi.csv", "stations.csv", "white_spots.csv", "mass.csv", "report.html",
          "manifest.json", "reach.bin", "region.effective.toml", "basemap.fgb"})
        EXPECT_TRUE(fs::exists(written() / name)) << name;
}

TEST(Report, KeepsTheCellsOfItsLayers)
{
    auto run = example::run();
    EXPECT_EQ(read_raster<std::uint16_t>(written() / "rasters/walk.tif", run.inputs.base.grid).cells(),
              cells_of(run.layers[walk_layer]).cells());
    EXPECT_EQ(read_raster<std::int32_t>(written() / "rasters/headroom.tif", run.inputs.base.grid).cells(),
              cells_of(run.layers[headroom_layer]).cells());
}

TEST(Report, HasEveryRowInTheGeoPackage)
{
    auto const rows = [](char const* layer) {
        return read_layer({written() / "plankaart.gpkg", layer, "", 28992, {}}).features.size();
    };
    EXPECT_EQ(rows("placements"), 2u);
    EXPECT_EQ(rows("placement_bays"), 2u);
    EXPECT_EQ(rows("candidates"), 4u);
    EXPECT_EQ(read_table(written() / "plankaart.gpkg", Rows::needed, "explanations").features.size(), 4u);
    EXPECT_EQ(rows("stations"), 2u);
    EXPECT_EQ(rows("white_spots"), 1u);
    EXPECT_EQ(rows("nal_squares"), 1u);
    EXPECT_EQ(rows("kpi_buurten"), 3u);
    EXPECT_EQ(rows("assets"), 2u);
    EXPECT_EQ(lines(written() / "grid_assets.csv"), example::run().inputs.grid.info.size() + 1);
    EXPECT_THAT(content(written() / "codes.csv"), HasSubstr("binding_asset,1,TR-7"));
}

TEST(Report, PlacesThePoleInTheGeoPackage)
{
    auto run = example::run();
    auto const table = read_layer({written() / "plankaart.gpkg", "placements", "", 28992, {}});
    auto const& first = table.features.front();
    EXPECT_EQ(first.geometry.points.front(), run.inputs.base.candidates[CandidateId{0}].pole);
    EXPECT_EQ(text(first.values[table.column("candidate")]), "a-1-1");
    EXPECT_EQ(text(first.values[table.column("basis")]), "assumed");
}

TEST(Report, SaysHowMuchIsServedInTheArea)
{
    auto run = example::run();
    std::string const html = page_of(run);
    EXPECT_THAT(html, HasSubstr("kWh in the area and the rest in the rim"));
    EXPECT_THAT(html, HasSubstr("RD x, y (m)"));
}

TEST(Report, SaysPlainlyThatEveryStationIsFilled)
{
    auto run = example::run();
    std::int64_t const capacity_wh = std::int64_t{run.inputs.scenario.placement.evse_per_station} *
                                     run.inputs.scenario.demand.capacity_kwh_per_evse_year * 1000;
    run.findings.plan.placements.back().cumulative_wh = 2 * capacity_wh;
    std::string const html = page_of(run);
    EXPECT_THAT(html, HasSubstr("every station of the plan is filled"));
    EXPECT_THAT(html, Not(HasSubstr("of the best possible")));
}

TEST(Report, PrintsNoShareOfNoDwellings)
{
    auto run = example::run();
    run.findings.kpis.resize(1);
    run.findings.kpis[0].walk = {0, 0, {0, 0}};
    run.findings.walk_shares.area = {0, 0, {0, 0}};
    EXPECT_THAT(page_of(run), Not(HasSubstr("0.0 %")));
}

TEST(Illustrative, MarksOnlyWhatRestsOnIt)
{
    Inputs inputs = example::run().inputs;
    EXPECT_EQ(illustrative_warning(inputs, RestsOn::today), "");
    EXPECT_THAT(illustrative_warning(inputs, RestsOn::prognosis_or_grid), HasSubstr("prognosis and grid figures"));
    inputs.scenario.sources[0].illustrative = true;
    EXPECT_THAT(illustrative_warning(inputs, RestsOn::today), HasSubstr("ILLUSTRATIVE"));
}

TEST(Illustrative, FollowsFromWhatASourceIsAboutNotFromItsWords)
{
    Inputs inputs = example::run().inputs;
    inputs.scenario.sources[0] = {"Levering van de netbeheerder", "", "", "", true, About::grid};
    EXPECT_EQ(illustrative_warning(inputs, RestsOn::today), "");
    inputs.scenario.sources[0] = {"A grid of streets", "", "", "", true, About::today};
    EXPECT_THAT(illustrative_warning(inputs, RestsOn::today), HasSubstr("ILLUSTRATIVE"));
}

TEST(Report, HasEveryRowInTheCsvFiles)
{
    EXPECT_EQ(lines(written() / "placements.csv"), 3u);
    EXPECT_EQ(lines(written() / "kpi.csv"), 7u);
    EXPECT_EQ(lines(written() / "stations.csv"), 3u);
    EXPECT_EQ(lines(written() / "mass.csv"), 4u);
    EXPECT_THAT(content(written() / "placements.csv"), HasSubstr("waits for grid"));
}

/// Width and height out of the header of a PNG.
std::pair<int, int> png_size(std::string const& png)
{
    auto const number = [&](std::size_t at) {
        int value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8 | static_cast<unsigned char>(png[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

TEST(Report, DrawsEightMapsThatAreNotBlank)
{
    int maps = 0;
    for (auto const& entry : fs::directory_iterator{written() / "maps"}) {
        std::string const png = content(entry.path());
        auto const [width, height] = png_size(png);
        EXPECT_EQ(width, 1600) << entry.path();
        EXPECT_GT(height, 400) << entry.path();
        EXPECT_GT(png.size(), 30'000u) << entry.path() << ": a blank sheet would be smaller";
        ++maps;
    }
    EXPECT_EQ(maps, 8);
}

TEST(Report, NeedsNoNetworkAndEscapesNames)
{
    std::string const html = content(written() / "report.html");
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(html, HasSubstr("EVSE &amp; more"));
    for (char const* reference : {"src=\"http", "href=\"http", "url(", "@import", "<link"})
        EXPECT_THAT(html, Not(HasSubstr(reference)));
}

TEST(Report, SaysWhatIsIllustrativePartialAndCertified)
{
    std::string const html = content(written() / "report.html");
    for (char const* words :
         {"ILLUSTRATIVE", "Zuidoost (partial)", nal_definition, on_foot.definition, "NaN coordinate", "upper bound",
          "difference 0 Wh", "not checked", "alt=\"Plan map", "scope=\"row\""})
        EXPECT_THAT(html, HasSubstr(words)) << words;
}

TEST(Report, HasNoBannerWithoutAssumptions)
{
    auto run = example::run();
    run.inputs.prognosis.illustrative = false;
    run.inputs.scenario.sources[1].illustrative = false;
    run.inputs.grid.assets[AssetId{1}].basis = Basis::network_operator;
    TempFolder const temp;
    fs::path const target = temp.path() / "out";
    write_results(run, target, quiet);
    EXPECT_THAT(content(target / "report.html"), Not(HasSubstr("ILLUSTRATIVE")));
}

TEST(Report, ListsItsCertificatesInTheManifest)
{
    auto const manifest = nlohmann::json::parse(content(written() / "manifest.json"));
    EXPECT_EQ(manifest["mass_certificate"]["all_placed"], true);
    EXPECT_EQ(manifest["table_hashes"].size(), 14u);
    EXPECT_EQ(manifest["layer_hashes"]["walk"], "00112233445566778899aabbccddeeff");
    EXPECT_EQ(manifest["rejected"][0]["rows"], 2);
    EXPECT_EQ(manifest["plan"]["placements"], 2);
}

TEST(Report, ShowsBothTotalsWhenANeighbourhoodCannotBePlaced)
{
    auto run = example::run();
    run.findings.mass[0] = {"West", 10'000'000, 0, true};
    TempFolder const temp;
    fs::path const target = temp.path() / "out";
    write_results(run, target, quiet);
    auto const certificate = nlohmann::json::parse(content(target / "manifest.json"))["mass_certificate"];
    EXPECT_EQ(certificate["prognosis_wh"], 40'000'000);
    EXPECT_EQ(certificate["cells_wh"], 30'000'000);
    EXPECT_EQ(certificate["unplaced_wh_by_buurt"]["West"], 10'000'000);
    EXPECT_EQ(certificate["all_placed"], false);
    EXPECT_THAT(content(target / "mass.csv"), HasSubstr("West,10000000,0,10000000,no,yes"));
    EXPECT_THAT(content(target / "report.html"),
                AllOf(HasSubstr("difference 10,000,000 Wh. all_placed: false."), HasSubstr("West: 10,000,000 Wh of")));
}

TEST(Report, OfCoverageHoldsNothingThatRestsOnAPrognosis)
{
    auto run = example::run();
    run.inputs.scope = RunScope::coverage;
    for (KpiRow& row : run.findings.kpis)
        row.plan.reset();
    run.findings.stations.clear();
    run.findings.plan = {};
    TempFolder const temp;
    fs::path const target = temp.path() / "out";
    write_results(run, target, quiet);
    for (char const* name : {"rasters/walk.tif", "rasters/distance_site.tif", "rasters/surface.tif", "stations.csv",
                             "kpi.csv", "white_spots.csv", "maps/white_spots.png", "maps/walk.png", "report.html"})
        EXPECT_TRUE(fs::exists(target / name)) << name;
    for (char const* name : {"rasters/demand.tif", "rasters/gain.tif", "rasters/headroom.tif", "placements.csv",
                             "mass.csv", "reach.bin", "maps/plankaart.png", "maps/unmet.png"})
        EXPECT_FALSE(fs::exists(target / name)) << name;
    EXPECT_THAT(page(target / "report.html"), Not(HasSubstr("kWh")));
    EXPECT_THAT(content(target / "kpi.csv"), Not(HasSubstr("kwh")));
    EXPECT_THAT(content(target / "stations.csv"), HasSubstr("NL-1,public,2,0,2,yes,yes,yes,,,,"));
    EXPECT_EQ(nlohmann::json::parse(content(target / "manifest.json"))["scope"], "coverage");
}

/// A plan of one station repeated, as many times as a region has.
Run run_with_placements(std::size_t count)
{
    auto run = example::run();
    auto& placements = run.findings.plan.placements;
    Placement const first = placements.front();
    placements.assign(count, first);
    for (std::size_t i = 0; i < count; ++i) {
        placements[i].rank = static_cast<int>(i) + 1;
        placements[i].status = GridStatus::waits_for_grid;
        placements[i].grid_reason = "asset " + std::to_string(i) + " has no room";
    }
    return run;
}

TEST(Report, CutsLongListsAndSaysWhereTheRestIs)
{
    std::string const html = page_of(run_with_placements(5000));
    EXPECT_THAT(html, HasSubstr("The first 100 of 5,000; all are in placements.csv and plankaart.gpkg"));
    EXPECT_THAT(html, HasSubstr("The first 50 of 5,000; all are in placements.csv"));
    EXPECT_LT(html.size(), 200'000u);
}

TEST(Report, RefusesAFolderThatExists)
{
    TempFolder const temp;
    fs::path const target = temp.path() / "out";
    fs::create_directory(target);
    auto run = example::run();
    try {
        write_results(run, target, quiet);
        FAIL() << "wrote into an existing folder";
    } catch (OutputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("exists; choose another --out or remove it"));
    }
    EXPECT_TRUE(fs::is_empty(target));
}

TEST(Report, RefusesAParentThatDoesNotExist)
{
    TempFolder const temp;
    auto run = example::run();
    EXPECT_THROW(write_results(run, temp.path() / "no" / "out", quiet), OutputError);
}

TEST(Report, LeavesNothingBehindWhenItFails)
{
    TempFolder const temp;
    fs::path const parent = temp.path();
    auto const stop_at_page = [](std::string const& what, double) {
        if (what == plan_files::page) throw std::runtime_error{"cancelled"};
    };
    auto run = example::run();
    EXPECT_THROW(write_results(run, parent / "out", stop_at_page), std::runtime_error);
    EXPECT_TRUE(fs::is_empty(parent));
}

TEST(TableHashes, DependOnTheRowsOfTheirTableAlone)
{
    auto run = example::run();
    auto const before = table_hashes(tables(run.inputs, run.findings));
    auto const again = example::run();
    EXPECT_EQ(before, table_hashes(tables(again.inputs, again.findings)));
    run.findings.plan.placements[0].value.gain_wh += 1;
    auto const after = table_hashes(tables(run.inputs, run.findings));
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_EQ(before[i] == after[i], before[i].first != "placements") << before[i].first;
}

}  // namespace
}  // namespace laad::report_test
