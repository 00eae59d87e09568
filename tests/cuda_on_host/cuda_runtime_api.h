// SPDX-License-Identifier: Apache-2.0
// As much of CUDA as kernels/cuda uses, on the CPU. Streams do their work late, when somebody waits for them, so that
// host memory that does not live long enough is noticed; device memory starts as garbage.
#pragma once

#include "tests/cuda_on_host/kernel_work.hpp"
#include "tests/cuda_on_host/threads.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <functional>
#include <numeric>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <vector>

// --- the words of the language ---
#define __global__
#define __device__
#define __host__
#define __launch_bounds__(...)
#define threadIdx cuda_on_host::thread_index
#define blockIdx cuda_on_host::block_index
#define blockDim cuda_on_host::block_size
#define gridDim cuda_on_host::grid_size

// --- the runtime ---
enum cudaError_t {
    cudaSuccess,
    cudaErrorInvalidValue,
    cudaErrorMemoryAllocation,
    cudaErrorInvalidConfiguration,
    cudaErrorDevicesUnavailable,
    cudaErrorLaunchFailure
};
enum {
    cudaStreamNonBlocking,
    cudaDevAttrMemoryPoolsSupported,
    cudaDevAttrMaxSharedMemoryPerBlockOptin,
    cudaFuncAttributeMaxDynamicSharedMemorySize,
    cudaMemPoolAttrReleaseThreshold,
    cudaMemPoolReuseAllowInternalDependencies,
    cudaMemcpyDefault,
    cudaHostAllocDefault,
    cudaEventDisableTiming
};

struct cudaDeviceProp {
    char const* name{"CUDA on host"};
    std::size_t totalGlobalMem{std::size_t{4} << 30};
    int multiProcessorCount{1};
};

namespace cuda_on_host {

struct Work {
    std::function<void()> run;
    void* freed{};  ///< when it is done, or never will be
};

struct Stream {
    std::deque<Work> work;
};

struct Event {
    Stream* stream{};
    unsigned recorded{}, reached{};  ///< how often
};

}  // namespace cuda_on_host

using cudaStream_t = cuda_on_host::Stream*;
using cudaEvent_t = cuda_on_host::Event*;
using cudaMemPool_t = void*;

char const* cudaGetErrorString(cudaError_t error);
cudaError_t cudaGetLastError();
cudaError_t cudaGetDeviceCount(int* count);
cudaError_t cudaSetDevice(int ordinal);
cudaError_t cudaDeviceGetAttribute(int* value, int attribute, int ordinal);
cudaError_t cudaDeviceGetDefaultMemPool(cudaMemPool_t* pool, int ordinal);
cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t pool, int attribute, void* value);
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int ordinal);
cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, int flags);
cudaError_t cudaStreamSynchronize(cudaStream_t stream);
cudaError_t cudaStreamDestroy(cudaStream_t stream);
cudaError_t cudaDeviceSynchronize();
cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* total);
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, int flags);
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream);
cudaError_t cudaEventSynchronize(cudaEvent_t event);
cudaError_t cudaEventDestroy(cudaEvent_t event);
cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, int flags);
cudaError_t cudaFreeHost(void* memory);
cudaError_t cudaMallocAsync(void** memory, std::size_t bytes, cudaStream_t stream);
cudaError_t cudaFreeAsync(void* memory, cudaStream_t stream);
cudaError_t cudaMemsetAsync(void* to, int value, std::size_t bytes, cudaStream_t stream);
cudaError_t cudaMemset2DAsync(void* to, std::size_t pitch, int value, std::size_t bytes, std::size_t rows,
                              cudaStream_t stream);
cudaError_t cudaMemcpyAsync(void* to, void const* from, std::size_t bytes, int kind, cudaStream_t stream);
cudaError_t cudaMemcpy2DAsync(void* to, std::size_t to_pitch, void const* from, std::size_t from_pitch,
                              std::size_t bytes, std::size_t rows, int kind, cudaStream_t stream);

namespace cuda_on_host {

/// Remembers `error` for cudaGetLastError and returns it.
cudaError_t note(cudaError_t error);

/// Counts a call of CUDA; what it returns instead when the device is lost, see device_loss.hpp.
cudaError_t called();

/// Dynamic shared memory that was asked for, for any kernel.
std::size_t allowed_shared_bytes();
cudaError_t allow_shared_bytes(int bytes);

/// kernel<<<grid, block, shared_bytes, stream>>>(arguments...) becomes Launch{...}("kernel", kernel, arguments...).
struct Launch {
    dim3 grid;
    dim3 block;
    std::size_t shared_bytes;
    cudaStream_t stream;

    template <class Kernel, class... Args>
    void operator()(char const* name, Kernel kernel, Args... args) const
    {
        if (called() != cudaSuccess) return;
        bool const allowed = grid.x > 0 && grid.x < 1u << 31 && grid.y > 0 && grid.y < 1u << 16 && grid.z > 0 &&
                             grid.z < 1u << 16 && block.x * block.y * block.z > 0 &&
                             block.x * block.y * block.z <= 1024 && shared_bytes <= allowed_shared_bytes();
        if (!allowed) {
            note(cudaErrorInvalidConfiguration);
            return;
        }
        stream->work.push_back({[launch = *this, name, kernel, ... held = args] {
            note_work(name, {typeid(Args).name()...}, launch.grid, launch.block, launch.shared_bytes,
                      run_grid(launch.grid, launch.block, launch.shared_bytes, [&] { kernel(held...); }));
        }});
    }
};

template <class T>
std::uint64_t bits(T value)
{
    static_assert(sizeof(T) <= sizeof(std::uint64_t) && std::is_trivially_copyable_v<T>);
    std::uint64_t held = 0;
    std::memcpy(&held, &value, sizeof value);
    return held;
}

template <class T>
T from_bits(std::uint64_t held)
{
    T value;
    std::memcpy(&value, &held, sizeof value);
    return value;
}

}  // namespace cuda_on_host

