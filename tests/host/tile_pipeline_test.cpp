// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pipeline.hpp"

#include "host/run/parts/tile_work.hpp"
#include "rasters/error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

namespace laad::tile_pipeline_test {
namespace {

/// A pass over tiles that notes what happens to each of them.
class Pass {
  public:
    explicit Pass(std::size_t tiles) : tiles_(tiles), read_(tiles), computed_(tiles), written_(tiles)
    {
        std::iota(tiles_.begin(), tiles_.end(), std::size_t{0});
        stages.read = [this](std::size_t tile) {
            ++read_[tile];
            return std::make_shared<LiveTile>(LiveTile{tile, {}});
        };
        stages.compute = [this](Executor const& executor, LiveTile& live) {
            int const together = ++now_;
            most_ = std::max<int>(most_, together);
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
            try {
                compute(executor, live.number);
            } catch (...) {
                --now_;
                throw;
            }
            --now_;
            ++computed_[live.number];
        };
        stages.write = [this](LiveTile& live) { ++written_[live.number]; };
    }

    TilesDone run(ChosenDevice const& device, TileLanes lanes)
    {
        stages.done = [this] { ++done; };
        return for_each_tile(tiles_, device, lanes, stages);
    }
    void expect_each_once() const
    {
        for (std::size_t tile = 0; tile < tiles_.size(); ++tile) {
            EXPECT_EQ(read_[tile], 1) << tile;
            EXPECT_EQ(computed_[tile], 1) << tile;
            EXPECT_EQ(written_[tile], 1) << tile;
        }
        EXPECT_EQ(done, tiles_.size());
    }
    int written() const { return std::accumulate(written_.begin(), written_.end(), 0); }
    int most() const { return most_; }

    std::function<void(Executor const&, std::size_t tile)> compute = [](Executor const&, std::size_t) {};
    TileStages stages;
    std::size_t done{};

  private:
    std::vector<std::size_t> tiles_;
    std::vector<std::atomic<int>> read_, computed_, written_;
    std::atomic<int> now_{0};
    std::atomic<int> most_{0};
};

TEST(TilePipeline, TakesEachTileThroughAllStagesOnce)
{
    for (int const lanes : {1, 2, 5}) {
        Pass pass{23};
        auto const outcome = pass.run(choose_device("cpu", 0), {lanes, lanes});
        pass.expect_each_once();
        EXPECT_EQ(outcome.tiles, 23u);
        EXPECT_EQ(outcome.lanes_closed, 0);
        EXPECT_EQ(outcome.on_cpu, 0u);
    }
    Pass none{0};
    none.run(choose_device("cpu", 2), {2, 2});
    none.expect_each_once();
}

TEST(TilePipeline, ComputesNoMoreTilesTogetherThanItMay)
{
    Pass pass{23};
    pass.run(choose_device("cpu", 0), {5, 1});
    pass.expect_each_once();
    EXPECT_EQ(pass.most(), 1);
}

TEST(TilePipeline, GivesFewTilesMoreThreadsEach)
{
    int const threads = CpuExec{}.threads();
    for (std::size_t const tiles : {std::size_t{1}, static_cast<std::size_t>(threads)}) {
        Pass pass{tiles};
        std::atomic<int> each{0};
        pass.compute = [&](Executor const& executor, std::size_t) { each = std::get<CpuExec>(executor).threads(); };
        pass.run(choose_device("cpu", 0), {threads, threads});
        EXPECT_EQ(each, tiles == 1 ? threads : 1);
    }
}

TEST(TilePipeline, BeginsNoTileWhenItIsEnough)
{
    Pass pass{50};
    pass.stages.is_enough = [&, asked = 0]() mutable { return ++asked > 7; };
    auto const outcome = pass.run(choose_device("cpu", 2), {2, 2});
    EXPECT_EQ(outcome.tiles, 7u);
    EXPECT_EQ(pass.written(), 7);
    EXPECT_EQ(pass.done, 7u);
}

TEST(TilePipeline, EndsWithTheFirstFailure)
{
    Pass pass{200};
    pass.compute = [](Executor const&, std::size_t tile) {
        if (tile == 3) throw OutputError{"the disk is full"};
    };
    EXPECT_THROW(pass.run(choose_device("cpu", 2), {2, 2}), OutputError);
    EXPECT_LT(pass.written(), 20);
}

bool is_cuda(Executor const& executor)
{
    return std::holds_alternative<CudaExec>(executor);
}

class CudaTilePipeline : public testing::Test {
  protected:
    void SetUp() override
    {
        CudaDevices const cuda = cuda_devices();
        if (cuda.devices.empty()) GTEST_SKIP() << "skipped: no device (" << cuda.why_none << ")";
    }
};

TEST_F(CudaTilePipeline, ComputesFewerTilesTogetherWhenTheMemoryRunsOut)
{
    Pass pass{40};
    std::atomic<int> together{0};
    pass.compute = [&](Executor const& executor, std::size_t) {
        EXPECT_TRUE(is_cuda(executor));
        struct Now {
            std::atomic<int>& count;
            ~Now() { --count; }
        };
        int const now = ++together;
        Now const leave{together};
        if (now > 2) throw DeviceFull{"no room for a third"};
        std::this_thread::sleep_for(std::chrono::milliseconds{3});
    };
    ChosenDevice device = choose_device("cuda:0", 0);
    device.threads = 8;
    auto const outcome = pass.run(device, {8, 8});
    pass.expect_each_once();
    EXPECT_LE(outcome.lanes_closed, 6);
    EXPECT_EQ(outcome.on_cpu, 0u);
}

TEST_F(CudaTilePipeline, ComputesOnTheCpuWhatDoesNotFitAlone)
{
    Pass pass{20};
    pass.compute = [](Executor const& executor, std::size_t tile) {
        if (is_cuda(executor) && tile % 5 == 2) throw DeviceFull{"never fits"};
    };
    auto const outcome = pass.run(choose_device("cuda:0", 2), {2, 2});
    pass.expect_each_once();
    EXPECT_EQ(outcome.lanes_closed, 1);
    EXPECT_EQ(outcome.on_cpu, 4u);
}

TEST_F(CudaTilePipeline, EndsWhenTheDeviceIsLost)
{
    Pass pass{200};
    pass.compute = [](Executor const& executor, std::size_t tile) {
        if (is_cuda(executor) && tile > 5) throw DeviceError{"lost"};
    };
    EXPECT_THROW(pass.run(choose_device("cuda:0", 2), {2, 2}), DeviceError);
    EXPECT_GE(pass.written(), 4);
    EXPECT_LT(pass.written(), 20);
}

}  // namespace
}  // namespace laad::tile_pipeline_test
