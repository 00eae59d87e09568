// SPDX-License-Identifier: Apache-2.0
// What a kernel sees of its grid, block and warp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <source_location>
#include <vector>

struct dim3 {
    unsigned x{1}, y{1}, z{1};

    constexpr dim3(unsigned across = 1, unsigned down = 1, unsigned deep = 1) : x{across}, y{down}, z{deep} {}
};

namespace cuda_on_host {

using Place = std::source_location;

inline constexpr int lanes = 32;

/// The indices of the thread that runs now on this CPU thread.
constinit inline thread_local dim3 thread_index, block_index, block_size, grid_size;

/// How often the threads of a block met at a place; of a grid: of all its blocks together.
struct Meeting {
    Place at;
    std::uint64_t times{};
};
using Meetings = std::vector<Meeting>;

inline bool same_place(Place const& a, Place const& b)
{
    return a.line() == b.line() && a.file_name() == b.file_name();
}
inline void add_meetings(Meetings& sum, Place at, std::uint64_t times)
{
    for (Meeting& one : sum)
        if (same_place(one.at, at)) {
            one.times += times;
            return;
        }
    sum.push_back({at, times});
}

/// Runs `thread` for every thread of every block, blocks at the same time on a few CPU threads, every other grid from
/// the last block on. Any CPU thread may call it while others do. Returns where threads met. Throws what a thread throws, and std::logic_error
/// when threads do not meet.
Meetings run_grid(dim3 grid, dim3 block, std::size_t shared_bytes, std::function<void()> const& thread);

/// The dynamic shared memory of the block, and its variable that is declared at `at`.
void* dynamic_shared();
void* shared_variable(std::size_t bytes, Place at);

/// Returns when all threads of the block are here: how many brought true.
int meet_block(bool mine, Place at);

/// Returns when all lanes of `mask` are here: what each lane of the warp brought.
std::uint64_t const* meet_lanes(unsigned mask, std::uint64_t mine, Place at);

/// The number of the running thread within its warp.
int lane();

/// __shared__ T name becomes auto& name = shared<T>().
template <class T>
T& shared(Place at = Place::current())
{
    return *static_cast<T*>(shared_variable(sizeof(T), at));
}

}  // namespace cuda_on_host
