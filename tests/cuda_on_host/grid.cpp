// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/block.hpp"

#include <algorithm>
#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

namespace cuda_on_host {
namespace {

/// Blocks that run at the same time, whatever the number of cores. ThreadSanitizer has room for fewer threads.
constexpr unsigned most_together = Races::are_watched ? 2 : 6;

/// One launch, whose blocks several CPU threads take turns at.
class Grid {
  public:
    Grid(dim3 size, dim3 block, std::size_t shared_bytes, std::function<void()> const& thread)
        : size_{size},
          block_{block},
          shared_bytes_{shared_bytes},
          thread_{thread},
          blocks_{std::uint64_t{size.x} * size.y * size.z},
          together_{static_cast<unsigned>(std::min<std::uint64_t>(blocks_, most_together))},
          start_{together_}
    {
        static std::atomic<unsigned> grids{0};
        backwards_ = grids++ % 2 == 0;
        Races::start_grid(order_);
    }

    unsigned together() const { return together_; }

    /// Every together-th block from the `first` on; the CPU threads of the grid begin at the same time.
    void run_share(unsigned first, Block& block)
    {
        start_.arrive_and_wait();
        grid_size = size_;
        block_size = block_;
        try {
            for (std::uint64_t done = first; done < blocks_ && !has_failed_; done += together_) {
                std::uint64_t const i = backwards_ ? blocks_ - 1 - done : done;
                block_index = {static_cast<unsigned>(i % size_.x), static_cast<unsigned>(i / size_.x % size_.y),
                               static_cast<unsigned>(i / size_.x / size_.y)};
                block.run(thread_, shared_bytes_, order_);
            }
        } catch (...) {
            if (!has_failed_.exchange(true)) thrown_ = std::current_exception();
            Races::end_thread(order_);  // who made it, which another may free
        }
    }

    /// When all shares are done.
    void end()
    {
        Races::end_grid(order_);
        if (thrown_) std::rethrow_exception(thrown_);
    }

  private:
    dim3 size_, block_;
    std::size_t shared_bytes_;
    std::function<void()> const& thread_;
    std::uint64_t blocks_;
    unsigned together_;
    bool backwards_{};
    std::latch start_;
    std::atomic<bool> has_failed_{false};
    std::exception_ptr thrown_;
    GridOrder order_;
};

/// The CPU threads that run a grid: the one that launches it and some that wait for it in between.
class Team {
  public:
    Team()
    {
        for (unsigned i = 0; i < most_together; ++i)
            blocks_.push_back(std::make_unique<Block>(i + 1));
        for (unsigned i = 1; i < most_together; ++i)
            std::thread{[this, i] { help(i); }}.detach();
    }

    /// Where threads met.
    Meetings run(Grid& grid)
    {
        grid_ = &grid;
        busy_ = grid.together() - 1;
        for (unsigned i = 1; i < grid.together(); ++i) {
            ++turns_[i];
            turns_[i].notify_one();
        }
        grid.run_share(0, *blocks_[0]);
        for (unsigned busy = busy_; busy > 0; busy = busy_)
            busy_.wait(busy);
        Meetings met;
        for (unsigned i = 0; i < grid.together(); ++i)
            blocks_[i]->move_meetings_to(met);
        return met;
    }

  private:
    [[noreturn]] void help(unsigned i)
    {
        for (unsigned turn = 0;; ++turn) {
            turns_[i].wait(turn);
            grid_->run_share(i, *blocks_[i]);
            if (--busy_ == 0) busy_.notify_one();
        }
    }

    std::vector<std::unique_ptr<Block>> blocks_;
    Grid* grid_{};
    std::array<std::atomic<unsigned>, most_together> turns_{};  ///< grids that each thread was asked for
    std::atomic<unsigned> busy_{};
};

/// A team for each grid that runs now. Never destroyed: executors outlive main in the lists of tests, and still finish
/// their work.
class Teams {
  public:
    Team& take()
    {
        std::scoped_lock const lock{guard_};
        if (idle_.empty()) {
            all_.push_back(std::make_unique<Team>());
            return *all_.back();
        }
        Team& team = *idle_.back();
        idle_.pop_back();
        return team;
    }

    void give_back(Team& team)
    {
        std::scoped_lock const lock{guard_};
        idle_.push_back(&team);
    }

  private:
    std::mutex guard_;
    std::vector<std::unique_ptr<Team>> all_;
    std::vector<Team*> idle_;
};

Teams& teams()
{
    static Teams& all = *new Teams;
    return all;
}
/// Before there are threads: ThreadSanitizer does not see that they wait for it.
[[maybe_unused]] Teams& made_by_main = teams();

}  // namespace

Meetings run_grid(dim3 size, dim3 block, std::size_t shared_bytes, std::function<void()> const& thread)
{
    Grid grid{size, block, shared_bytes, thread};
    Team& team = teams().take();
    Meetings met = team.run(grid);
    teams().give_back(team);
    grid.end();
    return met;
}

}  // namespace cuda_on_host
