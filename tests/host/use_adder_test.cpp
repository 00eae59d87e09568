// SPDX-License-Identifier: Apache-2.0
// Use of sites that was worked out by hand. 13 January 2026 is a Tuesday; clocks in the Netherlands are at UTC + 1 h in
// winter and + 2 h in summer.
#include "rasters/error.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/host/use_adding.hpp"

#include <gmock/gmock.h>

namespace laad::use_adder_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

UseSums const& at(SiteUse const& site, DayType type, int hour, int minute = 0)
{
    return site.by_quarter[quarter_of(type, hour * 4 + minute / 15)];
}

UseSums all_of(SiteUse const& site)
{
    UseSums all;
    for (UseSums const& cell : site.by_quarter) {
        all.occupied_min += cell.occupied_min;
        all.available_min += cell.available_min;
        all.energy_wh += cell.energy_wh;
        all.sessions += cell.sessions;
    }
    return all;
}

std::int64_t rows(AddedUse const& added, UseFault fault, std::size_t file = 0)
{
    return added.faults.of(file, fault).rows;
}

TEST(UseAdder, ASessionOverMidnightIsInBothDays)
{
    auto adding = Adding::at_sites({2});
    adding.config.files[0].until = "2026-01-14";
    adding.sessions = {{.id = 1,
                        .start_s = utc(2026, 1, 13, 22, 50),
                        .end_s = utc(2026, 1, 13, 23, 20),
                        .energy_wh = 3000,
                        .site = 0}};
    AddedUse const added = adding.add_up();

    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(at(site, DayType::weekday, 23, 45), (UseSums{10, 60, 1000, 1}));
    EXPECT_EQ(at(site, DayType::weekday, 0, 0), (UseSums{15, 60, 1500, 0}));
    EXPECT_EQ(at(site, DayType::weekday, 0, 15), (UseSums{5, 60, 500, 0}));
    EXPECT_EQ(at(site, DayType::weekday, 0, 30), (UseSums{0, 60, 0, 0}));
    EXPECT_EQ(all_of(site), (UseSums{30, 2 * 24 * 60 * 2, 3000, 1}));
    EXPECT_EQ(site.first_s, utc(2026, 1, 13, 22, 50));
    EXPECT_THAT(added.use.months, ElementsAre(Month{2026, 1}));
    EXPECT_EQ(site.months[0], (MonthOfSite{{30, 5760, 3000, 1}, {0, 2 * 6 * 60 * 2, 0, 0}, -1, 2, 2, 5760}));
}

TEST(UseAdder, AFileCoversTheDaysInWhichItsSessionsBegin)
{
    auto adding = Adding::at_sites({1});
    adding.sessions = {{.id = 1,
                        .start_s = utc(2026, 1, 13, 22, 50),
                        .end_s = utc(2026, 1, 13, 23, 20),
                        .energy_wh = 3000,
                        .site = 0}};
    AddedUse const added = adding.add_up();

    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{10, 24 * 60, 1000, 1})) << "of the 13th alone";
    EXPECT_EQ(rows(added, UseFault::sticking_out), 1);
    EXPECT_EQ(added.faults.of(0, UseFault::sticking_out).energy_wh, 2000);
}

