// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::dwellings_test {
namespace {

TEST(Dwellings, AddressesInOtherBuildingsDoNotCount)
{
    SmallRegion region;
    region.scenario.dwellings.source = region.layer("dwellings", {point(100, 110), point(205, 110), point(300, 110)});
    region.scenario.dwellings.not_dwelling = region.layer("offices", {box(200, 105, 215, 120)});
    auto const base = region.prepared();
    ASSERT_EQ(base.dwelling_points.size(), 2U);
    EXPECT_TRUE(has(base.notes, "1 addresses lie in buildings that are no dwellings and do not count"));
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{0}].dwellings, 1);
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{1}].dwellings, 1);
    EXPECT_EQ(base.dwelling_points[0].at, at(100, 110));
    EXPECT_EQ(base.dwelling_points[1].at, at(300, 110));
}

TEST(Dwellings, AnOwnDrivewayMayBeWrittenInManyWays)
{
    SmallRegion region;
    std::vector<std::string> houses;
    for (char const* own : {"ja", "J", "WAAR", "Y", "T", "Yes ", "1", "nee", "ONWAAR", "F", "0", ""})
        houses.push_back(point(100, 110, fmt::format(R"("own":"{}")", own)));
    region.scenario.dwellings.source = region.layer("dwellings", houses);
    region.scenario.dwellings.own_driveway_field = "own";
    auto const base = region.prepared();
    EXPECT_EQ(std::count_if(base.dwelling_points.begin(), base.dwelling_points.end(),
                            [](Dwelling const& d) { return d.own_driveway; }),
              7);
}

TEST(Dwellings, ADrivewayThatIsNeitherYesNorNoIsRefused)
{
    SmallRegion region;
    region.scenario.dwellings.source = region.layer(
        "dwellings",
        {point(100, 110, R"("own":"ja")"), point(205, 110, R"("own":"soms")"), point(300, 110, R"("own":"soms")")});
    region.scenario.dwellings.own_driveway_field = "own";
    EXPECT_THAT(
        [&] { region.prepared(); },
        testing::ThrowsMessage<InputError>(testing::HasSubstr(
            R"(field "own" (dwellings.own_driveway_field) holds 2 values that are neither yes nor no (soms 2))")));
}

TEST(Dwellings, EachPointOfAMultiPointIsOne)
{
    SmallRegion region;
    std::string const places = coordinates({{100, 110}, {200, 110}, {300, 110}});
    region.scenario.dwellings.source = region.layer("dwellings", {feature("MultiPoint", places, ""), point(400, 110)});
    auto const base = region.prepared();
    ASSERT_EQ(base.dwelling_points.size(), 4U);
    EXPECT_EQ(base.dwelling_points[2].at, at(300, 110));
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{1}].dwellings, 2);
}

TEST(Dwellings, EnterAtTheNearestStreetOfTheirOwnNeighbourhood)
{
    SmallRegion region;
    region.add_surface(Surface::path, 5, {line({{260, 300}, {260, 400}})});
    region.add_surface(Surface::path, 5, {line({{225, 300}, {225, 400}})});
    region.scenario.dwellings.source = region.layer("dwellings", {point(247, 350)});
    auto const base = region.prepared();
    ASSERT_TRUE(base.dwelling_points[0].entry);
    EXPECT_EQ(base.dwelling_points[0].neighbourhood, NeighbourhoodId{0});
    EXPECT_EQ(base.dwelling_points[0].entry->cell.col, base.grid.cell_at(at(226, 350)).col);
}

TEST(Dwellings, ALayerWithoutPointsIsTheWrongLayer)
{
    SmallRegion region;
    region.scenario.dwellings.source = region.layer("dwellings", {box(100, 110, 120, 130), box(200, 110, 220, 130)});
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(
                    testing::HasSubstr("none of 2 features is a point, addresses are points; is it the right layer?")));
}

TEST(Dwellings, WithoutAStreetNearbyAreListedAndWeighNothing)
{
    SmallRegion region;
    region.scenario.dwellings.source = region.layer("dwellings", {point(100, 110), point(100, 400)});
    auto const base = region.prepared();
    EXPECT_EQ(base.dwelling_points.size(), 2U);
    EXPECT_FALSE(base.dwelling_points[1].entry);
    EXPECT_TRUE(rejected_because(base, "no street or path within 30 m"));
    std::int64_t weighing = 0;
    for (auto const& node : base.nodes)
        weighing += node.dwellings;
    EXPECT_EQ(weighing, 1);
}

}  // namespace
}  // namespace laad::test::dwellings_test
