// SPDX-License-Identifier: Apache-2.0
// laadraster compare as a user runs it; what cannot be compared gets one clear error and nothing is written.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace laad::compare_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

class CompareCommand : public testing::Test {
  protected:
    /// Plans `old` and `new`, which differ in the demand of one neighbourhood.
    static void SetUpTestSuite()
    {
        std::string name = (fs::temp_directory_path() / "laadraster-compare-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        made = name;
        TinyRegion town;
        make("old", town);
        std::string& prognosis = town.tables["prognosis.csv"];
        prognosis.replace(prognosis.find("20000.5"), 7, "50000.5");
        make("new", town);
    }
    static void TearDownTestSuite() { fs::remove_all(made); }

    static void make(std::string const& name, TinyRegion const& town, std::string const& command = "run")
    {
        town.write(made / (name + "-inputs"));
        Outcome const outcome =
            laadraster(made, command + " " + name + "-inputs/region.toml --device cpu -q --out " + name);
        ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    }

    /// Checks the exit code and the message, and that nothing was written.
    static void refused(std::string const& arguments, int exit_code, testing::Matcher<std::string const&> message)
    {
        std::string const there = listing(made);
        Outcome const outcome = laadraster(made, "compare " + arguments);
        EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
        EXPECT_THAT(outcome.err, message);
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(listing(made), there) << "nothing half-written remains";
    }

    /// A copy of the plan `old` that a test may spoil; it goes away with the object.
    struct Copy {
        explicit Copy(std::string name) : folder{made / name}
        {
            fs::copy(made / "old", folder, fs::copy_options::recursive);
        }
        ~Copy() { fs::remove_all(folder); }
        Copy(Copy const&) = delete;
        Copy& operator=(Copy const&) = delete;

        void replace(std::string const& file, std::string const& what, std::string const& with) const
        {
            std::string text = contents(folder / file);
            auto const at = text.find(what);
            ASSERT_NE(at, std::string::npos) << what;
            std::ofstream{folder / file} << text.replace(at, what.size(), with);
        }

        fs::path folder;
    };

    static inline fs::path made;
};

TEST_F(CompareCommand, SaysWhatChangesAndWhereToLook)
{
    Outcome const outcome = laadraster(made, "compare old new --out change -q");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("demand 50,001 -> 80,001 kWh a year (+30,000)"), HasSubstr("places: "),
                                   HasSubstr("keeping the old plan loses"), HasSubstr("ILLUSTRATIVE"),
                                   HasSubstr("open first: change/report.html")));
    EXPECT_EQ(outcome.err, "");
    fs::remove_all(made / "change");
}

TEST_F(CompareCommand, RobustComparesAnyNumber)
{
    Copy const third{"third"};
    Outcome const outcome = laadraster(made, "compare --robust old new third --out sure");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("3 plans"), HasSubstr("robust core")));
    EXPECT_TRUE(fs::exists(made / "sure/plankaart.gpkg"));
    fs::remove_all(made / "sure");
}

TEST_F(CompareCommand, AFolderWithoutAManifest)
{
    refused("old-inputs new --out change", 3, AllOf(HasSubstr("old-inputs"), HasSubstr("no manifest.json")));
    refused("absent new --out change", 3, AllOf(HasSubstr("absent"), HasSubstr("no such folder")));
}

TEST_F(CompareCommand, ADamagedManifest)
{
    Copy const copy{"damaged"};
    copy.replace("manifest.json", "\"grid\"", "\"grit\"");
    refused("damaged new --out change", 3, HasSubstr("damaged/manifest.json: not the manifest of a run"));
    fs::resize_file(copy.folder / "manifest.json", 100);
    refused("damaged new --out change", 3, HasSubstr("damaged/manifest.json: not the manifest of a run"));
}

TEST_F(CompareCommand, AnotherProgramVersion)
{
    Copy const copy{"other"};
    copy.replace("manifest.json", "\"version\": \"", "\"version\": \"0.0.");
    Outcome const outcome = laadraster(made, "compare other new --out change -q");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(contents(made / "change/differences.csv"), HasSubstr("version of laadraster,0.0."));
    fs::remove_all(made / "change");
}

TEST_F(CompareCommand, AVersionThatWroteLess)
{
    Copy const copy{"other"};
    copy.replace("plankaart.gpkg", "explanations", "explanationz");
    refused("other new --out change", 3, AllOf(HasSubstr("other"), HasSubstr("plankaart.gpkg")));
}

TEST_F(CompareCommand, AnotherGrid)
{
    TinyRegion town;
    town.replace("cell_m = 2.5", "cell_m = 2.0");
    make("fine", town);
    refused("fine new --out change", 3, AllOf(HasSubstr("different grids"), HasSubstr("cells of 2 m")));
}