TEST(UseAdder, TheNightToSummerTimeIsAnHourShorter)
{
    auto adding = Adding::at_sites({1});
    adding.config.files[0].until = "2026-03-29";
    adding.sessions = {{.id = 1,  // from 23:30 to 06:00 by the clock
                        .start_s = utc(2026, 3, 28, 22, 30),
                        .end_s = utc(2026, 3, 29, 4, 0),
                        .energy_wh = 11'000,
                        .site = 0}};
    AddedUse const added = adding.add_up();

    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(at(site, DayType::saturday, 23, 30), (UseSums{15, 15, 500, 1}));
    EXPECT_EQ(at(site, DayType::sunday, 1, 45), (UseSums{15, 15, 500, 0}));
    EXPECT_EQ(at(site, DayType::sunday, 2), UseSums{}) << "there was no such hour";
    EXPECT_EQ(at(site, DayType::sunday, 2, 45), UseSums{});
    EXPECT_EQ(at(site, DayType::sunday, 3), (UseSums{15, 15, 500, 0}));
    EXPECT_EQ(at(site, DayType::sunday, 5, 45), (UseSums{15, 15, 500, 0}));
    EXPECT_EQ(at(site, DayType::sunday, 6), (UseSums{0, 15, 0, 0}));
    EXPECT_EQ(all_of(site), (UseSums{330, (24 + 23) * 60, 11'000, 1}));
}

TEST(UseAdder, TheNightToWinterTimeIsAnHourLonger)
{
    auto adding = Adding::at_sites({2});
    adding.sessions = {{.id = 1,  // from 01:00 to 04:00 by the clock
                        .start_s = utc(2026, 10, 24, 23, 0),
                        .end_s = utc(2026, 10, 25, 3, 0),
                        .energy_wh = 1600,
                        .site = 0}};
    AddedUse const added = adding.add_up();

    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(at(site, DayType::sunday, 1), (UseSums{15, 30, 100, 1}));
    for (int minute : {0, 15, 30, 45})
        EXPECT_EQ(at(site, DayType::sunday, 2, minute), (UseSums{30, 60, 200, 0})) << "twice";
    EXPECT_EQ(at(site, DayType::sunday, 3, 45), (UseSums{15, 30, 100, 0}));
    EXPECT_EQ(all_of(site), (UseSums{240, 2 * 25 * 60, 1600, 1}));
    EXPECT_EQ(site.months[0].days, 1);
}

TEST(UseAdder, MonthsAreOfTheRegion)
{
    auto adding = Adding::at_sites({1, 1});
    adding.config.files[0].until = "2026-02-28";
    // 23:00 on 31 January to 01:00 on 1 February; one that begins at 00:30 on the first.
    adding.sessions = {
        {.id = 1, .user = 7, .start_s = utc(2026, 1, 31, 22), .end_s = utc(2026, 2, 1, 0), .energy_wh = 10, .site = 0},
        {.id = 2, .user = 7, .start_s = utc(2026, 1, 31, 23, 30), .end_s = utc(2026, 1, 31, 23, 31), .site = 1}};
    AddedUse const added = adding.add_up();

    ASSERT_THAT(added.use.months, ElementsAre(Month{2026, 1}, Month{2026, 2}));
    auto const& first = added.use.sites[0].months;
    EXPECT_EQ(first[0], (MonthOfSite{{60, 24 * 60, 5, 1}, {}, 1, 1, 1, 24 * 60}));
    EXPECT_EQ(first[1], (MonthOfSite{{60, 28 * 24 * 60, 5, 0}, {0, 20 * 6 * 60, 0, 0}, -1, 28, 1, 28 * 24 * 60}));
    auto const& second = added.use.sites[1].months;
    EXPECT_EQ(second[0], (MonthOfSite{{}, {}, -1, 0, 0})) << "the station was not known yet";
    EXPECT_EQ(second[1], (MonthOfSite{{1, 28 * 24 * 60, 0, 1}, {0, 20 * 6 * 60, 0, 0}, 1, 28, 1, 28 * 24 * 60}));
}

TEST(UseAdder, OneChargePointHasOneCarAtATime)
{
    auto adding = Adding::at_sites({2});
    std::int64_t const noon = utc(2026, 1, 13, 12);
    adding.sessions = {{.id = 1, .evse = 5, .start_s = noon, .end_s = noon + 600, .site = 0},
                       {.id = 2, .evse = 5, .start_s = noon + 300, .end_s = noon + 840, .site = 0},
                       {.id = 3, .evse = 6, .start_s = noon + 300, .end_s = noon + 360, .site = 0}};
    AddedUse const added = adding.add_up();
    EXPECT_EQ(all_of(added.use.sites[0]).occupied_min, 15);
    EXPECT_EQ(rows(added, UseFault::overlapping), 1);
    EXPECT_EQ(rows(added, UseFault::crowded), 0);
}

TEST(UseAdder, OccupiedIsAtMostWhatIsThere)
{
    auto adding = Adding::at_sites({1});
    std::int64_t const noon = utc(2026, 1, 13, 12);
    // From 12:00 two cars: the second quarter-hour has 15 + 5 minutes.
    adding.sessions = {{.id = 1, .start_s = noon, .end_s = noon + 1800, .energy_wh = 50, .site = 0},
                       {.id = 2, .start_s = noon + 900, .end_s = noon + 1200, .energy_wh = 70, .site = 0},
                       {.id = 3, .start_s = noon + 3600, .end_s = noon + 3660, .energy_wh = 1, .site = 0}};
    AddedUse const added = adding.add_up();
    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{31, 24 * 60, 121, 3}));
    EXPECT_EQ(rows(added, UseFault::crowded), 2);
    EXPECT_EQ(added.crowded_s, 300);
}

TEST(UseAdder, CountsARecordOnce)
{
    auto adding = Adding::at_sites({1, 1});
    adding.config.files.resize(2);
    std::int64_t const noon = utc(2026, 1, 13, 12);
    Session const session{.id = 1, .start_s = noon, .end_s = noon + 600, .energy_wh = 100, .site = 0};
    Session again = session;
    again.file = 1;
    Session nameless = session;
    nameless.id = 0;
    nameless.site = 1;
    adding.sessions = {again, session, session, nameless, nameless};
    AddedUse added = adding.add_up();
    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{10, 24 * 60, 100, 1}));
    EXPECT_EQ(all_of(added.use.sites[1]).sessions, 2) << "without an id nothing is the same";
    EXPECT_EQ(rows(added, UseFault::twice, 0), 1);
    EXPECT_EQ(rows(added, UseFault::twice, 1), 1);

    std::vector<UseSource> sources(2);
    sources[0] = {"a", "", 5, 4, 400, 0, 0, Knows::connected, {}, {}};
    sources[0].set_aside = {{"a place that is no public station of the region", 1, 0}};
    sources[1] = {"b", "", 1, 1, 100, 0, 0, Knows::connected, {}, {}};
    tell(added.faults, sources);
    EXPECT_EQ(sources[0].used, 3);
    EXPECT_EQ(sources[0].energy_wh, 300);
    EXPECT_THAT(sources[0].set_aside, ElementsAre(UseReason{"a place that is no public station of the region", 1, 0},
                                                  UseReason{"the same session again", 1, 100}));
    EXPECT_EQ(sources[1].used, 0);
}

