// SPDX-License-Identifier: Apache-2.0
// The device behind a CudaExec, and scratch memory on it that is allocated and freed in the order of its stream.
#pragma once

#include "kernels/memory.hpp"
#include "rasters/host_memory.hpp"

#include <cuda_runtime_api.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <source_location>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace laad {

/// A CUDA status becomes an exception that names the caller's line: DeviceFull when memory ran out, else DeviceError.
inline void check(cudaError_t status, std::source_location at = std::source_location::current())
{
    if (status == cudaSuccess) return;
    cudaGetLastError();  // the failure is reported here and may not surface in a later check
    std::string const text = std::string{"CUDA: "} + cudaGetErrorString(status) + " (" + at.file_name() + ":" +
                             std::to_string(at.line()) + ")";
    if (status == cudaErrorMemoryAllocation) throw DeviceFull{text + ", use smaller tiles or another device"};
    throw DeviceError{text};
}

/// To be called right after a kernel launch.
inline void check_launch(std::source_location at = std::source_location::current())
{
    check(cudaGetLastError(), at);
}

struct DestroyEvent {
    void operator()(cudaEvent_t event) const noexcept { cudaEventDestroy(event); }
};
using Event = std::unique_ptr<std::remove_pointer_t<cudaEvent_t>, DestroyEvent>;

struct FreePinned {
    void operator()(std::byte* memory) const noexcept { cudaFreeHost(memory); }
};
using StagingMemory = std::unique_ptr<std::byte[], FreePinned>;

/// Pinned host memory that the copies of a stream pass through: from pageable memory a copy is slow and holds up its
/// thread; from pinned memory it runs beside the kernels of other streams. Two slots: one fills while the stream still
/// copies out of (or into) the other. Made at its first use and kept.
class Staging {
  public:
    static constexpr std::size_t slot_bytes = std::size_t{4} << 20;

    /// The device must be the current one, here and in take().
    Staging();

    /// `bytes` (at most slot_bytes) that nothing on the stream uses any more; waits for that. What the call before gave
    /// stays as it is, older memory may be given again.
    std::byte* take(std::size_t bytes, cudaStream_t stream);

    /// Marks the place on the stream up to which `turn` (0 or 1) must have been done, and waits for it.
    void mark(int turn, cudaStream_t stream);
    void await(int turn);

  private:
    struct Slot {
        std::byte* memory{};
        std::size_t used{};
        Event left;  ///< recorded when the other slot is taken into use
    };

    StagingMemory memory_;
    std::array<Slot, 2> slots_;
    std::size_t current_{};
    std::array<Event, 2> marks_;
};

/// Pinned host memory that executors share. What is given back stays, since the driver takes as long to make it as to
/// fill it.
class PinnedPool {
  public:
    PinnedPool() = default;
    ~PinnedPool();
    PinnedPool(PinnedPool const&) = delete;
    PinnedPool& operator=(PinnedPool const&) = delete;

    /// A device must be the current one.
    void* take(std::size_t bytes);
    void give_back(void* memory);

  private:
    std::mutex mutex_;  ///< guards what follows
    SpareBlocks spare_;
    std::map<void*, std::size_t> lent_;
};

struct CudaExec::Impl {
    int ordinal{};
    cudaStream_t stream{};
    std::shared_ptr<PinnedPool> pinned;  ///< that of all executors; goes with the last of them
    std::mutex copying;                  ///< held by who uses `staging`
    std::unique_ptr<Staging> staging;    ///< from the first copy on

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
    DeviceArray(CudaExec const& exec, std::size_t size) : size_{size}, data_{allocate_elements<T>(exec, size)} {}

    T* data() { return data_.get(); }
    T const* data() const { return data_.get(); }
    std::size_t size() const { return size_; }

    /// Sets every byte.
    void fill_bytes(int value)
    {
        if (size_ > 0) check(cudaMemsetAsync(data(), value, size_ * sizeof(T), stream_of(data_.get_deleter().exec)));
    }

  private:
    std::size_t size_;
    Elements<T, CudaExec> data_;
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

/// A copy of `array` in host memory; waits for the work before it.
template <class T>
std::vector<T> to_host(CudaExec const& exec, DeviceArray<T> const& array)
{
    std::vector<T> host(array.size());
    std::size_t const bytes = host.size() * sizeof(T);
    if (bytes > 0) copy_out(exec, {host.data(), bytes, array.data(), bytes, bytes, 1});
    return host;
}
using DeviceCount = unsigned long long;
static_assert(sizeof(DeviceCount) == sizeof(std::uint64_t));

/// Device code cannot fail: what is wrong is counted, and the host looks at the count afterwards.
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
