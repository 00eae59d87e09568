// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/races.hpp"

#ifdef CUDA_ON_HOST_TSAN

#include <sanitizer/tsan_interface.h>

#include <utility>

// Of the interface for managed heaps, since nothing else lets memory start anew.
extern "C" {
void __tsan_java_init(unsigned long heap, unsigned long bytes);
void __tsan_java_alloc(unsigned long at, unsigned long bytes);
void __tsan_java_free(unsigned long at, unsigned long bytes);
}

namespace cuda_on_host {

void Races::start_grid()
{
    scheduler_ = __tsan_get_current_fiber();
    __tsan_release(&start_);
}

void Races::end_grid()
{
    __tsan_acquire(&end_);
}

void Races::start_block(unsigned threads, void* shared, std::size_t bytes)
{
    while (threads_.size() < threads)
        threads_.push_back(__tsan_create_fiber(0));
    barrier_ = std::make_unique<char[]>(64);
    auto const at = reinterpret_cast<unsigned long>(shared);
    if (std::exchange(knows_shared_, true))
        __tsan_java_free(at, bytes);
    else
        __tsan_java_init(at, bytes);
    __tsan_java_alloc(at, bytes);
}

void Races::become(unsigned i)
{
    __tsan_switch_to_fiber(threads_[i], __tsan_switch_to_fiber_no_sync);
}

void Races::become_scheduler()
{
    __tsan_switch_to_fiber(scheduler_, __tsan_switch_to_fiber_no_sync);
}

void Races::start_thread()
{
    __tsan_acquire(&start_);
}

void Races::end_thread()
{
    __tsan_release(&end_);
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

void Races::start_grid() {}
void Races::end_grid() {}
void Races::start_block(unsigned, void*, std::size_t) {}
void Races::become(unsigned) {}
void Races::become_scheduler() {}
void Races::start_thread() {}
void Races::end_thread() {}
void Races::arrive(unsigned) {}
void Races::depart(unsigned) {}

}  // namespace cuda_on_host

#endif