TEST(UseAdder, ACreditGoesWithWhatItTakesBack)
{
    auto adding = Adding::at_sites({1});
    std::int64_t const noon = utc(2026, 1, 13, 12);
    auto const session = [&](std::uint64_t id, std::uint64_t credits, int hour) {
        return Session{.id = id,
                       .credits = credits,
                       .start_s = noon + hour * 3600,
                       .end_s = noon + hour * 3600 + 600,
                       .energy_wh = 100,
                       .site = 0};
    };
    // 11 takes back 1 and comes before it, 2 is taken back by one with its own id, 13 is alone, 14 comes too late.
    Session timeless = session(11, 1, 0);
    timeless.start_s = timeless.end_s = 0;
    adding.sessions = {timeless,         session(1, 0, 0),  session(2, 0, 1), session(2, 2, 1),
                       session(3, 0, 2), session(13, 9, 3), session(14, 1, 0)};
    AddedUse const added = adding.add_up();
    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{10, 24 * 60, 100, 1}));
    EXPECT_EQ(rows(added, UseFault::taken_back), 2);
    EXPECT_EQ(added.faults.of(0, UseFault::taken_back).energy_wh, 200);
    EXPECT_EQ(added.faults.of(0, UseFault::credit).energy_wh, 0) << "it was never counted";
    EXPECT_EQ(rows(added, UseFault::credit), 2);
    EXPECT_EQ(rows(added, UseFault::lone_credit), 2);
    EXPECT_EQ(rows(added, UseFault::twice), 0);
}

