// SPDX-License-Identifier: Apache-2.0
// Tables as spreadsheets save them.
#include "rasters/io/vectors/csv_table.hpp"
#include "rasters/error.hpp"
#include "tests/rasters/scratch.hpp"

#include <string_view>

namespace laad::csv_table_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CsvTable : public Scratch {
  protected:
    /// "line: cell|cell" of each row, under the names of the columns.
    static std::vector<std::string> rows(FeatureTable const& table)
    {
        std::string names;
        for (auto const& name : table.fields)
            names += (names.empty() ? "" : "|") + name;
        std::vector<std::string> all{names};
        for (auto const& row : table.features) {
            std::string cells;
            for (auto const& value : row.values)
                cells += (cells.empty() ? "" : "|") + text(value);
            all.push_back(std::to_string(row.id) + ": " + cells);
        }
        return all;
    }
    std::vector<std::string> rows_of(std::string const& content) const
    {
        return rows(read_csv(write("t.csv", content)));
    }
    static std::string utf16(std::string_view ascii_and_e_acute, bool big)
    {
        auto const unit = [big](unsigned code) {
            char const low = static_cast<char>(code & 0xFF), high = static_cast<char>(code >> 8);
            return big ? std::string{high, low} : std::string{low, high};
        };
        std::string bytes = unit(0xFEFF);
        for (char const c : ascii_and_e_acute)
            bytes += unit(c == '@' ? 0xE9u : static_cast<unsigned char>(c));
        return bytes;
    }
};

TEST_F(CsvTable, WhatASpreadsheetLeavesBehindIsLeftOut)
{
    EXPECT_THAT(rows_of("a;b;;\r\n1;2;;\r\n;;;\r\n3;4;; \r\n;;;\r\n;;;\r\n"), ElementsAre("a|b", "2: 1|2", "4: 3|4"));
    EXPECT_THAT(rows_of("a;;b\n1;;2\n3; ;4\n"), ElementsAre("a|b", "2: 1|2", "3: 3|4"));
    EXPECT_THAT(rows_of(";;\na;b;\n1;2;\n"), ElementsAre("a|b", "3: 1|2"));
}

TEST_F(CsvTable, AColumnWithoutANameThatHoldsSomethingIsRefused)
{
    auto const file = write("t.csv", "a;b;\n1;2;\n3;4;5\n");
    EXPECT_EQ(message_of<InputError>([&] { read_csv(file); }),
              file.string() + ", line 1: column 3 has no name, but line 3 has something in it; give it one");
}

TEST_F(CsvTable, AFirstLineMayStateTheSeparator)
{
    EXPECT_THAT(rows_of("sep=;\r\na;b\r\n1,5;2\r\n"), ElementsAre("a|b", "3: 1,5|2"));
    EXPECT_THAT(rows_of("\"SEP=,\"\na;b,c\n1;2,3\n"), ElementsAre("a;b|c", "3: 1;2|3"));
    EXPECT_THAT(rows_of("sep=x;b\n1;2\n"), ElementsAre("sep=x|b", "2: 1|2")) << "a column of that name";
}

TEST_F(CsvTable, Utf16IsReadWithItsMark)
{
    for (bool const big : {false, true}) {
        auto const file = write("u.csv", utf16("naam\tx\r\nCaf@\t1\r\n", big));
        EXPECT_THAT(rows(read_csv(file)), ElementsAre("naam|x", "2: Café|1")) << big;
        EXPECT_THAT(csv_fields(file), ElementsAre("naam", "x")) << big;
    }
    using namespace std::string_view_literals;
    auto const pair = write("p.csv", std::string{"\xFF\xFE"
                                                 "a\0\n\0\x3D\xD8\x0C\xDD\n\0\x00\xD8\n\0"sv});
    EXPECT_THAT(rows(read_csv(pair)), ElementsAre("a", "2: \xF0\x9F\x94\x8C", "3: \xEF\xBF\xBD"))
        << "a pair of surrogates, and one that lacks its half";
}

TEST_F(CsvTable, ExtensionsInCapitalsAreTables)
{
    for (char const* name : {"T.CSV", "t.Csv", "T.TSV", "T.TXT"})
        EXPECT_THAT(rows(read_table(write(name, "a;b\n1;2\n"))), ElementsAre("a|b", "2: 1|2")) << name;
}

TEST_F(CsvTable, FarDownAHeaderIsKnownFromTheBegin)
{
    std::string content = "a;b\n";
    for (int i = 0; i < 20'000; ++i)
        content += "12345;\xC3\xA9\n";
    EXPECT_THAT(csv_fields(write("long.csv", content)), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace laad::csv_table_test
