// SPDX-License-Identifier: Apache-2.0
#include "host/present/safe_text.hpp"

#include <gtest/gtest.h>

namespace laad::safe_text_test {
namespace {

TEST(SafeText, OnATerminalHasNoControlCharacters)
{
    EXPECT_EQ(for_terminal("Súdwest-Fryslân, 3 €\n\tok"), "Súdwest-Fryslân, 3 €\n\tok");
    EXPECT_EQ(for_terminal("a\x1b[31mred\x07\x7f\r"), "a\\x1b[31mred\\x07\\x7f\\x0d");
    EXPECT_EQ(for_terminal("\xc2\x9b"
                           "31m"),
              "\\xc2\\x9b31m");                      // CSI in one character
    EXPECT_EQ(for_terminal("caf\xe9"), "caf\\xe9");  // Latin-1
    EXPECT_EQ(for_terminal(std::string_view{"a\0b", 3}), "a\\x00b");
}

TEST(SafeText, InASpreadsheetIsNoFormula)
{
    for (char const* text : {"=1+1", "+31 70", "-cmd|' /C calc'!A0", "@SUM(A1)", "-12-00-004", "'=1"}) {
        std::string const cell = csv_cell(text);
        EXPECT_EQ(cell, std::string{"'"} + text);
        EXPECT_EQ(from_csv_cell(cell), text);
    }
    for (char const* text : {"'s-Gravenhage", "-12.5", "-", "", "a=b", "''", "1e5", "-"}) {
        EXPECT_EQ(csv_cell(text), text);
        EXPECT_EQ(from_csv_cell(text), text);
    }
    EXPECT_EQ(csv_cell("=\"a\",b"), "\"'=\"\"a\"\",b\"");
    EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
}

TEST(SafeText, AsTheNameOfAFile)
{
    EXPECT_EQ(as_file_name("2026.1-2028-midden"), "2026.1-2028-midden");
    EXPECT_EQ(as_file_name("../a/b\\c d:e\x1b"), "_._a_b_c_d_e_");
    EXPECT_EQ(as_file_name("Fryslân"), "Fryslân");
    EXPECT_EQ(as_file_name(std::string(300, 'x')).size(), 100u);
    EXPECT_EQ(as_file_name(std::string(99, 'x') + "â").size(), 99u);
}

}  // namespace
}  // namespace laad::safe_text_test
