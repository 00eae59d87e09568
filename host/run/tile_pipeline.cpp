// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pipeline.hpp"

#include "rasters/error.hpp"
#include "rasters/host_memory.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace laad {
namespace {

/// Lends executors to the tiles that are being computed.
class Executors {
  public:
    Executors(ChosenDevice const& device, int count, CpuExec const& beside) : beside_{beside}
    {
        for (int i = 0; i < count; ++i)
            idle_.push_back(device.is_cpu()
                                ? Executor{beside}
                                : Executor{CudaExec{device.cuda[static_cast<std::size_t>(i) % device.cuda.size()]}});
    }

    /// Runs work(executor), again and elsewhere when the memory of a device runs out.
    template <class Work>
    void with_one(Work const& work)
    {
        while (true) {
            Executor lent = take();
            try {
                work(lent);
                give_back(std::move(lent));
                return;
            } catch (DeviceFull const&) {
                if (retire(lent)) continue;
                work(Executor{beside_});
                return;
            } catch (...) {
                give_back(std::move(lent));
                throw;
            }
        }
    }

    /// What became of all that was lent, so far.
    TilesDone outcome() const { return outcome_; }

  private:
    Executor take()
    {
        std::unique_lock lock{mutex_};
        some_idle_.wait(lock, [&] { return !idle_.empty(); });
        Executor lent = std::move(idle_.back());
        idle_.pop_back();
        ++lent_;
        return lent;
    }
    void give_back(Executor executor)
    {
        {
            std::scoped_lock const lock{mutex_};
            --lent_;
            idle_.push_back(std::move(executor));
        }
        some_idle_.notify_one();
    }
    /// Takes an executor out of use, which gives its memory to the others. False, and it goes on, when it is the last.
    bool retire(Executor& executor)
    {
        std::unique_lock lock{mutex_};
        bool const is_last = idle_.empty() && lent_ == 1;
        if (is_last) {
            ++outcome_.on_cpu;
            lock.unlock();
            give_back(executor);
            return false;
        }
        --lent_;
        ++outcome_.lanes_closed;
        return true;
    }

    CpuExec beside_;
    std::mutex mutex_;  ///< guards what follows
    std::condition_variable some_idle_;
    std::vector<Executor> idle_;
    int lent_{};
    TilesDone outcome_;
};

/// Hands out the tiles in their order, until it is enough, all are or a lane failed.
class TileQueue {
  public:
    TileQueue(std::span<std::size_t const> tiles, std::function<bool()> const& is_enough)
        : tiles_{tiles}, is_enough_{is_enough}
    {
    }
    std::size_t handed_out() const { return next_; }

    template <class Work>
    void for_each(Work const& work)
    {
        try {
            while (auto const* tile = next())
                work(*tile);
        } catch (...) {
            std::scoped_lock const lock{mutex_};
            is_over_ = true;
            throw;
        }
    }

  private:
    std::size_t const* next()
    {
        std::scoped_lock const lock{mutex_};
        is_over_ = is_over_ || next_ == tiles_.size() || is_enough_();
        return is_over_ ? nullptr : &tiles_[next_++];
    }

    std::span<std::size_t const> tiles_;
    std::function<bool()> const& is_enough_;
    std::mutex mutex_;  ///< guards what follows
    std::size_t next_{};
    bool is_over_{};
};

}  // namespace

TilesDone for_each_tile(std::span<std::size_t const> tiles, ChosenDevice const& device, TileLanes lanes,
                        TileStages const& stages)
{
    if (tiles.empty()) return {};
    auto const at_most_tiles = [&](int count) { return static_cast<int>(std::min(std::size_t(count), tiles.size())); };
    int const live = at_most_tiles(lanes.live);
    KeptHostMemory const kept;
    Executors executors{device, at_most_tiles(lanes.computing), CpuExec{std::max(1, device.threads / live)}};
    TileQueue queue{tiles, stages.is_enough};
    std::mutex mutex;
    auto const lane = [&](int) {
        queue.for_each([&](std::size_t tile) {
            // Alone: who waits for a part of a tile must not begin another lane, which may wait for this one's executor.
            tbb::this_task_arena::isolate([&] {
                auto const live_tile = stages.read(tile);
                executors.with_one([&](Executor const& executor) { stages.compute(executor, *live_tile); });
                stages.write(*live_tile);
            });
            std::scoped_lock const lock{mutex};
            stages.done();
        });
    };
    tbb::task_arena arena{device.threads};
    arena.execute([&] { tbb::parallel_for(0, live, lane, tbb::simple_partitioner{}); });
    TilesDone done = executors.outcome();
    done.tiles = queue.handed_out();
    return done;
}

}  // namespace laad
