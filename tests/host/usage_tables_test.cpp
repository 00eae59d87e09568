// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/usage_town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace laad::test::usage_tables_test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

void expect_refused(UsageTown& town, std::string const& part)
{
    EXPECT_THAT([&] { town.read(); }, ThrowsMessage<InputError>(HasSubstr(part)));
}

TEST(UsageTables, OurNamesAndThoseOfOcpi)
{
    UsageTown ours, ocpi;
    ours.file("a.csv",
              "country_code,party_id,id,start,end,energy_kwh,location_id,user,credit_of\n"
              "NL,ABC,1,2026-06-01T17:00:00Z,2026-06-01T19:00:00Z,7.25,north,card,\n"
              "NL,ABC,2,2026-06-01T18:00:00Z,2026-06-01T19:00:00Z,7.25,north,card,1\n");
    ocpi.file("b.csv",
              "country_code;party_id;id;start_date_time;end_date_time;total_energy;cdr_location.id;auth_id\n"
              "nl;abc;1;2026-06-01T17:00:00Z;2026-06-01T19:00:00Z;7.25;north;card\n\n;;;;;;;\n");
    ours.read();
    ocpi.read();
    ASSERT_EQ(ours.kept.sessions.size(), 2U);
    ASSERT_EQ(ocpi.kept.sessions.size(), 1U);
    EXPECT_EQ(ours.kept.sessions[0].id, ocpi.kept.sessions[0].id);
    EXPECT_EQ(ours.kept.sessions[1].credits, ours.kept.sessions[0].id);
    EXPECT_EQ(ocpi.kept.sessions[0].energy_wh, 7250);
}

TEST(UsageTables, MappedColumnsConstantsAndADecimalComma)
{
    UsageTown town;
    UsageFile& config = town.file("a.csv.gz", packed("sep=;\r\nvan;tot;\"kWh, geladen\"\r\n"
                                                     "1-6-2026 19:00;01/06/2026 21:00:30;\"1.000,25\"\r\n"));
    config.columns = {{"start", "van"}, {"end", "tot"}, {"energy_kwh", "kWh, geladen"}};
    config.constants = {{"location_id", "south"}};
    config.decimal = ",";
    config.time_zone = "Europe/Amsterdam";
    UseSource const source = town.read();
    ASSERT_EQ(town.kept.sessions.size(), 1U);
    EXPECT_EQ(town.kept.sessions[0].site, 1);
    EXPECT_EQ(town.kept.sessions[0].start_s, utc(1, 17));
    EXPECT_EQ(town.kept.sessions[0].end_s, utc(1, 19) + 30);
    EXPECT_EQ(town.kept.sessions[0].energy_wh, 1000);  // 1,000.25 kWh is more than a car takes
    EXPECT_EQ(rows_with(source.noticed, "more energy than a car can take"), 1);
}

TEST(UsageTables, WhatLacksOrIsMisspeltIsRefused)
{
    UsageTown no_end, no_place, comma, key, constant, knows, unknown;
    no_end.file("a.csv", "start,location_id\nx,y\n");
    expect_refused(no_end, "has no column end");
    no_place.file("a.csv", "start,end\nx,y\n");
    expect_refused(no_place, "has no column location_id, evse_uid or evse_id");
    comma.file("a.csv", "start;end;energy_kwh;location_id\n2026-06-01T17:00Z;2026-06-01T18:00Z;7,5;north\n");
    expect_refused(comma, "decimal = ");
    key.file("a.csv", "start,end,location_id\nx,y,z\n").columns = {{"energy", "x"}};
    expect_refused(key, "\"energy\", which a table of its kind does not have");
    constant.file("a.csv", "start,end,location_id\nx,y,z\n").constants = {{"end", "x"}};
    expect_refused(constant, "keep one of them");
    knows.file("a.csv", "start,end,location_id\nx,y,z\n").knows = "pluged";
    expect_refused(knows, "knows is \"pluged\"");
    unknown.file("a.csv", "name,value\nx,y\n");
    expect_refused(unknown, "is no table of use that is known");
}

TEST(UsageTables, OddRowsAreCounted)
{
    UsageTown town;
    using namespace std::string_literals;
    town.file("a.csv",
              "start,end,energy_kwh,location_id\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z,7.5,north\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z,7.5,north,,\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z,7.5,north,more\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z,7\0,north\n"
              "2026-06-01T17:00Z,2026-06-01T18:00Z,much,\"north\""s);
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, 6);
    EXPECT_EQ(source.used, 3);
    EXPECT_EQ(rows_with(source.set_aside, "a row of another length than the header"), 3);
    EXPECT_EQ(rows_with(source.noticed, "the energy is not told or cannot be read"), 1);
}

