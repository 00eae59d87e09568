// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/cuda_runtime_api.h"
#include "tests/cuda_on_host/device_loss.hpp"
#include "tests/cuda_on_host/shared_memory.hpp"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <cstdlib>
#include <utility>

namespace {

constexpr int garbage = 0xA5;
thread_local cudaError_t last = cudaSuccess;
std::atomic<std::size_t> allowed_bytes{48 << 10};  ///< without asking
std::atomic<long> used_bytes{0};
std::atomic<long> uses{0};

std::atomic<long> calls{0};
std::atomic<long> calls_until_lost{LONG_MAX};

/// What a test asks by way of the environment.
long asked(char const* name, long otherwise)
{
    char const* const number = std::getenv(name);
    return number == nullptr ? otherwise : std::atol(number);
}

/// The device goes when it was used CUDA_ON_HOST_LOST_AFTER times, and comes back when nobody asks for that any more.
bool is_gone()
{
    long const most = asked("CUDA_ON_HOST_LOST_AFTER", -1);
    if (most >= 0) return ++uses > most;
    uses = 0;
    return false;
}

bool is_lost()
{
    return calls > calls_until_lost;
}

struct {
    std::atomic<int> memory{}, pinned{}, streams{}, events{};
} given;

/// Nothing when there is nothing to free.
void free_late(void* memory)
{
    if (memory != nullptr) used_bytes -= static_cast<long>(malloc_usable_size(memory));
    std::free(memory);
}

void do_next(cudaStream_t stream)
{
    auto const work = std::move(stream->work.front());
    stream->work.pop_front();
    if (work.run) work.run();
    free_late(work.freed);
}

}  // namespace

namespace cuda_on_host {

cudaError_t note(cudaError_t error)
{
    if (error != cudaSuccess) last = error;
    return error;
}

cudaError_t called()
{
    ++calls;
    return note(is_lost() ? cudaErrorLaunchFailure : cudaSuccess);
}

DeviceLoss::DeviceLoss(long after)
{
    calls_until_lost = calls + after;
}

DeviceLoss::~DeviceLoss()
{
    calls_until_lost = LONG_MAX;
    last = cudaSuccess;
}

bool DeviceLoss::has_happened() const
{
    return is_lost();
}

Held held()
{
    return {given.memory, given.pinned, given.streams, given.events};
}

std::size_t allowed_shared_bytes()
{
    return allowed_bytes;
}

cudaError_t allow_shared_bytes(int bytes)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    if (bytes < 0 || static_cast<std::size_t>(bytes) > SharedMemory::most_bytes) return note(cudaErrorInvalidValue);
    std::size_t const asked = static_cast<std::size_t>(bytes);
    for (std::size_t known = allowed_bytes; known < asked && !allowed_bytes.compare_exchange_weak(known, asked);) {
    }
    return cudaSuccess;
}

}  // namespace cuda_on_host

using cuda_on_host::called;
using cuda_on_host::note;

char const* cudaGetErrorString(cudaError_t error)
{
    return error == cudaErrorMemoryAllocation       ? "out of memory"
           : error == cudaErrorDevicesUnavailable   ? "the device is not available"
           : error == cudaErrorInvalidConfiguration ? "invalid configuration argument"
           : error == cudaErrorLaunchFailure        ? "unspecified launch failure"
                                                    : "invalid argument";
}

cudaError_t cudaGetLastError()
{
    return is_lost() ? cudaErrorLaunchFailure : std::exchange(last, cudaSuccess);
}

cudaError_t cudaGetDeviceCount(int* count)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *count = static_cast<int>(asked("CUDA_ON_HOST_DEVICES", 1));
    return cudaSuccess;
}

cudaError_t cudaSetDevice(int ordinal)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    if (ordinal < 0 || ordinal >= asked("CUDA_ON_HOST_DEVICES", 1)) return note(cudaErrorInvalidValue);
    return note(is_gone() ? cudaErrorDevicesUnavailable : cudaSuccess);
}

cudaError_t cudaDeviceGetAttribute(int* value, int attribute, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *value = attribute == cudaDevAttrMaxSharedMemoryPerBlockOptin ? cuda_on_host::SharedMemory::most_bytes : 1;
    return cudaSuccess;
}

