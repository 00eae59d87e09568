// SPDX-License-Identifier: Apache-2.0
// The threads of one block as fibers on one CPU thread. Between two places where threads meet each of them runs alone,
// in an order drawn anew every time, so that a missing barrier changes results. Meeting places that the threads of a
// block do not reach together are an error.
#pragma once

#include "tests/cuda_on_host/fiber.hpp"
#include "tests/cuda_on_host/races.hpp"
#include "tests/cuda_on_host/shared_memory.hpp"
#include "tests/cuda_on_host/threads.hpp"

#include <array>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace cuda_on_host {

/// Runs one block after the other on the CPU thread that asks. A fiber runs one thread after the other until one of
/// them must wait; the next fiber takes over from there, so a kernel without meeting places needs one fiber. When races
/// are watched each thread has a fiber of its own in all blocks: what two threads keep on one stack would look like a
/// race.
class Block {
  public:
    explicit Block(unsigned seed) : random_{seed} {}

    /// The block of block_index, with block_size threads. Throws what a thread throws, and std::logic_error when
    /// threads do not meet.
    void run(std::function<void()> const& thread, std::size_t dynamic_bytes, GridOrder& order);

    /// Of the thread that runs now, see threads.hpp.
    int meet_block(bool mine, Place at);
    std::uint64_t const* meet_lanes(unsigned mask, std::uint64_t mine, Place at);
    /// Where all threads met, of the blocks that ran since. Only the CPU thread of the block has taken and freed the
    /// memory of its own list, so ThreadSanitizer, which does not see what orders CPU threads here, is content.
    void move_meetings_to(Meetings& sum)
    {
        for (Meeting const& one : met_)
            add_meetings(sum, one.at, one.times);
        met_.clear();
    }
    int lane() const { return static_cast<int>(current_ % lanes); }
    SharedMemory& shared() { return shared_; }

  private:
    enum class State { runs, in_block, in_lanes, left };

    struct Thread {
        State state{State::runs};
        Place at;
        unsigned mask{};
        std::uint64_t brought{};
        Fiber* fiber{};
    };

    static void fiber_main();
    void run_threads();
    void start(std::size_t dynamic_bytes);
    void leave_all();
    void wait(State state, unsigned mask, std::uint64_t brought, Place at);
    void leave_fiber();
    Fiber& fresh_fiber();
    void resume(Fiber& fiber);
    void make_current(unsigned thread);
    void release_and_run();
    void release_block();
    void release_lanes();
    unsigned beside(unsigned i) const;
    void release(unsigned i, unsigned mask);
    [[noreturn]] void fail() const;

    std::function<void()> const* thread_{};
    GridOrder* order_of_grid_{};
    std::exception_ptr thrown_;  ///< by a thread
    std::vector<Thread> threads_;
    std::array<std::uint64_t, 1024> seen_{};  ///< what each thread brought to its last meeting
    std::vector<unsigned> order_;             ///< of the first steps of the threads
    std::size_t started_{};
    std::vector<unsigned> released_;
    std::vector<std::unique_ptr<Fiber>> fibers_;
    std::size_t used_{};
    Fiber scheduler_;
    Fiber* running_{};
    unsigned current_{};
    int votes_{};
    unsigned meetings_{};  ///< of the whole block so far
    Meetings met_;
    std::minstd_rand random_;
    Races races_;
    SharedMemory shared_;
};

/// The block that this CPU thread runs.
constinit inline thread_local Block* running_block{};

}  // namespace cuda_on_host
