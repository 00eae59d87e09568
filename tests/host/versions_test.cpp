// SPDX-License-Identifier: Apache-2.0
// Two versions over years and scenarios, made up: what is a row, which places change, what the page and its plots say.
#include "host/compare/versions.hpp"

#include "host/compare/versions_report.hpp"
#include "host/present/map/canvas.hpp"
#include "host/present/style/palette.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace laad::versions_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t mwh = 1'000'000;

PlannedPlace place(std::string const& id, std::string const& status = "connectable")
{
    PlannedPlace made;
    made.candidate = id;
    made.status = status;
    made.neighbourhood = "Kade & Kerk";
    made.municipality = "Dorp";
    made.at = {1, 2};
    return made;
}

StoredPlan plan(int year, std::string const& scenario)
{
    StoredPlan made;
    made.region = "A & B";
    made.year = year;
    made.scenario = scenario;
    return made;
}

/// A year and scenario with these places by the change of each; demand 100 and 110 MWh, regret of 900 of 45,000 kWh.
VersionPair pair(int year, std::string const& scenario, std::vector<std::pair<std::string, Change>> const& places = {})
{
    VersionPair made;
    Comparison& c = made.comparison;
    c.old_plan = plan(year, scenario);
    c.new_plan = plan(year, scenario);
    c.areas = {{AreaLevel::area, "A & B", "", AreaFigures{}, AreaFigures{}}};
    c.areas.front().before->demand_wh = 100 * mwh;
    c.areas.front().after->demand_wh = 110 * mwh;
    for (auto const& [id, change] : places) {
        PlaceChange& one = c.places.emplace_back();
        one.candidate = id;
        one.change = change;
        if (change != Change::gained) one.before.place = place(change == Change::shifted ? "old " + id : id);
        if (change != Change::lost) one.after.place = place(id);
        if (one.before.place) c.old_plan.places.push_back(*one.before.place);
        if (one.after.place) c.new_plan.places.push_back(*one.after.place);
    }
    c.regret = {true, "", {{44'100'000}, {}}, 45'000'000};
    return made;
}

VersionsComparison versions(std::vector<VersionPair> pairs)
{
    return {{{"1", "2026-01-01", "us"}, 2023, false, "", ""},
            {{"2", "2027-01-01", "us"}, 2023, true, "", ""},
            std::move(pairs),
            {}};
}

std::string page_of(VersionsComparison const& compared)
{
    return html(versions_page(compared));
}

