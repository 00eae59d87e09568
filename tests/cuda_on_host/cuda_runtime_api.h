// SPDX-License-Identifier: Apache-2.0
// As much of CUDA as kernels/cuda uses, on the CPU. Streams do their work late, when somebody waits for them, so that
// host memory that does not live long enough is noticed; device memory starts as garbage.
#pragma once

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
#include <vector>

// --- the words of the language ---
#define __global__
#define __device__
#define __host__
#define __launch_bounds__(threads)
#define threadIdx cuda_on_host::thread_index
#define blockIdx cuda_on_host::block_index
#define blockDim cuda_on_host::block_size
#define gridDim cuda_on_host::grid_size

// --- the runtime ---
enum cudaError_t { cudaSuccess, cudaErrorInvalidValue, cudaErrorMemoryAllocation, cudaErrorInvalidConfiguration };
enum {
    cudaStreamNonBlocking,
    cudaDevAttrMemoryPoolsSupported,
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

struct Stream {
    std::deque<std::function<void()>> work;
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

/// kernel<<<grid, block, shared_bytes, stream>>>(arguments...) becomes Launch{...}(kernel, arguments...).
struct Launch {
    dim3 grid;
    dim3 block;
    std::size_t shared_bytes;
    cudaStream_t stream;

    template <class Kernel, class... Args>
    void operator()(Kernel kernel, Args... args) const
    {
        bool const allowed = grid.x > 0 && grid.x < 1u << 31 && grid.y > 0 && grid.y < 1u << 16 && grid.z > 0 &&
                             grid.z < 1u << 16 && block.x * block.y * block.z > 0 &&
                             block.x * block.y * block.z <= 1024 && shared_bytes <= 48 << 10;
        if (!allowed) {
            note(cudaErrorInvalidConfiguration);
            return;
        }
        stream->work.push_back([launch = *this, kernel, ... held = args] {
            run_grid(launch.grid, launch.block, launch.shared_bytes, [&] { kernel(held...); });
        });
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
T atomicAdd(T* at, std::type_identity_t<T> value)
{
    return __atomic_fetch_add(at, value, __ATOMIC_RELAXED);
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
T atomicOr(T* at, std::type_identity_t<T> value)
{
    return __atomic_fetch_or(at, value, __ATOMIC_RELAXED);
}

using std::max;
using std::min;

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

template <class T>
void exclusive_scan(cudaStream_t stream, T const* first, T const* last, T* out)
{
    cudaStreamSynchronize(stream);
    std::exclusive_scan(first, last, out, T{});
}

template <class T>
void sort(cudaStream_t stream, T* first, T* last)
{
    cudaStreamSynchronize(stream);
    std::sort(first, last);
}

template <class Key, class Value>
void stable_sort_by_key(cudaStream_t stream, Key* first, Key* last, Value* values)
{
    cudaStreamSynchronize(stream);
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
