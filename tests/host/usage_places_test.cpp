// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"
#include "tests/host/usage_town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::usage_places_test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr char const* times = "2026-06-01T17:00Z,2026-06-01T19:00Z,7.5";

/// A table with one session, its place as told; the site is −1 when it is set aside.
struct Told {
    std::string header{"location_id"};
    std::string cells;
};

UseSource read_told(UsageTown& town, Told const& told)
{
    town.file("sessions.csv", "start,end,energy_kwh," + told.header + "\n" + times + "," + told.cells + "\n");
    return town.read();
}

int site_of(UsageTown& town, Told const& told)
{
    read_told(town, told);
    return town.kept.sessions.empty() ? -1 : town.kept.sessions.front().site;
}

TEST(UsagePlaces, TheIdOfALocation)
{
    UsageTown north, south, garage, other, none;
    EXPECT_EQ(site_of(north, {.cells = "north"}), 0);
    EXPECT_EQ(site_of(south, {.cells = " South "}), 1);
    EXPECT_EQ(rows_with(read_told(garage, {.cells = "garage"}).set_aside, "at a charge location that is not public"),
              1);
    UseSource const unknown = read_told(other, {.cells = "elsewhere"});
    EXPECT_EQ(rows_with(unknown.set_aside, "at a place that the charge locations do not have"), 1);
    EXPECT_EQ(unknown.set_aside.front().energy_wh, 7500);
    EXPECT_EQ(rows_with(read_told(none, {"location_id,evse_id", ","}).set_aside, "tells no place"), 1);
}

TEST(UsagePlaces, TheNumberOfARowIsNoId)
{
    UsageTown town;
    town.base.chargers[ChargerId{0}].id = "7";
    town.scenario.chargers.id_field.clear();
    EXPECT_EQ(site_of(town, {.cells = "7"}), -1);
}

TEST(UsagePlaces, AChargePointByATable)
{
    auto const with_table = [](UsageTown& town) {
        town.scenario.usage.evses = town.write(
            "evses.csv",
            "location_id,evse_uid,evse_id\nnorth,11,NL*ABC*E11*1\nsouth,22,NL*ABC*E22\nnorth,33,\nsouth,33,\n");
    };
    UsageTown uid, id, unseparated, two, unknown;
    for (UsageTown* town : {&uid, &id, &unseparated, &two, &unknown})
        with_table(*town);
    EXPECT_EQ(site_of(uid, {"evse_uid", "22"}), 1);
    EXPECT_EQ(site_of(id, {"evse_id", "NL*ABC*E11*1"}), 0);
    EXPECT_EQ(site_of(unseparated, {"evse_id", "nlabce111"}), 0);
    EXPECT_EQ(id.kept.sessions.at(0).evse, unseparated.kept.sessions.at(0).evse);
    EXPECT_EQ(
        rows_with(read_told(two, {"evse_uid", "33"}).set_aside, "its charge point stands at more than one location"),
        1);
    EXPECT_EQ(rows_with(read_told(unknown, {"evse_uid", "44"}).set_aside, "at a place that the charge locations"), 1);
}

TEST(UsagePlaces, AChargePointByOcpiLocations)
{
    UsageTown town;
    town.scenario.usage.evses =
        town.write("locations.json",
                   R"([{"id":"north","coordinates":{"latitude":"52.0","longitude":"4.3"},"evses":[{"uid":"11"}]},)"
                   R"({"id":"south","evses":[{"uid":"22","evse_id":"NL*ABC*E22","connectors":[]}]}, 3])");
    UseSource const source = read_told(town, {"evse_uid", "22"});
    EXPECT_EQ(town.kept.sessions.at(0).site, 1);
    EXPECT_EQ(rows_with(source.noticed, "records of usage.evses that cannot be read"), 1);
}

