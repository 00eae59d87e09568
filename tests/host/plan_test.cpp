// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

namespace laad::plan_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::int64_t much_disk = std::int64_t{1} << 50;
constexpr std::int64_t mib = std::int64_t{1} << 20;

class Plan : public testing::Test {
  protected:
    Plan()
    {
        scenario.region.cell_cm = 250;
        size.grid = {28992, 1'000'000, 45'000'000, 250, {49'919, 46'766}};
        size.inside_cells = 770'000'000;
        size.features = 5'900'000;
        size.dwellings = 2'000'000;
        size.sites = 15'000;
        size.candidates = 390'000;
    }

    static ChosenDevice cpu(int threads) { return {CpuExec{threads}, {}, threads, 0, 0, "test"}; }
    static ChosenDevice gpu(std::int64_t memory_bytes)
    {
        return {CpuExec{2}, {0}, 2, memory_bytes, memory_bytes, "test"};
    }

    RunPlan plan(ChosenDevice const& device, RunScope scope = RunScope::plan, std::int64_t disk = much_disk) const
    {
        return plan_run(scenario, scope, size, device, disk);
    }
    std::string refusal(ChosenDevice const& device, std::int64_t disk = much_disk) const
    {
        try {
            plan(device, RunScope::plan, disk);
        } catch (FitError const& error) {
            return error.what();
        }
        ADD_FAILURE() << "it fits";
        return "";
    }
    /// The number that follows `words` in a text.
    static int number_after(std::string const& words, std::string const& text)
    {
        std::smatch found;
        if (!std::regex_search(text, found, std::regex{words + "([0-9]+)"})) ADD_FAILURE() << text;
        return std::stoi(found[1]);
    }

    Scenario scenario;
    RegionSize size;
};

TEST_F(Plan, TheRegionFitsALaptop)
{
    EXPECT_LE(plan(cpu(2)).host_bytes, std::int64_t{8} << 30);
    EXPECT_LE(plan(cpu(2), RunScope::coverage).host_bytes, std::int64_t{4} << 30);
}

TEST_F(Plan, TilesCoverTheGridAndMoreThanTwoToThe31Cells)
{
    RunPlan const p = plan(cpu(2));
    std::int64_t cells = 0;
    for (Tile const& tile : p.tiles)
        cells += tile.core.shape.cells();
    EXPECT_EQ(cells, size.grid.shape.cells());
    EXPECT_GT(cells, std::int64_t{1} << 31);
    EXPECT_GT(p.halo_overhead, 1.0);
}

TEST_F(Plan, ScarceHostMemoryMakesTilesSmaller)
{
    RunPlan const plenty = plan(cpu(2));
    scenario.run.host_memory_mib = static_cast<int>(plenty.host_bytes / mib) - 1;
    RunPlan const scarce = plan(cpu(2));
    EXPECT_LT(scarce.tile_cells, plenty.tile_cells);
    EXPECT_LE(scarce.host_bytes, scenario.run.host_memory_mib * mib);
}

TEST_F(Plan, TooLittleHostMemoryIsRefusedWithTheLeastThatFits)
{
    scenario.run.host_memory_mib = 500;
    std::string const text = refusal(cpu(2));
    EXPECT_THAT(text, HasSubstr("run.host_memory_mib allows 500"));
    int const least = number_after("raise it to ", text);
    scenario.run.host_memory_mib = least;
    EXPECT_EQ(plan(cpu(2)).tile_cells, 512);
    scenario.run.host_memory_mib = least - 2;
    refusal(cpu(2));
}

TEST_F(Plan, TheRegionFitsAGpuOfTwoGibibytesAndUsesALargeOne)
{
    std::int64_t const small = std::int64_t{2} << 30;
    EXPECT_LE(plan(gpu(small)).device_bytes, small);
    scenario.run.tile_cells = 8192;
    scenario.run.host_memory_mib = 100'000;
    EXPECT_LT(plan(gpu(small)).tile_cells, 8192);
    EXPECT_EQ(plan(gpu(std::int64_t{140} << 30)).tile_cells, 8192);
}

TEST_F(Plan, OnALargeGpuEveryThreadHasALargeTile)
{
    scenario.run.host_memory_mib = 100'000;
    ChosenDevice device = gpu(std::int64_t{140} << 30);
    EXPECT_EQ(plan(device).tile_cells, 8192);
    device.threads = 16;
    RunPlan const large = plan(device);
    EXPECT_EQ(large.tile_cells, 4096) << "of 8192 cells there are not two for each thread";
    EXPECT_EQ(large.lanes.live, 16);
    EXPECT_EQ(large.lanes.computing, 16);
    EXPECT_LT(large.halo_overhead, plan(cpu(16)).halo_overhead);
    scenario.run.tile_cells = 1024;
    EXPECT_EQ(plan(device).tile_cells, 1024);
}

