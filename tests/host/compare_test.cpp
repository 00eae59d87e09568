// SPDX-License-Identifier: Apache-2.0
// Two versions of a prognosis for a made-up town, compared: every figure against what the runs themselves found.
#include "host/compare/compare.hpp"

#include "host/compare/compare_tables.hpp"
#include "host/report/tables.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/written_tables.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <set>

namespace laad::compare_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

void silent(std::string const&, double) {}

std::string content_of(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A town for one station that no demand fills, on a grid with room: its place follows the demand.
TinyRegion one_large_station(std::string const& prognosis)
{
    TinyRegion town;
    town.replace("stations = 3", "stations = 1");
    town.replace("[placement.rules]", "[placement]\nevse_per_station = 10\n\n[placement.rules]");
    town.tables["prognosis.csv"] = prognosis;
    std::string& assets = town.tables["assets.csv"];
    for (std::string const rating : {",250,0.9,", ",100,1.0,200000", ",100,1.0,250000"})
        assets.replace(assets.find(rating) + 1, 3, "9000");
    return town;
}

/// Its two prognoses: demand moves from Oost to West.
class Compare : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<Folder>();
        before = made_plan(one_large_station(prognosis_of("20000.5", "60000")), temp->file(""), "old");
        after = made_plan(one_large_station(prognosis_of("70000", "20000")), temp->file(""), "new", 128);
        comparison = write_comparison(temp->file("old"), temp->file("new"), temp->file("change"), silent);
    }
    static void TearDownTestSuite()
    {
        comparison.reset();
        after.reset();
        before.reset();
        temp.reset();
    }

    static std::set<std::string> places_of(laad::Run const& run)
    {
        std::set<std::string> ids;
        for (Placement const& placement : run.findings.plan.placements)
            ids.insert(candidate_of(run.inputs, placement).id);
        return ids;
    }
    static AreaChange const& area(std::string const& name)
    {
        for (AreaChange const& change : comparison->areas)
            if (change.name == name) return change;
        throw std::logic_error{"no area " + name};
    }
    static std::filesystem::path out(std::string const& name) { return temp->file("change") / name; }

    static inline std::unique_ptr<Folder> temp;
    static inline std::optional<laad::Run> before;
    static inline std::optional<laad::Run> after;
    static inline std::optional<Comparison> comparison;
};

TEST_F(Compare, AreasHaveTheDemandOfTheTwoPrognoses)
{
    EXPECT_EQ(area("West").before->demand_wh, 20'000'500);
    EXPECT_EQ(area("West").after->demand_wh, 70'000'000);
    EXPECT_EQ(area("Oost").before->demand_wh, 60'000'000);
    EXPECT_EQ(area("Oost").after->demand_wh, 20'000'000);
    EXPECT_EQ(comparison->area_before().demand_wh, 80'000'500);
    EXPECT_EQ(comparison->area_after().demand_wh, 90'000'000);
    std::string const csv = content_of(out("areas.csv"));
    EXPECT_THAT(csv, HasSubstr("demand_old_kwh,demand_new_kwh,demand_change_kwh"));
    EXPECT_THAT(csv, HasSubstr("buurt,West,Proefstad,20000.5,70000,49999.5,"));
}

TEST_F(Compare, AreasHaveWhatThePlansServe)
{
    EXPECT_EQ(comparison->area_before().served_by_plan_wh, before->findings.plan.placements.back().cumulative_wh);
    EXPECT_EQ(comparison->area_after().served_by_plan_wh, after->findings.plan.placements.back().cumulative_wh);
}

TEST_F(Compare, PlacesAreThoseOfTheTwoPlans)
{
    std::set<std::string> const old_places = places_of(*before);
    std::set<std::string> const new_places = places_of(*after);
    ASSERT_NE(old_places, new_places) << "the town has to move its station";
    std::set<std::string> seen;
    for (PlaceChange const& place : comparison->places) {
        bool const shifted = place.change == Change::shifted;
        EXPECT_EQ(old_places.contains(shifted ? place.from : place.candidate), place.change != Change::gained);
        EXPECT_EQ(new_places.contains(place.candidate), place.change != Change::lost);
        EXPECT_EQ(place.reason == Reason::none, place.change == Change::kept);
        EXPECT_TRUE(place.before.eligible && place.after.eligible) << "the run knows it";
        seen.insert(place.candidate);
        if (shifted) seen.insert(place.from);
    }
    std::set<std::string> all = old_places;
    all.insert(new_places.begin(), new_places.end());
    EXPECT_EQ(seen, all);
}

