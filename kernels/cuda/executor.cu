// SPDX-License-Identifier: Apache-2.0
#include "kernels/cuda/device.cuh"

#include <cstdint>

namespace laad {
namespace {

/// Why device `ordinal` cannot be used, or nothing when it can.
std::string refusal(int ordinal)
{
    int count = 0;
    cudaError_t const status = cudaGetDeviceCount(&count);
    if (status != cudaSuccess) {
        cudaGetLastError();  // the failure is reported here and may not surface in a later check
        return std::string{"no CUDA device can be used ("} + cudaGetErrorString(status) + ")";
    }
    if (count == 0) return "no CUDA device is present";
    if (ordinal < 0 || ordinal >= count)
        return "CUDA device " + std::to_string(ordinal) + " does not exist (there are " + std::to_string(count) +
               ", numbered from 0)";
    int pools = 0;
    check(cudaDeviceGetAttribute(&pools, cudaDevAttrMemoryPoolsSupported, ordinal));
    if (pools == 0) return "CUDA device " + std::to_string(ordinal) + " has no memory pools (its driver is too old)";
    return {};
}

/// Freed scratch stays in the pool, so that an operation in a loop does not go back to the driver each time; it does
/// not go to another stream by making that wait.
void keep_freed_memory(int ordinal)
{
    cudaMemPool_t pool{};
    check(cudaDeviceGetDefaultMemPool(&pool, ordinal));
    std::uint64_t everything = UINT64_MAX;
    check(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &everything));
    int no = 0;
    check(cudaMemPoolSetAttribute(pool, cudaMemPoolReuseAllowInternalDependencies, &no));
}

std::shared_ptr<PinnedPool> shared_pool()
{
    static std::mutex mutex;
    static std::weak_ptr<PinnedPool> last;
    std::scoped_lock const lock{mutex};
    auto pool = last.lock();
    if (!pool) last = pool = std::make_shared<PinnedPool>();
    return pool;
}

}  // namespace

CudaExec::Impl::Impl(int device) : ordinal{device}
{
    if (std::string const why = refusal(device); !why.empty()) throw DeviceError{why + ", use --device cpu"};
    check(cudaSetDevice(device));
    keep_freed_memory(device);
    check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    pinned = shared_pool();
}

CudaExec::Impl::~Impl()
{
    // A failing device shows itself in the operations; there is nobody to tell here.
    cudaSetDevice(ordinal);
    cudaStreamSynchronize(stream);
    staging.reset();
    cudaStreamDestroy(stream);
}

CudaExec::CudaExec(int ordinal) : impl_{std::make_shared<Impl>(ordinal)} {}

CudaDevices cuda_devices()
{
    CudaDevices found;
    found.why_none = refusal(0);
    if (!found.why_none.empty()) return found;
    int count = 0;
    check(cudaGetDeviceCount(&count));
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        cudaDeviceProp properties{};
        check(cudaGetDeviceProperties(&properties, ordinal));
        std::size_t free = 0;
        std::size_t total = 0;
        check(cudaSetDevice(ordinal));
        check(cudaMemGetInfo(&free, &total));
        found.devices.push_back({ordinal, properties.name, total, free, properties.multiProcessorCount});
    }
    return found;
}

void wait(CudaExec const& exec)
{
    check(cudaStreamSynchronize(stream_of(exec)));
}

}  // namespace laad
