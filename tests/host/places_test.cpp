// SPDX-License-Identifier: Apache-2.0
// Candidates come from where bays are: ids of the input and the order of its rows change nothing.
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

namespace laad::test::places_test {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// A parking place; its properties but for the id.
struct Place {
    double west, south, east, north;
    std::string properties;
};

/// Strips that overlap, a lot that is drawn twice (once as private), rows of bays of odd length, a reserved bay.
std::vector<Place> some_areas()
{
    std::string const open = R"("access":"yes")";
    return {{60, 103, 85, 108, open},
            {62.5, 105, 90, 110, open},
            {120, 90, 145, 96, open},
            {200, 103, 212.5, 108, open},
            {200, 103, 212.5, 108, R"("access":"private")"},
            {300, 103, 340, 120, R"("access":"yes","capacity":9)"},
            {300, 103, 340, 120, R"("access":"yes","capacity":30)"}};
}

std::vector<Place> some_bays()
{
    std::vector<Place> bays;
    for (int i = 0; i < 7; ++i)
        bays.push_back({120 + 2.5 * i, 103, 122.5 + 2.5 * i, 108, i == 3 ? R"("use":"disabled")" : ""});
    for (int i = 0; i < 5; ++i)
        bays.push_back({250, 103 + 2.5 * i, 255, 105.5 + 2.5 * i, ""});
    return bays;
}

std::vector<std::string> shuffled(std::vector<Place> const& places, unsigned seed)
{
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto ids = order;
    if (seed > 0) {
        std::mt19937 random{seed};
        std::shuffle(order.begin(), order.end(), random);
        std::shuffle(ids.begin(), ids.end(), random);
    }
    std::vector<std::string> features;
    for (auto const i : order) {
        auto const& p = places[i];
        auto const id = fmt::format(R"("id":"{}")", 9'999'999'999 - ids[i]);
        features.push_back(box(p.west, p.south, p.east, p.north, p.properties.empty() ? id : id + "," + p.properties));
    }
    return features;
}

/// The candidates of the same parking with ids and rows in the order that a seed gives; 0: as listed.
std::vector<Candidate> candidates(SmallRegion& region, unsigned seed)
{
    ParkingConfig areas;
    areas.source = region.layer(fmt::format("areas{}", seed), shuffled(some_areas(), seed));
    areas.id_field = "id";
    areas.access_field = "access";
    areas.closed_access = {"private"};
    areas.capacity_field = "capacity";
    ParkingConfig bays;
    bays.kind = ParkingConfig::Kind::bays;
    bays.source = region.layer(fmt::format("bays{}", seed), shuffled(some_bays(), seed));
    bays.id_field = "id";
    bays.use_field = "use";
    bays.reserved_uses = {"disabled"};
    region.scenario.parking = {areas, bays};
    return region.prepared().candidates;
}

TEST(Places, AreTheSameWhateverTheIdsAndTheOrderOfRows)
{
    SmallRegion region;
    auto const expected = candidates(region, 0);
    EXPECT_GT(expected.size(), 25U);
    std::set<std::string> ids;
    for (auto const& candidate : expected)
        ids.insert(candidate.id);
    EXPECT_EQ(ids.size(), expected.size());
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        auto const found = candidates(region, seed);
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(found[i].id, expected[i].id);
            EXPECT_EQ(found[i].pole, expected[i].pole);
            EXPECT_EQ(found[i].reasons, expected[i].reasons);
        }
    }
}

TEST(Places, TheirOrderIsThatOfRowsAndColumns)
{
    SmallRegion region;
    auto const found = candidates(region, 0);
    GridSpec const grid = region.prepared().grid;
    for (std::size_t i = 1; i < found.size(); ++i)
        EXPECT_FALSE(grid.cell_at(found[i].pole) < grid.cell_at(found[i - 1].pole));
}

TEST(Places, IdsAreTheirSquareMetreAndTheDirectionOfTheRowInAnyGrid)
{
    SmallRegion region;
    ParkingConfig areas;
    areas.source = region.layer("areas", {box(100.2, 103, 105.2, 108), box(200, 103, 205, 113)});
    region.scenario.parking = {areas};
    std::vector<std::string> ids;
    for (int const cell_cm : {250, 100, 500}) {
        region.scenario.region.cell_cm = cell_cm;
        ids.clear();
        for (auto const& candidate : region.prepared().candidates)
            ids.push_back(candidate.id);
        EXPECT_THAT(ids, testing::UnorderedElementsAre("x85102-y446105-E", "x85202-y446105-N", "x85202-y446110-N"));
    }
}

TEST(Places, OfNeighbourhoodsThatOverlapTheNorthernmostHasTheGroundWhateverTheirKeys)
{
    SmallRegion region;
    region.scenario.dwellings.source = region.layer("both", {point(100, 110), point(100, 300), point(100, 450)});
    for (auto const& [south, north] : {std::pair{"A", "B"}, {"B", "A"}}) {
        region.scenario.region.neighbourhoods = region.layer(
            fmt::format("buurten{}", south), {box(0, 0, 500, 350, fmt::format(R"("code":"{}")", south)),
                                              box(0, 250, 500, 500, fmt::format(R"("code":"{}")", north))});
        for (auto const& neighbourhood : region.prepared().neighbourhoods)
            EXPECT_EQ(neighbourhood.dwellings, neighbourhood.key == north ? 2 : 1);
    }
}

