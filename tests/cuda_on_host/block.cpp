// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/block.hpp"

#include "tests/cuda_on_host/races.hpp"

#include <ucontext.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

// The linker names the ends of the section in which __shared__ places variables.
extern char __start_cuda_shared[];
extern char __stop_cuda_shared[];

namespace cuda_on_host {
namespace {

constexpr std::size_t stack_bytes = 64 << 10;
constexpr int garbage = 0xA5;  ///< what shared memory holds when a block starts

enum class State { runs, in_block, in_lanes, in_present, left };

struct Thread {
    State state{State::runs};
    Place at;
    unsigned mask{};
    std::uint64_t brought{};
    ucontext_t* fiber{};
};

struct Fiber {
    ucontext_t context{};
    std::unique_ptr<char[]> stack = std::make_unique<char[]>(stack_bytes);
};

bool same_place(Place const& a, Place const& b)
{
    return a.line() == b.line() && std::strcmp(a.file_name(), b.file_name()) == 0;
}

/// The block that runs now. A fiber runs one thread after the other until one of them must wait; the next fiber takes
/// over from there, so a kernel without meeting places needs one fiber. When races are watched each thread has a fiber
/// of its own in all blocks: what two threads keep on one stack would look like a race.
class Block {
  public:
    void run(std::function<void()> const& thread)
    {
        thread_ = &thread;
        auto const count = block_size.x * block_size.y * block_size.z;
        threads_.assign(count, {});
        order_.resize(count);
        for (unsigned i = 0; i < count; ++i)
            order_[i] = i;
        std::shuffle(order_.begin(), order_.end(), random_);
        started_ = 0;
        used_ = 0;
        meetings_ = 0;
        while (started_ < count)
            resume(&fresh_fiber().context);
        while (std::any_of(threads_.begin(), threads_.end(), [](Thread const& t) { return t.state != State::left; }))
            release_and_run();
    }

    void wait(State state, unsigned mask, std::uint64_t brought, Place at)
    {
        unsigned const me = current_;
        unsigned const meeting = meetings_;
        threads_[me] = {state, at, mask, brought, running_};
        if (state == State::in_block) races_.arrive(meeting);
        leave_fiber();
        make_current(me);
        if (state == State::in_block) races_.depart(meeting);
    }

    int lane() const { return static_cast<int>(current_ % lanes); }
    int votes() const { return votes_; }
    unsigned mask() const { return threads_[current_].mask; }
    std::uint64_t const* seen() const { return &seen_[current_ / lanes * lanes]; }
    Races& races() { return races_; }

  private:
    static void fiber_main();

    void run_threads()
    {
        while (true) {
            while (started_ < order_.size()) {
                make_current(order_[started_++]);
                races_.start_thread();
                (*thread_)();
                races_.end_thread();
                threads_[current_].state = State::left;
                if (Races::are_watched) break;
            }
            leave_fiber();
        }
    }

    void leave_fiber()
    {
        races_.become_scheduler();
        swapcontext(running_, &scheduler_);
    }

    Fiber& fresh_fiber()
    {
        std::size_t const number = Races::are_watched ? order_[started_] : used_++;
        while (fibers_.size() <= number)
            fibers_.push_back(std::make_unique<Fiber>());
        Fiber& fiber = *fibers_[number];
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.get();
        fiber.context.uc_stack.ss_size = stack_bytes;
        makecontext(&fiber.context, fiber_main, 0);
        return fiber;
    }

    void resume(ucontext_t* fiber)
    {
        running_ = fiber;
        swapcontext(&scheduler_, fiber);
    }

    void make_current(unsigned thread)
    {
        races_.become(thread);
        current_ = thread;
        thread_index = {thread % block_size.x, thread / block_size.x % block_size.y,
                        thread / (block_size.x * block_size.y)};
    }

    void release_and_run()
    {
        released_.clear();
        release_block();
        if (released_.empty()) release_lanes();
        if (released_.empty()) release_present();
        if (released_.empty()) fail();
        for (unsigned const i : released_) {
            threads_[i].state = State::runs;
            seen_[i] = threads_[i].brought;
        }
        std::shuffle(released_.begin(), released_.end(), random_);
        for (unsigned const i : released_)
            resume(threads_[i].fiber);
    }

    void release_block()
    {
        for (Thread const& t : threads_)
            if (t.state != State::in_block || !same_place(t.at, threads_.front().at)) return;
        votes_ = 0;
        ++meetings_;
        for (unsigned i = 0; i < threads_.size(); ++i) {
            votes_ += threads_[i].brought != 0 ? 1 : 0;
            released_.push_back(i);
        }
    }

    void release_lanes()
    {
        for (unsigned i = 0; i < threads_.size(); ++i)
            if (threads_[i].state == State::in_lanes && beside(i) == threads_[i].mask) release(i, threads_[i].mask);
    }

