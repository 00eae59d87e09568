// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pipeline.hpp"

#include <tbb/concurrent_queue.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <mutex>

namespace laad {
namespace {

constexpr int streams = 2;

/// Lends executors to the tiles that are being computed.
class ExecutorPool {
  public:
    ExecutorPool(ChosenDevice const& device, std::size_t tiles)
    {
        TileLanes const lanes = lanes_of(device);
        if (device.ordinal < 0 && tiles == 1)
            idle_.push(device.executor);  // alone it may have all threads
        else
            for (int i = 0; i < lanes.computing; ++i)
                idle_.push(device.ordinal < 0 ? Executor{CpuExec{1}} : Executor{CudaExec{device.ordinal}});
    }

    template <class Work>
    void with_one(Work work)
    {
        Executor lent{CpuExec{1}};
        idle_.pop(lent);
        try {
            work(lent);
        } catch (...) {
            idle_.push(lent);
            throw;
        }
        idle_.push(std::move(lent));
    }

  private:
    tbb::concurrent_bounded_queue<Executor> idle_;
};

}  // namespace

TileLanes lanes_of(ChosenDevice const& device)
{
    if (device.ordinal < 0) return {device.threads, device.threads};
    return {streams + std::max(1, device.threads), streams};
}

void for_each_tile(std::vector<std::size_t> const& tiles, ChosenDevice const& device, TileStages const& stages,
                   std::function<void(std::size_t done)> const& on_done)
{
    using Live = std::shared_ptr<LiveTile>;
    TileLanes const lanes = lanes_of(device);
    ExecutorPool pool{device, tiles.size()};
    std::size_t next = 0;
    std::size_t done = 0;
    std::mutex mutex;
    auto const take = [&](tbb::flow_control& control) -> std::size_t {
        if (next == tiles.size()) {
            control.stop();
            return 0;
        }
        return tiles[next++];
    };
    auto const computed = [&](Live const& live) {
        pool.with_one([&](Executor const& executor) { stages.compute(executor, *live); });
        return live;
    };
    auto const finish = [&](Live const& live) {
        stages.write(*live);
        std::scoped_lock const lock{mutex};
        on_done(++done);
    };
    using tbb::filter_mode;
    tbb::task_arena arena{lanes.live};
    arena.execute([&] {
        tbb::parallel_pipeline(static_cast<std::size_t>(lanes.live),
                               tbb::make_filter<void, std::size_t>(filter_mode::serial_in_order, take) &
                                   tbb::make_filter<std::size_t, Live>(filter_mode::parallel, stages.read) &
                                   tbb::make_filter<Live, Live>(filter_mode::parallel, computed) &
                                   tbb::make_filter<Live, void>(filter_mode::parallel, finish));
    });
}

}  // namespace laad
