// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "tests/host/read_prognosis.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

namespace laad::prognosis_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string const header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n";
std::string const good = header + "Hof,2023,2028,midden,personenauto,publiek,kwh_per_year,100\n";

Geometry square(double west, double south, double side)
{
    double const east = west + side;
    double const north = south + side;
    return {{}, {}, {Polygon{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

/// A grid of 100 m by 100 m from (0, 0), with two neighbourhoods inside it.
class PrognosisTable : public testing::Test {
  protected:
    PrognosisTable()
    {
        base.grid = {28992, 0, 10000, 250, {40, 40}};
        for (char const* key : {"Hof", "Kade"}) {
            Neighbourhood neighbourhood;
            neighbourhood.key = key;
            neighbourhood.shape = square(10, 10, 50);
            base.neighbourhoods.push_back(neighbourhood);
        }
        for (NeighbourhoodId const neighbourhood : base.neighbourhoods.ids())
            base.dwelling_points.push_back({{20, 20}, neighbourhood, true, false, Access{}});
        scenario.region.neighbourhood_cbs_year = 2023;
        scenario.prognosis.target_year = 2028;
        scenario.prognosis.scenario = "midden";
    }

    Prognosis read(std::string const& content)
    {
        scenario.prognosis.file = folder.write("prognosis.csv", content);
        return read_prognosis(scenario, base);
    }
    std::string error(std::string const& content)
    {
        return input_error([&] { read(content); });
    }
    /// The message about a good row followed by this one.
    std::string error_of(std::string const& row) { return error(good + row + "\n"); }

    Folder folder;
    Scenario scenario;
    BaseLayers base;
};

TEST_F(PrognosisTable, SumsModalitiesOfTheTargetYearAndScenario)
{
    Prognosis const p = read(header +
                             "Hof,2023,2028,midden,personenauto,publiek,kwh_per_year,100.5\n"
                             "Hof,2023,2028,midden,bestelauto,publiek,kwh_per_year,0.0004999\n"
                             "Hof,2023,2028,midden,taxi,publiek,kwh_per_year,0.0005\n"
                             "Kade,2023,2028,midden,personenauto,thuis,kwh_per_year,2e3\n"
                             "Kade,2023,2030,midden,personenauto,publiek,kwh_per_year,7\n"
                             "Kade,2023,2028,hoog,personenauto,publiek,kwh_per_year,7\n");
    ASSERT_EQ(p.types.size(), 2u);
    EXPECT_EQ(p.types[0].location_type, "publiek");
    EXPECT_TRUE(p.types[0].is_public);
    EXPECT_THAT(p.types[0].neighbourhood_wh, ElementsAre(100501, 0));
    EXPECT_EQ(p.types[1].location_type, "thuis");
    EXPECT_FALSE(p.types[1].is_public);
    EXPECT_THAT(p.types[1].neighbourhood_wh, ElementsAre(0, 2000000));
    EXPECT_THAT(p.public_wh, ElementsAre(100501, 0));
    EXPECT_FALSE(p.illustrative);
    EXPECT_THAT(p.notes, ElementsAre(HasSubstr("1 figures for 2028 midden are taken as 0"),
                                     "4 of 4 rows of the prognosis do not state their basis (measured, forecast, "
                                     "illustrative)"));
}

TEST_F(PrognosisTable, SaysWhenARowIsIllustrativeOrANeighbourhoodHasNone)
{
    Prognosis const p = read(
        "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n"
        "Hof,2023,2028,midden,personenauto,publiek,kwh_per_year,1,illustrative\n");
    EXPECT_TRUE(p.illustrative);
    EXPECT_THAT(p.notes, ElementsAre(HasSubstr("1 buurten have no row for 2028 midden")));
}

TEST_F(PrognosisTable, ScalesANeighbourhoodThatLiesPartlyOutsideTheGrid)
{
    base.neighbourhoods[NeighbourhoodId{0}].shape = square(-50, 0, 100);   // half of it
    base.neighbourhoods[NeighbourhoodId{1}].shape = square(0, -0.05, 99);  // 0.05 % outside: as it is
    Prognosis const p = read(good + "Kade,2023,2028,midden,personenauto,publiek,kwh_per_year,0.001\n" +
                             "Hof,2023,2028,midden,personenauto,thuis,kwh_per_year,0.003\n");
    EXPECT_THAT(p.public_wh, ElementsAre(50000, 1));
    EXPECT_THAT(p.types[1].neighbourhood_wh, ElementsAre(1, 0));
    EXPECT_THAT(p.notes, Contains(HasSubstr("1 buurten lie partly outside the grid")));
}

TEST_F(PrognosisTable, RefusesAnUnknownBasis)
{
    EXPECT_THAT(error("buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n"
                      "Hof,2023,2028,midden,auto,publiek,kwh_per_year,1,ilustrative\n"),
                AllOf(HasSubstr("line 2: basis \"ilustrative\" is unknown (known: measured, forecast, illustrative)"),
                      HasSubstr("did you mean \"illustrative\"?")));
}

TEST_F(PrognosisTable, LeavesOutNeighbourhoodsOfTheLayerThatLieOutsideTheGrid)
{
    scenario.region.neighbourhoods.file = folder.write(
        "buurten.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)"
        R"("features":[{"type":"Feature","properties":{"key":"Elders"},"geometry":{"type":"Polygon","coordinates":)"
        R"([[[90000,400000],[90100,400000],[90100,400100],[90000,400000]]]}}]})");
    scenario.region.neighbourhood_key_field = "key";
    std::string const elsewhere = "Elders,2023,2028,midden,auto,publiek,kwh_per_year,5\n";
    Prognosis const p = read(good + elsewhere + "Elders,2023,2030,midden,auto,publiek,kwh_per_year,5\n");
    EXPECT_THAT(p.public_wh, ElementsAre(100000, 0));
    EXPECT_THAT(p.notes, Contains("2 rows of the prognosis are for 1 buurten outside the grid and are left out"));
    EXPECT_THAT(error_of("Eldres,2023,2028,midden,auto,publiek,kwh_per_year,5"), HasSubstr("did you mean \"Elders\"?"));
    EXPECT_THAT(error(header + elsewhere), HasSubstr("every row is for a buurt outside the grid; is region.area"));
}

TEST_F(PrognosisTable, NamesTheNeighbourhoodWhoseFiguresAreImplausible)
{
    base.neighbourhoods[NeighbourhoodId{0}].dwellings = 4;
    base.neighbourhoods[NeighbourhoodId{1}].dwellings = 1;
    EXPECT_THAT(read(header + "Hof,2023,2028,midden,auto,publiek,kwh_per_year,100000\n").notes,
                Contains(HasSubstr("buurt Hof is 25 MWh of public charging a year for each of its 4 dwellings")));
    EXPECT_THAT(read(header + "Hof,2023,2028,midden,auto,publiek,kwh_per_year,80000\n").notes,
                Not(Contains(HasSubstr("implausible"))));
}

TEST_F(PrognosisTable, SaysHowMuchIsPlacedNowhere)
{
    base.weightless_neighbourhoods = {NeighbourhoodId{1}};
    EXPECT_THAT(
        read(good + "Kade,2023,2028,midden,auto,publiek,kwh_per_year,50000\n").notes,
        Contains(AllOf(HasSubstr("WARNING"), HasSubstr("50.0 of 50.1 MWh of public charging a year is placed nowhere"),
                       HasSubstr("Kade"))));
}

TEST_F(PrognosisTable, SaysHowMuchFallsBackToWhat)
{
    base.dwelling_points = {{{20, 20}, NeighbourhoodId{0}, true, true, Access{}}};
    auto const notes = read(good + "Kade,2023,2028,midden,auto,publiek,kwh_per_year,50000\n").notes;
    EXPECT_THAT(notes, Contains("0.1 of 50.1 MWh of public charging a year is of buurten where every dwelling has its "
                                "own driveway and is spread over all dwellings there: Hof"));
    EXPECT_THAT(notes, Contains("50.0 of 50.1 MWh of public charging a year is of buurten without a dwelling that "
                                "reaches a street and is spread over their streets: Kade"));
}

TEST_F(PrognosisTable, RefusesRowsWithTheLineAndWhatToDo)
{
    EXPECT_THAT(error_of("Hoff,2023,2028,midden,auto,publiek,kwh_per_year,1"),
                AllOf(HasSubstr("prognosis.csv has 1 bad row"),
                      HasSubstr("line 3: buurt \"Hoff\" is not in the buurten"), HasSubstr("did you mean \"Hof\"?")));
    EXPECT_THAT(error_of("Hof,2023,2028,midden,personenauto,publiek,kwh_per_year,1"),
                AllOf(HasSubstr("line 3"), HasSubstr("is on line 2; keep one")));
    EXPECT_THAT(error_of("Kade,2023,2028,midden,auto,publiek,kwh_per_year,NaN"), HasSubstr("\"NaN\" is not a number"));
    EXPECT_THAT(error_of("Kade,2023,2028,midden,auto,publiek,kwh_per_year,-1"),
                HasSubstr("value -1 is outside 0 to 1000000000 kWh per year"));
    EXPECT_THAT(error_of("Kade,2023,2028,midden,auto,publiek,kwh_per_year,1000000001"), HasSubstr("is outside 0 to"));
    EXPECT_THAT(error_of("Kade,2023,2028,midden,auto,publiek,kwh_per_year,"), HasSubstr("value is empty"));
    EXPECT_THAT(error_of("Kade,2023,2028,midden,auto,publiek,kwh,1"),
                HasSubstr("quantity \"kwh\" is unknown (known: kwh_per_year, charge_points, mwh_per_year)"));
    EXPECT_THAT(error_of("Kade,2023,2028,mid,auto,publiek,kwh_per_year,1"),
                HasSubstr("scenario \"mid\" is unknown (known: laag, midden, hoog)"));
    EXPECT_THAT(error_of("Kade,2022,2028,midden,auto,publiek,kwh_per_year,1"),
                HasSubstr("cbs_year 2022 differs from 2023 on line 2"));
    EXPECT_THAT(error_of("Kade,2023,28,midden,auto,publiek,kwh_per_year,1"), HasSubstr("year 28 is outside 1900"));
}

TEST_F(PrognosisTable, ShowsTheFirstTenBadRows)
{
    std::string table = header;
    for (int i = 0; i < 12; ++i)
        table += "Elders,2023,2028,midden,auto,publiek,kwh_per_year,-1\n";
    std::string const message = error(table);
    EXPECT_THAT(message, AllOf(HasSubstr("12 bad rows"), HasSubstr("line 11"), HasSubstr("and 2 more")));
    EXPECT_THAT(message, Not(HasSubstr("line 12")));
}

TEST_F(PrognosisTable, NamesWhatIsThereWhenNothingFits)
{
    EXPECT_THAT(error("buurt,cbs_year,year,scenario,modality,location_type,quantity,valeu\n"
                      "Hof,2023,2028,midden,auto,publiek,kwh_per_year,1\n"),
                AllOf(HasSubstr("prognosis.csv"), HasSubstr("value"), HasSubstr("valeu")));
    scenario.prognosis.target_year = 2029;
    EXPECT_THAT(error(good), AllOf(HasSubstr("no row is for 2029 midden"), HasSubstr("there are 2028 midden")));
    scenario.prognosis.target_year = 2028;
    scenario.prognosis.scenario = "hoog";
    EXPECT_THAT(error(good), HasSubstr("no row is for 2028 hoog"));
    scenario.prognosis.public_types = {"publik"};
    EXPECT_THAT(error(good), AllOf(HasSubstr("public type \"publik\""), HasSubstr("did you mean \"publiek\"?")));
}

TEST_F(PrognosisTable, InterpolatesBetweenTableYearsAndSaysSo)
{
    std::string const table = header +
                              "Hof,2023,2026,midden,auto,publiek,kwh_per_year,1\n"
                              "Hof,2023,2030,midden,auto,publiek,kwh_per_year,2\n"
                              "Kade,2023,2027,midden,auto,thuis,kwh_per_year,3\n";
    scenario.prognosis.target_year = 2027;
    Prognosis const p = read(table);
    EXPECT_THAT(p.public_wh, ElementsAre(1250, 0));  // a quarter of the way from 1000 to 2000 Wh
    EXPECT_THAT(p.types[1].neighbourhood_wh, ElementsAre(0, 3000));
    EXPECT_THAT(p.origin.between, ElementsAre(2026, 2030));
    EXPECT_THAT(p.notes, Contains(HasSubstr("1 of 2 figures for 2027 midden are interpolated linearly between table "
                                            "years (2026, 2030), rounded to whole Wh (halves up)")));
    scenario.prognosis.target_year = 2031;
    EXPECT_THAT(error(table), AllOf(HasSubstr("no row is for 2031 midden, and only years between table years are"),
                                    HasSubstr("there are 2026 midden, 2027 midden, 2030 midden")));
}

TEST_F(PrognosisTable, SplitsTotalsByTheLadderAndLoadsTheGridWithAllTypes)
{
    scenario.prognosis.shares = {{"publiek", 333}, {"thuis", 667}, {"snel", 0}};
    Prognosis const p = read(header +
                             "Hof,2023,2028,midden,auto,total,kwh_per_year,0.005\n"
                             "Kade,2023,2028,midden,auto,werk,kwh_per_year,1\n");
    ASSERT_EQ(p.types.size(), 4u);  // publiek, snel, thuis, werk
    EXPECT_THAT(p.public_wh, ElementsAre(2, 0));
    EXPECT_THAT(p.types[0].neighbourhood_wh, ElementsAre(2, 0));
    EXPECT_THAT(p.types[2].neighbourhood_wh, ElementsAre(3, 0));
    EXPECT_THAT(p.types[3].neighbourhood_wh, ElementsAre(0, 1000));
    EXPECT_THAT(p.origin.shares, testing::Contains(testing::Pair("thuis", 667)));
    EXPECT_THAT(p.notes, Contains("1 rows of location type \"total\" are split by stated shares (publiek 33.3 %, snel "
                                  "0 %, thuis 66.7 %)"));
}

TEST_F(PrognosisTable, TakesFastChargingAsPublicOnRequest)
{
    std::string const table = good + "Hof,2023,2028,midden,auto,snel,kwh_per_year,7\n";
    EXPECT_THAT(read(table).public_wh, ElementsAre(100000, 0));
    scenario.prognosis.public_types = {"publiek", "snel"};
    EXPECT_THAT(read(table).public_wh, ElementsAre(107000, 0));
}

TEST_F(PrognosisTable, RefusesAnotherCbsYearAndSaysWhatToGive)
{
    scenario.region.neighbourhood_cbs_year = 2025;
    EXPECT_THAT(error(good), AllOf(HasSubstr("cbs_year 2023 is not the CBS year of the buurten of the region (2025"),
                                   HasSubstr("prognosis.crosswalk"), HasSubstr("prognosis.old_buurten")));
    scenario.region.neighbourhood_cbs_year = 0;
    EXPECT_THAT(read(good).notes, Contains(HasSubstr("CBS year 2023, as the prognosis says, is not checked")));
}

TEST_F(PrognosisTable, BringsAnotherCbsYearOverByATable)
{
    scenario.region.neighbourhood_cbs_year = 2025;
    scenario.prognosis.crosswalk =
        folder.write("old.csv", "from_buurt,to_buurt,share\nBinnenhof,Hof,0.5\nBinnenhof,Kade,0.5\nKade,Kade,1\n");
    Prognosis const p = read(header +
                             "Binnenhof,2023,2028,midden,auto,publiek,kwh_per_year,0.101\n"
                             "Kade,2023,2028,midden,auto,publiek,kwh_per_year,1\n"
                             "Verdwenen,2023,2028,midden,auto,publiek,kwh_per_year,300\n");
    EXPECT_THAT(p.public_wh, ElementsAre(51, 1050));
    EXPECT_EQ(p.origin.crosswalk, Crosswalk::Kind::table);
    EXPECT_THAT(p.origin.unmatched, ElementsAre("Verdwenen"));
    EXPECT_THAT(p.notes, AllOf(Contains("the prognosis is by buurten of CBS year 2023, the region has those of 2025"),
                               Contains("the crosswalk between CBS years is the table old.csv"),
                               Contains("1 buurten of CBS year 2023 are not matched by the crosswalk and are left out, "
                                        "with 0.3 MWh a year of all types: Verdwenen")));
    EXPECT_THAT(error(header + "Nergens,2023,2028,midden,auto,publiek,kwh_per_year,1\n"),
                HasSubstr("the crosswalk brings no row to a buurt inside the grid"));
}

TEST_F(PrognosisTable, IsPlannedByEnergy)
{
    EXPECT_THAT(error(header + "Hof,2023,2028,midden,auto,publiek,charge_points,1\n"),
                AllOf(HasSubstr("the quantity is charge_points"), HasSubstr("kwh_per_year")));
}

TEST_F(PrognosisTable, SaysWhichVersionItIs)
{
    std::string const table =
        "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,version,date,source\n"
        "Hof,2023,2028,midden,auto,publiek,kwh_per_year,1,2026-1,2026-02-01,made up\n";
    EXPECT_EQ(read(table).origin.label, (PrognosisLabel{"2026-1", "2026-02-01", "made up"}));
    scenario.prognosis.version = "2025-1";
    EXPECT_THAT(error(table), HasSubstr("version is \"2026-1\" here, but \"2025-1\" by [prognosis] of region.toml"));
    scenario.prognosis.date = "2025-02-01";
    EXPECT_EQ(read(good).origin.label, (PrognosisLabel{"2025-1", "2025-02-01", ""}));
}

TEST(Decimal, IsExact)
{
    EXPECT_EQ(decimal("12.3456", 3), 12346);
    EXPECT_EQ(decimal("0.1", 3), 100);
    EXPECT_EQ(decimal("-2.5", 0), -3);
    EXPECT_EQ(decimal(".5", 0), 1);
    EXPECT_EQ(decimal("1e-05", 6), 10);
    EXPECT_EQ(decimal("0.0004", 3), 0);
    EXPECT_EQ(decimal("1e30", 3), INT64_MAX);
    for (char const* text : {"", "-", ".", "1,5", "1.2.3", "1e", "nan", "0x10", "1 2"})
        EXPECT_EQ(decimal(text, 3), std::nullopt) << text;
}

}  // namespace
}  // namespace laad::prognosis_test