TEST(Versions, AComparisonIsARow)
{
    VersionPair made = pair(
        2030, "laag",
        {{"a", Change::kept}, {"b", Change::moved}, {"c", Change::lost}, {"d", Change::gained}, {"e", Change::gained}});
    Comparison& c = made.comparison;
    c.areas.front().before->demand_wh = 80 * mwh;
    c.areas.front().after->demand_wh = 100'001'000;
    c.areas.front().before->unmet_wh = 7 * mwh;
    c.areas.front().after->unmet_wh = 9 * mwh;
    c.old_plan.newly_served_wh = 5 * mwh;
    c.new_plan.newly_served_wh = 8 * mwh;
    c.old_plan.name = "one";
    c.new_plan.name = "two";
    c.old_plan.illustrative = {"the prognosis"};
    c.new_plan.places[1].status = "waits for grid";
    std::int64_t const gains_wh[] = {2'570'000, 2'550'000, 2'550'000, 330'000};
    for (std::size_t i = 0; i < 4; ++i)
        c.new_plan.places[i].gain_wh = gains_wh[i];
    c.regret = {true, "", {{2'500'000, 2'550'000, 2'550'000}, {}}, 8 * mwh};
    made.cost = {1.26, 30, 1000, 3, 18};
    EXPECT_EQ(csv(filled(versions_table(), std::vector{made})),
              "year,scenario,demand_old_mwh,demand_new_mwh,demand_change_mwh,demand_change_percent,unmet_old_mwh,"
              "unmet_new_mwh,served_old_mwh,served_new_mwh,stations_old,stations_new,kept,moved,shifted,gained,lost,"
              "stay_percent,waiting_for_grid_new,regret_kwh,regret_percent,regret_equal_length_kwh,update_seconds,"
              "update_written_bytes,update_linked_bytes,update_parts_computed,update_parts_all,illustrative,comparison,"
              "old_plan,new_plan\n"
              "2030,laag,80,100.001,20.001,25,7,9,5,8,3,4,1,1,0,2,1,66.67,1,400,5,70,1.3,30,1000,3,18,yes,2030-laag,"
              "one,two\n");
}

TEST(Versions, WhatIsNotKnownIsEmptyAndNoZero)
{
    VersionPair made = pair(2030, "laag");
    made.comparison.regret = {false, "other streets", {}, 0};
    made.comparison.areas.front().before->demand_wh = 0;
    std::string const row = csv(filled(versions_table(), std::vector{made}));
    EXPECT_THAT(row, HasSubstr("\n2030,laag,0,110,110,,0,0,0,0,0,0,0,0,0,0,0,,0,,,,0,0,0,0,0,no,"));
}

TEST(Versions, PlacesThatChangeAreCountedOverAllPairs)
{
    auto const found = changing_places(
        {pair(2028, "laag", {{"stays", Change::kept}, {"comes", Change::gained}, {"both", Change::lost}}),
         pair(2028, "hoog", {{"stays", Change::moved}, {"comes", Change::gained}, {"both", Change::gained}}),
         pair(2030, "hoog", {{"comes", Change::kept}, {"both", Change::shifted}})});
    EXPECT_EQ(csv(filled(changing_places_table(3), found)),
              "candidate,buurt,gemeente,x_m,y_m,gained_times,lost_times,in_old_plans,in_new_plans,plans\n"
              "comes,Kade & Kerk,Dorp,1,2,2,0,1,3,3\n"
              "both,Kade & Kerk,Dorp,1,2,1,1,1,2,3\n");
}

/// Plans of 2028, 2028 and 2030; places by their rank in each, 0: not in it.
RobustPlan robust(std::vector<std::array<int, 3>> const& ranks)
{
    RobustPlan made;
    made.plans = {plan(2028, "laag"), plan(2028, "hoog"), plan(2030, "hoog")};
    for (auto const& by_plan : ranks) {
        RobustPlace& one = made.places.emplace_back();
        one.by_plan.resize(3);
        one.ranks = {99, 0};
        for (std::size_t i = 0; i < 3; ++i) {
            if (by_plan[i] == 0) continue;
            one.by_plan[i] = place("p");
            made.plans[i].places.push_back(place("p"));
            one.ranks = {std::min(one.ranks.first, by_plan[i]), std::max(one.ranks.last, by_plan[i])};
            ++one.in_plans;
        }
    }
    return made;
}

TEST(Versions, TheCoreIsByYearAndOverAllPlans)
{
    auto const found = cores(robust({{1, 2, 9}, {4, 0, 1}, {0, 0, 3}, {7, 8, 0}}));
    std::vector<std::array<std::int64_t, 4>> counts;
    for (PlansCore const& core : found)
        counts.push_back({core.year.value_or(0), core.plans, core.in_any, core.in_all});
    EXPECT_THAT(counts,
                ElementsAre(std::array<std::int64_t, 4>{2028, 2, 3, 2}, std::array<std::int64_t, 4>{2030, 1, 3, 3},
                            std::array<std::int64_t, 4>{0, 3, 4, 1}));
}

TEST(Versions, ThePageSaysWhatChangesAndHowSureItIs)
{
    VersionPair low = pair(2028, "laag", {{"p1", Change::gained}});
    VersionPair high = pair(2028, "hoog", {{"p1", Change::gained}, {"p2", Change::lost}, {"p3", Change::kept}});
    VersionPair later = pair(2030, "hoog", {{"p1", Change::gained}});
    high.comparison.new_plan.places.front().status = "waits for grid";
    high.comparison.regret.new_wh -= 1'000'000;
    high.comparison.new_plan.illustrative = {"the grid"};
    low.notes = {"note <1>"};
    VersionsComparison compared = versions({low, high, later});
    compared.robust = robust({{1, 3, 4}, {2, 0, 0}, {0, 1, 0}});
    for (std::size_t plan = 0; plan < 3; ++plan)
        for (std::size_t under = 0; under < 3; ++under)
            compared.robust->kept.push_back({plan, under, plan == under || plan == 1 ? 5'000 : 0, 5'000, 0});
    std::string const page = page_of(compared);
    for (char const* said :
         {"A &amp; B: prognosis 2 against 1", "2027-01-01, us, ILLUSTRATIVE", "assumptions", "<li>the grid</li>",
          "differs from that by version 1: +10.0 % in every year and scenario",
          "Of the old plan&#39;s places 50.0 % (2028 hoog) stay.",
          "that come in at least one year and scenario: 1, that go: 1; in every one: 1 and 0",
          "lose at most 900 kWh a year (2.0 % of what the new plan serves), in 2028 laag.", "regret at equal length",
          "The new version makes 3 plans. Of the 3 places in any of them 1 (33.3 %) are in all",
          "at most 3 wide, the widest 3", "The plan of 2028 hoog risks least: it loses nothing",
          "It is also the longest plan", "In 1 of 3 new plans places wait for the grid, at most 1 of 2 in 2028 hoog",
          "<li>2028 laag: note &lt;1&gt;</li>", "Kade &amp; Kerk, Dorp",
          "<a href=\"2028-laag/report.html\">2028 laag</a>", "<a href=\"robust/report.html\">"})
        EXPECT_THAT(page, HasSubstr(said));
    EXPECT_EQ(page, page_of(compared)) << "nothing in it depends on when it is made";
}

TEST(Versions, OnePlanAloneHasNoCore)
{
    VersionPair alone = pair(2028, "laag", {{"p", Change::kept}});
    alone.comparison.regret.new_wh = 44'100'000;
    std::string const page = page_of(versions({alone}));
    for (char const* said :
         {"No place comes or goes", "would lose nothing", "there is no other plan", "+10.0 % (2028 laag)"})
        EXPECT_THAT(page, HasSubstr(said));
    EXPECT_THAT(page, Not(HasSubstr("Robust core")));
    EXPECT_THAT(page, Not(HasSubstr("some of the inputs are examples")));
}

TEST(Versions, ASpanNamesItsEndsAndWhatIsNotKnown)
{
    VersionPair falls = pair(2028, "laag", {{"p", Change::lost}});
    falls.comparison.areas.front().after->demand_wh = 99 * mwh;
    falls.comparison.regret.is_known = false;
    std::string const page = page_of(versions({falls, pair(2035, "laag"), pair(2035, "hoog")}));
    EXPECT_THAT(page, HasSubstr("-1.0 % (2028 laag) to +10.0 % (2035 laag and 1 more)"));
    EXPECT_THAT(page, HasSubstr("For 1 of 3 it is not known."));
    EXPECT_THAT(page_of(versions({falls})), HasSubstr("would lose is not known"));
}

/// Spots of exactly this colour with at least so many pixels.
int spots(cv::Mat3b const& picture, Rgb colour, int least)
{
    cv::Mat mask;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    cv::inRange(picture, cv::Scalar(bgr(colour)), cv::Scalar(bgr(colour)), mask);
    int const count = cv::connectedComponentsWithStats(mask, labels, stats, centres);
    int found = 0;
    for (int i = 1; i < count; ++i)
        found += stats.at<int>(i, cv::CC_STAT_AREA) >= least;
    return found;
}

cv::Mat3b picture_of(PageParts const& plots, std::size_t i)
{
    std::string const& bytes = std::get<Picture>(static_cast<PagePart::variant const&>(plots.all().at(i))).bytes;
    return cv::imdecode(std::vector<unsigned char>{bytes.begin(), bytes.end()}, cv::IMREAD_COLOR);
}

TEST(VersionPlots, DrawEachYearAndScenarioOnceAndSayWhatIsNotReal)
{
    std::vector<VersionPair> pairs;
    for (int const year : {2028, 2030, 2035})
        for (char const* scenario : {"laag", "midden", "hoog"})
            pairs.push_back(pair(year, scenario, {{"p", Change::kept}}));
    pairs[4].comparison.regret.is_known = false;  // 2030 midden
    VersionsComparison compared = versions(pairs);
    PageParts const plots = version_plots(compared);
    ASSERT_EQ(plots.all().size(), 4u);
    for (std::size_t i = 1; i < 4; ++i) {  // change of demand, places that stay, regret; the legend has a mark too
        cv::Mat3b const picture = picture_of(plots, i);
        EXPECT_EQ(spots(picture, styles::orange, 30), 4) << i;
        EXPECT_EQ(spots(picture, styles::blue, 30), i == 3 ? 3 : 4) << i;
        EXPECT_EQ(spots(picture, styles::teal, 30), 4) << i;
        EXPECT_EQ(spots(picture, 0xffd166, 1000), 0);
    }
    compared.pairs.back().comparison.old_plan.illustrative = {"the prognosis"};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(spots(picture_of(version_plots(compared), i), 0xffd166, 1000), 1) << i;
}

TEST(VersionPlots, SurviveOneYearAndNoDemand)
{
    VersionPair alone = pair(2028, "midden");
    alone.comparison.areas.front() = {AreaLevel::area, "A", "", AreaFigures{}, AreaFigures{}};
    EXPECT_EQ(version_plots(versions({alone})).all().size(), 4u);
}

}  // namespace
}  // namespace laad::versions_test
