// SPDX-License-Identifier: Apache-2.0
// What a system may deny: threads, memory, file size, an end to an input. Each ends with a sentence and its exit code.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>

namespace laad::limits_test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;

std::string const run_quietly = "run region.toml --out plan --device cpu --quiet";

class Limits : public testing::Test {
  protected:
    Outcome run(std::string const& before) const { return run(run_quietly, before); }
    Outcome run(std::string const& arguments, std::string const& before) const
    {
        return laadraster(temp.path(), arguments, before);
    }
    /// `name` in the region becomes a pipe that nobody writes into.
    void make_pipe(std::string const& name) const
    {
        std::filesystem::remove(temp.path() / name);
        ASSERT_EQ(mkfifo((temp.path() / name).c_str(), 0600), 0);
    }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(Limits, FewerThreadsThanCoresAreEnough)
{
    town.write(temp.path());
    for (int const threads : {0, 1}) {
        Outcome const outcome =
            run(fmt::format("export LAAD_TEST_THREADS={} LD_PRELOAD={};", threads, LAAD_FEW_THREADS));
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr("the system lets no more threads run"));
        std::filesystem::remove_all(temp.path() / "plan");
    }
}

TEST_F(Limits, LittleMemoryIsSaid)
{
    town.write(temp.path());
    for (int const mib : {350, 400, 450, 500, 600, 800}) {
        Outcome const outcome = run(fmt::format("ulimit -v {};", mib * 1024));
        EXPECT_THAT(outcome.exit_code, AnyOf(0, 4)) << mib << " MiB: " << outcome.err;
        if (outcome.exit_code != 0) {
            EXPECT_THAT(outcome.err, HasSubstr("memory")) << mib;
        }
        std::filesystem::remove_all(temp.path() / "plan");
        std::filesystem::remove_all(temp.path() / "plan.work");
    }
}

TEST_F(Limits, AFileThatMayNotGrowIsAnOutputError)
{
    town.write(temp.path());
    Outcome const outcome = run("ulimit -f 16;");
    EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("laadraster: "));
}

TEST_F(Limits, AnInputThatNeverEndsIsLeftOnTermination)
{
    town.write(temp.path());
    for (char const* name : {"prognosis.csv", "town.gpkg"}) {
        town.write(temp.path());
        make_pipe(name);
        Outcome const outcome = run("timeout --preserve-status -s TERM -k 30 1");
        EXPECT_EQ(outcome.exit_code, 143) << name << ": " << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr("laadraster: terminated")) << name;
        std::filesystem::remove_all(temp.path() / "plan.work");
        std::filesystem::remove(temp.path() / name);
    }
}

// The condition of a layer is SQL, which can keep GDAL busy for hours.
TEST_F(Limits, ASlowConditionIsLeftOnTermination)
{
    town.replace(
        "class = \"water\"",
        "class = \"water\"\nwhere = \"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        "100000000000) SELECT count(*) FROM n) > 0\"");
    town.write(temp.path());
    Outcome const outcome = run("timeout --preserve-status -s TERM -k 30 2");
    EXPECT_EQ(outcome.exit_code, 143) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("laadraster: terminated"));
}

TEST_F(Limits, AnAreaOfTheWorldIsRefusedAtOnce)
{
    double const world = 20'037'508;
    Geometry all;
    all.polygons.push_back(
        {{{-world, -world}, {world, -world}, {world, world}, {-world, world}, {-world, -world}}, {}});
    town.epsg = 3857;
    town.replace("cell_m = 2.5", "epsg = 3857\ncell_m = 0.5");
    town.replace("[[source]]", "[demand]\ndensity_radius_m = 100\n[[source]]");
    town.layer("area").features = {TinyRegion::shape(all, {})};
    town.write(temp.path());
    auto const begin = std::chrono::steady_clock::now();
    Outcome const outcome = run("run region.toml --out plan --dry-run", "ulimit -v 2000000;");
    EXPECT_EQ(outcome.exit_code, 4);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("40075 x 40075 km"), HasSubstr("region.cell_m = 39")));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{30});
}

}  // namespace
}  // namespace laad::limits_test