cudaError_t cudaDeviceGetDefaultMemPool(cudaMemPool_t*, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    return cudaSuccess;
}

cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t, int, void*)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    return cudaSuccess;
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *properties = {};
    return cudaSuccess;
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *stream = new cuda_on_host::Stream;
    ++given.streams;
    return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    while (!stream->work.empty())
        do_next(stream);
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream)
{
    for (cuda_on_host::Work const& work : stream->work)  // none, but on a lost device
        free_late(work.freed);
    delete stream;
    --given.streams;
    return called();
}

cudaError_t cudaDeviceSynchronize()
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    return cudaSuccess;  // memory does not depend on what other streams still have to do
}

cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* total)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *free = *total = cudaDeviceProp{}.totalGlobalMem;
    return cudaSuccess;
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *event = new cuda_on_host::Event;
    ++given.events;
    return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    event->stream = stream;
    stream->work.push_back({[event, time = ++event->recorded] { event->reached = time; }});
    return cudaSuccess;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    while (event->reached < event->recorded)
        do_next(event->stream);
    return cudaSuccess;
}

cudaError_t cudaEventDestroy(cudaEvent_t event)
{
    delete event;
    --given.events;
    return called();
}

cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, int)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    *memory = std::malloc(bytes);
    if (*memory == nullptr) return note(cudaErrorMemoryAllocation);
    std::memset(*memory, garbage, std::min(bytes, std::size_t{1} << 20));  // the rest would take longer than the tests
    ++given.pinned;
    return cudaSuccess;
}

cudaError_t cudaFreeHost(void* memory)
{
    std::free(memory);
    --given.pinned;
    return called();
}

cudaError_t cudaMallocAsync(void** memory, std::size_t bytes, cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    long const there = asked("CUDA_ON_HOST_BYTES", static_cast<long>(cudaDeviceProp{}.totalGlobalMem));
    auto const fits = [&] { return bytes <= static_cast<std::size_t>(std::max(0l, there - used_bytes)); };
    if (!fits()) cudaStreamSynchronize(stream);  // what it still frees
    *memory = fits() ? std::malloc(bytes) : nullptr;
    if (*memory == nullptr) return note(cudaErrorMemoryAllocation);
    used_bytes += static_cast<long>(malloc_usable_size(*memory));
    std::memset(*memory, garbage, bytes);
    ++given.memory;
    return cudaSuccess;
}

cudaError_t cudaFreeAsync(void* memory, cudaStream_t stream)
{
    stream->work.push_back({{}, memory});
    --given.memory;
    return called();
}

cudaError_t cudaMemsetAsync(void* to, int value, std::size_t bytes, cudaStream_t stream)
{
    return cudaMemset2DAsync(to, bytes, value, bytes, 1, stream);
}

cudaError_t cudaMemset2DAsync(void* to, std::size_t pitch, int value, std::size_t bytes, std::size_t rows,
                              cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    if (bytes > pitch) return note(cudaErrorInvalidValue);
    stream->work.push_back({[=] {
        for (std::size_t row = 0; row < rows; ++row)
            std::memset(static_cast<char*>(to) + row * pitch, value, bytes);
    }});
    return cudaSuccess;
}

cudaError_t cudaMemcpyAsync(void* to, void const* from, std::size_t bytes, int, cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    stream->work.push_back({[=] { std::memcpy(to, from, bytes); }});
    return cudaSuccess;
}

cudaError_t cudaMemcpy2DAsync(void* to, std::size_t to_pitch, void const* from, std::size_t from_pitch,
                              std::size_t bytes, std::size_t rows, int, cudaStream_t stream)
{
    if (called() != cudaSuccess) return cudaErrorLaunchFailure;
    if (bytes > to_pitch || bytes > from_pitch || std::max(to_pitch, from_pitch) > INT_MAX)
        return note(cudaErrorInvalidValue);
    stream->work.push_back({[=] {
        for (std::size_t row = 0; row < rows; ++row)
            std::memcpy(static_cast<char*>(to) + row * to_pitch, static_cast<char const*>(from) + row * from_pitch,
                        bytes);
    }});
    return cudaSuccess;
}
