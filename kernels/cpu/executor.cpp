// SPDX-License-Identifier: Apache-2.0
#include "kernels/memory.hpp"
#include "rasters/host_memory.hpp"

#include <algorithm>
#include <thread>

namespace laad {

CpuExec::CpuExec(int threads) : threads_{std::max(1, static_cast<int>(std::thread::hardware_concurrency()))}
{
    if (threads > 0) threads_ = std::min(threads, threads_);
    expect(threads >= 0, "CpuExec: the number of threads is not negative");
}

// CPU operations return when their work is done.
void wait(CpuExec const&) {}

void* allocate(CpuExec const&, std::size_t bytes)
{
    void* const memory = allocate_host(bytes);
    if (memory == nullptr && bytes > 0)
        throw FitError{"no memory for a raster of " + std::to_string(bytes) + " bytes, use smaller tiles"};
    return memory;
}

void release(CpuExec const&, void* memory) noexcept
{
    release_host(memory);
}

}  // namespace laad
