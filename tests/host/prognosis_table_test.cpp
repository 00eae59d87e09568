// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis_table.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/written_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace laad::prognosis_table_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::string const header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value";

class LongTable : public testing::Test {
  protected:
    PrognosisTable read(std::string const& content, std::string const& decimal = {})
    {
        return read_prognosis_table(folder.write("prognosis.csv", content), {}, decimal);
    }
    /// The values, in thousandths, of a table of one neighbourhood.
    std::vector<std::int64_t> values(std::vector<std::string> const& written, std::string const& decimal = {})
    {
        std::string content = header;
        std::replace(content.begin(), content.end(), ',', ';');
        for (std::size_t i = 0; i < written.size(); ++i)
            content += fmt::format("\nBU{};2023;2030;hoog;bus;depot;kwh_per_year;{}", i, written[i]);
        std::vector<std::int64_t> values;
        for (auto const& row : read(content, decimal).rows)
            values.push_back(row.value);
        return values;
    }
    std::string error(std::string const& content)
    {
        return input_error([&] { read(content); });
    }

    Folder folder;
};

TEST_F(LongTable, DotsThatMayBeThousandsAreRefusedUntilTheStyleIsStated)
{
    std::vector<std::string> const written{"33.783", "450", "1.204"};
    EXPECT_THAT(input_error([&] { values(written); }),
                AllOf(HasSubstr("column value has numbers whose dot may stand before decimals or between thousands "
                                "(33.783 on line 2: is that 33.783 or 33783?)"),
                      HasSubstr("prognosis.decimal = \",\""), HasSubstr("prognosis.decimal = \".\"")));
    EXPECT_THAT(values(written, ","), ElementsAre(33'783'000, 450'000, 1'204'000));
    EXPECT_THAT(values(written, "."), ElementsAre(33'783, 450'000, 1'204));
    EXPECT_THAT(values({"1.033.783,25", "7,5"}, ","), ElementsAre(1'033'783'250, 7'500));
    EXPECT_THAT(values({"1,033,783.25", "7.5"}, "."), ElementsAre(1'033'783'250, 7'500));
}

TEST_F(LongTable, DotsThatCanOnlyStandBeforeDecimalsAreRead)
{
    EXPECT_THAT(values({"33.783", "1234.567"}), ElementsAre(33'783, 1'234'567));
    EXPECT_THAT(values({"0.125"}), ElementsAre(125));
    EXPECT_THAT(values({"33.7830"}), ElementsAre(33'783));
    std::vector<std::string> many(40, "33.783");
    many.push_back("12.5");
    EXPECT_THAT(input_error([&] { values(many); }), HasSubstr("is that 33.783 or 33783?"));
}

TEST_F(LongTable, NumbersOfAnotherStyleThanStatedAreRefused)
{
    EXPECT_THAT(input_error([&] { values({"33.78"}, ","); }),
                HasSubstr("\"33.78\" is not a number, write it like 1234,5"));
    EXPECT_THAT(input_error([&] { values({"7,5"}); }), HasSubstr("or state prognosis.decimal = \",\""));
    EXPECT_THAT(input_error([&] { values({"1.2.3"}); }), HasSubstr("\"1.2.3\" is not a number"));
}

TEST_F(LongTable, YearsAreWholeNumbersInRange)
{
    auto const error_of_year = [&](std::string const& year) {
        return error(header + "\nBU1,2023," + year + ",hoog,bus,depot,kwh_per_year,1\n");
    };
    EXPECT_THAT(error_of_year("2028.5"), HasSubstr("year 2028.5 is not a whole number (1900 to 2200 (a year))"));
    EXPECT_THAT(error_of_year("2.028e-2147483648"), HasSubstr("is not a number"));
    EXPECT_THAT(error_of_year("2.028e-2147483648"), HasSubstr("1900 to 2200 (a year)"));
    EXPECT_EQ(read(header + "\nBU1,2023,2028.0,hoog,bus,depot,kwh_per_year,1\n").rows[0].year, 2028);
}

TEST_F(LongTable, NeedsNoRegion)
{
    PrognosisTable const table = read(header +
                                      ",basis,version,date,source\n"
                                      "BU1,2023,2030,hoog,bus,depot,charge_points,1.5,forecast,v2,2026-02-01,us\n"
                                      "BU2,2023,2028,laag,bus,depot,charge_points,2,,v2,2026-02-01,us\n");
    EXPECT_EQ(table.cbs_year, 2023);
    EXPECT_EQ(table.quantity, "charge_points");
    EXPECT_EQ(table.label, (PrognosisLabel{"v2", "2026-02-01", "us"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].line, 2);
    EXPECT_EQ(table.rows[0].value, 1500);
    EXPECT_EQ(table.rows[0].basis, FigureBasis::forecast);
    EXPECT_EQ(table.rows[1].basis, FigureBasis::unstated);
    EXPECT_THAT(years_and_scenarios(table), ElementsAre(YearScenario{2028, "laag"}, YearScenario{2030, "hoog"}));
}

TEST_F(LongTable, IsOneUnitAndOneVersion)
{
    EXPECT_THAT(
        error(header + "\nBU1,2023,2030,hoog,bus,depot,charge_points,1\n"
                       "BU1,2023,2030,laag,bus,depot,kwh_per_year,1\n"),
        HasSubstr("line 3: quantity kwh_per_year differs from charge_points on line 2; a table is in one unit"));
    EXPECT_THAT(error(header + ",version,date\nBU1,2023,2030,hoog,bus,depot,charge_points,1,v1,2026-01-01\n"
                               "BU1,2023,2030,laag,bus,depot,charge_points,1,v2,2026-01-01\n"),
                HasSubstr("line 3: version v2 differs from v1 on line 2"));
    EXPECT_THAT(error(header + ",date\nBU1,2023,2030,hoog,bus,depot,charge_points,1,1 mei\n"),
                HasSubstr("line 2: date \"1 mei\" is not a date"));
}

TEST_F(LongTable, IsCheckedInItsOwnUnit)
{
    EXPECT_THAT(error(header + "\nBU1,2023,2030,hoog,bus,depot,charge_points,1000001\n"),
                HasSubstr("value 1000001 is outside 0 to 1000000 charge points"));
    EXPECT_EQ(read(header + "\nBU1,2023,2030,hoog,bus,depot,kwh_per_year,1000001\n").rows[0].value, 1'000'001'000);
}

/// A layer without shapes, as an office exports a table.
OutputLayer table_layer(std::string const& name, std::string const& quantity)
{
    OutputLayer layer{name, "", ShapeKind::none, {}, {}, ""};
    for (char const* field : {"buurt", "scenario", "modality", "location_type", "quantity"})
        layer.fields.push_back({field});
    for (char const* field : {"cbs_year", "year"})
        layer.fields.push_back({field, FieldKind::integer});
    layer.fields.push_back({"value", FieldKind::real});
    layer.features.push_back({0,
                              {},
                              {std::string{"BU1"}, std::string{"hoog"}, std::string{"bus"}, std::string{"depot"},
                               quantity, std::int64_t{2023}, std::int64_t{2030}, 0.25}});
    return layer;
}

TEST_F(LongTable, MayBeALayerOfAGeoPackage)
{
    auto const file = folder.file("prognoses.gpkg");
    write_geopackage(file, 28992, {table_layer("nieuw", "kwh_per_year"), table_layer("oud", "kwh")});
    PrognosisTable const table = read_prognosis_table(file, "nieuw");
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(table.rows[0].value, 250);
    EXPECT_THAT(input_error([&] { read_prognosis_table(file, "oud"); }),
                AllOf(HasSubstr("prognoses.gpkg has 1 bad row"), HasSubstr("feature 1: quantity \"kwh\" is unknown")));
    EXPECT_THAT(input_error([&] { read_prognosis_table(file); }), HasSubstr("2 layers (nieuw, oud); name one of them"));
    EXPECT_THAT(input_error([&] { read_prognosis_table(file, "niew"); }), HasSubstr("did you mean \"nieuw\"?"));
}

TEST_F(LongTable, OfACsvHasNoLayer)
{
    auto const file = folder.write("prognosis.csv", header + "\n");
    EXPECT_THAT(input_error([&] { read_prognosis_table(file, "nieuw"); }), HasSubstr("is a CSV, which has no layer"));
}

}  // namespace
}  // namespace laad::prognosis_table_test
