// SPDX-License-Identifier: Apache-2.0
// Two stored versions of a made-up town, compared over the years and scenarios that both have.
#include "host/region/compare_versions.hpp"

#include "host/region/prognosis_versions.hpp"
#include "host/region/update_plan.hpp"
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace laad::compare_versions_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Property;
using testing::ThrowsMessage;

std::vector<YearScenario> const old_slices{{2028, "midden"}, {2030, "hoog"}, {2030, "laag"}, {2040, "laag"}};
std::vector<YearScenario> const new_slices{{2028, "hoog"}, {2028, "midden"}, {2030, "hoog"}, {2030, "laag"}};

VersionsRequest asking(std::vector<int> years, std::vector<std::string> scenarios = {})
{
    return {"town", "a", "b", std::move(years), std::move(scenarios), "out"};
}

TEST(InBoth, IsWhatBothHaveByYearAndFromLowToHigh)
{
    EXPECT_THAT(in_both(old_slices, new_slices, asking({})),
                ElementsAre(YearScenario{2028, "midden"}, YearScenario{2030, "laag"}, YearScenario{2030, "hoog"}));
    EXPECT_THAT(in_both(old_slices, new_slices, asking({2030}, {"hoog"})), ElementsAre(YearScenario{2030, "hoog"}));
}

TEST(InBoth, RefusesWhatIsNotInBothAndSaysWhatIs)
{
    auto const refused = [](VersionsRequest const& asked, char const* said) {
        EXPECT_THAT([&] { in_both(old_slices, new_slices, asked); }, ThrowsMessage<InputError>(HasSubstr(said)));
    };
    refused(asking({2040}), "year 2040 is not in both versions; there are: 2028, 2030");
    refused(asking({}, {"mid"}), "scenario mid is not in both versions; there are: hoog, laag, midden");
    refused(asking({2028}, {"hoog"}), "no year of those asked for has a scenario of those");
    EXPECT_THAT(
        [] {
            in_both({{2030, "laag"}}, {{2031, "laag"}}, asking({}));
        },
        ThrowsMessage<InputError>(HasSubstr("no year and scenario in common")));
}

TEST(TwoVersions, AreStoredAndTheSecondIsNewer)
{
    std::vector<StoredPrognosis> const stored{{{"a", "2026-01-01", ""}, 2023, false, "", ""},
                                              {{"b", "2027-01-01", ""}, 2023, false, "", ""}};
    auto const refused = [&](std::vector<StoredPrognosis> const& there, char const* older, char const* newer,
                             char const* said) {
        EXPECT_THAT(
            [&] {
                two_of(there, {"town", older, newer, {}, {}, "out"});
            },
            ThrowsMessage<InputError>(HasSubstr(said)));
    };
    auto const [older, newer] = two_of(stored, asking({}));
    EXPECT_EQ(older.label.version + newer.label.version, "ab");
    refused(stored, "b", "a", "version a (2026-01-01) is not newer than b (2027-01-01)");
    refused(stored, "a", "a", "not newer");
    refused(stored, "a", "c", "town: no prognosis version \"c\" is stored; there are: b, a");
    refused({}, "a", "b", "no prognosis is stored");
}

std::string content_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::set<std::string> names_in(fs::path const& folder)
{
    std::set<std::string> names;
    for (auto const& entry : fs::directory_iterator{folder})
        names.insert(entry.path().filename().string());
    return names;
}

/// A column of a table without quotes.
std::vector<std::string> column_of(fs::path const& file, std::string const& name)
{
    std::istringstream lines{content_of(file)};
    std::vector<std::string> values;
    std::size_t at = std::string::npos;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells{line};
        std::string cell;
        for (std::size_t i = 0; std::getline(cells, cell, ','); ++i) {
            if (at == std::string::npos && cell == name)
                at = i;
            else if (i == at)
                values.push_back(cell);
        }
    }
    return values;
}

/// A town with one station that no demand fills, so that its place follows the demand.
class CompareVersions : public testing::Test {
  protected:
    CompareVersions()
    {
        TinyRegion made;
        made.replace("stations = 3", "stations = 1");
        made.replace("[placement.rules]", "[placement]\nevse_per_station = 10\n\n[placement.rules]");
        std::string& assets = made.tables["assets.csv"];
        for (std::string const rating : {",250,0.9,", ",100,1.0,200000", ",100,1.0,250000"})
            assets.replace(assets.find(rating) + 1, 3, "9000");
        made.write(town());
        // laag is the same in both, midden moves from Oost to West; each has a year that the other has not.
        add("2026", "2026-01-01",
            {{"2028,laag", {10000, 20000}}, {"2028,midden", {20000, 60000}}, {"2030,laag", {1, 1}}});
        add("2027", "2027-01-01",
            {{"2028,laag", {10000, 20000}}, {"2028,midden", {70000, 20000}}, {"2035,laag", {1, 1}}});
    }

    fs::path town() const { return temp.path() / "town"; }
    VersionsRequest request() const { return {town(), "2026", "2027", {}, {}, temp.path() / "change"}; }

