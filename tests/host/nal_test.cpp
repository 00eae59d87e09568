// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace laad::nal_test {
namespace {

/// 1000 × 1000 m in cells of 100 m: the squares E0840N4455 and E0845N4455 in the south, E0840N4460 and E0845N4460 in
/// the north. The area leaves out the eastern half but one column.
BaseLayers four_squares(int columns_in_area = 6)
{
    BaseLayers base;
    base.grid = {28992, 8400000, 44650000, 10000, {10, 10}};
    Raster<std::uint8_t> area{base.grid.shape};
    for (int row = 0; row < 10; ++row)
        for (int col = 0; col < columns_in_area; ++col)
            area[{row, col}] = 1;
    base.area = layer_of(base.grid, area);
    return base;
}

void add_dwellings(BaseLayers& base, Point at, int count)
{
    for (int i = 0; i < count; ++i)
        base.dwelling_points.push_back({at, {}, true, false, {}});
}

void add_charger(BaseLayers& base, Point at, int evse, ChargerAccess access, bool planned = false)
{
    Charger charger;
    charger.at = at;
    charger.evse = evse;
    charger.access = access;
    charger.planned = planned;
    base.chargers.push_back(charger);
}

NalSquare square(std::vector<NalSquare> const& squares, std::string const& id)
{
    for (NalSquare const& s : squares)
        if (s.id == id) return s;
    ADD_FAILURE() << "no square " << id;
    return {};
}

Point const south_west{84100, 445600};
Point const north_west{84100, 446100};

TEST(NalSquares, AreNamedBySouthWestCornerInOrderOfId)
{
    auto const squares = nal_squares({}, four_squares());
    ASSERT_EQ(squares.size(), 4u);
    EXPECT_EQ(squares[SquareId{0}].id, "E0840N4455");
    EXPECT_EQ(squares[SquareId{1}].id, "E0840N4460");
    EXPECT_EQ(squares[SquareId{2}].id, "E0845N4455");
    EXPECT_EQ(squares[SquareId{0}].box.west, 84000);
    EXPECT_EQ(squares[SquareId{0}].box.north, 446000);
}

TEST(NalSquares, AreLeftOutWhenTheyDoNotTouchTheArea)
{
    EXPECT_EQ(nal_squares({}, four_squares(5)).size(), 2u);
}

TEST(NalSquares, ArePartialUnlessWhollyInsideTheArea)
{
    auto const squares = nal_squares({}, four_squares());
    EXPECT_FALSE(square(squares, "E0840N4455").partial);
    EXPECT_TRUE(square(squares, "E0845N4455").partial);
}

TEST(NalSquares, CountTheCellsOfARegionOfManyBands)
{
    // 1,400 rows of 5 m: squares of 100 rows, read in bands that do not fall together with them.
    BaseLayers base;
    base.grid = {28992, 8400000, 44650000, 500, {1400, 150}};
    Raster<std::uint8_t> area{base.grid.shape, 1};
    area[{1399, 0}] = 0;
    base.area = layer_of(base.grid, area);
    auto const squares = nal_squares({}, base);
    ASSERT_EQ(squares.size(), 28u);
    for (NalSquare const& s : squares)
        EXPECT_EQ(s.partial, s.id.starts_with("E0845") || s.id == "E0840N4395") << s.id;
}

TEST(NalSquares, AreObligedFromTheLimitOn)
{
    BaseLayers base = four_squares();
    add_dwellings(base, south_west, 125);
    add_dwellings(base, north_west, 124);
    auto const squares = nal_squares({}, base);
    EXPECT_EQ(square(squares, "E0840N4455").state, NalState::white);
    EXPECT_TRUE(square(squares, "E0840N4455").obliged);
    EXPECT_EQ(square(squares, "E0840N4460").state, NalState::grey);
    EXPECT_TRUE(square(squares, "E0840N4460").households_estimated);
}

TEST(NalSquares, AreUncertainWithinTheMarginOnBothSides)
{
    for (auto const& [households, uncertain] :
         {std::pair{119, false}, {120, true}, {125, true}, {130, true}, {131, false}}) {
        BaseLayers base = four_squares();
        add_dwellings(base, south_west, households);
        EXPECT_EQ(square(nal_squares({}, base), "E0840N4455").uncertain, uncertain) << households;
    }
}

TEST(NalSquares, AreGreenByAnyPublicAndBlueBySemiPublicAlone)
{
    BaseLayers base = four_squares();
    add_dwellings(base, south_west, 200);
    add_dwellings(base, north_west, 200);
    add_charger(base, south_west, 4, ChargerAccess::semi_public);
    add_charger(base, north_west, 4, ChargerAccess::semi_public);
    add_charger(base, north_west, 2, ChargerAccess::is_public);
    add_charger(base, {84600, 445600}, 2, ChargerAccess::is_public);
    auto const squares = nal_squares({}, base);
    EXPECT_EQ(square(squares, "E0840N4455").state, NalState::blue);
    EXPECT_EQ(square(squares, "E0840N4460").state, NalState::green);
    EXPECT_EQ(square(squares, "E0840N4460").public_evse, 2);
    EXPECT_EQ(square(squares, "E0840N4460").semi_public_evse, 4);
    EXPECT_EQ(square(squares, "E0845N4455").state, NalState::green)
        << "without a duty a public point still makes green";
}

TEST(NalSquares, DoNotCountPlannedStations)
{
    BaseLayers base = four_squares();
    add_dwellings(base, south_west, 200);
    add_charger(base, south_west, 2, ChargerAccess::is_public, true);
    EXPECT_EQ(square(nal_squares({}, base), "E0840N4455").state, NalState::white);
}

TEST(NalSquares, GiveAPointOnAnEdgeToTheSquareNorthAndEastOfIt)
{
    BaseLayers base = four_squares();
    add_charger(base, {84500, 446000}, 2, ChargerAccess::is_public);
    EXPECT_EQ(square(nal_squares({}, base), "E0845N4460").public_evse, 2);
    EXPECT_EQ(square(nal_squares({}, base), "E0840N4455").public_evse, 0);
}

/// A CBS layer with the given households in the south-western square and a withheld count in the one north of it.
Scenario with_cbs_layer(std::string const& name, double west, std::int64_t households, double side = 500)
{
    auto const file = std::filesystem::temp_directory_path() / name;
    std::filesystem::remove(file);
    OutputLayer layer{"squares", "", ShapeKind::polygon, {{"households", FieldKind::integer}}, {}, ""};
    for (int i = 0; i < 2; ++i) {
        double const south = 445500 + side * i;
        Ring const ring{
            {west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}};
        Feature feature;
        feature.geometry.polygons = {{ring, {}}};
        feature.values = {i == 0 ? households : std::int64_t{-99997}};
        layer.features.push_back(feature);
    }
    write_geopackage(file, 28992, {layer});
    Scenario scenario;
    scenario.coverage.cbs_squares = LayerRef{file, "squares", ""};
    scenario.coverage.cbs_households_field = "households";
    return scenario;
}

TEST(NalSquares, TakeHouseholdsFromTheCbsLayer)
{
    BaseLayers base = four_squares();
    add_dwellings(base, south_west, 10);
    auto const squares = nal_squares(with_cbs_layer("nal_cbs.gpkg", 84000, 300), base);
    EXPECT_EQ(square(squares, "E0840N4455").households, 300);
    EXPECT_FALSE(square(squares, "E0840N4455").households_estimated);
    EXPECT_EQ(square(squares, "E0840N4460").households, 0) << "a withheld count is far below the limit";
}

TEST(NalSquares, RefuseACbsLayerWithoutTheirSquares)
{
    Scenario const scenario = with_cbs_layer("nal_far.gpkg", 184000, 300);
    EXPECT_THROW(nal_squares(scenario, four_squares()), InputError);
}

auto refused_because(std::string const& part)
{
    return testing::ThrowsMessage<InputError>(testing::HasSubstr(part));
}

TEST(NalSquares, RefuseSquaresOf100MetresWithTheWayOut)
{
    Scenario const scenario = with_cbs_layer("nal_100.gpkg", 84000, 300, 100);
    EXPECT_THAT([&] { nal_squares(scenario, four_squares()); },
                refused_because("feature 1: a square of 100 x 100 m (nal-dekkend-2024 counts in CBS squares of 500 x "
                                "500 m), name the layer of 500 m squares in coverage.cbs_squares"));
}

TEST(NalSquares, RefuseSquaresOfAnotherGrid)
{
    Scenario const scenario = with_cbs_layer("nal_shifted.gpkg", 84100, 300);
    EXPECT_THAT([&] { nal_squares(scenario, four_squares()); }, refused_because("is no multiple of 500 m"));
}

TEST(NalSquares, TakeSquaresThatCameFromAnotherProjection)
{
    Scenario const scenario = with_cbs_layer("nal_turned.gpkg", 83995, 300, 508);
    EXPECT_EQ(square(nal_squares(scenario, four_squares()), "E0840N4455").households, 300);
}

}  // namespace
}  // namespace laad::nal_test
