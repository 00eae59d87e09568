// SPDX-License-Identifier: Apache-2.0
#include "kernels/executor.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <thread>

namespace laad {

CpuExec::CpuExec(int threads) : threads_{std::max(1, static_cast<int>(std::thread::hardware_concurrency()))}
{
    if (threads > 0) threads_ = std::min(threads, threads_);
    expect(threads >= 0, "CpuExec: the number of threads is not negative");
}

std::vector<Executor> available_executors()
{
    std::vector<Executor> executors{CpuExec{}};
    for (CudaDevice const& device : cuda_devices().devices)
        executors.emplace_back(CudaExec{device.ordinal});
    return executors;
}

// CPU operations return when their work is done.
void wait(CpuExec const&) {}

}  // namespace laad