/// Demand that a run leaves unmet within the walk of a candidate, before or after its plan.
std::int64_t unmet_in_reach(Run const& run, CandidateId candidate, NodeWh const& unmet_wh)
{
    std::int64_t wh = 0;
    for (Reached const& reached : run.findings.candidate_reach.of(candidate))
        wh += unmet_wh[reached.node];
    return wh;
}

TEST_F(Compare, PlacesHaveTheUnservedDemandWithinTheirWalkInBothVersions)
{
    auto const expect = [&](laad::Run const& run, PlaceState PlaceChange::*side, std::string PlaceChange::*other_id) {
        for (PlaceChange const& place : comparison->places) {
            std::string const& id =
                place.change == Change::shifted && !(place.*other_id).empty() ? place.*other_id : place.candidate;
            for (CandidateId const c : run.inputs.base.candidates.ids())
                if (run.inputs.base.candidates[c].id == id) {
                    EXPECT_EQ((place.*side).in_reach_hwh, hundreds(unmet_in_reach(run, c, run.findings.unmet_wh)));
                }
        }
    };
    expect(*before, &PlaceChange::before, &PlaceChange::from);
    expect(*after, &PlaceChange::after, &PlaceChange::candidate);
}

TEST_F(Compare, SpareCandidatesAreThoseThatWereNotChosen)
{
    Findings const& findings = before->findings;
    std::set<CandidateId> chosen;
    for (Placement const& placement : findings.plan.placements)
        chosen.insert(placement.candidate);
    std::int64_t count = 0;
    std::int64_t too_close = 0;
    std::int64_t best_hwh = 0;
    for (CandidateId const c : before->inputs.base.candidates.ids()) {
        if (chosen.contains(c) || !before->inputs.base.candidates[c].eligible()) continue;
        ++count;
        if (findings.plan.too_close[c])
            ++too_close;
        else  // ten charge points serve more than there is in reach
            best_hwh = std::max(best_hwh, hundreds(unmet_in_reach(*before, c, findings.plan.unmet_wh)));
    }
    SpareCandidates all;
    for (auto const& [neighbourhood, spare] : comparison->old_candidates.spare) {
        all.count += spare.count;
        all.too_close += spare.too_close;
        all.best_gain_hwh = std::max(all.best_gain_hwh, spare.best_gain_hwh);
    }
    EXPECT_GT(count, 0);
    EXPECT_EQ(all.count, count);
    EXPECT_EQ(all.too_close, too_close);
    EXPECT_GT(all.best_gain_hwh, 0);
    EXPECT_EQ(all.best_gain_hwh, best_hwh);
    EXPECT_EQ(comparison->old_candidates.equal(), 0) << "the only place was better than all others";
}

TEST_F(Compare, RastersAreNewMinusOldInEveryCell)
{
    GridSpec const& grid = before->inputs.base.grid;
    auto const layer = [&](char const* folder, std::string const& name) {
        return temp->file(folder) / "rasters" / (name + ".tif");
    };
    for (std::string const name : {"demand_density", "unmet"}) {
        auto const a = read_raster<std::uint32_t>(layer("old", name), grid);
        auto const b = read_raster<std::uint32_t>(layer("new", name), grid);
        auto const change = read_raster<std::int32_t>(layer("change", name + "_change"), grid);
        std::int64_t changed = 0;
        for (std::size_t i = 0; i < a.cells().size(); ++i) {
            bool const none = a.cells()[i] == 0 && b.cells()[i] == 0;
            std::int64_t const expected = none ? std::numeric_limits<std::int32_t>::min()
                                               : std::int64_t{b.cells()[i]} - std::int64_t{a.cells()[i]};
            ASSERT_EQ(change.cells()[i], expected) << name << " " << i;
            if (!none && expected != 0) ++changed;
        }
        EXPECT_GT(changed, 0) << name;
    }
}