TEST(UsageTables, AQuoteThatIsNeverClosedIsRefused)
{
    UsageTown small, large;
    small.file("a.csv", "start,end,location_id\n\"2026,x,y\n2026,x,y\n");
    expect_refused(small, "a quote that is never closed");
    large.file("a.csv", "start,end,location_id\n\"" + std::string(20 << 20, 'x'));
    expect_refused(large, "a row of more than 16 MB");
}

TEST(UsageTables, ManyRowsAreReadWhateverThePieces)
{
    std::string text = "id,start,end,energy_kwh,location_id,remark\n";
    constexpr int count = 40'000;
    for (int i = 0; i < count; ++i)
        text += fmt::format("{},2026-06-01T17:00Z,2026-06-01T18:00Z,0.{:03},\"north\",\"a \"\"b\"\",\n{}\"\n", i,
                            i % 1000, std::string(static_cast<std::size_t>(i % 53), 'x'));
    UsageTown town;
    town.file("a.csv", text);
    UseSource const source = town.read();
    EXPECT_EQ(source.used, count);
    EXPECT_EQ(source.energy_wh, 999LL * 1000 / 2 * (count / 1000));
}

/// One session from `start` to `end` on the clock of Amsterdam.
Session on_the_clock(std::string const& start, std::string const& end, std::string const& remark, int rows)
{
    UsageTown town;
    town.file("a.csv", "start,end,energy_kwh,location_id\n" + start + "," + end + ",1,north\n").time_zone =
        "Europe/Amsterdam";
    UseSource const source = town.read();
    EXPECT_EQ(source.used, 1);
    EXPECT_EQ(rows_with(source.noticed, remark), rows);
    return town.kept.sessions.empty() ? Session{} : town.kept.sessions[0];
}

TEST(UsageTables, TheClockChangesAndMidnight)
{
    // 2025-10-26 01:00 UTC: the clock goes back from 03:00 to 02:00.
    constexpr std::int64_t autumn_s = 1'761'440'400;
    Session const first =
        on_the_clock("2025-10-26 01:30", "2025-10-26 02:30", "a time in the hour that the clock change repeats", 1);
    EXPECT_EQ(first.start_s, autumn_s - 5400);
    EXPECT_EQ(first.end_s, autumn_s - 1800);
    Session const over =
        on_the_clock("2025-10-26 02:50", "2025-10-26 02:10", "a time in the hour that the clock change repeats", 2);
    EXPECT_EQ(over.start_s, autumn_s - 600);
    EXPECT_EQ(over.end_s, autumn_s + 600);
    Session const told = on_the_clock("2025-10-26T02:50+02:00", "2025-10-26T02:10+01:00", "a time in the hour", 0);
    EXPECT_EQ(told, over);
    // 2026-03-29 01:00 UTC: it goes from 02:00 to 03:00.
    constexpr std::int64_t spring_s = 1'774'746'000;
    Session const skipped =
        on_the_clock("2026-03-29 01:30", "2026-03-29 02:30", "a time in the hour that the clock change skips", 1);
    EXPECT_EQ(skipped.start_s, spring_s - 1800);
    EXPECT_EQ(skipped.end_s, spring_s + 1800);
    Session const midnight = on_the_clock("2026-06-01 23:30", "2026-06-02 00:30", "a time", 0);
    EXPECT_EQ(midnight.end_s - midnight.start_s, 3600);
    EXPECT_EQ(midnight.start_s, utc(1, 21, 30));
}

TEST(UsageTables, ATimeZoneThatDoesNotExistIsRefused)
{
    UsageTown town;
    town.file("a.csv", "start,end,location_id\nx,y,z\n").time_zone = "Europe/Delft";
    expect_refused(town, "there is no time zone \"Europe/Delft\"");
}

constexpr char const* elaadnl =
    "TransactionId;ChargePoint;Connector;UTCTransactionStart;UTCTransactionStop;StartCard;ConnectedTime;ChargeTime;"
    "TotalEnergy;MaxPower\n"
    "1;cp-a;1;01/06/2026 17:00;01/06/2026 19:30;card1;2,5;2;9,86;3,342\n"
    "2;cp-a;2;01/06/2026 17:00;01/06/2026 19:30;card2;2,5;2;9,86;7590000\n"
    "3;cp-b;1;01/06/2026 17:00;01/06/2026 17:00;card1;0;0;0,05;3,342\n";

