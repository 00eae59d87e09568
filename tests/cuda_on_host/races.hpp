// SPDX-License-Identifier: Apache-2.0
// What ThreadSanitizer is told when it watches (preset tsan): each thread of a block is a thread to it, barriers order
// their threads and nothing else does, so that a missing barrier is a data race in its report although all runs on one
// CPU thread. Without ThreadSanitizer nothing happens here. Called from code that is not instrumented.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace cuda_on_host {

class Races {
  public:
#ifdef CUDA_ON_HOST_TSAN
    static constexpr bool are_watched = true;
#else
    static constexpr bool are_watched = false;
#endif

    /// Around all blocks of a launch: the host's work before it and after it is ordered with every thread of it.
    void start_grid();
    void end_grid();

    /// Forgets who touched the shared memory, and at which barriers threads met before: blocks are not ordered.
    void start_block(unsigned threads, void* shared, std::size_t bytes);

    /// What follows is done by thread `i` of the block, or by nobody that matters.
    void become(unsigned i);
    void become_scheduler();

    void start_thread();
    void end_thread();

    /// Before and after a barrier, the `meeting`th of the block.
    void arrive(unsigned meeting);
    void depart(unsigned meeting);

  private:
    std::vector<void*> threads_;
    void* scheduler_{};
    bool knows_shared_{};
    char start_{}, end_{};             // their addresses are what orders
    std::unique_ptr<char[]> barrier_;  // two: a fast thread may arrive at the next while a slow one leaves the last
};

}  // namespace cuda_on_host
