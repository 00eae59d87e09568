// SPDX-License-Identifier: Apache-2.0
// The rule of docs/methods/compare.md, case by case; gains in hundreds of Wh.
#include "host/compare/neighbours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad {
namespace {

using testing::HasSubstr;

constexpr int points = 2;

PlaceState chosen(int rank, std::int64_t gain, std::int64_t overlap, std::string status = "connectable")
{
    PlaceState state;
    state.eligible = true;
    state.place = Place{"a", rank, std::move(status), gain * 100, overlap * 100, "West", "Proefstad", {}};
    state.gain_hwh = gain;
    state.first_gain_hwh = gain + overlap;
    state.fitting_points = 4;
    return state;
}

PlaceState left_out(std::int64_t would_add, std::int64_t overlap, int fitting = 4)
{
    PlaceState state;
    state.eligible = true;
    state.gain_hwh = would_add;
    state.first_gain_hwh = would_add + overlap;
    state.fitting_points = fitting;
    return state;
}

TEST(PlaceReason, KeptNeedsNone)
{
    EXPECT_EQ(reason_of(Change::kept, chosen(1, 500, 0), chosen(1, 400, 0), points), Reason::none);
}

TEST(PlaceReason, LostWhenItsDemandFell)
{
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), left_out(200, 50), points), Reason::demand);
}

TEST(PlaceReason, LostWhenOthersServeItsDemand)
{
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), left_out(200, 300), points), Reason::neighbour);
}

TEST(PlaceReason, LostThoughItAddsAsMuch)
{
    EXPECT_EQ(reason_of(Change::lost, chosen(9, 500, 0), left_out(500, 0), points), Reason::others);
    EXPECT_EQ(reason_of(Change::lost, chosen(9, 500, 0), left_out(600, 0), points), Reason::others);
}

TEST(PlaceReason, LostBecauseTheGridFilledUp)
{
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), left_out(100, 0, 1), points), Reason::headroom)
        << "the room decides before the demand";
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0, "waits for grid"), left_out(100, 0, 1), points), Reason::demand)
        << "there was no room before either";
}

TEST(PlaceReason, LostBecauseAnotherStandsTooClose)
{
    PlaceState after = left_out(100, 0);
    after.too_close = true;
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), after, points), Reason::neighbour);
}

TEST(PlaceReason, LostOrGainedByARule)
{
    PlaceState stopped = left_out(0, 0);
    stopped.eligible = false;
    stopped.stopped_by = {"WATER"};
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), stopped, points), Reason::rules);
    EXPECT_EQ(reason_of(Change::gained, stopped, chosen(1, 500, 0), points), Reason::rules);
}

TEST(PlaceReason, GainedByDemandByRoomOrByANeighbourThatLeft)
{
    EXPECT_EQ(reason_of(Change::gained, left_out(100, 0), chosen(3, 400, 0), points), Reason::demand);
    EXPECT_EQ(reason_of(Change::gained, left_out(100, 0, 0), chosen(3, 400, 0), points), Reason::headroom);
    EXPECT_EQ(reason_of(Change::gained, left_out(100, 300), chosen(3, 400, 0), points), Reason::neighbour);
    EXPECT_EQ(reason_of(Change::gained, left_out(400, 0), chosen(3, 400, 0), points), Reason::others);
}

TEST(PlaceReason, MovedWithItsGainOrPastByOthers)
{
    EXPECT_EQ(reason_of(Change::moved, chosen(5, 300, 0), chosen(2, 400, 0), points), Reason::demand);
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 300, 100), points), Reason::neighbour);
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 450, 0), points), Reason::others);
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 400, 0, "waits for grid"), points),
              Reason::headroom);
}

TEST(PlaceReason, TheWordsNameTheFiguresOfBothVersions)
{
    PlaceChange change{"a", Change::lost, Reason::demand, chosen(1, 50'000, 0), left_out(20'000, 0), ""};
    EXPECT_EQ(explanation(change),
              "alone it would serve 2,000 kWh (before 5,000 kWh); others take 0 kWh of that (before 0 kWh)");
    change.reason = Reason::neighbour;
    change.after = left_out(20'000, 30'000);
    change.neighbour = "b";
    EXPECT_EQ(explanation(change),
              "alone it would serve 5,000 kWh (before 5,000 kWh); others take 3,000 kWh of that, above all place b "
              "(before 0 kWh)");
    change = {"a", Change::gained, Reason::neighbour, left_out(0, 40'000), chosen(3, 45'000, 0), "b"};
    EXPECT_EQ(explanation(change),
              "alone it would serve 4,500 kWh (before 4,000 kWh); others take 0 kWh of that (before 4,000 kWh, above "
              "all place b)");
}

TEST(PlaceReason, ATooCloseStationIsNamedWhenItIsAPlace)
{
    PlaceChange change{"a", Change::lost, Reason::neighbour, chosen(1, 500, 0), left_out(100, 0), "b"};
    change.after.too_close = true;
    EXPECT_EQ(explanation(change), "stands too close to place b, which is there now");
    change.neighbour = "";
    EXPECT_EQ(explanation(change), "stands too close to another station, which is there now");
}

TEST(Neighbours, TheOneWhoseShareRoseMostIsNamed)
{
    // "same" takes most, but as much as before; "late" stands behind the place, so it takes nothing from it.
    PlanFolder folder;
    for (auto const& [candidate, rank] : {std::pair{"same", 1}, {"new", 2}, {"late", 4}})
        folder.places.push_back(Place{candidate, rank, "connectable", 0, 0, "", "", {}});
    folder.grid.cell_cm = 250;
    PlanReach const reach;
    ServedPlan const served{{90, 40, 70}, {{{7, 60}, {8, 30}}, {{8, 40}}, {{9, 70}}}};
    Neighbours const neighbours{{folder, reach, served}};
    std::vector<std::int64_t> const cells{7, 8, 9, 10};
    auto const serving = neighbours.serving(cells, 3);
    EXPECT_EQ(serving, (std::map<std::string, std::int64_t>{{"same", 90}, {"new", 40}}));
    EXPECT_EQ(neighbours.serving(cells, {}).at("late"), 70);
    EXPECT_EQ(largest_rise({{"same", 90}}, serving), "new");
    EXPECT_EQ(largest_rise(serving, {{"same", 90}}), "");
}

TEST(Neighbours, OnlyAPlaceWithinTheSpacingIsTooClose)
{
    PlanFolder folder;
    folder.config.placement.rules.min_station_m = 60;
    folder.places = {Place{"far", 1, "", 0, 0, "", "", {200, 0}}, Place{"near", 2, "", 0, 0, "", "", {59, 0}}};
    PlanReach const reach;
    ServedPlan const served;
    Neighbours const neighbours{{folder, reach, served}};
    EXPECT_EQ(neighbours.too_close_to({0, 0}), "near");
    EXPECT_EQ(neighbours.too_close_to({400, 0}), "") << "a station that stands already is too close, no place is";
}

}  // namespace
}  // namespace laad