TEST(Places, TheIdsOfTheInputAreTold)
{
    SmallRegion region;
    ParkingConfig bays;
    bays.kind = ParkingConfig::Kind::bays;
    bays.source =
        region.layer("bays", {box(100, 103, 102.5, 108, R"("id":"b")"), box(102.5, 103, 105, 108, R"("id":"a")")});
    bays.id_field = "id";
    region.scenario.parking = {bays};
    EXPECT_EQ(region.prepared().candidates.at(0).bay_ids, "b;a");
}

TEST(Parking, FeaturesThatShareAnIdAllCountAndTheUserHears)
{
    SmallRegion region;
    ParkingConfig areas;
    std::vector<std::string> strips;
    for (int i = 0; i < 8; ++i)
        strips.push_back(box(20 + 50 * i, 103, 30 + 50 * i, 108, fmt::format(R"("street":"{}")", i == 7 ? 1 : 0)));
    areas.source = region.layer("areas", strips);
    areas.id_field = "street";
    region.scenario.parking = {areas};
    auto const base = region.prepared();
    EXPECT_EQ(base.candidates.size(), 16U);
    EXPECT_THAT(base.notes, Contains(HasSubstr("7 features share their \"street\" with another one; all count")));
    EXPECT_EQ(base.candidates.front().bay_ids, "areas-0");
    EXPECT_EQ(base.candidates.back().bay_ids, "1");

    region.scenario.parking[0].id_field = "fid";
    EXPECT_EQ(region.prepared().candidates.back().bay_ids, "areas-7");
}

TEST(Parking, ABayThatIsDrawnTwiceIsOneBay)
{
    SmallRegion region;
    ParkingConfig bays;
    bays.kind = ParkingConfig::Kind::bays;
    auto const bay = [](double west, char const* use) {
        return box(west, 103, west + 2.5, 108, fmt::format(R"("use":"{}")", use));
    };
    bays.source =
        region.layer("bays", {bay(100, ""), bay(100, "disabled"), bay(102.5, ""), bay(200, ""), bay(200, "")});
    bays.use_field = "use";
    bays.reserved_uses = {"disabled"};
    region.scenario.parking = {bays};
    auto const base = region.prepared();
    ASSERT_EQ(base.candidates.size(), 1U);
    EXPECT_THAT(base.candidates[CandidateId{0}].reasons, testing::ElementsAre("RESERVED"));
    EXPECT_TRUE(rejected_because(base, "drawn more than once"));
}

TEST(Parking, AccessIsReadWithoutCaseBlanksAndAsAList)
{
    SmallRegion region;
    ParkingConfig areas;
    std::vector<std::string> const values{"private;customers", "Private",    " no ",       "yes;private",
                                          "CUSTOMERS",         "yes",        "Permissive", "",
                                          "residents",         "Residents;x"};
    std::vector<std::string> strips;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const west = 20 + 40 * static_cast<double>(i);
        strips.push_back(box(west, 103, west + 5, 108, fmt::format(R"("access":"{}")", values[i])));
    }
    areas.source = region.layer("areas", strips);
    areas.access_field = "access";
    areas.closed_access = {"private", "No", "customers"};
    region.scenario.parking = {areas};
    auto const base = region.prepared();
    ASSERT_EQ(base.candidates.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(has(base.candidates[CandidateId{i}].reasons, "ACCESS"), i < 5) << values[i];
    EXPECT_THAT(base.notes, Contains(HasSubstr("\"residents\" 2, \"x\" 1; they count as public")));
}

TEST(Parking, BaysFarFromTheUsualSizeAreNoCandidates)
{
    SmallRegion region;
    ParkingConfig bays;
    bays.kind = ParkingConfig::Kind::bays;
    bays.source = region.layer("bays", {box(100, 103, 102.5, 108), box(102.5, 103, 105, 108),      // 12.5 m²
                                        box(200, 103, 205, 108), box(205, 103, 210, 108),          // 25 m²
                                        box(300, 103, 306.2, 108), box(306.2, 103, 312.4, 108),    // 31 m²
                                        box(400, 103, 401.1, 108), box(401.1, 103, 402.2, 108)});  // 5.5 m²
    ParkingConfig areas;
    areas.source = region.layer("areas", {box(300, 103, 305, 108)});
    region.scenario.parking = {bays, areas};
    auto const base = region.prepared();
    ASSERT_EQ(base.candidates.size(), 5U);
    std::vector<std::string> of_odd_size;
    for (auto const& candidate : base.candidates)
        if (has(candidate.reasons, "SIZE")) of_odd_size.push_back(candidate.id);
    EXPECT_THAT(of_odd_size, testing::UnorderedElementsAre("x85306-y446105-E", "x85401-y446105-E"));
    EXPECT_THAT(base.notes, Contains(HasSubstr("4 of 8 mapped bays are under 6 or over 25 m²")));
    EXPECT_TRUE(rejected_because(base, "a mapped bay under 6 or over 25 m²"));
}

}  // namespace
}  // namespace laad::test::places_test