template <class Kernel>
cudaError_t cudaFuncSetAttribute(Kernel, int, int bytes)
{
    return cuda_on_host::allow_shared_bytes(bytes);
}

// --- what threads do together ---
inline void __syncthreads(cuda_on_host::Place at = cuda_on_host::Place::current())
{
    cuda_on_host::meet_block(false, at);
}
inline int __syncthreads_or(int mine, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    return cuda_on_host::meet_block(mine != 0, at) != 0 ? 1 : 0;
}
template <class T>
T __shfl_sync(unsigned mask, T mine, int lane, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    return cuda_on_host::from_bits<T>(cuda_on_host::meet_lanes(mask, cuda_on_host::bits(mine), at)[lane]);
}
template <class T>
T __shfl_xor_sync(unsigned mask, T mine, int step, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    return __shfl_sync(mask, mine, cuda_on_host::lane() ^ step, at);
}
template <class T>
T __shfl_up_sync(unsigned mask, T mine, unsigned step, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    int const from = cuda_on_host::lane() - static_cast<int>(step);
    return __shfl_sync(mask, mine, from < 0 ? cuda_on_host::lane() : from, at);
}
template <class T>
T __shfl_down_sync(unsigned mask, T mine, unsigned step, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    int const from = cuda_on_host::lane() + static_cast<int>(step);
    return __shfl_sync(mask, mine, from < cuda_on_host::lanes ? from : cuda_on_host::lane(), at);
}
inline int __any_sync(unsigned mask, int mine, cuda_on_host::Place at = cuda_on_host::Place::current())
{
    std::uint64_t const* const brought = cuda_on_host::meet_lanes(mask, mine != 0, at);
    int any = 0;
    for (int lane = 0; lane < cuda_on_host::lanes; ++lane)
        if ((mask >> lane & 1u) != 0 && brought[lane] != 0) any = 1;
    return any;
}

template <class T>
T atomicAdd(T* at, std::type_identity_t<T> value)
{
    return __atomic_fetch_add(at, value, __ATOMIC_RELAXED);
}
template <class T>
T atomicExch(T* at, std::type_identity_t<T> value)
{
    return __atomic_exchange_n(at, value, __ATOMIC_RELAXED);
}
template <class T>
T atomicMin(T* at, std::type_identity_t<T> value)
{
    T old = __atomic_load_n(at, __ATOMIC_RELAXED);
    while (value < old && !__atomic_compare_exchange_n(at, &old, value, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
    return old;
}
template <class T>
T atomicCAS(T* at, std::type_identity_t<T> expected, std::type_identity_t<T> value)
{
    __atomic_compare_exchange_n(at, &expected, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return expected;
}
template <class T>
T atomicOr(T* at, std::type_identity_t<T> value)
{
    return __atomic_fetch_or(at, value, __ATOMIC_RELAXED);
}

inline int __ffs(int bits)
{
    return __builtin_ffs(bits);
}

using std::max;
using std::min;

/// Of the eight bytes of `low` and `high`, those that the hexadecimal digits of `which` name.
inline unsigned __byte_perm(unsigned low, unsigned high, unsigned which)
{
    std::uint64_t const bytes = std::uint64_t{high} << 32 | low;
    unsigned result = 0;
    for (unsigned to = 0; to < 4; ++to)
        result |= static_cast<unsigned>(bytes >> 8 * (which >> 4 * to & 7) & 255) << 8 * to;
    return result;
}

inline float rsqrtf(float value)
{
    return 1 / std::sqrt(value);
}

// --- Thrust ---
namespace thrust {

using system_error = std::system_error;

namespace cuda {

/// Takes and returns some scratch memory, as an algorithm may.
template <class Allocator>
struct With {
    Allocator& allocator;

    cudaStream_t on(cudaStream_t stream) const
    {
        allocator.deallocate(allocator.allocate(1), 1);
        return stream;
    }
};
template <class Allocator>
With<Allocator> par_nosync(Allocator& allocator)
{
    return {allocator};
}

}  // namespace cuda

inline void wait_for(cudaStream_t stream)
{
    if (cudaError_t const error = cudaStreamSynchronize(stream); error != cudaSuccess)
        throw system_error{error, std::generic_category()};
}

template <class T>
void exclusive_scan(cudaStream_t stream, T const* first, T const* last, T* out)
{
    wait_for(stream);
    std::exclusive_scan(first, last, out, T{});
}

template <class T>
void sort(cudaStream_t stream, T* first, T* last)
{
    wait_for(stream);
    std::sort(first, last);
}

template <class Key, class Value>
void stable_sort_by_key(cudaStream_t stream, Key* first, Key* last, Value* values)
{
    wait_for(stream);
    std::vector<std::pair<Key, Value>> pairs;
    for (Key* key = first; key != last; ++key)
        pairs.emplace_back(*key, values[key - first]);
    std::stable_sort(pairs.begin(), pairs.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto const& [key, value] : pairs) {
        *first++ = key;
        *values++ = value;
    }
}

}  // namespace thrust
