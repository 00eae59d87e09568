// SPDX-License-Identifier: Apache-2.0
// What residents are told of the chance of a free charger in a made-up town: counts of five sites and more, and prices.
#include "host/publish/chance_page.hpp"
#include "host/plan_folder/public_tables.hpp"
#include "host/present/base64.hpp"
#include "host/publish/publish.hpp"
#include "host/usage/chance.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/written_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <memory>

namespace laad::chance_page_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

std::string content_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

WebMap small_map(std::string const& app)
{
    if (app == "laadkans") return {"chance()", "main{}"};
    return {"run()", "body{}"};
}

/// Six sites in West and one in Oost, on ten weekdays from 18 to 19 hours: full on odd days of the month, else free.
std::string evenings()
{
    std::string table = "location_id,date,hour_local,n_evse,connected_pct\n";
    for (int const day : {1, 2, 3, 4, 5, 8, 9, 10, 11, 12})
        for (char const* site : {"c1", "c2", "w2", "w3", "w4", "w5", "w6"})
            table += fmt::format("{},2026-06-{:02},18,2,{}\n", site, day, day % 2 == 1 ? 100 : 0);
    return table;
}

TinyRegion town()
{
    TinyRegion town;
    town.toml +=
        "[usage]\nchance_least_quarters = 40\nmonths = 1\ntariffs = \"tariffs.json\"\nevses = \"evses.json\"\n"
        "[[usage.file]]\nfile = \"evenings.csv\"\n";
    auto& chargers = town.layer("chargers").features;
    for (int i = 2; i <= 6; ++i)
        chargers.push_back(TinyRegion::charger(60 + 25 * (i - 1), 53, fmt::format("w{}", i), 2, "ON_STREET"));
    town.tables["evenings.csv"] = evenings();
    town.tables["tariffs.json"] = R"([{"country_code":"NL","party_id":"ABC","id":"t","currency":"EUR","elements":)"
                                  R"([{"price_components":[{"type":"ENERGY","price":0.5,"vat":21,"step_size":1}]}]}])";
    town.tables["evses.json"] =
        R"([{"country_code":"NL","party_id":"ABC","id":"c1","evses":[{"status":"AVAILABLE","connectors":)"
        R"([{"tariff_ids":["t"]}]}]}])";
    return town;
}

class ChanceFolder : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<Folder>();
        made_plan(town(), temp->file(""), "plan");
        published = publish({{temp->file("plan")}, temp->file("web")}, small_map, [](std::string const&, double) {});
    }
    static void TearDownTestSuite() { temp.reset(); }

    static fs::path web() { return temp->file("web"); }
    static json read(std::string const& path) { return json::parse(content_of(web() / path)); }
    static json facts() { return read("2028-midden/chance.json"); }
    static std::size_t at(std::string const& buurt)
    {
        json const buurten = facts().at("buurten");
        std::size_t i = 0;
        while (buurten.at(i).at("name") != buurt)
            ++i;
        return i;
    }
    /// What the file of counts has of a buurt at 18 hours on weekdays.
    static json evening(std::string const& buurt)
    {
        json const counts = read("2028-midden/chance/0.json");
        for (json const& row : counts.at(at(buurt)))
            if (row.at(0) == 18) return row;
        return {};
    }

    inline static std::unique_ptr<Folder> temp;
    inline static Published published;
};

TEST_F(ChanceFolder, TellsWhatWasCountedOfFiveSitesAndMore)
{
    EXPECT_EQ(read("plans.json").at("chance"), "2028-midden");
    // Half of ten days at six sites; Wilson's interval of 30 in 60.
    EXPECT_EQ(evening("West"), json::parse("[18,50,37.7,62.3,6,240,60,false]"));
    EXPECT_EQ(evening("Oost"), json::parse("[18,null,null,null,1,40,10,true]")) << "of one site nothing is told";
    EXPECT_EQ(facts().at("charging_only"), "none");
    EXPECT_EQ(facts().at("first"), "2026-06-01T16:00:00Z");
    EXPECT_EQ(facts().at("style").at("codes").at(0).at("value"), chance_too_little);
}

TEST_F(ChanceFolder, NoTableToDownloadTellsMore)
{
    StoredPlan const plan = read_plan(temp->file("plan"));
    PublicTables const tables{plan};
    FeatureTable const chance = tables.read("chance_buurten");
    int told = 0;
    for (Feature const& row : chance.features) {
        bool const is_told = number(row.values[chance.column("chance_pct")]).has_value();
        told += is_told;
        EXPECT_EQ(is_told, text(row.values[chance.column("buurt")]) == "West");
        if (!is_told) {
            EXPECT_FALSE(number(row.values[chance.column("one_more_model_pct")]));
        }
    }
    EXPECT_EQ(told, 1);
}

TEST_F(ChanceFolder, PricesAreThoseOfTheBuurt)
{
    EXPECT_EQ(facts().at("prices"), true);
    EXPECT_EQ(facts().at("buurten").at(at("West")).at("price"),
              json::parse(R"({"lowest":0.605,"median":0.605,"highest":0.605,"connectors":1,"with_other_costs":0})"));
    EXPECT_FALSE(facts().at("buurten").at(at("Oost")).contains("price"));
}

TEST_F(ChanceFolder, ThePageInOneFileCarriesTheRastersInFull)
{
    std::string const page = content_of(web() / "laadkans.html");
    std::string const begin = "<script type=\"application/json\" id=\"files\">";
    auto const from = page.find(begin) + begin.size();
    json const files = json::parse(page.substr(from, page.find("</script>", from) - from));
    for (std::string const& raster : chance_page_rasters()) {
        std::string const path = "2028-midden/rasters/" + raster + ".tif";
        EXPECT_EQ(files.at(path), "base64:" + base64(content_of(web() / path)));
    }
    EXPECT_EQ(files.at("2028-midden/chance.json"), content_of(web() / "2028-midden/chance.json"));
    EXPECT_EQ(files.at("2028-midden/chance/0.json"), content_of(web() / "2028-midden/chance/0.json"));
    EXPECT_THAT(page, AllOf(HasSubstr("<script>chance()</script>"), Not(HasSubstr("run()"))));
    EXPECT_EQ(published.chance_page_bytes, static_cast<std::int64_t>(page.size()));
    EXPECT_THAT(content_of(web() / "plan.html"), Not(HasSubstr("chance_weekday_18")));
}

TEST_F(ChanceFolder, ThePageForAWebServerFindsTheFolderAboveIt)
{
    EXPECT_THAT(content_of(web() / "laadkans/index.html"),
                AllOf(HasSubstr("<body data-root=\"../\">"), HasSubstr("<script src=\"laadkans.js\">"),
                      HasSubstr("href=\"../2028-midden/chance.json\""), Not(HasSubstr("id=\"files\""))));
    EXPECT_EQ(content_of(web() / "laadkans/laadkans.css"), "main{}");
}

}  // namespace
}  // namespace laad::chance_page_test
