// SPDX-License-Identifier: Apache-2.0
// The threads of one block as fibers on one CPU thread. Between two places where threads meet each of them runs alone,
// in an order drawn anew every time, so that a missing barrier changes results. Meeting places that the threads of a
// block do not reach together are an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <source_location>

struct dim3 {
    unsigned x{1}, y{1}, z{1};

    constexpr dim3(unsigned across = 1, unsigned down = 1, unsigned deep = 1) : x{across}, y{down}, z{deep} {}
};

namespace cuda_on_host {

using Place = std::source_location;

inline constexpr int lanes = 32;

/// The indices of the thread that runs now.
inline dim3 thread_index, block_index, block_size, grid_size;

/// Runs `thread` for every thread of every block, every other time from the last block on. Throws std::logic_error when
/// threads do not meet.
void run_grid(dim3 grid, dim3 block, std::size_t shared_bytes, std::function<void()> const& thread);

/// The dynamic shared memory of the block.
void* dynamic_shared();

/// Returns when all threads of the block are here: how many brought true.
int meet_block(bool mine, Place at);

/// Returns when all lanes of `mask` are here: what each lane of the warp brought.
std::uint64_t const* meet_lanes(unsigned mask, std::uint64_t mine, Place at);

/// Returns when no lane of the warp can go on without this one: those that are here.
unsigned meet_present(Place at);

/// The number of the running thread within its warp.
int lane();

}  // namespace cuda_on_host
