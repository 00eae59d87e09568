// SPDX-License-Identifier: Apache-2.0
// The rule of docs/methods/compare.md, case by case; gains in hundreds of Wh.
#include "host/compare/place_changes.hpp"
#include "host/report/tables.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::place_reason_test {
namespace {

using testing::HasSubstr;

constexpr int points = 2;

PlaceState chosen(int rank, std::int64_t gain, std::int64_t overlap, std::string status = "connectable")
{
    PlaceState state;
    state.eligible = true;
    state.place =
        PlannedPlace{"a", rank, std::move(status), gain * 100, overlap * 100, "West", "Proefstad", {}, {rank, rank}};
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

TEST(PlaceReason, ItsOwnDemandIsTheRootThoughOthersTakeMoreOfIt)
{
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 800, 0), left_out(200, 450), points), Reason::demand);
    EXPECT_EQ(reason_of(Change::gained, left_out(64, 500), chosen(3, 800, 0), points), Reason::demand);
}

TEST(PlaceReason, BeyondTheCapacityOfAStationTheDemandInReachTells)
{
    PlaceState before = chosen(1, 800, 0);
    PlaceState after = left_out(200, 600);
    before.in_reach_hwh = 3000;
    after.in_reach_hwh = 2500;
    EXPECT_EQ(reason_of(Change::lost, before, after, points), Reason::demand);
    after.in_reach_hwh = 3500;
    EXPECT_EQ(reason_of(Change::lost, before, after, points), Reason::neighbour) << "its own demand rose";
    after.first_gain_hwh = 700;
    EXPECT_EQ(reason_of(Change::lost, before, after, points), Reason::demand) << "what it could serve goes first";
}

TEST(PlaceReason, AnEqualChoiceIsATieWhateverItsDemandDid)
{
    PlaceState outside = left_out(800, 0);
    outside.equal_choice = true;
    outside.in_reach_hwh = 10;
    EXPECT_EQ(reason_of(Change::lost, chosen(9, 800, 0), outside, points), Reason::tie);
    EXPECT_EQ(reason_of(Change::gained, outside, chosen(9, 800, 0), points), Reason::tie);
    outside.fitting_points = 0;
    EXPECT_EQ(reason_of(Change::gained, outside, chosen(9, 800, 0), points), Reason::headroom);
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
    EXPECT_EQ(reason_of(Change::lost, chosen(1, 500, 0), after, points), Reason::demand) << "its own demand fell too";
    after.first_gain_hwh = 500;
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
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 300, 50), points), Reason::demand);
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 450, 0), points), Reason::others);
    EXPECT_EQ(reason_of(Change::moved, chosen(2, 400, 0), chosen(5, 400, 0, "waits for grid"), points),
              Reason::headroom);
}

