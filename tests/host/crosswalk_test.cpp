// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/crosswalk.hpp"
#include "tests/host/read_prognosis.hpp"
#include "tests/host/small_region.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

namespace laad::crosswalk_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::string const header = "from_buurt,to_buurt,share\n";

class CrosswalkTable : public testing::Test {
  protected:
    Crosswalk read(std::string const& rows)
    {
        LayerNames known{{"Hof", "Kade"}, {}, "", 28992};
        return read_crosswalk(folder.write("crosswalk.csv", header + rows), known);
    }
    std::string error(std::string const& rows)
    {
        return input_error([&] { read(rows); });
    }

    Folder folder;
};

TEST_F(CrosswalkTable, DividesExactlyAndListsWhatItLacks)
{
    Crosswalk const crosswalk = read("A,Hof,0.333333\nA,Kade,0.666667\nB,Kade,1\n");
    PrognosisSlice slice;
    slice.figures = {{"A", "auto", "publiek", 100},
                     {"A", "auto", "thuis", 1},
                     {"B", "auto", "publiek", 7},
                     {"C", "auto", "publiek", 5},
                     {"C", "auto", "thuis", 6}};
    auto const unmatched = bring_over(crosswalk, slice);
    EXPECT_THAT(
        slice.figures,
        ElementsAre(PrognosisFigure{"Hof", "auto", "publiek", 33}, PrognosisFigure{"Kade", "auto", "publiek", 67},
                    PrognosisFigure{"Hof", "auto", "thuis", 0}, PrognosisFigure{"Kade", "auto", "thuis", 1},
                    PrognosisFigure{"Kade", "auto", "publiek", 7}));
    EXPECT_THAT(unmatched, ElementsAre(testing::Pair("C", 11)));
}

TEST_F(CrosswalkTable, RefusesRowsWithTheLine)
{
    EXPECT_THAT(error("A,Hoff,1\n"), AllOf(HasSubstr("line 2: to_buurt \"Hoff\""), HasSubstr("did you mean \"Hof\"?")));
    EXPECT_THAT(error("A,Hof,0.5\nA,Hof,0.5\n"), HasSubstr("line 3: from \"A\" to \"Hof\" is there twice"));
    EXPECT_THAT(error("B,Kade,1\nA,Hof,0.5\nA,Kade,0.4\n"),
                HasSubstr("line 3: the shares of from_buurt \"A\" sum to 0.9, not to 1"));
    EXPECT_THAT(error("A,Hof,1.2\n"), HasSubstr("share 1.2 is outside 0 to 1"));
    EXPECT_THAT(error("A,Hof,0\n"), HasSubstr("sum to 0, not to 1"));
}

/// The region has A (the western half) and B; the old neighbourhoods are made anew in each test.
class AreaOverlap : public testing::Test {
  protected:
    AreaOverlap()
    {
        region.scenario.region.neighbourhood_cbs_year = 2025;
        region.scenario.prognosis.target_year = 2028;
        region.scenario.prognosis.old_neighbourhood_key_field = "naam";
    }

    void old_neighbourhoods(std::vector<std::string> const& features)
    {
        region.scenario.prognosis.old_neighbourhoods = region.layer("old", features);
    }
    Crosswalk derived()
    {
        GridSpec const grid{28992, 8'500'000, 44'650'000, 250, {200, 200}};
        return crosswalk_by_area(*region.scenario.prognosis.old_neighbourhoods, "naam", region.scenario.region, grid);
    }
    Prognosis read(std::string const& rows)
    {
        region.scenario.prognosis.file = region.path("prognosis.csv");
        std::ofstream{region.scenario.prognosis.file}
            << "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n"
            << rows;
        return read_prognosis(region.scenario, region.prepared());
    }

    test::SmallRegion region;
};

