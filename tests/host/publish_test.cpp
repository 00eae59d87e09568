// SPDX-License-Identifier: Apache-2.0
// What is published of a made-up town: every figure against the tables of the run, and nothing that tells of few.
#include "host/publish/publish.hpp"

#include "host/plan_folder/public_tables.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/base64.hpp"
#include "host/present/words.hpp"
#include "host/publish/csp_hash.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/old_plan.hpp"
#include "tests/host/written_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <utility>

namespace laad::publish_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

std::string content_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Of a closed ring of [x, y].
double ring_m2(json const& ring)
{
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += ring[i - 1][0].get<double>() * ring[i][1].get<double>() -
                 ring[i][0].get<double>() * ring[i - 1][1].get<double>();
    return std::abs(twice) / 2;
}

WebMap small_map(std::string const& app)
{
    if (app == "monitor") return {"monitor()", "main{margin:0}"};
    return {"run('</script><!--')", "body{margin:0}"};
}

/// A town with a buurt of three dwellings, and a name that would end a script.
TinyRegion town(std::string const& west_kwh)
{
    TinyRegion region;
    region.replace("name = \"Proefstad\"", "name = \"Proef</script><b>stad\"");
    region.toml += "[publish]\nlogo = \"town.svg\"\n";
    region.tables["town.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    region.replace("[chargers]", "[coverage]\nwhite_spot_min_dwellings = 1\n\n[chargers]");
    auto& buurten = region.layer("buurten").features;
    buurten.front().geometry = TinyRegion::box(0, 100, 250, 500);
    buurten.push_back(TinyRegion::shape(TinyRegion::box(0, 0, 108, 100), {"Hoek"}));
    buurten.push_back(TinyRegion::shape(TinyRegion::box(108, 0, 250, 100), {"Zuid"}));
    region.tables["prognosis.csv"] = prognosis_of(west_kwh, "30000") +
                                     "Hoek,2023,2028,midden,personenauto,publiek,kwh_per_year,900,illustrative\n"
                                     "Zuid,2023,2028,midden,personenauto,publiek,kwh_per_year,4000,illustrative\n";
    return region;
}

class Publish : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<Folder>();
        first = made_plan(town("20000.5"), temp->file(""), "first");
        second = made_plan(town("26000"), temp->file(""), "second");
        published = publish({{temp->file("first"), temp->file("second")}, temp->file("web"), true}, small_map,
                            [](std::string const&, double) {});
    }
    static void TearDownTestSuite()
    {
        first.reset();
        second.reset();
        temp.reset();
    }

    static fs::path web() { return temp->file("web"); }
    static json read(std::string const& path) { return json::parse(content_of(web() / path)); }
    static std::vector<fs::path> files_with(std::string const& extension)
    {
        std::vector<fs::path> found;
        for (auto const& entry : fs::recursive_directory_iterator{web()})
            if (entry.path().extension() == extension) found.push_back(entry.path());
        return found;
    }
    static json cell(json const& table, std::size_t row, std::string const& column)
    {
        auto const& columns = table.at("columns");
        auto const at = std::find(columns.begin(), columns.end(), column) - columns.begin();
        return table.at("rows").at(row).at(static_cast<std::size_t>(at));
    }
    /// Where a line in steps ends.
    static std::pair<long, long> sum_of_steps(json const& steps)
    {
        std::pair<long, long> at{};
        for (std::size_t i = 0; i < steps.size(); i += 2) {
            at.first += steps.at(i).get<long>();
            at.second += steps.at(i + 1).get<long>();
        }
        return at;
    }
    static json figure(json const& plan, std::string const& key)
    {
        for (json const& one : plan.at("figures"))
            if (one.at("key") == key) return one;
        return {};
    }
    static std::string refusal(std::vector<fs::path> plans, std::string const& out = "refused")
    {
        try {
            publish({std::move(plans), temp->file(out), false}, small_map, [](std::string const&, double) {});
        } catch (std::exception const& error) {
            EXPECT_FALSE(fs::exists(temp->file(out))) << "nothing half-written remains";
            return error.what();
        }
        return "";
    }

    inline static std::unique_ptr<Folder> temp;
    inline static std::optional<laad::Run> first;
    inline static std::optional<laad::Run> second;
    inline static Published published;
};

