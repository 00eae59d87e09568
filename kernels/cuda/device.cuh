// SPDX-License-Identifier: Apache-2.0
// The device behind a CudaExec, and scratch memory on it that is allocated and freed in the order of its stream.
#pragma once

#include "kernels/cuda/check.hpp"
#include "kernels/cuda/staging.cuh"
#include "kernels/memory.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace laad {

struct CudaExec::Impl {
    int ordinal{};
    cudaStream_t stream{};
    std::mutex copying;                ///< held by who uses `staging`
    std::unique_ptr<Staging> staging;  ///< from the first copy on

    explicit Impl(int device);
    ~Impl();
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;
};

/// Makes the device of `exec` the current one of this thread and returns its stream. Whatever asks something of CUDA
/// begins with it: the thread may be one that never used this device.
inline cudaStream_t stream_of(CudaExec const& exec)
{
    check(cudaSetDevice(exec.impl().ordinal));
    return exec.impl().stream;
}

/// For who holds `copying`, with the device of `exec` the current one.
inline Staging& staging_of(CudaExec const& exec)
{
    if (!exec.impl().staging) exec.impl().staging = std::make_unique<Staging>();
    return *exec.impl().staging;
}

/// Owns `size` uninitialised elements on the device.
template <class T>
class DeviceArray {
  public:
    DeviceArray(CudaExec const& exec, std::size_t size)
        : exec_{exec}, size_{size}, data_{static_cast<T*>(allocate(exec, size * sizeof(T)))}
    {
    }
    DeviceArray(DeviceArray&& other) noexcept
        : exec_{other.exec_}, size_{std::exchange(other.size_, 0)}, data_{std::exchange(other.data_, nullptr)}
    {
    }
    DeviceArray(DeviceArray const&) = delete;
    DeviceArray& operator=(DeviceArray const&) = delete;
    DeviceArray& operator=(DeviceArray&&) = delete;
    ~DeviceArray() { release(exec_, data_); }

    T* data() { return data_; }
    T const* data() const { return data_; }
    std::size_t size() const { return size_; }

    /// Sets every byte.
    void fill_bytes(int value)
    {
        if (size_ > 0) check(cudaMemsetAsync(data_, value, size_ * sizeof(T), stream_of(exec_)));
    }

  private:
    CudaExec exec_;
    std::size_t size_;
    T* data_;
};

/// A copy of `host` on the device; returns when `host` may be reused.
template <class T>
DeviceArray<T> to_device(CudaExec const& exec, std::span<T const> host)
{
    DeviceArray<T> array{exec, host.size()};
    if (!host.empty())
        copy_in(exec, {array.data(), host.size_bytes(), host.data(), host.size_bytes(), host.size_bytes(), 1});
    return array;
}

/// The first `size` elements in host memory; waits for the work before it.
template <class T>
std::vector<T> to_host(CudaExec const& exec, DeviceArray<T> const& array, std::size_t size)
{
    std::vector<T> host(size);
    std::size_t const bytes = size * sizeof(T);
    if (size > 0) copy_out(exec, {host.data(), bytes, array.data(), bytes, bytes, 1});
    return host;
}
template <class T>
std::vector<T> to_host(CudaExec const& exec, DeviceArray<T> const& array)
{
    return to_host(exec, array, array.size());
}

}  // namespace laad