TEST(UsagePlaces, ALocationUnderAnotherIdByItsPositionInUsageEvses)
{
    UsageTown town;
    Point const at = town.degrees({85060, 446110});
    town.scenario.usage.evses = town.write(
        "locations.json", fmt::format(R"([{{"id":"old-south","coordinates":{{"latitude":"{}","longitude":"{}"}},)"
                                      R"("evses":[{{"uid":"22"}}]}}])",
                                      at.y, at.x));
    UseSource const source = read_told(town, {"evse_uid", "22"});
    EXPECT_EQ(town.kept.sessions.at(0).site, 1);
    EXPECT_EQ(rows_with(source.noticed, "its location is among the charge locations under another id"), 1);
}

TEST(UsagePlaces, ARepeatThatWasSetAsideIsFoundWhereItStands)
{
    SmallRegion region;
    auto const row = [](char const* id, double x, char const* updated) {
        return point(x, 105,
                     fmt::format(R"("id":"{}","evse":2,"who":"Equans","open":true,"updated":"{}")", id, updated));
    };
    auto& config = region.scenario.chargers;
    config.source = region.layer(
        "chargers", {row("new", 50, "2026-01-01"), row("repeat", 50, "2020-01-01"), row("other", 300, "2026-01-01")});
    config.id_field = "id";
    config.evse_field = "evse";
    config.operator_field = "who";
    config.updated_field = "updated";
    config.open_24_7_field = "open";
    BaseLayers const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 2U);
    ASSERT_EQ(base.sites.size(), 2U);
    auto const file = region.path("sessions.csv");
    std::ofstream{file} << "start,end,energy_kwh,location_id\n" << times << ",repeat\n" << times << ",new\n";
    region.scenario.usage.files.emplace_back().file = file;
    KeptUse kept;
    auto const sources = read_files(region.scenario, base, kept);
    ASSERT_EQ(kept.sessions.size(), 2U);
    EXPECT_EQ(kept.sessions[0].site, kept.sessions[1].site);
    EXPECT_EQ(rows_with(sources[0].noticed, "its location is among the charge locations under another id"), 1);
}

TEST(UsagePlaces, APositionWithin25Metres)
{
    auto const told = [](UsageTown const& town, Point metres) {
        Point const at = town.degrees(metres);
        return Told{"latitude,longitude", fmt::format("{:.7f},{:.7f}", at.y, at.x)};
    };
    UsageTown near, far, garage;
    EXPECT_EQ(rows_with(read_told(near, told(near, {85050, 446424})).noticed, "its place was found by its position"),
              1);
    EXPECT_EQ(near.kept.sessions.at(0).site, 0);
    EXPECT_EQ(site_of(far, told(far, {85050, 446426})), -1);
    EXPECT_EQ(rows_with(read_told(garage, told(garage, {85400, 446101})).set_aside,
                        "at a charge location that is not public"),
              1);
}

TEST(UsagePlaces, OddPositionsAreNoticed)
{
    UsageTown swapped, zero, abroad, lost;
    Point const at = swapped.degrees({85050, 446101});
    UseSource const mended = read_told(swapped, {"latitude,longitude", fmt::format("{:.7f},{:.7f}", at.x, at.y)});
    EXPECT_EQ(swapped.kept.sessions.at(0).site, 1);
    EXPECT_EQ(rows_with(mended.noticed, "latitude and longitude are swapped"), 1);
    EXPECT_EQ(
        rows_with(read_told(zero, {"location_id,latitude,longitude", "north,0.0,0"}).noticed, "its position is 0, 0"),
        1);
    EXPECT_EQ(zero.kept.sessions.at(0).site, 0);
    EXPECT_EQ(rows_with(read_told(abroad, {"location_id,latitude,longitude", "north,48.85,2.35"}).noticed,
                        "its position is outside the region"),
              1);
    EXPECT_EQ(rows_with(read_told(lost, {"latitude,longitude", "48.85,2.35"}).set_aside, "at a place that the charge"),
              1);
}

}  // namespace
}  // namespace laad::test::usage_places_test
