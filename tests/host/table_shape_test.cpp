// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis_table.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace laad::table_shape_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class OtherShapes : public testing::Test {
  protected:
    PrognosisTable read(std::string const& content, TableShape const& shape)
    {
        return read_prognosis_table(folder.write("export.csv", content), shape);
    }
    std::string error(std::string const& content, TableShape const& shape)
    {
        return input_error([&] { read(content, shape); });
    }
    /// "buurt year scenario type value" of each row, values in thousandths.
    static std::vector<std::string> rows(PrognosisTable const& table)
    {
        std::vector<std::string> all;
        for (PrognosisRow const& row : table.rows)
            all.push_back(row.neighbourhood + " " + std::to_string(row.year) + " " + row.scenario + " " +
                          row.location_type + " " + std::to_string(row.value));
        return all;
    }

    Folder folder;
    TableShape const wide{
        .columns = {{"buurt", "BU_CODE"}, {"location_type", "locatie"}},
        .constants = {
            {"cbs_year", "2023"}, {"modality", "personenauto"}, {"quantity", "kwh_per_year"}, {"scenario", "midden"}}};
};

TEST_F(OtherShapes, YearsAsColumns)
{
    PrognosisTable const table =
        read("BU_CODE;naam;locatie;2025;2030\nBU05030000;Oost;Publiek ;100;250.5\nBU05030001;West;thuis;0;7\n", wide);
    EXPECT_THAT(rows(table),
                ElementsAre("BU05030000 2025 midden publiek 100000", "BU05030000 2030 midden publiek 250500",
                            "BU05030001 2025 midden thuis 0", "BU05030001 2030 midden thuis 7000"));
    EXPECT_EQ(table.cbs_year, 2023);
    EXPECT_EQ(table.quantity, "kwh_per_year");
    EXPECT_EQ(table.rows[2].line, 3);
    EXPECT_FALSE(table.is_long);
}

TEST_F(OtherShapes, ScenariosAsColumnsAndBoth)
{
    TableShape shape = wide;
    shape.constants.erase("scenario");
    EXPECT_THAT(rows(read("BU_CODE,locatie,jaar,Laag,midden,HOOG\nA,publiek,2030,1,2,3\n",
                          {.columns = {{"buurt", "BU_CODE"}, {"location_type", "locatie"}, {"year", "jaar"}},
                           .constants = shape.constants})),
                ElementsAre("A 2030 laag publiek 1000", "A 2030 midden publiek 2000", "A 2030 hoog publiek 3000"));
    EXPECT_THAT(rows(read("BU_CODE,locatie,laag_2030,hoog 2035\nA,publiek,1,2\n", shape)),
                ElementsAre("A 2030 laag publiek 1000", "A 2035 hoog publiek 2000"));
    EXPECT_THAT(error("BU_CODE,locatie,2030,hoog 2035\nA,publiek,1,2\n", shape),
                HasSubstr("columns 2030 and hoog 2035 are both figures, but not of one kind"));
}

TEST_F(OtherShapes, EnergyInMegawattHoursAndByChargePoint)
{
    std::string const header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value";
    PrognosisTable const in_mwh = read(header + "\nA,2023,2030,hoog,bus,depot,mwh_per_year,1.25\n", {});
    EXPECT_EQ(in_mwh.quantity, "kwh_per_year");
    EXPECT_THAT(rows(in_mwh), ElementsAre("A 2030 hoog depot 1250000"));
    PrognosisTable const points = read(header + "\nA,2023,2030,hoog,auto,publiek,charge_points,2.5\n",
                                       {.constants = {{"kwh_per_point_year", "4000"}}});
    EXPECT_EQ(points.quantity, "kwh_per_year");
    EXPECT_THAT(rows(points), ElementsAre("A 2030 hoog publiek 10000000"));
    EXPECT_EQ(read(header + "\nA,2023,2030,hoog,auto,publiek,charge_points,2.5\n", {}).quantity, "charge_points");
}

TEST_F(OtherShapes, ScenariosThatNothingResemblesAreLeftOutWithWhatTheyHold)
{
    std::string const header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value";
    std::string const rows_of = header +
                                "\nA,2023,2030, Middle,auto,publiek,kwh_per_year,5\n"
                                "A,2023,2030,klimaatakkoord,auto,publiek,kwh_per_year,1500\n"
                                "B,2023,2030,klimaatakkoord,auto,publiek,kwh_per_year,500\n";
    PrognosisTable const table = read(rows_of, {});
    EXPECT_THAT(rows(table), ElementsAre("A 2030 midden publiek 5000"));
    EXPECT_THAT(table.notes, ElementsAre(AllOf(HasSubstr("\"klimaatakkoord\" is unknown"),
                                               HasSubstr("2 rows with 2000.0 kwh_per_year together are left out"))));
    ASSERT_EQ(table.rejected.size(), 2U);
    EXPECT_EQ(table.rejected[0].feature, 3);
    EXPECT_EQ(table.rejected[0].cost, 1500);
    EXPECT_EQ(table.rejected[0].unit, "kWh");
    EXPECT_THAT(
        error(header + "\nA,2023,2030,middn,auto,publiek,kwh_per_year,5\n", {}),
        AllOf(HasSubstr("line 2"), HasSubstr("scenario \"middn\" is unknown"), HasSubstr("did you mean \"midden\"?")));
}

TEST_F(OtherShapes, SayWhatLacksAndWhatIsTwice)
{
    EXPECT_THAT(
        error("BU_CODE,locatie,2030\nA,publiek,1\n", {}),
        AllOf(HasSubstr("no column buurt; it has BU_CODE, locatie, 2030"), HasSubstr("columns = {buurt = \"...\"}")));
    TableShape without = wide;
    without.constants.erase("quantity");
    EXPECT_THAT(error("BU_CODE,locatie,2030\nA,publiek,1\n", without),
                AllOf(HasSubstr("no column quantity"), HasSubstr("constants = {quantity = \"...\"}")));
    EXPECT_THAT(error("BU_CODE,locatie,scenario,2030\nA,publiek,laag,1\n", wide),
                HasSubstr("prognosis.constants says scenario = \"midden\", but the table has a column scenario"));
    TableShape wrong = wide;
    wrong.constants["cbs_year"] = "vorig jaar";
    EXPECT_THAT(error("BU_CODE,locatie,2030\nA,publiek,1\n", wrong),
                HasSubstr("prognosis.constants.cbs_year is \"vorig jaar\", and must be a number from 1900 to 2200"));
    EXPECT_THAT(error("BU_CODE,locatie,2030\nA,publiek,\n", wide), HasSubstr("line 2: 2030 is empty"));
    EXPECT_THAT(error("BU_CODE,locatie,2030\nA,publiek,1\nA,publiek,2\n", wide),
                AllOf(HasSubstr("line 3: the same key (A, 2030, midden, personenauto, publiek) is on line 2")));
}

}  // namespace
}  // namespace laad::table_shape_test