TEST_F(AreaOverlap, WeighsBySharedSurface)
{
    old_neighbourhoods(
        {test::box(0, 0, 400, 500, R"("naam":"Groot")"), test::box(400, 0, 500, 500, R"("naam":"Klein")")});
    Crosswalk const crosswalk = derived();
    EXPECT_EQ(crosswalk.kind, Crosswalk::Kind::area_overlap);
    ASSERT_EQ(crosswalk.parts.size(), 2u);
    auto const& large = crosswalk.parts.at("Groot");
    ASSERT_EQ(large.size(), 2u);
    EXPECT_EQ(large[0].to, "A");
    EXPECT_EQ(large[0].weight, 250 * 500 * 100);  // dm²
    EXPECT_EQ(large[1].weight, 150 * 500 * 100);
    EXPECT_EQ(crosswalk.parts.at("Klein").size(), 1u);
    EXPECT_THAT(crosswalk.notes, ElementsAre(AllOf(HasSubstr("derived by area overlap"), HasSubstr("an assumption"))));
}

TEST_F(AreaOverlap, TakesNoDrawingDifferencesForChanges)
{
    old_neighbourhoods({test::box(0, 0, 250.2, 500, R"("naam":"A")"), test::box(250.2, 0, 500, 500, R"("naam":"C")")});
    Crosswalk const crosswalk = derived();
    EXPECT_EQ(crosswalk.parts.at("A").size(), 1u) << "0.08 % of A lies in B";
    EXPECT_EQ(crosswalk.parts.at("C").size(), 1u);
    EXPECT_EQ(crosswalk.parts.at("C")[0].to, "B");
}

TEST_F(AreaOverlap, SaysWhatIsBadlyHeld)
{
    old_neighbourhoods({test::box(-100, 0, 100, 500, R"("naam":"Half")")});
    EXPECT_THAT(derived().notes, Contains(HasSubstr("1 old buurten lie for less than 90 % in a buurt of the region")));
}

TEST_F(AreaOverlap, KeepsTheTotalOfTheOldNeighbourhoods)
{
    old_neighbourhoods({test::box(0, 0, 400, 500, R"("naam":"Groot")"),
                        test::box(400, 0, 500, 500, R"("naam":"Klein")"),
                        test::box(2000, 0, 2100, 500, R"("naam":"Ver")")});
    Prognosis const p = read(
        "Groot,2023,2028,midden,auto,publiek,kwh_per_year,0.801\n"
        "Klein,2023,2028,midden,auto,publiek,kwh_per_year,0.1\n"
        "Ver,2023,2028,midden,auto,publiek,kwh_per_year,5\n");
    EXPECT_THAT(p.public_wh, ElementsAre(501, 400));  // 801 x 5/8 = 500.6, 801 x 3/8 = 300.4
    EXPECT_EQ(p.origin.crosswalk, Crosswalk::Kind::area_overlap);
    EXPECT_THAT(p.notes, Contains("1 rows of the prognosis are for 1 buurten outside the grid and are left out"));
    EXPECT_THAT(input_error([&] { read("Kleen,2023,2028,midden,auto,publiek,kwh_per_year,1\n"); }),
                AllOf(HasSubstr("line 2: buurt \"Kleen\""), HasSubstr("did you mean \"Klein\"?")));
}

TEST_F(AreaOverlap, ListsAnOldNeighbourhoodThatNothingHolds)
{
    region.scenario.region.neighbourhoods = region.layer("part", {test::box(0, 0, 250, 500, R"("code":"A")")});
    old_neighbourhoods({test::box(0, 0, 250, 500, R"("naam":"A")"), test::box(300, 0, 400, 500, R"("naam":"Weg")")});
    Prognosis const p = read(
        "A,2023,2028,midden,auto,publiek,kwh_per_year,1\n"
        "Weg,2023,2028,midden,auto,publiek,kwh_per_year,200\n");
    EXPECT_THAT(p.public_wh, ElementsAre(1000));
    EXPECT_THAT(p.origin.unmatched, ElementsAre("Weg"));
    EXPECT_THAT(p.notes, Contains(HasSubstr("1 buurten of CBS year 2023 are not matched")));
}

TEST_F(AreaOverlap, RefusesAnOldNeighbourhoodThatIsThereTwice)
{
    old_neighbourhoods({test::box(0, 0, 250, 500, R"("naam":"A")"), test::box(250, 0, 500, 500, R"("naam":"A")")});
    EXPECT_THAT(input_error([&] { derived(); }), HasSubstr("buurt \"A\" is there twice"));
}

}  // namespace
}  // namespace laad::crosswalk_test
