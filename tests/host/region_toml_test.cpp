// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/region_toml.hpp"
#include "rasters/error.hpp"
#include "tests/host/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace laad::region_toml_test {
namespace {

SectionKeys const added{"grid", "made up", {{"assets", "\"a.csv\""}, {"policy", "\"p.csv\""}}};

class RegionToml : public testing::Test {
  protected:
    std::filesystem::path file() const { return temp_.path() / "region.toml"; }
    void write(std::string const& text) const { std::ofstream{file()} << text; }
    std::string text() const
    {
        std::ostringstream out;
        out << std::ifstream{file()}.rdbuf();
        return out.str();
    }

    TempFolder temp_;
};

TEST_F(RegionToml, AnAbsentSectionComesAtTheEnd)
{
    write("[region]\nname = \"Delft\"  # ours");
    EXPECT_TRUE(add_to_region(file(), added));
    EXPECT_EQ(text(),
              "[region]\nname = \"Delft\"  # ours\n\n# made up\n[grid]\nassets = \"a.csv\"\npolicy = \"p.csv\"\n");
}

TEST_F(RegionToml, ASectionWithoutTheKeysGetsThemBelowItsHeader)
{
    write("[grid]  # stations alone\nstations = {file = \"s.gpkg\"}\n\n[run]\nthreads = 1\n");
    EXPECT_TRUE(add_to_region(file(), added));
    EXPECT_EQ(text(),
              "[grid]  # stations alone\n# made up\nassets = \"a.csv\"\npolicy = \"p.csv\"\nstations = {file = "
              "\"s.gpkg\"}\n\n[run]\nthreads = 1\n");
}

TEST_F(RegionToml, WhatTheUserWroteStays)
{
    for (char const* own : {"[grid]\npolicy = \"mine.csv\"\n", "grid = {policy = \"mine.csv\"}\n",
                            "grid = {public_station_type = \"publiek\"}\n", "grid.apply_expected_policy = true\n"}) {
        write(own);
        EXPECT_FALSE(add_to_region(file(), added)) << own;
        EXPECT_EQ(text(), own);
    }
    write("[grid\n");
    EXPECT_THROW(add_to_region(file(), added), InputError);
}

TEST_F(RegionToml, ALinkStaysALinkAndRightsStay)
{
    write("[region]\n");
    namespace fs = std::filesystem;
    fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
    auto const link = temp_.path() / "link.toml";
    fs::create_symlink(file(), link);
    EXPECT_TRUE(add_to_region(link, added));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_NE(text().find("[grid]"), std::string::npos);
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(RegionToml, NamesFilesByTheirFolder)
{
    EXPECT_EQ(name_in_region(file(), temp_.path() / "tables" / "a.csv"), "tables/a.csv");
    EXPECT_EQ(name_in_region(file(), "/elsewhere/a.csv"), "/elsewhere/a.csv");
}

}  // namespace
}  // namespace laad::region_toml_test
