// SPDX-License-Identifier: Apache-2.0
// Base layers where dwellings, streets, neighbourhoods or municipalities are not given.
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace laad::test::optional_layers_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Without dwellings; the neighbourhoods are A in the west, B in the east, each with a name and a number of households.
class HouseholdRegion : public SmallRegion {
  public:
    HouseholdRegion(char const* of_a, char const* of_b)
    {
        scenario.dwellings = {};
        scenario.region.neighbourhoods =
            layer("buurten", {box(0, 0, 250, 500, fmt::format(R"("code":"A","naam":"West","hh":{})", of_a)),
                              box(250, 0, 500, 500, fmt::format(R"("code":"B","naam":"Oost","hh":{})", of_b))});
        scenario.region.neighbourhood_households_field = "hh";
    }
};

std::map<std::string, std::int64_t> counts(BaseLayers const& base)
{
    std::map<std::string, std::int64_t> counted;
    for (Dwelling const& dwelling : base.dwelling_points)
        ++counted[base.neighbourhoods[dwelling.neighbourhood].key];
    return counted;
}

TEST(EstimatedDwellings, AreAsManyAsHouseholdsAndStandOnStreets)
{
    HouseholdRegion const region{"37", "400"};
    BaseLayers const base = region.prepared();
    EXPECT_EQ(counts(base), (std::map<std::string, std::int64_t>{{"A", 37}, {"B", 400}}));
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{1}].dwellings, 400);
    for (Dwelling const& dwelling : base.dwelling_points) {
        EXPECT_EQ(surface_at(base, dwelling.at.x - origin.x, dwelling.at.y - origin.y), Surface::street);
        ASSERT_TRUE(dwelling.entry);
        EXPECT_EQ(dwelling.entry->cell, base.grid.cell_at(dwelling.at));
        EXPECT_EQ(dwelling.entry->walk_cm, 0);
        EXPECT_FALSE(dwelling.own_driveway);
    }
    EXPECT_THAT(base.notes, Contains(StartsWith("WARNING: dwellings are estimated from households per buurt: 437")));
}

/// The street of A has 100 cells a row, 2 rows: 10 dwellings are 20 cells apart in row-major order.
TEST(EstimatedDwellings, LieEvenly)
{
    HouseholdRegion const region{"10", "0"};
    BaseLayers const base = region.prepared();
    std::vector<std::int64_t> cells;
    std::int64_t number = 0;
    for (int row = 0; row < base.grid.shape.rows; ++row)
        for (int col = 0; col < 100; ++col) {
            Point const at = base.grid.centre({row, col});
            if (surface_at(base, at.x - origin.x, at.y - origin.y) != Surface::street) continue;
            for (Dwelling const& dwelling : base.dwelling_points)
                if (dwelling.at == at) cells.push_back(number);
            ++number;
        }
    ASSERT_EQ(cells.size(), 10U);
    for (std::size_t i = 1; i < cells.size(); ++i)
        EXPECT_EQ(cells[i] - cells[i - 1], number / 10);
}

TEST(EstimatedDwellings, AreTheSameForAnyTiles)
{
    HouseholdRegion const region{"333", "57"};
    BaseLayers const one = region.prepared(4096, 1);
    BaseLayers const many = region.prepared(512, 3);
    ASSERT_EQ(one.dwelling_points.size(), many.dwelling_points.size());
    for (std::size_t i = 0; i < one.dwelling_points.size(); ++i)
        EXPECT_EQ(one.dwelling_points[i].at, many.dwelling_points[i].at);
}

TEST(EstimatedDwellings, OfANumberThatIsNotKnownAreNone)
{
    HouseholdRegion const region{"-99997", "20"};
    BaseLayers const base = region.prepared();
    EXPECT_EQ(counts(base), (std::map<std::string, std::int64_t>{{"B", 20}}));
    EXPECT_THAT(base.notes, Contains(HasSubstr("households are not known of 1 of 2 buurten")));
    HouseholdRegion const none{"-99997", "-99995"};
    EXPECT_THAT([&] { none.prepared(); },
                testing::ThrowsMessage<InputError>(HasSubstr("region.buurt_households_field holds no number")));
}

TEST(EstimatedDwellings, AreThoseOfThePartInsideTheGrid)
{
    SmallRegion region;
    region.scenario.dwellings = {};
    region.scenario.region.neighbourhoods = region.layer(
        "buurten", {box(-500, 0, 500, 500, R"("code":"A","hh":100)")});  // half of it lies west of the grid
    region.scenario.region.neighbourhood_households_field = "hh";
    EXPECT_EQ(region.prepared().dwelling_points.size(), 50U);
}

TEST(EstimatedDwellings, StandOnOtherLandWhereThereIsNoStreet)
{
    SmallRegion region;
    region.scenario.dwellings = {};
    region.scenario.region.neighbourhoods = region.layer(
        "buurten", {box(0, 0, 500, 200, R"("code":"A","hh":10)"), box(0, 200, 500, 500, R"("code":"B","hh":12)")});
    region.scenario.region.neighbourhood_households_field = "hh";
    region.add_surface(Surface::water, 0, {box(0, 200, 500, 300)});
    BaseLayers const base = region.prepared();
    EXPECT_EQ(counts(base), (std::map<std::string, std::int64_t>{{"A", 10}, {"B", 12}}));
    for (Dwelling const& dwelling : base.dwelling_points)
        EXPECT_NE(surface_at(base, dwelling.at.x - origin.x, dwelling.at.y - origin.y), Surface::water);
    EXPECT_THAT(base.notes, Contains(HasSubstr("12 of 22 dwellings have no street or path within 30 m")));
}