TEST_F(Plan, FreeDeviceMemoryDecidesOnLanesNotOnTiles)
{
    scenario.run.host_memory_mib = 100'000;
    ChosenDevice device = gpu(std::int64_t{140} << 30);
    device.threads = 16;
    RunPlan const alone = plan(device);
    device.free_bytes = std::int64_t{8} << 30;
    RunPlan const beside_others = plan(device);
    EXPECT_EQ(beside_others.tile_cells, alone.tile_cells);
    EXPECT_EQ(beside_others.lanes.live, 16);
    EXPECT_LT(beside_others.lanes.computing, 16);
    EXPECT_LE(beside_others.device_bytes, device.free_bytes);
    device.cuda = {0, 1};
    RunPlan const two = plan(device);
    EXPECT_EQ(two.lanes.computing, 2 * beside_others.lanes.computing);
    EXPECT_EQ(two.device_bytes, beside_others.device_bytes);
    device.cuda = {0};
    device.free_bytes = std::int64_t{3} << 29;
    EXPECT_LT(plan(device).tile_cells, alone.tile_cells) << "one does not fit any more";
}

TEST_F(Plan, ScarceHostMemoryTakesLanesBeforeItRefuses)
{
    ChosenDevice device = gpu(std::int64_t{140} << 30);
    device.threads = 64;
    scenario.run.tile_cells = 2048;
    scenario.run.host_memory_mib = 6000;
    RunPlan const scarce = plan(device);
    EXPECT_LT(scarce.lanes.live, 64);
    EXPECT_LE(scarce.lanes.computing, scarce.lanes.live);
    EXPECT_LE(scarce.host_bytes, 6000 * mib);
}

TEST_F(Plan, TooLittleDeviceMemoryIsRefusedWithWhatToDo)
{
    scenario.run.device_memory_mib = 10;
    std::string const text = refusal(gpu(std::int64_t{8} << 30));
    EXPECT_THAT(text, HasSubstr("10 are allowed"));
    scenario.run.device_memory_mib = number_after("run.device_memory_mib to ", text);
    EXPECT_EQ(plan(gpu(std::int64_t{8} << 30)).tile_cells, 512);
    scenario.run.device_memory_mib = 0;
    EXPECT_THAT(refusal(gpu(20 * mib)), AllOf(HasSubstr("18 are there; use --device cpu")));
}

TEST_F(Plan, TooLittleDiskIsRefusedWithWhatIsMissing)
{
    std::int64_t const needed = plan(cpu(2)).disk_bytes;
    EXPECT_NO_THROW(plan(cpu(2), RunScope::plan, needed));
    std::string const text = refusal(cpu(2), needed - 100 * mib);
    EXPECT_EQ(number_after("; free ", text), 101);
}

TEST_F(Plan, CoverageCostsLessThanAPlan)
{
    RunPlan const coverage = plan(cpu(2), RunScope::coverage);
    RunPlan const all = plan(cpu(2));
    EXPECT_LT(coverage.host_bytes, all.host_bytes);
    EXPECT_LT(coverage.disk_bytes, all.disk_bytes);
    EXPECT_LT(coverage.stages.size(), all.stages.size());
}

TEST_F(Plan, SaysWhatItWillCost)
{
    ChosenDevice const device = cpu(2);
    std::string const text = in_words(plan(device), size, device);
    for (char const* words : {"46766 x 49919 cells of 2.5 m", "770 million cells inside", "390000 candidates", "halo",
                              "memory", "disk", "stage      analysis", "stage      ranking", "on 2 CPU threads"})
        EXPECT_THAT(text, HasSubstr(words));
}

TEST_F(Plan, CountsTheRastersOfUse)
{
    auto const analysis_s = [](RunPlan const& p) {
        return std::ranges::find(p.stages, "analysis", &StagePlan::name)->predicted_s;
    };
    RunPlan const without = plan(cpu(2));
    scenario.usage.files.resize(1);
    RunPlan const with = plan(cpu(2));
    // 48 rasters of chance: of each cell 0.033 bytes, in the work folder and in the results, and 1/300 microseconds.
    double const rasters = 48.0 * 770e6;
    EXPECT_GT(static_cast<double>(with.disk_bytes - without.disk_bytes), 2 * 0.033 * rasters);
    EXPECT_LT(static_cast<double>(with.disk_bytes - without.disk_bytes), 3 * 0.033 * rasters);
    EXPECT_NEAR(analysis_s(with) - analysis_s(without), rasters / 300e6 / 2, 20);
}

}  // namespace
}  // namespace laad::plan_test