TEST_F(Publish, PlansOfOnePrognosisGetIdsThatDiffer)
{
    json const plans = read("plans.json");
    EXPECT_EQ(plans.at("lang"), "en");
    EXPECT_EQ(plans.at("region"), "Proef</script><b>stad");
    EXPECT_EQ(plans.at("plans").at(0).at("id"), "2028-midden");
    EXPECT_EQ(plans.at("plans").at(1).at("id"), "2028-midden-2");
    EXPECT_EQ(published.plans.size(), 2u);
}

TEST_F(Publish, FiguresAreThoseOfTheTables)
{
    json const plan = read("2028-midden/plan.json");
    TableReader const kpi{temp->file("first") / "kpi.csv"};
    Feature const& area = kpi.rows().front();
    EXPECT_EQ(figure(plan, "dwellings_within").at("value"), kpi.whole(area, "within_300m"));
    EXPECT_EQ(figure(plan, "dwellings_within").at("of"), kpi.whole(area, "dwellings"));
    EXPECT_EQ(figure(plan, "unmet_kwh").at("value"), kpi.real(area, "unmet_kwh"));
    EXPECT_EQ(figure(plan, "newly_served_kwh").at("value"), kwh(first->findings.plan.served_wh()));
    EXPECT_EQ(figure(plan, "places").at("value"), first->findings.plan.placements.size());
    EXPECT_EQ(plan.at("grid").at("cell_m"), 2.5);
    EXPECT_EQ(plan.at("extent"), json({100000.0, 450000.0, 100500.0, 450500.0}));
    EXPECT_TRUE(plan.at("rules").contains("WALKWAY"));
}

TEST_F(Publish, PlacesAndCardsAreThoseOfTheRanking)
{
    json const places = read("2028-midden/places.json");
    json const cards = read("2028-midden/cards/0.json");
    auto const& placements = first->findings.plan.placements;
    ASSERT_EQ(places.at("rows").size(), placements.size());
    ASSERT_EQ(cards.size(), placements.size());
    for (std::size_t i = 0; i < placements.size(); ++i) {
        Candidate const& candidate = first->inputs.base.candidates[placements[i].candidate];
        EXPECT_EQ(cell(places, i, "candidate"), candidate.id);
        EXPECT_NEAR(cell(places, i, "x").get<double>(), candidate.pole.x, 0.005);
        EXPECT_NEAR(cell(places, i, "gain_kwh").get<double>(), kwh(placements[i].value.gain_wh), 0.05);
        EXPECT_EQ(cards[i].at("candidate"), candidate.id);
        EXPECT_NEAR(cards[i].at("served_kwh").get<double>(), kwh(placements[i].value.gain_wh), 0.05);
        auto const serves = static_cast<std::int64_t>(placements[i].serves.size());
        EXPECT_EQ(cards[i].at("demand_places"), serves < 5 ? json{} : json(serves));
        EXPECT_EQ(cards[i].contains("few"), serves < 5);
        double m2 = 0;
        for (json const& ring : cards[i].at("bays"))
            m2 += ring_m2(ring);
        EXPECT_NEAR(m2, area(candidate.bays), 0.5);
        EXPECT_EQ(cards[i].contains("next"), i + 1 < placements.size());
        EXPECT_EQ(cards[i].contains("above"), i > 0);
    }
}

TEST_F(Publish, EveryLayerIsThereWithAStyleAndAMessage)
{
    for (json const& layer : read("2028-midden/plan.json").at("layers")) {
        std::string const id = layer.at("id");
        fs::path const folder = web() / "2028-midden";
        EXPECT_TRUE(fs::is_regular_file(folder / layer.at("file").get<std::string>())) << id;
        if (layer.contains("overview")) {
            EXPECT_TRUE(fs::is_regular_file(folder / layer.at("overview").get<std::string>())) << id;
        }
        EXPECT_NE(layer.at("message"), "") << id;
        json const& style = layer.at("style");
        if (layer.at("kind") == "raster") {
            EXPECT_EQ(style.at("upper").size() + 1, style.at("classes").size()) << id;
        }
    }
}