TEST(NoDwellings, DemandLiesOnTheStreets)
{
    SmallRegion region;
    region.scenario.dwellings = {};
    BaseLayers const base = region.prepared();
    EXPECT_TRUE(base.dwelling_points.empty());
    EXPECT_FALSE(base.nodes.empty());
    EXPECT_THAT(base.notes, Contains(StartsWith("WARNING: no [dwellings] are given")));
}

TEST(NoStreets, LandWithoutARuleIsWalkedInStraightLines)
{
    SmallRegion region;
    region.scenario.surface.clear();
    region.add_surface(Surface::water, 0, {box(200, 300, 300, 340)});
    BaseLayers const base = region.prepared();
    EXPECT_EQ(surface_at(base, 250, 320), Surface::water);
    EXPECT_EQ(surface_at(base, 100, 100), Surface::street);
    ASSERT_EQ(base.dwelling_points.size(), 1U);
    EXPECT_TRUE(base.dwelling_points[0].entry);
    EXPECT_THAT(base.notes, Contains(testing::AllOf(StartsWith("WARNING: no [[surface]] rule is a street or path"),
                                                    HasSubstr("understate real walks"))));
    SmallRegion const with_street;
    EXPECT_EQ(surface_at(with_street.prepared(), 400, 400), Surface::unknown);
}

TEST(NoStreets, DemandWithoutDwellingsLiesOnALattice)
{
    SmallRegion region;
    region.scenario.surface.clear();
    region.scenario.dwellings = {};
    BaseLayers const base = region.prepared();
    ASSERT_EQ(base.nodes.size(), 2500U) << "500 x 500 m, every 10 m";
    for (DemandNode const& node : base.nodes)
        EXPECT_TRUE(node.cell.row % 4 == 0 && node.cell.col % 4 == 0);
    EXPECT_EQ(region.prepared(512).nodes.size(), base.nodes.size());
}

TEST(NoStreets, NoSurfaceAtAllIsLand)
{
    SmallRegion region;
    region.scenario.surface.clear();
    EXPECT_EQ(surface_at(region.prepared(), 250, 320), Surface::street);
}

TEST(NoNeighbourhoods, SquaresStandForThem)
{
    SmallRegion region;
    region.scenario.region.neighbourhoods = {};
    region.scenario.region.neighbourhood_key_field = "";
    region.scenario.region.neighbourhood_squares_m = 200;
    BaseLayers const base = region.prepared();
    ASSERT_EQ(base.neighbourhoods.size(), 9U);  // the grid is 500 m wide: 200, 200 and a part
    std::vector<std::string> keys;
    for (Neighbourhood const& b : base.neighbourhoods)
        keys.push_back(b.key);
    EXPECT_THAT(keys, testing::ElementsAre("E0850N4460", "E0850N4462", "E0850N4464", "E0852N4460", "E0852N4462",
                                           "E0852N4464", "E0854N4460", "E0854N4462", "E0854N4464"));
    EXPECT_EQ(base.neighbourhoods[base.dwelling_points[0].neighbourhood].key, "E0850N4460");
    EXPECT_THAT(base.notes, Contains("no region.buurten are given: 9 squares of 200 m stand for buurten"));
    region.scenario.region.neighbourhood_squares_m = 250;
    EXPECT_EQ(region.prepared().neighbourhoods[NeighbourhoodId{3}].key, "E85250N446250") << "in metres";
}

TEST(NoNeighbourhoods, TooManySquaresAreRefused)
{
    SmallRegion region;
    region.scenario.region.neighbourhoods = {};
    region.scenario.region.neighbourhood_key_field = "";
    region.scenario.region.context_m = 20000;
    region.scenario.region.neighbourhood_squares_m = 100;
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(HasSubstr("raise region.buurt_squares_m")));
}

TEST(NoMunicipalities, TheAreaIsOne)
{
    SmallRegion region;
    region.scenario.region.context_m = 500;
    region.scenario.region.neighbourhoods =
        region.layer("buurten", {box(0, 0, 500, 500, R"("code":"A")"), box(500, 0, 1000, 500, R"("code":"outside")")});
    BaseLayers const base = region.prepared();
    ASSERT_EQ(base.municipalities.size(), 1U);
    EXPECT_EQ(base.municipalities[MunicipalityId{0}].name, "small");
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{0}].municipality, MunicipalityId{0});
    EXPECT_FALSE(base.neighbourhoods[NeighbourhoodId{1}].municipality);
    EXPECT_THAT(base.notes, Contains(HasSubstr("one gemeente \"small\" is the whole area")));
    EXPECT_THAT(base.notes, Not(Contains(HasSubstr("the gemeente of"))));
}

TEST(Names, StandBesideKeys)
{
    HouseholdRegion region{"1", "1"};
    region.scenario.region.neighbourhood_name_field = "naam";
    BaseLayers const base = region.prepared();
    EXPECT_EQ(base.neighbourhoods[NeighbourhoodId{0}].called(), "West (A)");
    EXPECT_TRUE(base.names_neighbourhoods());
    SmallRegion const without;
    EXPECT_EQ(without.prepared().neighbourhoods[NeighbourhoodId{0}].called(), "A");
}

}  // namespace
}  // namespace laad::test::optional_layers_test
