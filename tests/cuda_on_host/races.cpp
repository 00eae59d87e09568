// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/races.hpp"

#ifdef CUDA_ON_HOST_TSAN

#include "tests/cuda_on_host/shared_memory.hpp"

#include <sanitizer/tsan_interface.h>

#include <mutex>
#include <utility>

// Of the interface for managed heaps, since nothing else lets memory start anew.
extern "C" {
void __tsan_java_init(unsigned long heap, unsigned long bytes);
void __tsan_java_alloc(unsigned long at, unsigned long bytes);
void __tsan_java_free(unsigned long at, unsigned long bytes);
}

namespace cuda_on_host {

void Races::start_grid(GridOrder& order)
{
    __tsan_release(&order.start);
}

void Races::end_grid(GridOrder& order)
{
    __tsan_acquire(&order.end);
}

void Races::start_block(unsigned threads)
{
    scheduler_ = __tsan_get_current_fiber();
    while (threads_.size() < threads)
        threads_.push_back(__tsan_create_fiber(0));
    barrier_ = std::make_unique<char[]>(64);
}

void Races::forget(std::span<char> shared)
{
    static std::once_flag once;
    std::call_once(once, [] {
        auto const all = SharedMemory::of_all_blocks();
        __tsan_java_init(reinterpret_cast<unsigned long>(all.data()), all.size());
    });
    auto const at = reinterpret_cast<unsigned long>(shared.data());
    if (std::exchange(knows_shared_, true)) __tsan_java_free(at, shared.size());
    __tsan_java_alloc(at, shared.size());
}

void Races::become(unsigned i)
{
    __tsan_switch_to_fiber(threads_[i], __tsan_switch_to_fiber_no_sync);
}

void Races::become_scheduler()
{
    __tsan_switch_to_fiber(scheduler_, __tsan_switch_to_fiber_no_sync);
}

void Races::start_thread(GridOrder& order)
{
    __tsan_acquire(&order.start);
}

void Races::end_thread(GridOrder& order)
{
    __tsan_release(&order.end);
}

void Races::arrive(unsigned meeting)
{
    __tsan_release(&barrier_[32 * (meeting % 2)]);
}

void Races::depart(unsigned meeting)
{
    __tsan_acquire(&barrier_[32 * (meeting % 2)]);
}

}  // namespace cuda_on_host

#else

namespace cuda_on_host {

void Races::start_grid(GridOrder&) {}
void Races::end_grid(GridOrder&) {}
void Races::start_block(unsigned) {}
void Races::forget(std::span<char>) {}
void Races::become(unsigned) {}
void Races::become_scheduler() {}
void Races::start_thread(GridOrder&) {}
void Races::end_thread(GridOrder&) {}
void Races::arrive(unsigned) {}
void Races::depart(unsigned) {}

}  // namespace cuda_on_host

#endif