TEST_F(CompareCommand, AnotherRegion)
{
    TinyRegion town;
    town.replace("name = \"Proefstad\"", "name = \"Elders\"");
    make("elsewhere", town);
    refused("elsewhere new --out change", 3, AllOf(HasSubstr("different regions"), HasSubstr("Elders")));
}

TEST_F(CompareCommand, CoverageAlone)
{
    make("today", TinyRegion{}, "coverage");
    refused("today new --out change", 3, AllOf(HasSubstr("coverage alone"), HasSubstr("laadraster run")));
}

TEST_F(CompareCommand, AComparisonIsNoPlan)
{
    ASSERT_EQ(laadraster(made, "compare old new --out first -q").exit_code, 0);
    refused("first new --out change", 3, HasSubstr("holds a comparison, not a plan"));
}

TEST_F(CompareCommand, TheSameFolderTwice)
{
    refused("old ./old --out change", 3, HasSubstr("are one folder"));
    refused("--robust old new old --out change", 3, HasSubstr("are one folder"));
}

TEST_F(CompareCommand, AnOutputThatExists)
{
    refused("old new --out old", 6, HasSubstr("old exists; choose another --out"));
}

TEST_F(CompareCommand, ThreePlansNeedRobust)
{
    Outcome const outcome = laadraster(made, "compare old new old-inputs --out change");
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--robust"));
    EXPECT_EQ(laadraster(made, "compare old --out change").exit_code, 2);
    EXPECT_EQ(laadraster(made, "compare old new").exit_code, 2);
}

TEST_F(CompareCommand, AllComparesTwoStoredVersionsOfARegion)
{
    TinyRegion town;
    town.write(made / "town");
    std::string table = town.tables["prognosis.csv"];
    std::ofstream{made / "second.csv"} << table.replace(table.find("20000.5"), 7, "50000.5");
    for (char const* version :
         {"town/prognosis.csv --version 1 --date 2026-01-01", "second.csv --version 2 --date 2027-01-01"})
        ASSERT_EQ(laadraster(made, "prognosis add town/region.toml " + std::string{version} + " --source us").exit_code,
                  0);

    refused("--all town 1 3 --out change", 3, HasSubstr("no prognosis version \"3\" is stored; there are: 2, 1"));
    refused("--all town 1 1 --out change", 3, HasSubstr("not newer"));
    refused("--all town 1 2 --years 2030 --out change", 3, HasSubstr("there are: 2028"));
    refused("--all town 1 2 --scenarios hoog --out change", 3, HasSubstr("there are: midden"));
    refused("--all town 1 2 --out old", 6, HasSubstr("old exists; choose another --out"));
    refused("--all old 1 2 --out change", 3, HasSubstr("holds no region.toml"));
    for (char const* wrong : {"--all town 1", "--all town 1 2 3", "--all --robust town 1 2", "old new --years 2028",
                              "--all town 1 2 --years soon"})
        EXPECT_EQ(laadraster(made, std::string{"compare --out change "} + wrong).exit_code, 2) << wrong;
    EXPECT_FALSE(fs::exists(made / "town/plans"))
        << "nothing is made before all that is asked for is known to be there";

    Outcome const outcome = laadraster(made, "compare --all town 1 2 --out change --years 2028 --scenarios midden -q");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("differs from that by version 1: +60.0 % (2028 midden)"),
                                   HasSubstr("ILLUSTRATIVE"), HasSubstr("open first: change/report.html")));
    EXPECT_TRUE(fs::exists(made / "change/2028-midden/report.html"));
    for (char const* name : {"change", "town", "second.csv"})
        fs::remove_all(made / name);
}

TEST_F(CompareCommand, DamagedFilesAreNamed)
{
    Copy const copy{"broken"};
    for (char const* file : {"kpi.csv", "report.html", "plankaart.gpkg", "rasters/walk.tif"}) {
        fs::rename(copy.folder / file, made / "aside");
        refused("broken new --out change", 3, HasSubstr(std::string{file} + " is gone; make the folder again"));
        fs::rename(made / "aside", copy.folder / file);
    }
    fs::resize_file(copy.folder / "reach.bin", 50);
    refused("broken new --out change", 3, HasSubstr("reach.bin is not what was written"));
}

TEST_F(CompareCommand, ATruncatedRasterLeavesNothingBehind)
{
    Copy const copy{"short"};
    fs::resize_file(copy.folder / "rasters/headroom.tif", fs::file_size(copy.folder / "rasters/headroom.tif") / 2);
    refused("short new --out change", 3, HasSubstr("headroom.tif"));
}

TEST_F(CompareCommand, AFigureThatWasEditedIsNoticed)
{
    Copy const copy{"words"};
    copy.replace("kpi.csv", ",Proefstad,unknown,no,", ",Proefstad,unknown,no,1");
    refused("words new --out change", 3, HasSubstr("kpi.csv is not what was written"));
}

}  // namespace
}  // namespace laad::compare_test