TEST_F(Publish, ShapesAreThoseOfTheLayers)
{
    json const stations = read("2028-midden/layers/stations.json");
    ASSERT_EQ(stations.at("shapes").size(), stations.at("rows").size());
    EXPECT_EQ(stations.at("shapes").at(0).size(), 2u);
    json const buurten = read("2028-midden/layers/kpi_buurten.json");
    ASSERT_EQ(buurten.at("rows").size(), 4u);
    json const& ring = buurten.at("shapes").at(0).at("polygons").at(0).at(0);
    ASSERT_EQ(ring.size(), 10u) << "five points";
    EXPECT_EQ(sum_of_steps(ring), (std::pair{ring.at(0).get<long>(), ring.at(1).get<long>()}))
        << "a ring ends where it began";
}

TEST_F(Publish, TheBaseMapIsThereInSquares)
{
    json const squares = read("plans.json").at("base").at("vectors");
    std::size_t shapes = 0;
    for (int col = 0; col < squares.at("cols").get<int>(); ++col)
        for (int row = 0; row < squares.at("rows").get<int>(); ++row) {
            json const square =
                read(fmt::format("{}/{}_{}.json", squares.at("folder").get<std::string>(),
                                 squares.at("west").get<int>() + col, squares.at("south").get<int>() + row));
            for (json const& layer : square.at("layers"))
                for (json const& polygon : layer.value("polygons", json::array())) {
                    ++shapes;
                    json const& ring = polygon.at(0);
                    EXPECT_EQ(sum_of_steps(ring), (std::pair{ring.at(0).get<long>(), ring.at(1).get<long>()}));
                }
        }
    EXPECT_GT(shapes, 0u);
    EXPECT_TRUE(fs::is_regular_file(web() / read("plans.json").at("base").at("streets").get<std::string>()));
}

/// Every file of a folder with its bytes.
std::map<std::string, std::string> bytes_of(fs::path const& folder)
{
    std::map<std::string, std::string> files;
    for (auto const& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) files[entry.path().lexically_relative(folder)] = content_of(entry.path());
    return files;
}

