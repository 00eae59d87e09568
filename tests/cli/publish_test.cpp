// SPDX-License-Identifier: Apache-2.0
// laadraster publish as a user runs it; what cannot be published gets one clear error and nothing is written.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::publish_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

class PublishCommand : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        std::string name = (fs::temp_directory_path() / "laadraster-publish-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        made = name;
        TinyRegion{}.write(made / "inputs");
        for (std::string const command : {"run", "coverage"}) {
            Outcome const outcome =
                laadraster(made, command + " inputs/region.toml --device cpu -q --out " + command + "-out");
            ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
        }
        install();
    }
    static void TearDownTestSuite() { fs::remove_all(made); }

    /// The program with a web map of two lines beside it, whether or not the real one is built.
    static void install()
    {
        fs::create_directories(made / "prefix/bin");
        fs::copy_file(LAAD_PROGRAM, made / "prefix/bin/laadraster");
        fs::create_directories(made / "prefix/share/laadraster/viewer");
        for (std::string const app : {"app", "laadkans"}) {
            std::ofstream{made / "prefix/share/laadraster/viewer" / (app + ".js")} << "run()\n";
            std::ofstream{made / "prefix/share/laadraster/viewer" / (app + ".css")} << "body {}\n";
        }
    }

    static Outcome publish(std::string const& arguments)
    {
        return ran(made, "prefix/bin/laadraster publish --lang en " + arguments);
    }
    static void refused(std::string const& arguments, int exit_code, testing::Matcher<std::string const&> message)
    {
        std::string const there = listing(made);
        Outcome const outcome = publish(arguments);
        EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
        EXPECT_THAT(outcome.err, message);
        EXPECT_EQ(listing(made), there) << "nothing half-written remains";
    }

    inline static fs::path made;
};

TEST_F(PublishCommand, NamesTheFileToOpen)
{
    Outcome const outcome = publish("-q run-out web");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr("2028 midden, with 3 ranked places"), HasSubstr("double-click web/plan.html")));
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(listing(made / "web"), "2028-midden app.css app.js base downloads index.html plan.html plans.json stac ");
    fs::remove_all(made / "web");
}

TEST_F(PublishCommand, RefusesWhatIsNoPlan)
{
    refused("nothing web", 3, HasSubstr("nothing: no such folder"));
    refused("inputs web", 3, HasSubstr("has no manifest.json"));
    refused("coverage-out web", 3, HasSubstr("holds coverage alone"));
    refused("run-out run-out web", 3, HasSubstr("are one folder"));
}

TEST_F(PublishCommand, RefusesWordsThatItDoesNotKnow)
{
    refused("run-out", 2, HasSubstr("folders"));
    refused("run-out web --lang de", 2, HasSubstr("--lang"));
}

TEST_F(PublishCommand, WritesOverNothing)
{
    refused("run-out inputs", 6, HasSubstr("inputs exists"));
}

TEST_F(PublishCommand, SaysHowToBuildTheWebMap)
{
    fs::remove(made / "prefix/share/laadraster/viewer/app.js");
    refused("run-out web", 3, AllOf(HasSubstr("the web map is not built"), HasSubstr("npm ci && npm run build")));
    std::ofstream{made / "prefix/share/laadraster/viewer/app.js"} << "run()\n";
}

TEST_F(PublishCommand, RefusesAPlanThatWasDamaged)
{
    fs::copy(made / "run-out", made / "damaged", fs::copy_options::recursive);
    std::ofstream{made / "damaged/kpi.csv", std::ios::app} << "x\n";
    refused("damaged web", 3, HasSubstr("kpi.csv"));
    fs::copy_file(made / "run-out/kpi.csv", made / "damaged/kpi.csv", fs::copy_options::overwrite_existing);
    fs::resize_file(made / "damaged/basemap.fgb", 2000);
    refused("damaged web", 3, HasSubstr("basemap.fgb is not what was written; make the folder again"));
    fs::remove_all(made / "damaged");
}

}  // namespace
}  // namespace laad::publish_test