TEST(UseAdder, WhatCannotBeIsSetAside)
{
    auto adding = Adding::at_sites({1, 0});
    adding.config.files[0].from = "2026-01-13";
    adding.config.files[0].until = "2026-01-13";
    std::int64_t const noon = utc(2026, 1, 13, 12);
    auto const session = [&](std::int32_t site, std::int64_t start_s, std::int64_t end_s, std::int64_t wh) {
        return Session{.start_s = start_s, .end_s = end_s, .energy_wh = wh, .site = site};
    };
    adding.sessions = {session(-1, noon, noon + 60, 10),
                       session(2, noon, noon + 60, 10),
                       session(1, noon, noon + 60, 10),
                       session(0, noon, noon - 1, 10),
                       session(0, 0, noon, 10),
                       session(0, noon, noon + 60, std::int64_t{1} << 40),
                       session(0, noon - 86400, noon, 10),
                       session(0, utc(2026, 1, 13, 23), utc(2026, 1, 14), 10),
                       session(0, utc(2026, 1, 12, 23), utc(2026, 1, 12, 23, 15), 40)};
    adding.samples = {{.at_s = noon, .lasts_s = 0, .site = 0, .available = 1}};
    AddedUse const added = adding.add_up();
    EXPECT_EQ(rows(added, UseFault::unknown_place), 2);
    EXPECT_EQ(rows(added, UseFault::not_standing), 1);
    EXPECT_EQ(rows(added, UseFault::impossible), 4);
    EXPECT_EQ(rows(added, UseFault::outside_days), 2) << "the day is that of the region";
    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{15, 24 * 60, 40, 1}));
    EXPECT_FALSE(added.use.sites[1].known());
    EXPECT_EQ(added.use.sites[1].months.size(), 1U);
}

TEST(UseAdder, EnergyMayFlowBackAndASessionMayTakeNoTime)
{
    auto adding = Adding::at_sites({1});
    std::int64_t const noon = utc(2026, 1, 13, 11);
    adding.sessions = {{.start_s = noon + 300, .end_s = noon + 2100, .energy_wh = -1000, .site = 0},
                       {.start_s = noon + 5 * 900, .end_s = noon + 5 * 900, .energy_wh = 7, .site = 0}};
    AddedUse const added = adding.add_up();
    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(at(site, DayType::weekday, 12, 0).energy_wh, -333);
    EXPECT_EQ(at(site, DayType::weekday, 12, 15).energy_wh, -500);
    EXPECT_EQ(at(site, DayType::weekday, 12, 30).energy_wh, -167);
    EXPECT_EQ(at(site, DayType::weekday, 13, 15), (UseSums{0, 15, 7, 1}));
}

TEST(UseAdder, SecondsMakeMinutesOnce)
{
    auto adding = Adding::at_sites({1});
    std::vector<Session>& sessions = adding.sessions;
    // 50 s in each of 4 quarter-hours outside of the peak window, and of 3 in it.
    for (int quarter = 0; quarter < 4; ++quarter) {
        std::int64_t const start = utc(2026, 1, 13, 9) + quarter * 900;
        sessions.push_back({.start_s = start, .end_s = start + 50, .site = 0});
    }
    for (int quarter = 0; quarter < 3; ++quarter) {
        std::int64_t const start = utc(2026, 1, 13, 16) + quarter * 900;
        sessions.push_back({.start_s = start, .end_s = start + 50, .site = 0});
    }
    AddedUse const added = adding.add_up();
    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(site.months[0].peak.occupied_min, 2) << "150 s";
    EXPECT_EQ(site.months[0].all.occupied_min, 2 + 3) << "and 200 s";
    EXPECT_EQ(all_of(site).occupied_min, 5);
    EXPECT_EQ(at(site, DayType::weekday, 17, 0).occupied_min, 0);
    EXPECT_EQ(at(site, DayType::weekday, 17, 15).occupied_min, 1);
}

