// SPDX-License-Identifier: Apache-2.0
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::rules_test {
namespace {

using testing::ElementsAre;

/// One parking strip with one pair, pole at (102.5, 103) unless it is put elsewhere.
class RulesOfOnePair : public testing::Test {
  protected:
    RulesOfOnePair()
    {
        rules().min_walkway_m = 0;
        park(100, 103);
    }

    RuleConfig& rules() { return region.scenario.placement.rules; }

    void park(double x, double y, std::string const& properties = R"("access":"yes","kind":"surface")")
    {
        ParkingConfig areas;
        areas.source = region.layer("parking", {box(x, y, x + 5, y + 5, properties)});
        areas.access_field = "access";
        areas.closed_access = {"private"};
        areas.type_field = "kind";
        areas.closed_types = {"garage"};
        region.scenario.parking = {areas};
    }

    void add_reserved_bay(double west)
    {
        ParkingConfig bays;
        bays.kind = ParkingConfig::Kind::bays;
        bays.source = region.layer("bays", {box(west, 103, west + 2.5, 108, R"("use":"disabled")")});
        bays.use_field = "use";
        bays.reserved_uses = {"disabled"};
        region.scenario.parking.push_back(bays);
    }

    Candidate judged()
    {
        auto base = region.prepared();
        EXPECT_EQ(base.candidates.size(), 1U);
        return base.candidates.at(0);
    }

    SmallRegion region;
};

TEST_F(RulesOfOnePair, PassesWhatItKeeps)
{
    auto const candidate = judged();
    EXPECT_TRUE(candidate.eligible());
    EXPECT_THAT(candidate.passed, ElementsAre("OUTSIDE", "ACCESS", "SIZE", "NO_ENTRY"));
    EXPECT_THAT(candidate.unchecked, ElementsAre("RESERVED", "WALKWAY", "BUILDING", "WATER", "TREE", "SPACING"));
}

TEST_F(RulesOfOnePair, Outside)
{
    region.scenario.region.area = region.layer("area", {box(1, 1, 499, 90), box(150, 90, 499, 499)});
    EXPECT_THAT(judged().reasons, ElementsAre("OUTSIDE"));
}

TEST_F(RulesOfOnePair, AccessByValueAndByType)
{
    park(100, 103, R"("access":"private","kind":"surface")");
    EXPECT_THAT(judged().reasons, ElementsAre("ACCESS"));
    park(100, 103, R"("access":"yes","kind":"garage")");
    EXPECT_THAT(judged().reasons, ElementsAre("ACCESS"));
}

TEST_F(RulesOfOnePair, ReservedWhenAReservedBayCoversPartOfIt)
{
    add_reserved_bay(99.5);
    EXPECT_THAT(judged().reasons, ElementsAre("RESERVED"));
}

TEST_F(RulesOfOnePair, NotReservedWhenItIsBesideIt)
{
    add_reserved_bay(97.0);
    EXPECT_TRUE(judged().eligible());
}

TEST_F(RulesOfOnePair, NoEntry)
{
    park(100, 200);
    EXPECT_THAT(judged().reasons, ElementsAre("NO_ENTRY"));
}

TEST_F(RulesOfOnePair, DistancesToShapes)
{
    rules().min_walkway_m = 0.9;
    rules().min_building_m = 2;
    rules().min_water_m = 3;
    rules().min_tree_m = 1;
    EXPECT_THAT(judged().unchecked, ElementsAre("RESERVED", "WALKWAY", "BUILDING", "WATER", "TREE", "SPACING"));

    rules().buildings = region.layer("buildings", {box(90, 90, 110, 101.5)});
    rules().water = region.layer("water", {box(105, 100, 110, 104)});
    rules().trees = region.layer("trees", {point(102.5, 103.5), point(400, 400)});
    EXPECT_THAT(judged().reasons, ElementsAre("BUILDING", "WATER", "TREE"));

    rules().buildings = region.layer("closer", {box(90, 90, 110, 102.5)});
    EXPECT_THAT(judged().reasons, ElementsAre("WALKWAY", "BUILDING", "WATER", "TREE"));
}

TEST_F(RulesOfOnePair, SpacingCountsPublicStationsAndWholeMillimetres)
{
    auto& chargers = region.scenario.chargers;
    chargers.source = region.layer("chargers", {point(140, 103, R"("type":"ON_STREET")")});
    chargers.parking_type_field = "type";
    chargers.on_street_values = {"ON_STREET"};
    rules().min_station_m = 37;
    EXPECT_TRUE(judged().eligible());
    rules().min_station_m = 37.5 + 1e-9;
    EXPECT_TRUE(judged().eligible());
    rules().min_station_m = 38;
    EXPECT_THAT(judged().reasons, ElementsAre("SPACING"));
    chargers.on_street_values = {"OTHER"};
    EXPECT_TRUE(judged().eligible()) << "semi-public charging is no public station";
}

}  // namespace
}  // namespace laad::test::rules_test
