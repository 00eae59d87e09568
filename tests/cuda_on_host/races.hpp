// SPDX-License-Identifier: Apache-2.0
// What ThreadSanitizer is told when it watches (preset tsan): each thread of a block is a thread to it, barriers order
// their threads and nothing else does, so that a missing barrier is a data race in its report although a block runs on
// one CPU thread. Without ThreadSanitizer nothing happens here. Called from code that is not instrumented.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace cuda_on_host {

/// Of the blocks of one launch; their addresses are what orders.
struct GridOrder {
    char start{}, end{};
};

/// Of the blocks that one CPU thread runs one after the other.
class Races {
  public:
#ifdef CUDA_ON_HOST_TSAN
    static constexpr bool are_watched = true;
#else
    static constexpr bool are_watched = false;
#endif

    /// Around all blocks of a launch: the host's work before it and after it is ordered with every thread of it.
    static void start_grid(GridOrder& order);
    static void end_grid(GridOrder& order);

    /// Forgets at which barriers threads met before: blocks are not ordered.
    void start_block(unsigned threads);
    /// Forgets who touched this shared memory; it begins at the same place every time.
    void forget(std::span<char> shared);

    /// What follows is done by thread `i` of the block, or by nobody that matters.
    void become(unsigned i);
    void become_scheduler();

    static void start_thread(GridOrder& order);
    static void end_thread(GridOrder& order);

    /// Before and after a barrier, the `meeting`th of the block.
    void arrive(unsigned meeting);
    void depart(unsigned meeting);

  private:
    std::vector<void*> threads_;
    void* scheduler_{};
    bool knows_shared_{};
    std::unique_ptr<char[]> barrier_;  // two: a fast thread may arrive at the next while a slow one leaves the last
};

}  // namespace cuda_on_host
