// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/block.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace cuda_on_host {

void Block::run(std::function<void()> const& thread, std::size_t dynamic_bytes, GridOrder& order)
{
    running_block = this;
    thread_ = &thread;
    order_of_grid_ = &order;
    start(dynamic_bytes);
    try {
        while (started_ < order_.size())
            resume(fresh_fiber());
        while (std::any_of(threads_.begin(), threads_.end(), [](Thread const& t) { return t.state != State::left; }))
            release_and_run();
    } catch (...) {
        leave_all();
        throw;
    }
}

/// The threads that still wait when one has failed come to no end of their own.
void Block::leave_all()
{
    for (unsigned i = 0; i < threads_.size(); ++i) {
        races_.become(i);
        races_.end_thread(*order_of_grid_);
    }
    races_.become_scheduler();
}

void Block::start(std::size_t dynamic_bytes)
{
    auto const count = block_size.x * block_size.y * block_size.z;
    threads_.assign(count, {});
    order_.resize(count);
    for (unsigned i = 0; i < count; ++i)
        order_[i] = i;
    std::shuffle(order_.begin(), order_.end(), random_);
    started_ = 0;
    used_ = 0;
    meetings_ = 0;
    races_.start_block(count);
    std::span<char> const touched = shared_.used();
    races_.forget(touched);
    shared_.start(dynamic_bytes);
    races_.forget(touched);
}

int Block::meet_block(bool mine, Place at)
{
    wait(State::in_block, 0, mine, at);
    return votes_;
}

std::uint64_t const* Block::meet_lanes(unsigned mask, std::uint64_t mine, Place at)
{
    wait(State::in_lanes, mask, mine, at);
    return &seen_[current_ / lanes * lanes];
}

void Block::wait(State state, unsigned mask, std::uint64_t brought, Place at)
{
    unsigned const me = current_;
    unsigned const meeting = meetings_;
    threads_[me] = {state, at, mask, brought, running_};
    if (state == State::in_block) races_.arrive(meeting);
    leave_fiber();
    make_current(me);
    if (state == State::in_block) races_.depart(meeting);
}

void Block::fiber_main()
{
    running_block->run_threads();
}

void Block::run_threads()
{
    while (true) {
        while (started_ < order_.size()) {
            make_current(order_[started_++]);
            races_.start_thread(*order_of_grid_);
            try {
                (*thread_)();
            } catch (...) {
                thrown_ = std::current_exception();
            }
            races_.end_thread(*order_of_grid_);
            threads_[current_].state = State::left;
            if (Races::are_watched || thrown_) break;
        }
        leave_fiber();
    }
}

void Block::leave_fiber()
{
    races_.become_scheduler();
    running_->go_to(scheduler_);
}

Fiber& Block::fresh_fiber()
{
    std::size_t const number = Races::are_watched ? order_[started_] : used_++;
    while (fibers_.size() <= number)
        fibers_.push_back(std::make_unique<Fiber>());
    fibers_[number]->start(fiber_main);
    return *fibers_[number];
}

void Block::resume(Fiber& fiber)
{
    running_ = &fiber;
    scheduler_.go_to(fiber);
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void Block::make_current(unsigned thread)
{
    races_.become(thread);
    current_ = thread;
    thread_index = {thread % block_size.x, thread / block_size.x % block_size.y,
                    thread / (block_size.x * block_size.y)};
}

void Block::release_and_run()
{
    released_.clear();
    release_block();
    if (released_.empty()) release_lanes();
    if (released_.empty()) fail();
    for (unsigned const i : released_) {
        threads_[i].state = State::runs;
        seen_[i] = threads_[i].brought;
    }
    std::shuffle(released_.begin(), released_.end(), random_);
    if (random_() % 8 == 0) std::this_thread::yield();  // so that other blocks come in between, on few cores too
    for (unsigned const i : released_)
        resume(*threads_[i].fiber);
}

void Block::release_block()
{
    for (Thread const& t : threads_)
        if (t.state != State::in_block || !same_place(t.at, threads_.front().at)) return;
    votes_ = 0;
    ++meetings_;
    add_meetings(met_, threads_.front().at, 1);
    for (unsigned i = 0; i < threads_.size(); ++i) {
        votes_ += threads_[i].brought != 0 ? 1 : 0;
        released_.push_back(i);
    }
}

void Block::release_lanes()
{
    for (unsigned i = 0; i < threads_.size(); ++i)
        if (threads_[i].state == State::in_lanes && beside(i) == threads_[i].mask) release(i, threads_[i].mask);
}

/// The lanes of the warp of thread `i` that wait for the same as it does.
unsigned Block::beside(unsigned i) const
{
    unsigned const first = i / lanes * lanes;
    unsigned mask = 0;
    for (unsigned j = first; j < threads_.size() && j < first + lanes; ++j)
        if (threads_[j].state == threads_[i].state && threads_[j].mask == threads_[i].mask &&
            same_place(threads_[j].at, threads_[i].at))
            mask |= 1u << (j - first);
    return mask;
}

void Block::release(unsigned i, unsigned mask)
{
    unsigned const first = i / lanes * lanes;
    for (unsigned j = first; j < first + lanes; ++j) {
        if (!(mask >> (j - first) & 1)) continue;
        threads_[j].state = State::runs;
        threads_[j].mask = mask;
        released_.push_back(j);
    }
}

void Block::fail() const
{
    std::string text = "threads do not meet in block " + std::to_string(block_index.x) + ":";
    for (unsigned i = 0; i < threads_.size(); ++i)
        if (i == 0 || threads_[i].state != threads_[i - 1].state || !same_place(threads_[i].at, threads_[i - 1].at))
            text += "\n  from thread " + std::to_string(i) +
                    (threads_[i].state == State::left ? std::string{": has left"}
                                                      : std::string{": waits at "} + threads_[i].at.file_name() + ":" +
                                                            std::to_string(threads_[i].at.line()));
    throw std::logic_error{text};
}

void* dynamic_shared()
{
    return running_block->shared().dynamic();
}

void* shared_variable(std::size_t bytes, Place at)
{
    return running_block->shared().variable(bytes, at);
}

int meet_block(bool mine, Place at)
{
    return running_block->meet_block(mine, at);
}

std::uint64_t const* meet_lanes(unsigned mask, std::uint64_t mine, Place at)
{
    return running_block->meet_lanes(mask, mine, at);
}

int lane()
{
    return running_block->lane();
}

}  // namespace cuda_on_host