TEST(PlaceReason, TheWordsNameTheFiguresOfBothVersions)
{
    PlaceChange change;
    change.change = Change::lost;
    change.reason = Reason::demand;
    change.before = chosen(1, 50'000, 0);
    change.before.in_reach_hwh = 90'000;
    change.after = left_out(20'000, 10'000);
    change.after.in_reach_hwh = 30'000;
    EXPECT_EQ(explanation(change),
              "alone would serve 3,000 kWh of 3,000 kWh unserved within its walk (before 5,000 kWh of 9,000 kWh); of "
              "what it would serve the places of the plan take 1,000 kWh (before: places ranked before it take 0 kWh)");
    change.reason = Reason::neighbour;
    change.neighbour = InTheWay{"b", 7, 356};
    EXPECT_THAT(explanation(change),
                HasSubstr("the places of the plan take 1,000 kWh, most of it place b (rank 7, 356 m away) (before"));
    std::swap(change.before, change.after);
    change.change = Change::gained;
    EXPECT_THAT(explanation(change), HasSubstr("(before: the places of the plan take 1,000 kWh, most of it place b"));
}

TEST(PlaceReason, ATooCloseStationIsNamedWhenItIsAPlace)
{
    PlaceChange change;
    change.change = Change::lost;
    change.reason = Reason::neighbour;
    change.before = chosen(1, 500, 0);
    change.after = left_out(500, 0);
    change.after.too_close = true;
    change.neighbour = InTheWay{"b", 2, 25};
    EXPECT_EQ(explanation(change), "stands too close to place b (rank 2, 25 m away), which is there now");
    change.neighbour.reset();
    EXPECT_EQ(explanation(change), "stands too close to another station, which is there now");
}

PlaceChange at(char const* candidate, Change kind, double x, Reason reason = Reason::neighbour)
{
    PlaceChange change;
    change.candidate = candidate;
    change.change = kind;
    change.reason = reason;
    change.why = std::string{"because of "} + candidate;
    PlannedPlace const place{candidate, 1, "connectable", 0, 0, "", "", {x, 0}, {1, 1}};
    if (kind != Change::lost) change.after.place = place;
    if (kind != Change::gained) change.before.place = place;
    return change;
}

TEST(ShiftedPlaces, AreTheNearestPairsWithinTheSpacing)
{
    // a1 lies 50 m from l and 6 m from l2; only what is left can pair with l: a2 at exactly the spacing cannot.
    std::vector<PlaceChange> places{at("a1", Change::gained, 50), at("a2", Change::gained, -60),
                                    at("k", Change::kept, 1), at("l", Change::lost, 0),
                                    at("l2", Change::lost, 56, Reason::demand)};
    join_shifted(places, 60);
    ASSERT_EQ(places.size(), 4u);
    EXPECT_EQ(places[0].change, Change::shifted);
    EXPECT_EQ(places[0].candidate, "a1");
    EXPECT_EQ(places[0].from, "l2");
    EXPECT_EQ(places[0].shift_m, 6);
    EXPECT_EQ(places[0].before.place->candidate, "l2");
    EXPECT_EQ(places[0].after.place->candidate, "a1");
    EXPECT_EQ(places[0].reason, Reason::demand) << "the root of the two";
    EXPECT_EQ(places[0].why, "the old space because of l2");
    EXPECT_EQ(places[1].change, Change::gained);
    EXPECT_EQ(places[3].change, Change::lost);
}

TEST(ShiftedPlaces, EqualDistancesGoById)
{
    std::vector<PlaceChange> places{at("b", Change::gained, 10), at("a", Change::gained, -10),
                                    at("l", Change::lost, 0)};
    join_shifted(places, 60);
    ASSERT_EQ(places.size(), 2u);
    EXPECT_EQ(places[0].candidate, "a");
}

TEST(Ties, AnEqualChoiceIsWorthAsMuchAndFitsTheGridUnlessTheLastPlaceWaits)
{
    StoredPlan plan;
    plan.config.placement.evse_per_station = 2;
    PlannedPlace last{"z", 9, "connectable", 900, 0, "", "", {}, {9, 9}, 800'000};
    EXPECT_TRUE(is_equal_choice(plan, last, 8, 2));
    EXPECT_TRUE(is_equal_choice(plan, last, 8, {})) << "without grid data";
    EXPECT_FALSE(is_equal_choice(plan, last, 7, 2));
    EXPECT_FALSE(is_equal_choice(plan, last, 8, 1));
    last.status = "waits for grid";
    EXPECT_TRUE(is_equal_choice(plan, last, 8, 1));
}

TEST(Ties, RanksMeetWhereTheyShareOne)
{
    EXPECT_TRUE((RankRange{1, 2}.meets({2, 9})));
    EXPECT_FALSE((RankRange{1, 2}.meets({3, 9})));
}

TEST(Neighbours, TheOneWhoseShareRoseMostIsNamed)
{
    // "same" takes most, but as much as before; "late" stands behind the place, so it takes nothing from it.
    StoredPlan folder;
    for (auto const& [candidate, rank] : {std::pair{"same", 1}, {"new", 2}, {"late", 4}})
        folder.places.push_back(PlannedPlace{candidate, rank, "connectable", 0, 0, "", "", {}, {rank, rank}});
    folder.grid.cell_cm = 250;
    PlanReach const reach;
    PlanCandidates const candidates;
    ServedPlan const served{{90, 40, 70}, {{{7, 60}, {8, 30}}, {{8, 40}}, {{9, 70}}}};
    Neighbours const neighbours{{folder, reach, served, candidates}};
    std::vector<std::int64_t> const cells{7, 8, 9, 10};
    auto const serving = neighbours.serving(cells, 3);
    EXPECT_EQ(serving, (std::map<std::string, std::int64_t>{{"same", 90}, {"new", 40}}));
    EXPECT_EQ(neighbours.serving(cells, {}).at("late"), 70);
    EXPECT_EQ(largest_rise({{"same", 90}}, serving), "new");
    EXPECT_EQ(largest_rise(serving, {{"same", 90}}), "");
}

TEST(Neighbours, OnlyAPlaceWithinTheSpacingIsTooClose)
{
    StoredPlan folder;
    folder.config.placement.rules.min_station_m = 60;
    folder.places = {PlannedPlace{"far", 1, "", 0, 0, "", "", {200, 0}, {1, 1}},
                     PlannedPlace{"near", 2, "", 0, 0, "", "", {59, 0}, {2, 2}}};
    PlanReach const reach;
    ServedPlan const served;
    PlanCandidates const candidates;
    Neighbours const neighbours{{folder, reach, served, candidates}};
    auto const near = neighbours.too_close_to({0, 0});
    ASSERT_TRUE(near);
    EXPECT_EQ(near->candidate, "near");
    EXPECT_EQ(near->rank, 2);
    EXPECT_EQ(near->distance_m, 59);
    EXPECT_FALSE(neighbours.too_close_to({400, 0})) << "a station that stands already is too close, no place is";
}

TEST(SpareCandidates, AreCountedByNeighbourhoodAndEqualToTheLastPlaceOfTheirMunicipality)
{
    Folder const folder;
    Inputs inputs;
    Findings findings;
    inputs.base.neighbourhoods.resize(2);
    inputs.base.neighbourhoods[NeighbourhoodId{0}].key = "West";
    inputs.base.neighbourhoods[NeighbourhoodId{1}].key = "Zuid";
    inputs.base.municipalities.resize(2);
    inputs.base.municipalities[MunicipalityId{0}].name = "Proefstad";
    inputs.base.municipalities[MunicipalityId{1}].name = "Elders";
    auto const add = [&](char const* id, int place, CandidateValue const& left, bool too_close = false) -> Candidate& {
        Candidate& candidate = inputs.base.candidates.emplace_back();
        candidate.id = id;
        candidate.pole = {1, 1};
        candidate.entry.emplace();
        candidate.neighbourhood = NeighbourhoodId{place};
        candidate.municipality = MunicipalityId{place};
        findings.plan.first.push_back({1000, 1'000'000, 1'000'000});
        findings.plan.left.push_back(left);
        findings.plan.too_close.push_back(too_close);
        return candidate;
    };
    add("chosen", 0, {900, 0, 0});
    add("equal", 0, {800, 800'000, 800'000});
    add("less", 0, {700, 700'000, 700'000});
    add("near", 0, {900, 900'000, 900'000}, true);
    add("wet", 0, {900, 900'000, 900'000}).reasons = {"WATER"};
    add("elsewhere", 1, {700, 700'000, 700'000});
    findings.plan.placements.emplace_back().candidate = CandidateId{0};
    findings.plan.placements[0].rank = 1;
    auto const rows = candidate_rows(inputs, findings);
    write_geopackage(folder.file("plankaart.gpkg"), 28992,
                     {filled(candidate_table(inputs), rows), filled(explanation_table(inputs.grid), rows)});
    StoredPlan plan;
    plan.path = folder.file("");
    plan.places = {PlannedPlace{"chosen", 1, "", 800, 0, "West", "Proefstad", {}, {1, 1}, 800'000},
                   PlannedPlace{"other", 2, "waits for grid", 500, 0, "Zuid", "Elders", {}, {2, 2}, 500'000}};
    plan.places[0].status = "waits for grid";  // so the room on the grid is not looked at
    PlanCandidates const found = plan_candidates(plan, {"less", "wet"});
    EXPECT_EQ(found.spare.at("West").count, 3);
    EXPECT_EQ(found.spare.at("West").too_close, 1);
    EXPECT_EQ(found.spare.at("West").equal, 1);
    EXPECT_EQ(found.spare.at("West").best_gain_hwh, 8);
    EXPECT_EQ(found.spare.at("Zuid").equal, 1);
    EXPECT_EQ(found.equal(), 2);
    ASSERT_EQ(found.named.size(), 2u);
    EXPECT_EQ(found.named.at("less").gain_after_plan_wh, 700);
    EXPECT_EQ(found.named.at("wet").stopped_by, std::vector<std::string>{"WATER"});
}

}  // namespace
}  // namespace laad::place_reason_test
