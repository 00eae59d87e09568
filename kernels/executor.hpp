// SPDX-License-Identifier: Apache-2.0
// Where operations run. Every operation in kernels/ has one overload for each executor and the same result on both.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace laad {

/// Runs on `threads` CPU threads (0, or more than there are: all of them).
class CpuExec {
  public:
    explicit CpuExec(int threads = 0);
    int threads() const { return threads_; }

  private:
    int threads_;
};

/// Runs on one CUDA device, on a stream of its own. Operations enqueue; copies to the host and wait() block.
class CudaExec {
  public:
    /// Throws DeviceError when the device does not exist or CUDA is not compiled in.
    explicit CudaExec(int ordinal);

    struct Impl;
    Impl& impl() const { return *impl_; }

  private:
    std::shared_ptr<Impl> impl_;
};

using Executor = std::variant<CpuExec, CudaExec>;

struct CudaDevice {
    int ordinal{};
    std::string name;
    std::size_t memory_bytes{};
    std::size_t free_bytes{};  ///< that nobody uses now
    int multiprocessors{};
};

/// The devices that can be used now, or none with the reason in `why_none`.
struct CudaDevices {
    std::vector<CudaDevice> devices;
    std::string why_none;
};
CudaDevices cuda_devices();

/// CPU always, and every CUDA device that is present: what the tests run on.
inline std::vector<Executor> available_executors()
{
    std::vector<Executor> executors{CpuExec{}};
    for (CudaDevice const& device : cuda_devices().devices)
        executors.emplace_back(CudaExec{device.ordinal});
    return executors;
}

void wait(CpuExec const&);
void wait(CudaExec const&);

}  // namespace laad
