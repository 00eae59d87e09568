// SPDX-License-Identifier: Apache-2.0
// Key figures of use, held against figures worked out by hand, and what of them may be told.
#include "host/run/usage_kpis.hpp"

#include "host/plan_folder/public_use.hpp"
#include "host/plan_folder/withheld.hpp"
#include "host/report/usage_tables.hpp"
#include "host/run/findings.hpp"
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace laad::usage_kpis_test {
namespace {

using test::box;
using test::line;
using test::point;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Month in_may{2026, 5};
constexpr Month in_june{2026, 6};

/// Buurten A and A2 of Aadorp, B of Beestad; five public sites and a planned one, from west to east.
class UsageKpis : public testing::Test {
  protected:
    UsageKpis()
    {
        Scenario& scenario = region.scenario;
        scenario.region.neighbourhoods =
            region.layer("buurten", {box(0, 0, 200, 500, R"("code":"A","gm":"Aadorp")"),
                                     box(200, 0, 250, 500, R"("code":"A2","gm":"Aadorp")"),
                                     box(250, 0, 500, 500, R"("code":"B","gm":"Beestad")")});
        scenario.region.neighbourhood_municipality_field = "gm";
        scenario.chargers.source = region.layer("chargers", {charger(50, 2), charger(150, 4), charger(230, 2),
                                                             charger(300, 2), charger(400, 2), charger(480, 2, "yes")});
        scenario.chargers.evse_field = "evse";
        scenario.chargers.planned_field = "planned";
        scenario.chargers.unknown_type_is_public = true;
        scenario.usage.files.emplace_back();
    }
    static std::string charger(double x, int evse, char const* planned = "no")
    {
        return point(x, 105, fmt::format(R"("evse":{},"planned":"{}")", evse, planned));
    }
    std::filesystem::path table(std::string const& name, std::string const& content) const
    {
        auto const file = region.path(name);
        std::ofstream{file} << content;
        return file;
    }
    static MonthOfSite month(int days, UseSums all, UseSums peak = {}, int evse = 2, int users = -1)
    {
        return {all, peak, users, days, evse};
    }
    static Use use()
    {
        Use use;
        use.months = {in_may, in_june};
        use.sites.resize(6);
        use.sites[0].months = {month(10, {600, 1000, 40'000, 4}, {}, 2, 3), month(6, {500, 500, 9'000, 3})};
        use.sites[1].months = {month(0, {}), month(20, {100, 400, 0, 0}, {90, 100, 0, 0}, 4)};
        use.sites[1].charging_only = true;
        use.sites[3].months = {month(8, {10, 100, 1'000, 10}, {8, 10, 0, 0}, 2, 9),
                               month(9, {20, 100, 0, 0}, {9, 10, 0, 0})};
        use.sites[4].months = {month(0, {}), month(7, {0, 70, 0, 0}, {0, 10, 0, 0}, 3)};
        return use;
    }
    Inputs inputs() const
    {
        Inputs inputs;
        inputs.scope = RunScope::coverage;
        inputs.scenario = region.scenario;
        inputs.base = region.prepared();
        inputs.use = use();
        inputs.monitor = read_monitor_tables(inputs.scenario, inputs.base);
        return inputs;
    }
    static Findings findings(Inputs const& inputs)
    {
        Findings findings;
        findings.walk_at_dwelling.assign(inputs.base.dwelling_points.size(), 2000);
        return findings;
    }
    static std::vector<UseKpiRow> rows(Inputs const& inputs) { return use_kpi_rows(inputs, findings(inputs)); }
    static UseKpiRow row(std::vector<UseKpiRow> const& rows, UseArea level, std::string const& name,
                         std::optional<Month> month)
    {
        auto const found = std::ranges::find_if(
            rows, [&](UseKpiRow const& one) { return one.level == level && one.name == name && one.month == month; });
        return found == rows.end() ? throw std::logic_error{"no row " + name} : *found;
    }

    test::SmallRegion region;
};

TEST_F(UsageKpis, EachAreaHasAllMonthsAndEachMonth)
{
    std::vector<std::string> all;
    for (UseKpiRow const& one : rows(inputs()))
        all.push_back(name(one.level) + " " + one.name + " " + month_word(one.month));
    EXPECT_THAT(all,
                ElementsAre("area small all", "area small 2026-05", "area small 2026-06", "market_model unknown all",
                            "market_model unknown 2026-05", "market_model unknown 2026-06", "gemeente Aadorp all",
                            "gemeente Aadorp 2026-05", "gemeente Aadorp 2026-06", "gemeente Beestad all",
                            "gemeente Beestad 2026-05", "gemeente Beestad 2026-06", "buurt A all", "buurt A 2026-05",
                            "buurt A 2026-06", "buurt A2 all", "buurt A2 2026-05", "buurt A2 2026-06", "buurt B all",
                            "buurt B 2026-05", "buurt B 2026-06"));
}

TEST_F(UsageKpis, WithoutUseThereAreNone)
{
    Inputs inputs = this->inputs();
    inputs.use.reset();
    EXPECT_TRUE(rows(inputs).empty());
}

TEST_F(UsageKpis, AMonthAddsUpItsSites)
{
    UseKpiRow const area = row(rows(inputs()), UseArea::area, "small", in_may);
    EXPECT_EQ(area.sites, 5);
    EXPECT_EQ(area.evse, 12);
    KnownUse expected{.sites = 2, .evse = 4, .site_days = 18, .days = 10};
    expected.all = {610, 1100, 41'000, 14};
    expected.peak = {8, 10, 0, 0};
    expected.peak_evse = 2;
    expected.pressure_evse = {0, 0, 0, 2};  // occupied 80 %, of 27 % that are allowed for two
    expected.session_sites = 2;
    expected.session_evse = 4;
    expected.site_users = 12;
    EXPECT_EQ(area.use, expected) << "80 % is not above 80 %";
}

/// Site 0 is known on six days of June alone; site 4 tells of more charge points than stand there.
TEST_F(UsageKpis, ASiteOfWhichTooFewDaysAreKnownCountsNot)
{
    UseKpiRow const area = row(rows(inputs()), UseArea::area, "small", in_june);
    KnownUse expected{.sites = 3, .evse = 8, .site_days = 36, .days = 20, .charging_sites = 1};
    expected.all = {120, 570, 0, 0};
    expected.peak = {99, 120, 0, 0};
    expected.peak_evse = 8;
    expected.busy_evse = 6;
    expected.pressure_evse = {2, 0, 0, 6};
    EXPECT_EQ(area.use, expected);
}

TEST_F(UsageKpis, WhatIsNotKnownIsNothing)
{
    auto const all = rows(inputs());
    EXPECT_EQ(row(all, UseArea::neighbourhood, "A2", in_may).use, std::nullopt);
    EXPECT_EQ(row(all, UseArea::neighbourhood, "A2", in_may).sites, 1);
    Inputs const inputs = this->inputs();
    OutputLayer const table = filled(use_kpi_table(inputs), all);
    auto const cell = [&](std::size_t row, char const* field) {
        auto const at = std::ranges::find(table.fields, field, &Field::name) - table.fields.begin();
        return table.features[row].values[static_cast<std::size_t>(at)];
    };
    EXPECT_EQ(cell(16, "name"), Value{std::string{"A2"}});
    for (char const* field : {"occupancy_pct", "occupied_min", "busy_pct", "sessions", "energy_kwh", "site_users",
                              "first_seen_evse", "requests_user", "vehicles"})
        EXPECT_EQ(cell(16, field), Value{}) << field;
    EXPECT_EQ(cell(16, "reporting_pct"), Value{0.0});
    EXPECT_EQ(cell(2, "energy_kwh"), Value{}) << "June tells no session";
    EXPECT_EQ(cell(1, "energy_kwh"), Value{41.0});
    EXPECT_EQ(cell(1, "occupancy_pct"), Value{55.45}) << "610 / 1100";
    EXPECT_EQ(cell(1, "reporting_pct"), Value{33.33});
}

TEST_F(UsageKpis, AllMonthsTogetherAreThoseThatCount)
{
    UseKpiRow const area = row(rows(inputs()), UseArea::area, "small", {});
    KnownUse expected{.sites = 4, .evse = 10, .site_days = 54, .days = 20, .charging_sites = 1};
    expected.all = {730, 1670, 41'000, 14};
    expected.peak = {107, 130, 0, 0};
    expected.peak_evse = 8;
    expected.pressure_evse = {2, 0, 0, 6};
    expected.busy_evse = 6;  // site 1, and site 3 with 17 of 20
    expected.session_sites = 2;
    expected.session_evse = 4;
    expected.site_users = std::nullopt;
    EXPECT_EQ(area.use, expected);
}

TEST_F(UsageKpis, SitesOfTheFirstMonthMayHaveStoodBefore)
{
    auto const all = rows(inputs());
    EXPECT_EQ(row(all, UseArea::area, "small", in_may).first_seen_evse, std::nullopt);
    EXPECT_EQ(row(all, UseArea::area, "small", in_june).first_seen_evse, 6);
    EXPECT_EQ(row(all, UseArea::municipality, "Beestad", {}).first_seen_evse, 2);
    EXPECT_EQ(row(all, UseArea::neighbourhood, "A2", in_june).first_seen_evse, 0);
}

TEST_F(UsageKpis, RequestsCountWhereAndWhenTheyWereMadeAndPlaced)
{
    region.scenario.usage.requests = table("requests.csv",
                                           "gemeente,buurt,requested,placed,kind\n"
                                           "Aadorp,A,2026-05-30,2026-06-09,user\n"
                                           "Aadorp,,2026-06-01,2026-06-04,data\n"
                                           "Beestad,,2026-05-02,,user\n"
                                           "Beestad,,2025-01-01,2025-03-02,user\n"
                                           "Elders,,2026-05-02,,user\n");
    Inputs const inputs = this->inputs();
    auto const all = rows(inputs);
    EXPECT_EQ(row(all, UseArea::area, "small", in_may).requests, (RequestFigures{2, 0, 0, 1, {}, {}}));
    EXPECT_EQ(row(all, UseArea::area, "small", in_june).requests, (RequestFigures{0, 1, 2, 0, 3, 10}));
    EXPECT_EQ(row(all, UseArea::area, "small", {}).requests, (RequestFigures{3, 1, 3, 1, 10, 60}));
    EXPECT_EQ(row(all, UseArea::neighbourhood, "A", {}).requests, (RequestFigures{1, 0, 1, 0, 10, 10}));
    EXPECT_EQ(row(all, UseArea::neighbourhood, "A2", {}).requests, (RequestFigures{}));
    ASSERT_EQ(inputs.monitor.rejected.size(), 1u);
    EXPECT_EQ(inputs.monitor.rejected[0].feature, 6);
    EXPECT_EQ(inputs.monitor.rejected[0].reason, "its gemeente is not in the region");
}

TEST_F(UsageKpis, DaysWithinAreANearestRank)
{
    EXPECT_EQ(days_within({5}, 50), 5);
    EXPECT_EQ(days_within({4, 1, 3, 2}, 50), 2);
    EXPECT_EQ(days_within({4, 1, 3, 2}, 90), 4);
    EXPECT_EQ(days_within({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 90), 9);
}

TEST_F(UsageKpis, VehiclesAreKnownWhereAllGemeentenTellThem)
{
    region.scenario.usage.vehicles = table("vehicles.csv",
                                           "gemeente,month,vehicles\nAadorp,2026-05,40\nBeestad,2026-05,21\n"
                                           "Aadorp,2026-07,44\n");
    auto const all = rows(inputs());
    EXPECT_EQ(row(all, UseArea::area, "small", in_may).vehicles, std::nullopt)
        << "gemeenten that lie partly outside have cars there, and charge points that are not counted";
    region.scenario.region.area = region.layer("area", {box(0, 0, 500, 500)});
    auto const whole = rows(inputs());
    EXPECT_EQ(row(whole, UseArea::area, "small", in_may).vehicles, (VehicleFigures{61, in_may}));
    EXPECT_EQ(row(whole, UseArea::area, "small", in_june).vehicles, std::nullopt);
    EXPECT_EQ(row(whole, UseArea::area, "small", {}).vehicles, (VehicleFigures{61, in_may}));
    EXPECT_EQ(row(whole, UseArea::municipality, "Aadorp", {}).vehicles, (VehicleFigures{44, {2026, 7}}));
    EXPECT_EQ(row(whole, UseArea::neighbourhood, "A", {}).vehicles, std::nullopt);
}

TEST_F(UsageKpis, RegionsAddUpTheirGemeenten)
{
    region.scenario.usage.regions =
        table("regions.csv", "gemeente;res_region;province\nAadorp;Noord;Holland\nBeestad;;Holland\n");
    auto const all = rows(inputs());
    EXPECT_EQ(row(all, UseArea::res_region, "Noord", in_may).use,
              row(all, UseArea::municipality, "Aadorp", in_may).use);
    EXPECT_EQ(row(all, UseArea::province, "Holland", in_may).use, row(all, UseArea::area, "small", in_may).use);
    EXPECT_EQ(row(all, UseArea::neighbourhood, "B", in_may).province, "Holland");
}

TEST_F(UsageKpis, DwellingsWithoutDrivewayAreServedWithin300MetresToTheDoor)
{
    region.scenario.dwellings.source = region.layer(
        "dwellings",
        {point(100, 110, R"("own":"no")"), point(120, 110, R"("own":"yes")"), point(140, 110, R"("own":"no")")});
    region.scenario.dwellings.own_driveway_field = "own";
    Inputs const inputs = this->inputs();
    Findings findings;
    findings.walk_at_dwelling = {2800, 2800, 3000};
    auto const all = use_kpi_rows(inputs, findings);
    UseKpiRow const area = row(all, UseArea::area, "small", {});
    EXPECT_TRUE(area.knows_driveways);
    EXPECT_EQ(area.served, (ServedDwellings{3, 2, 2, 1})) << "300 m and the line from the door is farther";
    EXPECT_EQ(row(all, UseArea::area, "small", in_may).served, std::nullopt);
}

TEST_F(UsageKpis, ATableThatIsWrongSaysWhereAndWhat)
{
    auto const error = [&] { return input_error([&] { inputs(); }); };
    region.scenario.usage.requests =
        table("requests.csv",
              "gemeente,requested,placed,kind\nAadorp,2026-05-30,2026-05-29,user\nAadorp,2026-05-32,,robot\n");
    EXPECT_THAT(error(),
                AllOf(HasSubstr("line 2: placed is before requested"), HasSubstr("2026-05-32"), HasSubstr("robot")));
    region.scenario.usage.requests = table("requests.csv", "requested,placed,kind\n2026-05-30,,user\n");
    EXPECT_THAT(error(), HasSubstr("neither a column gemeente nor a column buurt"));
    region.scenario.usage.requests.clear();
    region.scenario.usage.vehicles =
        table("vehicles.csv", "gemeente,month,vehicles\nAadorp,2026-13,4\nAadorp,2026-05,4\nAadorp,2026-05,5\n");
    EXPECT_THAT(error(), AllOf(HasSubstr("2026-13"), HasSubstr("line 4: gemeente Aadorp in 2026-05 is there twice")));
    region.scenario.usage.vehicles.clear();
    region.scenario.usage.regions = table("regions.csv", "gemeente\nAadorp\n");
    EXPECT_THAT(error(), HasSubstr("neither a column res_region nor a column province"));
}

/// Whoever knows all that is told of a family subtracts it from the whole.
TEST(WithheldUse, NothingFollowsBySubtractionOverAreasOrMonths)
{
    std::mt19937 random{20261130};
    for (int round = 0; round < 200; ++round) {
        // area, 3 gemeenten; each of all months (0) and months 1..4
        auto const at = [](std::size_t area, std::size_t month) { return area * 5 + month; };
        std::vector<std::int64_t> counts(20);
        for (std::size_t g = 1; g < 4; ++g)
            for (std::size_t m = 1; m < 5; ++m) {
                counts[at(g, m)] = static_cast<std::int64_t>(random() % 12);
                for (std::size_t const whole : {at(g, 0), at(0, m), at(0, 0)})
                    counts[whole] += counts[at(g, m)];
            }
        std::vector<WholeAndParts> families;
        for (std::size_t area = 0; area < 4; ++area)
            families.push_back({at(area, 0), {at(area, 1), at(area, 2), at(area, 3), at(area, 4)}});
        for (std::size_t m = 0; m < 5; ++m)
            families.push_back({at(0, m), {at(1, m), at(2, m), at(3, m)}});
        auto const may = may_be_told(counts, families);
        for (std::size_t i = 0; i < counts.size(); ++i)
            EXPECT_TRUE(!may[i] || counts[i] >= 5);
        for (auto const& [whole, parts] : families) {
            if (!may[whole]) continue;
            std::int64_t rest = counts[whole];
            int hidden = 0;
            for (std::size_t const part : parts)
                if (may[part])
                    rest -= counts[part];
                else
                    ++hidden;
            EXPECT_TRUE(hidden == 0 || (hidden > 1 && rest >= 5)) << "round " << round;
        }
    }
}

FeatureTable table_of(OutputLayer const& layer)
{
    FeatureTable table;
    table.features = layer.features;
    for (Field const& field : layer.fields)
        table.fields.push_back(field.name);
    return table;
}

/// Three buurten of Aadorp with six, three and eight sites.
TEST_F(UsageKpis, WhatRestsOnFewIsWithheldFromThePublic)
{
    Inputs const inputs = this->inputs();
    std::vector<UseKpiRow> rows;
    auto const add = [&](UseArea level, char const* name, std::int64_t sites, std::int64_t sessions) {
        UseKpiRow row;
        row.level = level;
        row.name = name;
        row.municipality = level == UseArea::area ? "" : "Aadorp";
        row.sites = row.evse = sites;
        row.month = in_may;
        row.use = KnownUse{.sites = sites, .evse = sites};
        row.use->all = {50, 100, 1000 * sessions, sessions};
        row.use->session_sites = sites;
        row.requests = RequestFigures{sessions, 1, 2, 1, 3, 4};
        rows.push_back(row);
    };
    add(UseArea::area, "small", 17, 60);
    add(UseArea::municipality, "Aadorp", 17, 60);
    add(UseArea::neighbourhood, "A", 6, 4);
    add(UseArea::neighbourhood, "A2", 3, 26);
    add(UseArea::neighbourhood, "B", 8, 30);
    FeatureTable table = table_of(filled(use_kpi_table(inputs), rows));
    withhold_use(table);
    auto const known = [&](std::size_t row, char const* field) {
        return !std::holds_alternative<std::monostate>(table.features[row].values[table.column(field)]);
    };
    std::vector<bool> occupancy, sessions, energy, requests, placed;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        occupancy.push_back(known(i, "occupancy_pct"));
        sessions.push_back(known(i, "sessions"));
        energy.push_back(known(i, "energy_kwh"));
        requests.push_back(known(i, "requests_user"));
        placed.push_back(known(i, "requests_placed") || known(i, "lead_days_p90"));
        EXPECT_TRUE(known(i, "reporting_pct"));
    }
    EXPECT_THAT(occupancy, ElementsAre(true, true, false, false, true))
        << "A2 has three sites; A alone would tell of it";
    EXPECT_THAT(sessions, ElementsAre(true, true, false, false, true))
        << "A has four sessions; A2 alone would tell of it";
    EXPECT_EQ(energy, sessions);
    EXPECT_THAT(requests, ElementsAre(true, true, false, false, true));
    EXPECT_THAT(placed, ElementsAre(false, false, false, false, false));
    for (char const* gone : {"dwellings", "no_driveway", "requests_waiting"})
        EXPECT_EQ(std::ranges::count(table.fields, gone), 0) << gone;
    EXPECT_EQ(table.features[2].values[table.column("few")], Value{std::string{"yes"}});
}

}  // namespace
}  // namespace laad::usage_kpis_test