TEST(UseAdder, SamplesStandForTheTimeThatTheyLast)
{
    auto adding = Adding::at_sites({4});
    std::int64_t const noon = utc(2026, 1, 13, 11);
    // An hour with 1½ of 3 occupied; then two charge points seen by themselves at 13:05.
    adding.samples = {{.at_s = noon, .lasts_s = 3600, .site = 0, .available = 3, .occupied_permille = 1500},
                      {.at_s = noon + 3900, .lasts_s = 900, .site = 0, .available = 1, .occupied_permille = 1000},
                      {.at_s = noon + 3900, .lasts_s = 900, .site = 0, .available = 1, .knows = Knows::charging}};
    AddedUse const added = adding.add_up();
    SiteUse const& site = added.use.sites[0];
    EXPECT_EQ(at(site, DayType::weekday, 12, 30), (UseSums{22, 45, 0, 0})) << "4 × 22½, 23 in each second one";
    EXPECT_EQ(at(site, DayType::weekday, 12, 45), (UseSums{23, 45, 0, 0}));
    EXPECT_EQ(at(site, DayType::weekday, 13, 0), (UseSums{10, 20, 0, 0}));
    EXPECT_EQ(at(site, DayType::weekday, 13, 15), (UseSums{5, 10, 0, 0}));
    EXPECT_EQ(all_of(site), (UseSums{105, 210, 0, 0}));
    EXPECT_EQ(site.months[0], (MonthOfSite{{105, 210, 0, 0}, {}, -1, 1, 3}));
    EXPECT_TRUE(site.charging_only);
    EXPECT_EQ(site.first_s, noon);
}

TEST(UseAdder, SamplesOfTheSameTimeHaveTheirMean)
{
    auto adding = Adding::at_sites({2});
    std::int64_t const noon = utc(2026, 1, 13, 11);
    for (int minute : {0, 5, 10})
        adding.samples.push_back({.at_s = noon + minute * 60,
                                  .lasts_s = 900,
                                  .site = 0,
                                  .available = 2,
                                  .occupied_permille = minute == 0 ? 2000 : 0});
    AddedUse const added = adding.add_up();
    SiteUse const& site = added.use.sites[0];
    // From 12:00: 15, 10 and 5 minutes were seen, 30 together; from 12:15: 5 and 10, in which nobody charged.
    EXPECT_EQ(at(site, DayType::weekday, 12, 0), (UseSums{15, 30, 0, 0}));
    EXPECT_EQ(at(site, DayType::weekday, 12, 15), (UseSums{0, 30, 0, 0}));
}

TEST(UseAdder, SessionsCountBeforeSamplesAndTheFirstFileBeforeOthers)
{
    auto adding = Adding::at_sites({2});
    adding.config.files.resize(3);
    std::int64_t const noon = utc(2026, 1, 13, 11);
    adding.sessions = {{.start_s = noon, .end_s = noon + 600, .site = 0, .file = 2}};
    auto const sample = [&](std::int64_t at_s, std::int32_t file, std::int32_t permille) {
        return Sample{
            .at_s = at_s, .lasts_s = 900, .site = 0, .file = file, .available = 2, .occupied_permille = permille};
    };
    adding.samples = {sample(noon, 0, 2000), sample(noon + 86400, 1, 2000), sample(noon + 86400, 0, 1000)};
    AddedUse const added = adding.add_up();
    EXPECT_EQ(all_of(added.use.sites[0]), (UseSums{10 + 15, 24 * 60 * 2 + 30, 0, 1}));
    EXPECT_EQ(rows(added, UseFault::told_before, 0), 1);
    EXPECT_EQ(rows(added, UseFault::told_before, 1), 1);
}

