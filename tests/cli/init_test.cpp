// SPDX-License-Identifier: Apache-2.0
// `init --from`: from a folder of files to a region.toml that works.
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/temp_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::init_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class InitFrom : public testing::Test {
  protected:
    fs::path path(std::string const& name) const { return temp.path() / name; }
    Outcome run(std::string const& arguments) const { return laadraster(temp.path(), arguments); }

    void copy_example(std::string const& to) const
    {
        fs::create_directories(path(to));
        for (auto const& entry : fs::directory_iterator{fs::path{LAAD_SOURCE_DIR} / "examples/delft/data"})
            if (entry.path().extension() == ".gpkg") fs::copy_file(entry.path(), path(to) / entry.path().filename());
    }
    void replace_in(std::string const& file, std::string const& what, std::string const& with) const
    {
        std::string text = contents(path(file));
        auto const at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what << " in " << text;
        text.replace(at, what.size(), with);
        std::ofstream{path(file)} << text;
    }

    TempFolder temp;
};

/// The lines of what `coverage` prints that state shares.
std::string shares(std::string const& printed)
{
    std::string lines;
    std::istringstream in{printed};
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("  within")) lines += line + "\n";
    return lines;
}

TEST_F(InitFrom, TheFilesOfTheExampleGiveItsCoverage)
{
    copy_example("downloads");
    Outcome const made = run("init town/region.toml --from downloads");
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("OpenStreetMap: dwellings, parking, rules, stations, surface"),
                                HasSubstr("chargers"), HasSubstr("buurten, gemeenten"), HasSubstr("not there:"),
                                HasSubstr("prognosis"), HasSubstr("laadraster coverage town/region.toml")));
    EXPECT_THAT(contents(path("town/region.toml")),
                AllOf(HasSubstr("\"../downloads/osm.gpkg\""), HasSubstr("gemeente = \"Delft\"")));
    replace_in("town/region.toml", "context_m = 1000", "context_m = 500");
    Outcome const by_init = run("coverage town/region.toml --out today -q");
    ASSERT_EQ(by_init.exit_code, 0) << by_init.err;
    Outcome const by_hand = run(
        "coverage " + (fs::path{LAAD_SOURCE_DIR} / "examples/delft/region-in-full.toml").string() + " --out full -q");
    ASSERT_EQ(by_hand.exit_code, 0) << by_hand.err;
    EXPECT_NE(shares(by_hand.out), "");
    EXPECT_EQ(shares(by_init.out), shares(by_hand.out));
}

TEST_F(InitFrom, AGemeenteIsChosenByName)
{
    copy_example("downloads");
    fs::remove(path("downloads/osm.gpkg"));
    Outcome const open = run("init region.toml --from downloads");
    EXPECT_EQ(open.exit_code, 3);
    EXPECT_THAT(open.err, AllOf(HasSubstr("Delft"), HasSubstr("--gemeente")));
    Outcome const wrong = run("init region.toml --from downloads --gemeente Delf");
    EXPECT_EQ(wrong.exit_code, 3);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean \"Delft\"?"));
    EXPECT_FALSE(fs::exists(path("region.toml")));
    ASSERT_EQ(run("init region.toml --from downloads --gemeente delft").exit_code, 0);
    EXPECT_THAT(contents(path("region.toml")),
                AllOf(HasSubstr("name = \"Delft\""), HasSubstr("IN ('Delft')"), HasSubstr("stations = ")));
}

TEST_F(InitFrom, NonsenseIsListedWithWhatWouldBeKnown)
{
    fs::create_directories(path("downloads"));
    std::ofstream{path("downloads/list.csv")} << "apples;pears\n1;2\n";
    std::ofstream{path("downloads/broken.gpkg")} << "this is no GeoPackage";
    std::ofstream{path("downloads/readme.pdf")} << "x";
    Outcome const outcome = run("init region.toml --from downloads");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("list.csv: list (apples, pears)"), HasSubstr("broken.gpkg"),
                                   HasSubstr("BGT"), HasSubstr("https://"), Not(HasSubstr("readme.pdf"))));
    EXPECT_FALSE(fs::exists(path("region.toml")));
    fs::create_directories(path("empty"));
    EXPECT_THAT(run("init region.toml --from empty").err, HasSubstr("no data file at all"));
    EXPECT_THAT(run("init region.toml --from absent").err, HasSubstr("is no folder"));
    EXPECT_EQ(run("init region.toml --gemeente Delft").exit_code, 2);
}

TEST_F(InitFrom, NothingIsOverwritten)
{
    copy_example("downloads");
    std::ofstream{path("region.toml")} << "mine";
    EXPECT_EQ(run("init region.toml --from downloads").exit_code, 6);
    EXPECT_EQ(contents(path("region.toml")), "mine");
}

TEST_F(InitFrom, NamesWithQuotesAreKept)
{
    OutputLayer layer{"gemeenten"};
    layer.shape = ShapeKind::polygon;
    layer.fields = {{"gemeentenaam"}, {"gemeentecode"}};
    Geometry const square{
        {}, {}, {{{{85000, 446000}, {85100, 446000}, {85100, 446100}, {85000, 446100}, {85000, 446000}}, {}}}};
    layer.features = {{1, square, {std::string{"'t \"Zand\""}, std::string{"GM0001"}}}};
    fs::create_directories(path("o'brien"));
    write_geopackage(path("o'brien/cbs.gpkg"), 28992, {layer});
    ASSERT_EQ(run("init region.toml --from \"o'brien\"").exit_code, 0);
    EXPECT_THAT(contents(path("region.toml")), AllOf(HasSubstr("name = \"'t \\\"Zand\\\"\""), HasSubstr("'''t")));
    EXPECT_THAT(run("inspect region.toml").err, HasSubstr("chargers"));
}

}  // namespace
}  // namespace laad::init_test
