// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/prognosis_sketch.hpp"
#include "rasters/error.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace laad::prognosis_sketch_test {
namespace {

using testing::HasSubstr;

Geometry rectangle_of(double west, double east)
{
    return {{}, {}, {Polygon{{{west, 0}, {east, 0}, {east, 100}, {west, 100}, {west, 0}}, {}}}};
}

/// 100 x 100 m: a neighbourhood wholly inside, and one of which a quarter is.
BaseLayers two_neighbourhoods()
{
    BaseLayers base;
    base.grid = {28992, 0, 10000, 250, {40, 40}};
    base.municipalities.push_back({"delft ", "", "unknown"});
    base.municipalities.push_back({"Antwerpen", "", "unknown"});
    base.neighbourhoods.push_back({"A", MunicipalityId{0}, rectangle_of(0, 50), 1.0, 1000});
    base.neighbourhoods.push_back({"B", MunicipalityId{1}, rectangle_of(50, 250), 1.0, 300});
    return base;
}

SketchFigures figures()
{
    SketchFigures made;
    made.municipalities = {{"GM0503", "Delft", 100, 500}, {"GM0034", "Almere", 300, {}}};
    made.mean_cars_thousandths = 925;
    made.electric = {{"midden", 2028, {160, "assumed"}}, {"midden", 2030, {250, "assumed"}}};
    made.km_per_car_year = {11000, "assumed"};
    made.wh_per_km = {200, "assumed"};
    made.locations = {{"publiek", {550, "assumed"}}, {"thuis", {450, "assumed"}}};
    return made;
}

TEST(PrognosisSketch, IsDwellingsTimesEachFigure)
{
    PrognosisSketch const sketch = sketched(two_neighbourhoods(), figures(), 2023);
    // A: 1000 dwellings x 0.5 cars x 16 % x 11,000 km x 0.2 kWh = 176,000 kWh, of which 55 % public.
    // B: 300 dwellings on a quarter of the surface make 1200 x 0.925 x 16 % x 2200 kWh = 390,720.
    ASSERT_EQ(sketch.rows.size(), 8U);
    EXPECT_EQ(sketch.rows[0].kwh, 96'800);
    EXPECT_EQ(sketch.rows[1].kwh, 79'200);
    EXPECT_EQ(sketch.kwh("midden", 2028, "publiek"), 96'800 + 214'896);
    EXPECT_EQ(sketch.kwh("midden", 2028), 176'000 + 390'720);
    EXPECT_EQ(sketch.kwh("midden", 2030), 275'000 + 610'500);
    EXPECT_EQ(sketch.rows[0].cars_from, "GM0503");
    EXPECT_EQ(sketch.rows[4].cars_from, "national mean");
    ASSERT_EQ(sketch.municipalities.size(), 2U);
    EXPECT_FALSE(sketch.municipalities[0].is_mean);
    EXPECT_TRUE(sketch.municipalities[1].is_mean);
    EXPECT_EQ(sketch.municipalities[1].whole_dwellings, 1200);
}

TEST(PrognosisSketch, SaysWhatEachFigureRestsOn)
{
    PrognosisSketch const sketch = sketched(two_neighbourhoods(), figures(), 0);
    EXPECT_FALSE(sketch.cbs_year_is_stated);
    auto const used = figures_used(sketch, figures(), 2028);
    EXPECT_EQ(used[0].source, municipality_source);
    EXPECT_THAT(used[1].source, HasSubstr("NATIONAL MEAN"));
    EXPECT_THAT(used[1].effect, HasSubstr("300 of them inside the grid"));
    EXPECT_THAT(csv(sketch), HasSubstr("A,2024,2028,midden,personenauto,publiek,kwh_per_year,96800,illustrative,"));
}

TEST(PrognosisSketch, TheTargetYearIsTwoYearsOnOrTheNextOfTheFigures)
{
    EXPECT_EQ(sketch_target_year(figures(), "2026-06-07"), 2028);
    EXPECT_EQ(sketch_target_year(figures(), "2027-01-01"), 2030);
    EXPECT_EQ(sketch_target_year(figures(), "2031-01-01"), 2030);
    EXPECT_EQ(sketch_target_year(figures(), ""), 2030);
}

TEST(SketchFigures, ThoseThatComeWithTheProgramAreRead)
{
    SketchFigures const read = read_figures(LAAD_SOURCE_DIR "/host/sketch/figures");
    EXPECT_EQ(read.municipalities.size(), 342U);
    EXPECT_EQ(read.municipality("GM0503", "")->cars_thousandths, 500);
    EXPECT_EQ(read.municipality("", " veere")->code, "GM0717");
    EXPECT_FALSE(read.municipality("GM0034", "")->cars_thousandths) << "CBS gives none for Almere";
    EXPECT_EQ(read.municipality("", "Antwerpen"), nullptr);
    EXPECT_GT(read.mean_cars_thousandths, 800);
    EXPECT_LT(read.mean_cars_thousandths, 1200);
}

TEST(SketchFigures, SharesMustBeAWhole)
{
    TempFolder const temp;
    std::filesystem::copy(LAAD_SOURCE_DIR "/host/sketch/figures", temp.path(),
                          std::filesystem::copy_options::recursive);
    std::ofstream{temp.path() / "location_mix.csv"}
        << "location_type,percent,basis,source\npubliek,55,assumed,us\nthuis,40.5,assumed,us\n";
    try {
        read_figures(temp.path());
        FAIL() << "must not be read";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("the shares sum to 95.5 %"));
    }
}

}  // namespace
}  // namespace laad::prognosis_sketch_test