/// Serves B's unmet demand with A's places, along the walks that B's own run found.
std::int64_t served_under(Run const& plan, Run const& prognosis)
{
    NodeWh unmet = prognosis.findings.unmet_wh;
    std::int64_t served = 0;
    for (Placement const& placement : plan.findings.plan.placements) {
        std::string const id = candidate_of(plan.inputs, placement).id;
        CandidateId c{0};
        while (prognosis.inputs.base.candidates[c].id != id)
            ++c;
        std::set<std::pair<std::int32_t, NodeId>> nearest;
        for (Reached const& reached : prognosis.findings.candidate_reach.of(c))
            nearest.emplace(reached.walk_cm, reached.node);
        std::int64_t room = 40'000'000;  // 10 EVSE of 4000 kWh
        for (auto const& [walk, node] : nearest) {
            std::uint32_t& at = unmet[node];
            auto const wh = std::min<std::int64_t>(room, at);
            at -= static_cast<std::uint32_t>(wh);
            room -= wh;
            served += wh;
        }
    }
    return served;
}

TEST_F(Compare, RegretIsWhatTheOldPlacesServeAlongTheWalksOfTheNewRun)
{
    ASSERT_TRUE(comparison->regret.is_known);
    EXPECT_EQ(comparison->regret.kept.total_wh(), served_under(*before, *after));
    EXPECT_EQ(comparison->regret.new_wh, after->findings.plan.placements.back().cumulative_wh);
    EXPECT_GT(comparison->regret.wh(), 0) << "the town is made so that the old place is worse";
    auto const manifest = nlohmann::json::parse(content_of(out("manifest.json")));
    EXPECT_EQ(manifest["regret"]["regret_wh"], comparison->regret.wh());
}

TEST_F(Compare, OnlyThePrognosisDiffers)
{
    ASSERT_EQ(comparison->differences.size(), 1u);
    EXPECT_EQ(comparison->differences.front().what, "input prognosis.csv");
    EXPECT_TRUE(only_prognosis(comparison->differences));
}

TEST_F(Compare, ReportAnswersInWordsAndWarns)
{
    std::string const page = content_of(out("report.html"));
    EXPECT_THAT(page, HasSubstr("What changes in our plan: Proefstad"));
    EXPECT_THAT(page, HasSubstr("How sure are we"));
    EXPECT_THAT(page, HasSubstr("ILLUSTRATIVE"));
    EXPECT_THAT(page, HasSubstr("differ in the prognosis alone"));
    EXPECT_THAT(page, HasSubstr("that is what not changing the plan costs"));
    EXPECT_EQ(page.find(temp->file("").string()), std::string::npos) << "no machine paths in what is shared";
}

TEST_F(Compare, FolderIsWholeAndNothingElseStays)
{
    for (char const* name : {"areas.csv", "placements.csv", "regret.csv", "differences.csv", "compare.gpkg",
                             "manifest.json", "report.html", "maps/places_change.png", "maps/demand_density_change.png",
                             "maps/unmet_change.png", "maps/headroom_change.png", "rasters/headroom_change.tif"})
        EXPECT_TRUE(std::filesystem::exists(out(name))) << name;
    EXPECT_FALSE(std::filesystem::exists(out("work")));
    EXPECT_FALSE(std::filesystem::exists(out("lock")));
    EXPECT_FALSE(std::filesystem::exists(temp->file("change.partial")));
}

TEST_F(Compare, GeopackageHasTheNeighbourhoodsAsPolygonsAndThePlacesAsPoints)
{
    FeatureTable const neighbourhoods = read_layer({.file = out("compare.gpkg"), .layer = "buurten"});
    ASSERT_EQ(neighbourhoods.features.size(), 2u);
    EXPECT_FALSE(neighbourhoods.features.front().geometry.polygons.empty());
    FeatureTable const places = read_layer({.file = out("compare.gpkg"), .layer = "placements"});
    EXPECT_EQ(places.features.size(), comparison->places.size());
}