    void release_present()
    {
        for (unsigned i = 0; i < threads_.size(); ++i)
            if (threads_[i].state == State::in_present) release(i, beside(i));
    }

    /// The lanes of the warp of thread `i` that wait for the same as it does.
    unsigned beside(unsigned i) const
    {
        unsigned const first = i / lanes * lanes;
        unsigned mask = 0;
        for (unsigned j = first; j < threads_.size() && j < first + lanes; ++j)
            if (threads_[j].state == threads_[i].state && threads_[j].mask == threads_[i].mask &&
                same_place(threads_[j].at, threads_[i].at))
                mask |= 1u << (j - first);
        return mask;
    }

    void release(unsigned i, unsigned mask)
    {
        unsigned const first = i / lanes * lanes;
        for (unsigned j = first; j < first + lanes; ++j) {
            if (!(mask >> (j - first) & 1)) continue;
            threads_[j].state = State::runs;
            threads_[j].mask = mask;
            released_.push_back(j);
        }
    }

    [[noreturn]] void fail() const
    {
        std::string text = "threads do not meet in block " + std::to_string(block_index.x) + ":";
        for (unsigned i = 0; i < threads_.size(); ++i)
            if (i == 0 || threads_[i].state != threads_[i - 1].state || !same_place(threads_[i].at, threads_[i - 1].at))
                text += "\n  from thread " + std::to_string(i) +
                        (threads_[i].state == State::left ? std::string{": has left"}
                                                          : std::string{": waits at "} + threads_[i].at.file_name() +
                                                                ":" + std::to_string(threads_[i].at.line()));
        throw std::logic_error{text};
    }

    std::function<void()> const* thread_{};
    std::vector<Thread> threads_;
    std::array<std::uint64_t, 1024> seen_{};  ///< what each thread brought to its last meeting
    std::vector<unsigned> order_;             ///< of the first steps of the threads
    std::size_t started_{};
    std::vector<unsigned> released_;
    std::vector<std::unique_ptr<Fiber>> fibers_;
    std::size_t used_{};
    ucontext_t scheduler_{};
    ucontext_t* running_{};
    unsigned current_{};
    int votes_{};
    unsigned meetings_{};  ///< of the whole block so far
    std::minstd_rand random_;
    Races races_;
};

// Never destroyed: executors outlive main in the lists of tests, and still finish their work.
Block& block = *new Block;

/// Dynamic shared memory: as long as asked for, so that the address sanitizer sees its end, but among the static one
/// when races are watched, since only one region can start anew.
auto& own_dynamic = *new std::unique_ptr<char[]>;
alignas(64) __attribute__((section("cuda_shared"))) char dynamic_among_static[Races::are_watched ? 48 << 10 : 1];
char* dynamic{};

void take_dynamic(std::size_t bytes)
{
    dynamic = dynamic_among_static;
    if (Races::are_watched) return;
    own_dynamic = std::make_unique<char[]>(bytes);
    dynamic = own_dynamic.get();
}

void start_block(unsigned threads, std::size_t dynamic_bytes)
{
    auto const bytes = static_cast<std::size_t>(__stop_cuda_shared - __start_cuda_shared);
    block.races().start_block(threads, __start_cuda_shared, bytes);
    std::memset(dynamic, garbage, dynamic_bytes);
    std::memset(__start_cuda_shared, garbage, bytes);
    block.races().start_block(threads, __start_cuda_shared, bytes);
}

void Block::fiber_main()
{
    block.run_threads();
}

}  // namespace

void run_grid(dim3 grid, dim3 size, std::size_t shared_bytes, std::function<void()> const& thread)
{
    grid_size = grid;
    block_size = size;
    take_dynamic(shared_bytes);
    static bool backwards = false;
    backwards = !backwards;
    block.races().start_grid();
    std::uint64_t const blocks = std::uint64_t{grid.x} * grid.y * grid.z;
    for (std::uint64_t done = 0; done < blocks; ++done) {
        std::uint64_t const i = backwards ? blocks - 1 - done : done;
        block_index = {static_cast<unsigned>(i % grid.x), static_cast<unsigned>(i / grid.x % grid.y),
                       static_cast<unsigned>(i / grid.x / grid.y)};
        start_block(size.x * size.y * size.z, shared_bytes);
        block.run(thread);
    }
    block.races().end_grid();
}

void* dynamic_shared()
{
    return dynamic;
}

int meet_block(bool mine, Place at)
{
    block.wait(State::in_block, 0, mine, at);
    return block.votes();
}

std::uint64_t const* meet_lanes(unsigned mask, std::uint64_t mine, Place at)
{
    block.wait(State::in_lanes, mask, mine, at);
    return block.seen();
}

unsigned meet_present(Place at)
{
    block.wait(State::in_present, 0, 0, at);
    return block.mask();
}

int lane()
{
    return block.lane();
}

}  // namespace cuda_on_host