    void add(std::string const& version, std::string const& date,
             std::map<std::string, std::pair<int, int>> const& kwh) const
    {
        std::string table =
            "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis,version,date,source\n";
        for (auto const& [slice, of] : kwh)
            for (auto const& [neighbourhood, value] : {std::pair{"West", of.first}, std::pair{"Oost", of.second}})
                table += fmt::format("{},2023,{},personenauto,publiek,kwh_per_year,{},illustrative,{},{},us\n",
                                     neighbourhood, slice, value, version, date);
        fs::path const file = temp.path() / (version + ".csv");
        std::ofstream{file} << table;
        add_prognosis(town() / "region.toml", {file, {}, {}});
    }

    Listener listener{[](std::string const&, double) {}, [](std::string const&) {}, [](std::string const&) {}};
    TempFolder temp;
};

TEST_F(CompareVersions, MakesBothPlansComparesThemAndLeavesLatestAsItWas)
{
    UpdateRequest today;
    today.folder = town();
    today.year = 2030;
    today.scenario = "laag";
    today.prognosis.label.version = "2026";
    update_plan(today, listener);
    auto const latest = fs::read_symlink(town() / "latest");

    std::vector<std::string> notes;
    listener.note = [&](std::string const& note) { notes.push_back(note); };
    VersionsComparison const versions = compare_versions(request(), listener);
    EXPECT_EQ(fs::read_symlink(town() / "latest"), latest);
    EXPECT_THAT(notes, ElementsAre(HasSubstr("1 of 2: 2028 laag, update"), HasSubstr("2 of 2: 2028 midden, update")));

    EXPECT_THAT(versions.pairs,
                ElementsAre(Property(&VersionPair::label, "2028 laag"), Property(&VersionPair::label, "2028 midden")));
    EXPECT_EQ(versions.pairs[0].demand_change().part, 0);
    EXPECT_EQ(versions.pairs[1].demand_change().part, 10'000'000);
    EXPECT_GT(versions.pairs[1].cost.computed_parts, 0);
    EXPECT_GT(versions.pairs[1].cost.all_parts, versions.pairs[1].cost.computed_parts);
    EXPECT_GT(versions.pairs[1].cost.linked_bytes, 0);
    EXPECT_GT(versions.pairs[1].cost.written_bytes, 0);
    ASSERT_TRUE(versions.robust);
    EXPECT_EQ(versions.robust->plans.size(), 2u);
    EXPECT_EQ(names_in(town() / "plans"), (std::set<std::string>{"2026-2028-laag", "2026-2028-midden", "2026-2030-laag",
                                                                 "2027-2028-laag", "2027-2028-midden"}));

    fs::path const out = request().out;
    EXPECT_EQ(names_in(out), (std::set<std::string>{"2028-laag", "2028-midden", "places.csv", "report.html", "robust",
                                                    "versions.csv"}));
    EXPECT_THAT(column_of(out / "versions.csv", "demand_new_mwh"), ElementsAre("30", "90"));
    EXPECT_THAT(column_of(out / "versions.csv", "illustrative"), ElementsAre("yes", "yes"));
    EXPECT_THAT(column_of(out / "versions.csv", "comparison"), ElementsAre("2028-laag", "2028-midden"));
    EXPECT_THAT(column_of(out / "versions.csv", "old_plan"), ElementsAre("2026-2028-laag", "2026-2028-midden"));
    // The one station moves: a place comes and another goes, or they are one that shifts.
    EXPECT_THAT(column_of(out / "places.csv", "plans"), ElementsAre("2", "2"));
    EXPECT_THAT(content_of(out / "report.html"), AllOf(HasSubstr("Proefstad: prognosis 2027 against 2026"),
                                                       HasSubstr("ILLUSTRATIVE"), HasSubstr("Robust core")));
}

TEST_F(CompareVersions, GivesTheSameAgain)
{
    compare_versions(request(), listener);
    VersionsRequest again = request();
    again.out = temp.path() / "again";
    compare_versions(again, listener);
    for (char const* file :
         {"places.csv", "2028-midden/placements.csv", "2028-midden/areas.csv", "robust/placements.csv"})
        EXPECT_EQ(content_of(again.out / file), content_of(request().out / file)) << file;
    for (char const* column : {"demand_change_percent", "served_new_mwh", "stay_percent", "regret_kwh", "lost"})
        EXPECT_EQ(column_of(again.out / "versions.csv", column), column_of(request().out / "versions.csv", column));
    EXPECT_FALSE(fs::exists(fs::symlink_status(town() / "latest"))) << "there was none";
}

TEST_F(CompareVersions, StoppedInTheMiddleLeavesNothingAndGoesAgain)
{
    Listener stops = listener;
    stops.progress = [](std::string const& what, double) {
        if (what.starts_with("2 of 2: 2028 midden, comparison")) throw Interrupted{2};
    };
    EXPECT_THROW(compare_versions(request(), stops), Interrupted);
    EXPECT_EQ(names_in(temp.path()), (std::set<std::string>{"2026.csv", "2027.csv", "town"}));
    EXPECT_TRUE(fs::exists(town() / "plans" / "2027-2028-midden")) << "plans that were made stay";

    VersionsRequest one = request();
    one.scenarios = {"midden"};
    EXPECT_FALSE(compare_versions(one, listener).robust) << "of one plan";
    EXPECT_EQ(names_in(one.out), (std::set<std::string>{"2028-midden", "places.csv", "report.html", "versions.csv"}));
    EXPECT_THAT([&] { compare_versions(one, listener); }, ThrowsMessage<OutputError>(HasSubstr("exists")));
}

}  // namespace
}  // namespace laad::compare_versions_test