TEST(UseAdder, TellsWhetherOneWasFreeAtEachQuarterHour)
{
    auto adding = Adding::at_sites({2, 1});
    adding.config.chance_days = 7;  // from Monday 23 to Sunday 29 March 2026
    adding.config.files[0].until = "2026-03-29";
    std::int64_t const noon = utc(2026, 3, 27, 11);  // Friday
    adding.sessions = {{.evse = 1, .start_s = noon - 60, .end_s = noon + 900, .site = 0},
                       {.evse = 2, .start_s = noon, .end_s = noon + 901, .site = 0},
                       {.evse = 2, .start_s = noon + 1801, .end_s = noon + 1802, .site = 0}};
    adding.samples = {{.at_s = noon + 7 * 60, .lasts_s = 900, .site = 1, .available = 1, .occupied_permille = 1000},
                      {.at_s = noon + 3600, .lasts_s = 3600, .site = 1, .available = 2, .occupied_permille = 1000},
                      {.at_s = noon + 2 * 3600, .lasts_s = 900, .site = 1, .available = 0, .occupied_permille = 0}};
    AddedUse const added = adding.add_up();

    FreeQuarters const& chance = added.use.quarters;
    EXPECT_EQ(chance.quarters(chance_slot(false, 12)), 5 * 4);
    EXPECT_EQ(chance.quarters(chance_slot(true, 12)), 2 * 4);
    EXPECT_EQ(chance.quarters(chance_slot(true, 2)), 4) << "the hour that Sunday lacks";
    auto const bits = [&](std::size_t site, int hour) {
        return std::pair{chance.observed(site, chance_slot(false, hour))[0],
                         chance.free(site, chance_slot(false, hour))[0]};
    };
    // Friday is the last of five days: quarters 16 to 19. At 12:00 both are taken, at 12:15 the second still is.
    EXPECT_EQ(bits(0, 12), std::pair(std::uint64_t{0b1111} << 16, std::uint64_t{0b1110} << 16));
    EXPECT_EQ(bits(0, 11), std::pair(std::uint64_t{0b1111} << 16, std::uint64_t{0b1111} << 16));
    EXPECT_EQ(bits(1, 12), std::pair(std::uint64_t{0b0001} << 16, std::uint64_t{0})) << "of 12:07";
    EXPECT_EQ(bits(1, 13), std::pair(std::uint64_t{0b1111} << 16, std::uint64_t{0b1111} << 16));
    EXPECT_EQ(bits(1, 14), std::pair(std::uint64_t{0b0001} << 16, std::uint64_t{0})) << "none works";
    EXPECT_EQ(added.use.sites[1].months[0].all.available_min, 15 + 120) << "what does not work is not available";
}

TEST(UseAdder, NothingAddsUpToNothing)
{
    AddedUse const added = Adding::at_sites({1, 2}).add_up();
    EXPECT_TRUE(added.use.months.empty());
    EXPECT_TRUE(added.use.quarters.empty());
    ASSERT_EQ(added.use.sites.size(), 2U);
    EXPECT_FALSE(added.use.sites[0].known());
}

std::string refusal(Adding const& adding)
{
    try {
        adding.add_up();
    } catch (InputError const& error) {
        return error.what();
    }
    return "no error";
}

TEST(UseAdder, RefusesTimeZonesAndDaysThatDoNotExist)
{
    auto adding = Adding::at_sites({1});
    adding.config.files[0].file = "cdr.csv";
    adding.config.time_zone = "Europe/Amsterdm";
    EXPECT_THAT(refusal(adding), HasSubstr("usage.time_zone: \"Europe/Amsterdm\" is no time zone"));
    adding.config.time_zone = "Europe/Amsterdam";
    adding.config.files[0].from = "2026-02-30";
    EXPECT_THAT(refusal(adding), HasSubstr("cdr.csv: usage.file.from \"2026-02-30\" is no day"));
    adding.config.files[0].from = "2026-02-03";
    adding.config.files[0].until = "2026-02-02";
    EXPECT_THAT(refusal(adding), HasSubstr("until 2026-02-02 is before usage.file.from 2026-02-03"));
    adding.config.files[0].until = "2026-02-03";
    EXPECT_EQ(refusal(adding), "no error");
}

TEST(RecordBuckets, GiveBackWhatTheyTookAndLeaveNoFile)
{
    TempFolder const folder;
    constexpr std::size_t count = 3 * RecordBuckets<std::uint64_t>::piece_records + 17;
    RecordBuckets<std::uint64_t> buckets{folder.path(), "numbers", 2};
    for (std::size_t i = 0; i < count; ++i)
        buckets.add(i % 3 == 0 ? 0 : 1, i);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    std::vector<std::uint64_t> all = buckets.take(1);
    for (std::uint64_t const number : all)
        EXPECT_NE(number % 3, 0U);
    for (std::uint64_t const number : buckets.take(0))
        all.push_back(number);
    std::ranges::sort(all);
    ASSERT_EQ(all.size(), count);
    for (std::size_t i = 0; i < count; ++i)
        ASSERT_EQ(all[i], i);
    EXPECT_TRUE(buckets.take(0).empty());
}

}  // namespace
}  // namespace laad::use_adder_test
