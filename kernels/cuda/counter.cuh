// SPDX-License-Identifier: Apache-2.0
// Device code cannot fail: what is wrong is counted, and the host looks at the count afterwards.
#pragma once

#include "kernels/cuda/device.cuh"

#include <cstdint>

namespace laad {

using DeviceCount = unsigned long long;
static_assert(sizeof(DeviceCount) == sizeof(std::uint64_t));

class Counter {
  public:
    explicit Counter(CudaExec const& exec, DeviceCount start = 0)
        : exec_{exec}, count_{to_device(exec, std::span<DeviceCount const>{&start, 1})}
    {
    }
    DeviceCount* data() { return count_.data(); }
    /// Waits for the work before it.
    DeviceCount read() const { return to_host(exec_, count_).front(); }

  private:
    CudaExec exec_;
    DeviceArray<DeviceCount> count_;
};

}  // namespace laad