TEST_F(Publish, APlanThatWasMovedWithoutItsInputsHasTheSameBaseMapAndLogo)
{
    fs::copy(temp->file("first"), temp->file("moved"), fs::copy_options::recursive);
    fs::rename(temp->file("first-inputs"), temp->file("out-of-sight"));
    auto const moved =
        publish({{temp->file("moved")}, temp->file("moved-web")}, small_map, [](std::string const&, double) {});
    fs::rename(temp->file("out-of-sight"), temp->file("first-inputs"));
    EXPECT_THAT(moved.notes, testing::IsEmpty());
    // The overview of the surface is coarser where more plans share a page, but here it is whole.
    EXPECT_TRUE(bytes_of(temp->file("moved-web") / "base") == bytes_of(web() / "base"));
    EXPECT_EQ(json::parse(content_of(temp->file("moved-web") / "plans.json")).at("logo"),
              "data:image/svg+xml;base64," + base64("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    EXPECT_EQ(read("plans.json").at("logo"),
              json::parse(content_of(temp->file("moved-web") / "plans.json")).at("logo"));
}

TEST_F(Publish, OfAPlanWithoutBaseMapAndLogoSaysSo)
{
    fs::path const old = temp->file("old");
    fs::copy(temp->file("first"), old, fs::copy_options::recursive);
    forget_file(old, "basemap.fgb");
    forget_file(old, "logo.svg");
    auto const made = publish({{old}, temp->file("old-web")}, small_map, [](std::string const&, double) {});
    EXPECT_THAT(made.notes, ElementsAre(HasSubstr("has no basemap.fgb"), HasSubstr("logo.svg cannot be read")));
    EXPECT_TRUE(json::parse(content_of(temp->file("old-web") / "plans.json")).at("logo").is_null());
    EXPECT_TRUE(fs::is_regular_file(temp->file("old-web") / "base/surface.tif"));
}

TEST_F(Publish, WordsOfPlacesAreThereOnce)
{
    json const places = read("2028-midden/places.json");
    for (auto const& [column, words] : places.at("words").items()) {
        std::set<json> const distinct(words.begin(), words.end());
        EXPECT_EQ(distinct.size(), words.size()) << column;
        EXPECT_LT(cell(places, 0, column).get<std::size_t>(), words.size()) << column;
    }
    EXPECT_EQ(places.at("words").at("status").at(cell(places, 0, "status").get<std::size_t>()), "connectable");
}

TEST_F(Publish, RastersAreLinksAndNoneTellsOfSingleDwellings)
{
    std::set<std::string> names;
    for (fs::path const& file : files_with(".tif"))
        names.insert(file.filename());
    EXPECT_THAT(names, AllOf(testing::Contains("walk.tif"), testing::Contains("headroom.tif"),
                             Not(testing::Contains("demand.tif")), Not(testing::Contains("unmet.tif"))));
    EXPECT_TRUE(fs::equivalent(web() / "2028-midden/rasters/walk.tif", temp->file("first") / "rasters/walk.tif"));
}

/// A town of 200 × 200 cells fits, so its overviews are whole.
TEST_F(Publish, OverviewsHoldTheCellsOfTheRaster)
{
    GridSpec const& grid = first->inputs.base.grid;
    RasterReader<std::uint16_t> const whole{web() / "2028-midden/rasters/walk.tif", grid};
    RasterReader<std::uint16_t> const small{web() / "2028-midden/overviews/walk.tif", grid};
    EXPECT_EQ(whole.read({{0, 0}, grid.shape}).cells(), small.read({{0, 0}, grid.shape}).cells());
}

TEST_F(Publish, NothingLiesThereThatNobodyAskedFor)
{
    EXPECT_THAT(files_with(".xml"), testing::IsEmpty());
    EXPECT_FALSE(fs::exists(web() / "laadkans.html")) << "the use of the network is not known";
    EXPECT_FALSE(fs::exists(web() / "laadkans"));
    EXPECT_TRUE(read("plans.json").at("chance").is_null());
}

bool counts_dwellings(std::string const& column)
{
    static std::regex const counts{"dwellings|households|without_entry|within_[0-9]+m|demand_places"};
    return std::regex_match(column, counts);
}

/// Calls `visit` with each number that a file calls a count of dwellings.
void each_count(json const& value, std::function<void(std::string const&, json const&)> const& visit)
{
    if (value.is_array())
        for (json const& one : value)
            each_count(one, visit);
    if (!value.is_object()) return;
    for (auto const& [key, member] : value.items()) {
        if (counts_dwellings(key)) visit(key, member);
        each_count(member, visit);
    }
    if (!value.contains("columns")) return;
    for (std::size_t c = 0; c < value.at("columns").size(); ++c)
        if (std::string const column = value.at("columns").at(c); counts_dwellings(column))
            for (json const& row : value.at("rows"))
                visit(column, row.at(c));
}

TEST_F(Publish, NoCountOfFewerThanFiveDwellingsIsInAnyFile)
{
    int counts = 0;
    int withheld = 0;
    for (fs::path const& file : files_with(".json"))
        each_count(json::parse(content_of(file)), [&](std::string const& what, json const& count) {
            ++counts;
            if (count.is_null())
                ++withheld;
            else
                EXPECT_GE(count.get<std::int64_t>(), 5) << what << " in " << file;
        });
    EXPECT_GT(counts, 40);
    EXPECT_GT(withheld, 4);
    json const plan = read("2028-midden/plan.json");
    for (json const& one : plan.at("figures"))
        if (one.at("unit") == "dwellings" && !one.at("value").is_null()) {
            EXPECT_GE(one.at("value").get<int>(), 5);
        }
}

TEST_F(Publish, NeitherIsOneInATableToDownload)
{
    int counts = 0;
    for (fs::path const& file : files_with(".csv")) {
        FeatureTable const table = read_table(file, Rows::may_lack);
        for (std::size_t c = 0; c < table.fields.size(); ++c)
            if (counts_dwellings(table.fields[c]))
                for (Feature const& row : table.features) {
                    ++counts;
                    auto const count = number(row.values[c]);
                    EXPECT_TRUE(!count || *count >= 5) << table.fields[c] << " in " << file;
                }
    }
    EXPECT_GT(counts, 20);
}

/// The buurt of three dwellings does not follow from the total and the others.
TEST_F(Publish, WhatIsWithheldDoesNotFollowFromTheOthers)
{
    json const plan = read("2028-midden/plan.json");
    json const buurten = read("2028-midden/layers/kpi_buurten.json");
    for (auto const& [column, total] : {std::pair{"dwellings", figure(plan, "dwellings_within").at("of")},
                                        std::pair{"within_300m", figure(plan, "dwellings_within").at("value")}}) {
        if (total.is_null()) continue;
        auto rest = total.get<std::int64_t>();
        int withheld = 0;
        for (std::size_t i = 0; i < buurten.at("rows").size(); ++i) {
            json const count = cell(buurten, i, column);
            count.is_null() ? ++withheld : rest -= count.get<std::int64_t>();
            EXPECT_TRUE(!count.is_null() || cell(buurten, i, "few") == "yes");
        }
        EXPECT_GE(withheld, 2) << column;
        EXPECT_GE(rest, 5) << column;
    }
}

TEST_F(Publish, TheFolderPageRunsNothingButItsOwnFiles)
{
    std::string const page = content_of(web() / "index.html");
    EXPECT_THAT(page, AllOf(HasSubstr("default-src 'self'"), HasSubstr("<script src=\"app.js\"></script>"),
                            HasSubstr("<title>Proef&lt;/script&gt;&lt;b&gt;stad</title>"), HasSubstr("lang=\"en\""),
                            Not(HasSubstr("<script>")), Not(HasSubstr("unsafe"))));
    EXPECT_EQ(content_of(web() / "app.js"), small_map("app").script);
}

/// The JSON between the tags of the element `files`.
json inlined(std::string const& page)
{
    std::string const begin = "<script type=\"application/json\" id=\"files\">";
    auto const from = page.find(begin) + begin.size();
    return json::parse(page.substr(from, page.find("</script>", from) - from));
}

TEST_F(Publish, ThePageInOneFileHoldsItsFilesAndItsScriptAlone)
{
    std::string const page = content_of(web() / "plan.html");
    std::string const script = "run('<\\/script><\\!--')";
    EXPECT_THAT(page, AllOf(HasSubstr("<script>" + script + "</script>"),
                            HasSubstr("default-src 'none'; script-src '" + csp_hash(script) + "'"),
                            Not(HasSubstr("stad</script>")), Not(HasSubstr("unsafe")), Not(HasSubstr("app.js"))));
    json const files = inlined(page);
    EXPECT_EQ(files.at("plans.json"), content_of(web() / "plans.json"));
    EXPECT_EQ(files.at("2028-midden-2/cards/0.json"), content_of(web() / "2028-midden-2/cards/0.json"));
    EXPECT_EQ(files.at("2028-midden/overviews/walk.tif"),
              "base64:" + base64(content_of(web() / "2028-midden/overviews/walk.tif")));
    EXPECT_FALSE(files.contains("2028-midden/rasters/walk.tif"));
    EXPECT_EQ(published.page_bytes, static_cast<std::int64_t>(page.size()));
    EXPECT_THAT(published.left_out, testing::IsEmpty());
}

TEST_F(Publish, ThePageForResidentsSaysSo)
{
    EXPECT_THAT(content_of(web() / "reageer.html"), HasSubstr("<body data-mode=\"reactions\">"));
    EXPECT_THAT(content_of(web() / "plan.html"), Not(HasSubstr("data-mode")));
}

/// A town of which two weeks of use are known, of each public site the same.
TinyRegion used_town()
{
    TinyRegion region = town("20000.5");
    region.toml += "[usage]\nleast_days = 5\nchance_least_quarters = 20\n[[usage.file]]\nfile = \"hours.csv\"\n";
    std::string& hours = region.tables["hours.csv"] = "location_id,date,hour_local,n_evse,connected_pct\n";
    for (char const* site : {"c1", "c2"})
        for (int day = 1; day <= 14; ++day)
            for (int hour = 0; hour < 24; ++hour)
                hours += fmt::format("{},2026-06-{:02},{},2,50\n", site, day, hour);
    return region;
}

/// Two plans of the same use and one without, published once for the tests below.
class PublishUse : public Publish {
  protected:
    static void SetUpTestSuite()
    {
        Publish::SetUpTestSuite();
        made_plan(used_town(), temp->file(""), "used");
        made_plan(used_town(), temp->file(""), "used-again");
        made = publish({{temp->file("used"), temp->file("used-again"), temp->file("first")}, temp->file("used-web")},
                       small_map, [](std::string const&, double) {});
    }
    static std::string used(std::string const& file) { return content_of(temp->file("used-web") / file); }

    inline static Published made;
};

TEST_F(PublishUse, HasAPageOfItsOwn)
{
    EXPECT_TRUE(made.monitor);
    std::string const page = used("monitor.html");
    EXPECT_THAT(page, AllOf(HasSubstr("<script>monitor()</script>"), HasSubstr("<style>main{margin:0}</style>"),
                            HasSubstr("script-src '" + csp_hash("monitor()") + "'"), Not(HasSubstr("unsafe")),
                            HasSubstr("<title>Use of the network: ")));
    json const files = inlined(page);
    std::string const figures = "2028-midden/monitor.json";
    EXPECT_EQ(files.size(), 2u) << "the same figures once, and none of a plan without use";
    EXPECT_EQ(files.at("plans.json"), used("plans.json"));
    EXPECT_EQ(files.at(figures), used(figures));
    EXPECT_FALSE(inlined(used("plan.html")).contains(figures));
    json const monitor = json::parse(files.at(figures).get<std::string>());
    for (auto const& [field, style] : monitor.at("styles").items())
        EXPECT_EQ(style.at("upper").size() + 1, style.at("classes").size()) << field;
    json const limits = monitor.at("styles").at("vehicles_per_evse").at("upper");
    EXPECT_EQ(std::count(limits.begin(), limits.end(), monitor.at("vehicles_per_evse_target")), 1)
        << "a class ends there";

    EXPECT_FALSE(published.monitor);
    EXPECT_FALSE(fs::exists(web() / "monitor.html"));
}

TEST_F(PublishUse, HasDwellingsNearAChargerAsTheKeyFiguresHaveThem)
{
    json const walk = json::parse(used("2028-midden/monitor.json")).at("walk");
    json const plan = json::parse(used("2028-midden/plan.json"));
    json const buurten = json::parse(used("2028-midden/layers/kpi_buurten.json"));
    EXPECT_EQ(cell(walk, 0, "dwellings"), figure(plan, "dwellings_within").at("of"));
    EXPECT_EQ(cell(walk, 0, "within_300m"), figure(plan, "dwellings_within").at("value"));
    std::size_t compared = 0;
    for (std::size_t i = 0; i < buurten.at("rows").size(); ++i)
        for (std::size_t j = 0; j < walk.at("rows").size(); ++j) {
            if (cell(walk, j, "name") != cell(buurten, i, "name")) continue;
            ++compared;
            for (char const* column : {"dwellings", "within_300m", "within_300m_pct"})
                EXPECT_EQ(cell(walk, j, column), cell(buurten, i, column)) << column;
        }
    EXPECT_EQ(compared, buurten.at("rows").size());
}

TEST_F(Publish, WhatCannotBePublishedIsRefused)
{
    EXPECT_THAT(refusal({temp->file("first"), temp->file("first")}), HasSubstr("are one folder"));
    EXPECT_THAT(refusal({temp->file("nothing")}), HasSubstr("no such folder"));
    TinyRegion elsewhere = town("20000.5");
    elsewhere.replace("name = \"Proef</script><b>stad\"", "name = \"Elders\"");
    made_plan(elsewhere, temp->file(""), "elsewhere");
    EXPECT_THAT(refusal({temp->file("first"), temp->file("elsewhere")}), HasSubstr("are of different regions"));
    EXPECT_THROW(publish({{temp->file("first")}, web(), false}, small_map, [](std::string const&, double) {}),
                 OutputError);
}

/// Whatever is missing on the way, no folder is left.
TEST_F(Publish, WithoutTheWebMapNothingIsWritten)
{
    auto const absent = [](std::string const&) -> WebMap { throw InputError{"the web map is not built"}; };
    EXPECT_THROW(
        publish({{temp->file("first")}, temp->file("unbuilt"), false}, absent, [](std::string const&, double) {}),
        InputError);
    EXPECT_FALSE(fs::exists(temp->file("unbuilt")));
}

TEST(Encoding, IsThatOfTheStandards)
{
    EXPECT_EQ(csp_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    EXPECT_EQ(csp_hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    EXPECT_EQ(csp_hash(std::string(56, 'a')), "sha256-s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o=");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
}

}  // namespace
}  // namespace laad::publish_test
