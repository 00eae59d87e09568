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

// CPU operations return when their work is done.
void wait(CpuExec const&) {}

}  // namespace laad
