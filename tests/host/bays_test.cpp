// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/bays.hpp"

#include "rasters/io/vectors/shapes.hpp"
#include "tests/host/small_region.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <numbers>

namespace laad::test::bays_test {
namespace {

BayConfig const usual;

std::vector<BayRow> cut_bays(ParkingArea const& parking, BayConfig const& config)
{
    return laad::cut_bays(parking, config, [](Point) { return false; });
}

std::vector<std::size_t> sizes(std::vector<BayRow> const& rows)
{
    std::vector<std::size_t> counts;
    for (auto const& row : rows)
        counts.push_back(row.size());
    return counts;
}

TEST(CutBays, ANarrowStripHasParallelBays)
{
    auto const rows = cut_bays({rectangle(0, 0, 25, 2)}, usual);
    ASSERT_EQ(sizes(rows), (std::vector<std::size_t>{4}));
    EXPECT_NEAR(area(rows[0][0]), 12, 1e-6);
    EXPECT_NEAR(rows[0][0].outer[0].x, at(0.5, 0).x, 1e-6);
}

TEST(CutBays, AStripOfBayDepthHasBaysAcross)
{
    auto const rows = cut_bays({rectangle(0, 0, 5, 20)}, usual);
    ASSERT_EQ(sizes(rows), (std::vector<std::size_t>{8}));
    EXPECT_NEAR(area(rows[0][3]), 12.5, 1e-6);
}

TEST(CutBays, OrientationBeatsTheWidth)
{
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 24, 4), Orientation::parallel}, usual)), (std::vector<std::size_t>{4}));
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 10, 3.4), Orientation::across}, usual)), std::vector<std::size_t>{});
}

TEST(CutBays, ALotHasRowsWithAislesBetween)
{
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 50, 16)}, usual)), (std::vector<std::size_t>{20, 20}));
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 50, 15.4)}, usual)), (std::vector<std::size_t>{20, 20}));
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 50, 13)}, usual)), (std::vector<std::size_t>{20}));
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 50, 32)}, usual)), (std::vector<std::size_t>{20, 20, 20, 20}));
}

TEST(CutBays, AStatedCapacityBoundsThem)
{
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 50, 16), Orientation::unknown, 23}, usual)),
              (std::vector<std::size_t>{20, 3}));
    EXPECT_EQ(sizes(cut_bays({rectangle(0, 0, 9.2, 5), Orientation::across, 4}, usual)), (std::vector<std::size_t>{4}));
}

TEST(CutBays, StreetsInALotAreItsAisles)
{
    auto const is_way = [](Point p) {
        auto const x = p.x - origin.x;
        return x > 5.5 && x < 10.5;  // runs across the long side of the lot
    };
    auto const rows = laad::cut_bays({rectangle(0, 0, 26, 20)}, usual, is_way);
    ASSERT_EQ(sizes(rows), (std::vector<std::size_t>{8, 8, 8}));
    for (auto const& row : rows)
        for (auto const& bay : row)
            EXPECT_LT(area_of_intersection({{}, {}, {bay}}, {{}, {}, {rectangle(5.5, 0, 10.5, 20)}}), 0.1);
}

TEST(CutBays, AHoleEndsARow)
{
    ParkingArea lot{rectangle(0, 0, 50, 16)};
    lot.shape.holes = {rectangle(20, 1, 25, 4).outer};
    EXPECT_EQ(sizes(cut_bays(lot, usual)), (std::vector<std::size_t>{8, 10, 20}));
}

TEST(CutBays, FollowACurve)
{
    Polygon arc;
    auto const add = [&](double radius, int i) {
        auto const angle = std::numbers::pi * (60 + i) / 180;
        arc.outer.push_back(at(radius * std::cos(angle), radius * std::sin(angle)));
    };
    for (int i = 0; i <= 60; ++i)
        add(52.2, i);
    for (int i = 60; i >= 0; --i)
        add(50, i);
    arc.outer.push_back(arc.outer.front());
    auto const rows = cut_bays({arc, Orientation::parallel}, usual);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_GE(rows[0].size(), 7U);
    for (auto const& bay : rows[0])
        EXPECT_GT(area_of_intersection({{}, {}, {bay}}, {{}, {}, {arc}}), 0.8 * area(bay));
}

TEST(MappedRows, AreSideBySideOrEndToEndAndAligned)
{
    std::vector<Polygon> const bays{rectangle(5, 0, 7.5, 5),  rectangle(0, 0, 2.5, 5),     rectangle(2.5, 0, 5, 5),
                                    rectangle(0, 5, 2.5, 10),  // back to back with the second
                                    rectangle(50, 0, 56, 2),  rectangle(56.5, 0, 62.5, 2), rectangle(90, 90, 92.5, 95)};
    auto const rows = rows_of_mapped(bays);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0], (std::vector<std::size_t>{1, 2, 0}));
    EXPECT_EQ(rows[1], (std::vector<std::size_t>{3}));
    EXPECT_EQ(rows[2], (std::vector<std::size_t>{4, 5}));
    EXPECT_EQ(rows[3], (std::vector<std::size_t>{6}));
}

TEST(Candidates, AreDisjointPairsAndAnOddBayJoinsNone)
{
    SmallRegion region;
    std::vector<std::string> bays;
    for (int i = 0; i < 5; ++i)
        bays.push_back(box(100 + 2.5 * i, 103, 102.5 + 2.5 * i, 108, fmt::format(R"("id":"b{}")", i)));
    ParkingConfig mapped;
    mapped.kind = ParkingConfig::Kind::bays;
    mapped.source = region.layer("bays", bays);
    mapped.id_field = "id";
    ParkingConfig areas;
    areas.source =
        region.layer("areas", {box(100, 103, 112.5, 108, R"("id":"p")"), box(200, 103, 212.5, 108, R"("id":"q")")});
    areas.id_field = "id";
    region.scenario.parking = {areas, mapped};
    auto const base = region.prepared();
    ASSERT_EQ(base.candidates.size(), 4U);
    EXPECT_EQ(base.candidates[CandidateId{0}].bay_ids, "b0;b1");
    EXPECT_EQ(base.candidates[CandidateId{1}].bay_ids, "b2;b3");
    EXPECT_EQ(base.candidates[CandidateId{2}].bay_ids, "q");
    EXPECT_EQ(base.candidates[CandidateId{3}].bay_ids, "q");
    EXPECT_NEAR(base.candidates[CandidateId{0}].pole.x, at(102.5, 0).x, 0.01);
    EXPECT_NEAR(base.candidates[CandidateId{0}].pole.y, at(0, 103).y, 0.01);  // the side of the street
    EXPECT_EQ(base.candidates[CandidateId{0}].neighbourhood, NeighbourhoodId{0});
}

TEST(Bays, ACarParkFarLargerThanTheRegionIsCutToItFirst)
{
    SmallRegion region;
    ParkingConfig areas;
    areas.source = region.layer("areas", {box(-10'000, -10'000, 10'000, 10'000, R"("id":"p")")});
    areas.id_field = "id";
    region.scenario.parking = {areas};
    auto const base = region.prepared();
    ASSERT_FALSE(base.candidates.empty());
    EXPECT_LT(base.candidates.size(), 40'000U);  // of 900 by 900 m; 16 million on 20 by 20 km
}

}  // namespace
}  // namespace laad::test::bays_test
