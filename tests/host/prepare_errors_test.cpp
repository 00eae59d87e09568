// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::prepare_errors_test {
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

TEST(PrepareErrors, ACrsThatIsNotInMetres)
{
    SmallRegion region;
    for (int const epsg : {4326, 2263}) {  // degrees, feet
        region.scenario.region.epsg = epsg;
        EXPECT_THAT([&] { region.prepared(); },
                    ThrowsMessage<InputError>(HasSubstr("is not a projected CRS in metres")));
    }
}

TEST(PrepareErrors, AnAreaThatNoNeighbourhoodTouches)
{
    SmallRegion region;
    region.scenario.region.area = region.layer("area", {box(5000, 5000, 5100, 5100)});
    EXPECT_THAT([&] { region.prepared(); }, ThrowsMessage<InputError>(testing::AllOf(
                                                HasSubstr("no buurt touches the area"), HasSubstr("x 90000"))));
}

TEST(PrepareErrors, AMarketModelOfAnUnknownMunicipality)
{
    SmallRegion region;
    region.scenario.region.municipalities = region.layer(
        "gemeenten", {box(0, 0, 500, 500, R"("name":"Delft")"), box(9000, 0, 9500, 500, R"("name":"Gouda")")});
    region.scenario.region.municipality_name_field = "name";
    region.scenario.region.market_model = {{"Gouda", "concession"}};
    region.prepared();
    region.scenario.region.market_model = {{"Deft", "concession"}};
    EXPECT_THAT([&] { region.prepared(); },
                ThrowsMessage<InputError>(testing::AllOf(HasSubstr("region.market_model names gemeente \"Deft\""),
                                                         HasSubstr("did you mean \"Delft\"?"))));
}

TEST(PrepareNotes, ARuleThatSelectsNothingAndAShapeThatIsRepaired)
{
    SmallRegion region;
    region.add_surface(Surface::water, 0, {box(9000, 9000, 9100, 9100)});
    region.add_surface(
        Surface::green, 0,
        {feature("Polygon", "[" + coordinates({{10, 200}, {90, 280}, {90, 200}, {10, 280}, {10, 200}}) + "]", "")});
    auto const notes = region.prepared().notes;
    EXPECT_THAT(notes, testing::Contains(
                           testing::AllOf(HasSubstr("surface1.geojson"), HasSubstr("no feature lies in the region"))));
    EXPECT_THAT(notes, testing::Contains(testing::AllOf(HasSubstr("surface2.geojson"),
                                                        HasSubstr("1 features with an invalid shape"))));
}

TEST(PrepareNotes, NeighbourhoodsThatOverlap)
{
    SmallRegion region;
    region.scenario.region.neighbourhoods =
        region.layer("buurten", {box(0, 0, 300, 500, R"("code":"A")"), box(200, 0, 500, 500, R"("code":"B")")});
    EXPECT_THAT(region.prepared().notes,
                testing::Contains(HasSubstr("1 buurten overlap another one (the first: A and B)")));
}

TEST(PrepareNotes, CellsCoarserThanStreets)
{
    SmallRegion region;
    region.scenario.region.cell_cm = 2000;
    EXPECT_THAT(region.prepared().notes, testing::Contains(HasSubstr("cells of 20 m are coarser than streets")));
}

TEST(PrepareNotes, WhyThereWillBeNoPlan)
{
    SmallRegion region;
    EXPECT_THAT(region.prepared().notes, testing::Contains(HasSubstr("no [[parking]] is given")));
    ParkingConfig parking;
    parking.source = region.layer("parking", {box(100, 103, 112, 105, R"("id":"p")")});
    parking.id_field = "id";
    region.scenario.parking = {parking};
    region.scenario.region.municipalities = region.layer("gemeenten", {box(0, 0, 500, 500, R"("name":"Delft")")});
    region.scenario.region.municipality_name_field = "name";
    EXPECT_THAT(region.prepared().notes,
                testing::Contains("no [[placement.quota]] for Delft: no station is placed there"));
    region.scenario.placement.rules.min_station_m = 400;
    region.scenario.chargers.on_street_values = {""};
    EXPECT_THAT(region.prepared().notes, testing::Contains(HasSubstr("no candidate passes the hard rules")));
}

TEST(PrepareErrors, TwoNeighbourhoodsWithOneKey)
{
    SmallRegion region;
    region.scenario.region.neighbourhoods =
        region.layer("buurten", {box(0, 0, 250, 500, R"("code":"A")"), box(250, 0, 500, 500, R"("code":"A")")});
    EXPECT_THAT([&] { region.prepared(); },
                ThrowsMessage<InputError>(testing::AllOf(HasSubstr("\"A\""), HasSubstr("buurten"))));
}

TEST(PrepareErrors, AFieldThatDoesNotExist)
{
    SmallRegion region;
    region.scenario.region.neighbourhood_key_field = "cod";
    EXPECT_THAT([&] { region.prepared(); }, ThrowsMessage<InputError>(HasSubstr("cod")));
}

TEST(PrepareErrors, NeighbourhoodsWithoutKeyAndParkingThatIsNoPolygonAreListed)
{
    SmallRegion region;
    region.scenario.region.neighbourhoods =
        region.layer("buurten", {box(0, 0, 250, 500, R"("code":"A")"), box(250, 0, 500, 500, R"("code":null)")});
    ParkingConfig parking;
    parking.source = region.layer("parking", {box(100, 103, 105, 108, R"("id":"p")"),
                                              box(200, 103, 205, 108, R"("id":"p")"), point(9, 9, R"("id":"q")")});
    parking.id_field = "id";
    region.scenario.parking = {parking};
    auto const base = region.prepared();
    EXPECT_EQ(base.neighbourhoods.size(), 1U);
    EXPECT_TRUE(rejected_because(base, "a buurt without a key"));
    EXPECT_EQ(base.candidates.size(), 2U);
    EXPECT_TRUE(rejected_because(base, "not a polygon"));
}

TEST(Prepare, MunicipalitiesByMostAreaAndByField)
{
    SmallRegion region;
    region.scenario.region.municipalities =
        region.layer("gemeenten", {box(0, 0, 240, 500, R"("name":"West")"), box(240, 0, 500, 500, R"("name":"East")")});
    region.scenario.region.municipality_name_field = "name";
    region.scenario.region.market_model = {{"West", "concession"}};
    auto const base = region.prepared();
    ASSERT_EQ(base.municipalities.size(), 2U);
    EXPECT_EQ(base.municipalities[MunicipalityId{0}].market_model, "unknown");
    EXPECT_EQ(base.municipalities[MunicipalityId{1}].market_model, "concession");
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{0}].municipality, MunicipalityId{1});
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{1}].municipality, MunicipalityId{0});
    EXPECT_TRUE(base.neighbourhoods[NeighbourhoodId{0}].partial());
    EXPECT_NEAR(base.neighbourhoods[NeighbourhoodId{0}].share_in_area, 249.0 * 498 / (250 * 500), 1e-9);
}

}  // namespace
}  // namespace laad::test::prepare_errors_test