TEST(UsageTables, ElaadNlTransactionsWithoutATableOfPlaces)
{
    UsageTown town;
    town.file("t.csv", elaadnl);
    UseSource const source = town.read();
    EXPECT_EQ(source.format, "open transactions of ElaadNL");
    EXPECT_EQ(source.rows, 3);
    EXPECT_EQ(source.used, 0);
    EXPECT_EQ(rows_with(source.set_aside, "at a place that the charge locations do not have"), 3);
    EXPECT_EQ(source.set_aside.front().energy_wh, 9860 + 9860 + 50);
}

TEST(UsageTables, ElaadNlTransactionsWithOne)
{
    UsageTown town;
    town.file("t.csv", elaadnl);
    town.scenario.usage.evses = town.write("evses.csv", "location_id,evse_uid\nnorth,cp-a\nsouth,cp-b\n");
    UseSource const source = town.read();
    ASSERT_EQ(town.kept.sessions.size(), 3U);
    std::set<std::uint64_t> evses, users;
    for (Session const& one : town.kept.sessions) {
        evses.insert(one.evse);
        users.insert(one.user);
    }
    EXPECT_EQ(evses.size(), 3U);
    EXPECT_EQ(users.size(), 2U);
    EXPECT_EQ(source.energy_wh, 9860 + 9860 + 50);
    EXPECT_EQ(rows_with(source.noticed, "a power of more than 1 MW"), 1);
    EXPECT_EQ(rows_with(source.noticed, "begins and ends at the same moment"), 1);
}

TEST(UsageTables, Snapshots)
{
    UsageTown town;
    town.file("status_2026-06-07T2107Z.csv",
              "evse_uid,status\n11,AVAILABLE\n12,charging\n21,OutOfOrder\n22,BLOCKED\n23,\n24,DANCING\n99,"
              "AVAILABLE\n11,CHARGING\n");
    town.scenario.usage.evses =
        town.write("evses.csv", "location_id,evse_uid\nnorth,11\nnorth,12\nsouth,21\nsouth,22\nsouth,23\nsouth,24\n");
    UseSource const source = town.read();
    EXPECT_EQ(source.format, "table of the status of charge points");
    EXPECT_EQ(source.rows, 8);
    EXPECT_EQ(source.used, 5);
    std::int64_t const at = utc(7, 21);
    std::vector<Sample> const expected{{at, 900, 0, 0, 1, 0, Knows::connected},
                                       {at, 900, 0, 0, 1, 1000, Knows::connected},
                                       {at, 900, 1, 0, 0, 0, Knows::connected},
                                       {at, 900, 1, 0, 0, 0, Knows::connected},
                                       {at, 900, 1, 0, 1, 1000, Knows::connected}};
    EXPECT_EQ(town.kept.samples, expected);
    EXPECT_EQ(rows_with(source.set_aside, "seen before in the same quarter-hour"), 1);
    EXPECT_EQ(rows_with(source.set_aside, "a figure that cannot be read"), 1);
    EXPECT_EQ(rows_with(source.set_aside, "at a place that the charge locations"), 1);
    EXPECT_EQ(rows_with(source.noticed, "a status that OCPI does not know"), 1);
}

TEST(UsageTables, TheTimeOfASnapshot)
{
    constexpr char const* rows = "location_id,evse_uid,status\nnorth,1,AVAILABLE\n";
    UsageTown none, constant, wrong, column, compact;
    none.file("status.csv", rows);
    expect_refused(none, "does not say of what time the status is");
    constant.file("status.csv", rows).constants = {{"time", "2026-06-07T21:00Z"}};
    constant.read();
    EXPECT_EQ(constant.kept.samples.at(0).at_s, utc(7, 21));
    wrong.file("status.csv", rows).constants = {{"time", "last night"}};
    expect_refused(wrong, "is no one time");
    column.file("status.csv",
                "location_id,evse_uid,status,time\nnorth,1,AVAILABLE,2026-06-07T23:00+02:00\n"
                "north,1,CHARGING,2026-06-07T21:10Z\nnorth,1,CHARGING,2026-06-07T21:15Z\n");
    EXPECT_EQ(column.read().used, 2);
    EXPECT_EQ(column.kept.samples.at(0).occupied_permille, 0);
    EXPECT_EQ(column.kept.samples.at(1).at_s, utc(7, 21, 15));
    compact.file("delft-20260607_211500Z.csv", rows);
    compact.read();
    EXPECT_EQ(compact.kept.samples.at(0).at_s, utc(7, 21, 15));
}

