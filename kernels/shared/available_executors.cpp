// SPDX-License-Identifier: Apache-2.0
#include "kernels/executor.hpp"

namespace laad {

std::vector<Executor> available_executors()
{
    std::vector<Executor> executors{CpuExec{}};
    for (CudaDevice const& device : cuda_devices().devices)
        executors.emplace_back(CudaExec{device.ordinal});
    return executors;
}

}  // namespace laad
