// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(GridOf, IsWidenedAndSnappedOutwards)
{
    RegionConfig region;
    region.context_m = 100;
    auto const grid = grid_of(region, {84110, 445653, 86255, 446795});
    EXPECT_EQ(grid.west_cm, 8'400'000);
    EXPECT_EQ(grid.north_cm, 44'700'000);
    EXPECT_EQ(grid.shape, (Shape{600, 1000}));
}

TEST(GridOf, RefusesAnEmptyAreaAndCellsThatDoNotNest)
{
    RegionConfig region;
    EXPECT_THAT([&] { grid_of(region, {1, 1, 1, 1}); }, ThrowsMessage<InputError>(HasSubstr("is empty")));
    region.cell_cm = 300;
    EXPECT_THAT([&] { grid_of(region, {0, 0, 10, 10}); }, ThrowsMessage<InputError>(HasSubstr("cell_cm = 300")));
}

TEST(PrepareErrors, AnAreaThatSelectsNothing)
{
    SmallRegion region;
    region.scenario.region.area = region.layer("area", {box(1, 1, 499, 499, R"("name":"x")")});
    region.scenario.region.area.where = "name = 'y'";
    EXPECT_THAT([&] { region.prepared(); }, ThrowsMessage<InputError>(HasSubstr("empty")));
}

TEST(PrepareErrors, TwoBuurtenWithOneKey)
{
    SmallRegion region;
    region.scenario.region.buurten =
        region.layer("buurten", {box(0, 0, 250, 500, R"("code":"A")"), box(250, 0, 500, 500, R"("code":"A")")});
    EXPECT_THAT([&] { region.prepared(); },
                ThrowsMessage<InputError>(testing::AllOf(HasSubstr("\"A\""), HasSubstr("buurten"))));
}

TEST(PrepareErrors, AFieldThatDoesNotExist)
{
    SmallRegion region;
    region.scenario.region.buurt_key_field = "cod";
    EXPECT_THAT([&] { region.prepared(); }, ThrowsMessage<InputError>(HasSubstr("cod")));
}

TEST(PrepareErrors, BuurtenWithoutKeyAndDoubleParkingAreListed)
{
    SmallRegion region;
    region.scenario.region.buurten =
        region.layer("buurten", {box(0, 0, 250, 500, R"("code":"A")"), box(250, 0, 500, 500, R"("code":null)")});
    ParkingConfig parking;
    parking.source = region.layer("parking", {box(100, 103, 105, 108, R"("id":"p")"),
                                              box(200, 103, 205, 108, R"("id":"p")"), point(9, 9, R"("id":"q")")});
    parking.id_field = "id";
    region.scenario.parking = {parking};
    auto const base = region.prepared();
    EXPECT_EQ(base.buurten.size(), 1U);
    EXPECT_TRUE(rejected_because(base, "a buurt without a key"));
    EXPECT_TRUE(rejected_because(base, "parking p occurs more than once"));
    EXPECT_TRUE(rejected_because(base, "not a polygon"));
}

TEST(Prepare, GemeentenByMostAreaAndByField)
{
    SmallRegion region;
    region.scenario.region.gemeenten =
        region.layer("gemeenten", {box(0, 0, 240, 500, R"("name":"West")"), box(240, 0, 500, 500, R"("name":"East")")});
    region.scenario.region.gemeente_name_field = "name";
    region.scenario.region.market_model = {{"West", "concession"}};
    auto const base = region.prepared();
    ASSERT_EQ(base.gemeenten.size(), 2U);
    EXPECT_EQ(base.gemeenten[0].market_model, "unknown");
    EXPECT_EQ(base.gemeenten[1].market_model, "concession");
    EXPECT_EQ(base.buurten[0].gemeente, 1);
    EXPECT_EQ(base.buurten[1].gemeente, 0);
    EXPECT_TRUE(base.buurten[0].partial());
    EXPECT_NEAR(base.buurten[0].share_in_area, 249.0 * 498 / (250 * 500), 1e-9);
}

}  // namespace
}  // namespace laad::test