TEST(UsageTables, ASnapshotWithoutPlacesIsRefused)
{
    UsageTown town;
    town.file("status_2026-06-07T2100Z.csv", "evse_uid,status\n11,AVAILABLE\n");
    expect_refused(town, "usage.evses");
}

TEST(UsageTables, LocationsWithStatusOfWhichOneIsThereTwice)
{
    UsageTown town;
    Point const at = town.degrees({85050, 446100});
    std::string const place = fmt::format(R"("coordinates":{{"latitude":"{}","longitude":"{}"}})", at.y, at.x);
    town.file(
        "dotnl_2026-06-07T21:00Z.json",
        R"([{"id":"a-twin",)" + place +
            R"(,"evses":[{"uid":"91","status":"UNKNOWN"},{"uid":"92","status":"UNKNOWN"}]},)" + R"({"id":"south",)" +
            place +
            R"(,"evses":[{"uid":"21","status":"AVAILABLE","connectors":[{"power_type":"AC_3_PHASE","max_electric_power":7590000}]},)" +
            R"({"uid":"22","status":"CHARGING","connectors":[{"power_type":"AC_3_PHASE","max_electric_power":50000}]}]}])");
    UseSource const source = town.read();
    EXPECT_EQ(source.format, "OCPI Locations with the status of charge points");
    EXPECT_EQ(source.rows, 4);
    ASSERT_EQ(town.kept.samples.size(), 2U);
    EXPECT_EQ(town.kept.samples[0].available + town.kept.samples[1].available, 2);
    EXPECT_EQ(town.kept.samples[1].occupied_permille, 1000);
    EXPECT_EQ(rows_with(source.set_aside, "of a location that the file has twice"), 2);
    EXPECT_EQ(rows_with(source.noticed, "a power of more than 1 MW"), 1);
    EXPECT_EQ(rows_with(source.noticed, "alternating current at more than 35 kW"), 1);
}

TEST(UsageTables, OccupancyByHourKnowsChargingAlone)
{
    UsageTown town;
    town.file("occupancy.csv",
              "gemeente_slug,date,hour_local,location_id,n_evse,occupancy_pct\n"
              "delft,2026-06-02,16,north,2,50\ndelft,2026-06-02,16,south,3,33.333\n"
              "delft,2026-06-02,16,south,3,66\ndelft,2026-06-02,24,south,3,0\n"
              "delft,2026-06-02,17,south,3,101\ndelft,2026-03-29,2,south,3,0\n"
              "delft,2025-10-26,2,south,3,0\ndelft,2026-06-02,16,garage,2,0\n");
    UseSource const source = town.read();
    EXPECT_EQ(source.format, "table of occupancy by hour");
    EXPECT_EQ(source.knows, Knows::charging);
    std::vector<Sample> const expected{{utc(2, 14), 3600, 0, 0, 2, 1000, Knows::charging},
                                       {utc(2, 14), 3600, 1, 0, 3, 1000, Knows::charging}};
    EXPECT_EQ(town.kept.samples, expected);
    EXPECT_EQ(rows_with(source.noticed, "tells who charges, not who is plugged in"), 2);
    EXPECT_EQ(rows_with(source.set_aside, "seen before in the same quarter-hour or hour"), 1);
    EXPECT_EQ(rows_with(source.set_aside, "begin or end is absent"), 1);
    EXPECT_EQ(rows_with(source.set_aside, "a figure that cannot be read"), 1);
    EXPECT_EQ(rows_with(source.set_aside, "an hour that the clock change skips or repeats"), 2);
    EXPECT_EQ(rows_with(source.set_aside, "at a charge location that is not public"), 1);
}

TEST(UsageTables, OccupancyOfThosePluggedIn)
{
    UsageTown town;
    town.file("occupancy.csv", "date,hour_utc,location_id,share\n2026-06-02,14,north,50\n").columns = {
        {"connected_pct", "share"}};
    UseSource const source = town.read();
    EXPECT_EQ(source.knows, Knows::connected);
    EXPECT_EQ(town.kept.samples, (std::vector<Sample>{{utc(2, 14), 3600, 0, 0, 2, 1000, Knows::connected}}));
}

TEST(UsageTables, SessionsOfASourceThatKnowsChargingAloneSaySo)
{
    UsageTown town;
    town.file("a.csv", "start,end,energy_kwh,location_id\n2026-06-01T17:00Z,2026-06-01T18:00Z,1,north\n").knows =
        "charging";
    EXPECT_EQ(rows_with(town.read().noticed, "tells who charges"), 1);
    EXPECT_EQ(town.kept.sessions.at(0).knows, Knows::charging);
}

}  // namespace
}  // namespace laad::test::usage_tables_test