TEST_F(Compare, LayersHaveStylesWithSymmetricClasses)
{
    EXPECT_THAT(places_table().qml, AllOf(HasSubstr("attr=\"change\""), HasSubstr("label=\"new in the plan\"")));

    // The classes are the same whatever changes, and the same to both sides.
    EXPECT_THAT(comparison_tables(*comparison)[1].qml,
                AllOf(HasSubstr("attr=\"demand_change_kwh\""), HasSubstr("label=\"no change\""),
                      HasSubstr("label=\"up to 5,000 less\""), HasSubstr("label=\"up to 5,000 more\""),
                      HasSubstr("label=\"over 25,000 less\" lower=\"-1000000000000\" upper=\"-25000.0005\""),
                      HasSubstr("label=\"over 25,000 more\" lower=\"25000.0005\" upper=\"1000000000000\"")));
}

TEST_F(Compare, AVersionComparedWithItsEqualChangesNothing)
{
    made_plan(one_large_station(prognosis_of("20000.5", "60000")), temp->file(""), "same");
    Comparison const nothing = compare(temp->file("old"), temp->file("same"));
    EXPECT_EQ(nothing.count(Change::kept), static_cast<std::int64_t>(nothing.places.size()));
    EXPECT_EQ(nothing.regret.wh(), 0);
    EXPECT_TRUE(nothing.differences.empty());
    for (AreaChange const& change : nothing.areas)
        EXPECT_EQ(change.before->unmet_wh, change.after->unmet_wh) << change.name;
}

TEST_F(Compare, OtherStreetsLeaveTheRegretUnknownAndSayWhy)
{
    TinyRegion town = one_large_station(prognosis_of("20000.5", "60000"));
    town.replace("width_m = 5.0", "width_m = 8.0");
    made_plan(town, temp->file(""), "wider");
    Comparison const other = compare(temp->file("old"), temp->file("wider"));
    EXPECT_FALSE(other.regret.is_known);
    EXPECT_THAT(other.regret.why_not, HasSubstr("streets"));
    EXPECT_FALSE(only_prognosis(other.differences));
}

TEST_F(Compare, FilesOfAnotherRunAreFound)
{
    std::filesystem::copy(temp->file("old"), temp->file("mixed"), std::filesystem::copy_options::recursive);
    std::filesystem::copy_file(temp->file("new") / "reach.bin", temp->file("mixed") / "reach.bin",
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_THAT(input_error([&] { compare(temp->file("mixed"), temp->file("new")); }),
                HasSubstr("reach.bin is not what was written"));
}

TEST_F(Compare, RobustPlacesHaveTheirRankInEveryPlan)
{
    RobustPlan const robust = write_robust({temp->file("old"), temp->file("new")}, temp->file("robust"), silent);
    std::set<std::string> const old_places = places_of(*before);
    std::set<std::string> const new_places = places_of(*after);
    for (RobustPlace const& place : robust.places) {
        EXPECT_EQ(place.by_plan[0].has_value(), old_places.contains(place.place.candidate));
        EXPECT_EQ(place.by_plan[1].has_value(), new_places.contains(place.place.candidate));
    }
    ASSERT_EQ(robust.kept.size(), 4u);
    for (KeptUnder const& under : robust.kept)
        EXPECT_EQ(under.kept_wh,
                  served_under(under.plan == 0 ? *before : *after, under.prognosis == 0 ? *before : *after));
    for (char const* name : {"plankaart.gpkg", "placements.csv", "plans.csv", "regret.csv", "report.html",
                             "manifest.json", "maps/robust.png"})
        EXPECT_TRUE(std::filesystem::exists(temp->file("robust") / name)) << name;
    EXPECT_THAT(content_of(temp->file("robust") / "report.html"), HasSubstr("robust core"));
}

}  // namespace
}  // namespace laad::compare_test
