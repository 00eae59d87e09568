// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/cuda_runtime_api.h"

#include <climits>
#include <cstdlib>
#include <utility>

namespace {

constexpr int garbage = 0xA5;
thread_local cudaError_t last = cudaSuccess;

void do_next(cudaStream_t stream)
{
    auto const work = std::move(stream->work.front());
    stream->work.pop_front();
    work();
}

}  // namespace

namespace cuda_on_host {

cudaError_t note(cudaError_t error)
{
    if (error != cudaSuccess) last = error;
    return error;
}

}  // namespace cuda_on_host

using cuda_on_host::note;

char const* cudaGetErrorString(cudaError_t error)
{
    return error == cudaErrorMemoryAllocation       ? "out of memory"
           : error == cudaErrorInvalidConfiguration ? "invalid configuration argument"
                                                    : "invalid argument";
}

cudaError_t cudaGetLastError()
{
    return std::exchange(last, cudaSuccess);
}

cudaError_t cudaGetDeviceCount(int* count)
{
    *count = 1;
    return cudaSuccess;
}

cudaError_t cudaSetDevice(int ordinal)
{
    return note(ordinal == 0 ? cudaSuccess : cudaErrorInvalidValue);
}

cudaError_t cudaDeviceGetAttribute(int* value, int, int)
{
    *value = 1;
    return cudaSuccess;
}

cudaError_t cudaDeviceGetDefaultMemPool(cudaMemPool_t*, int)
{
    return cudaSuccess;
}

cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t, int, void*)
{
    return cudaSuccess;
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int)
{
    *properties = {};
    return cudaSuccess;
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, int)
{
    *stream = new cuda_on_host::Stream;
    return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream)
{
    while (!stream->work.empty())
        do_next(stream);
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream)
{
    delete stream;
    return cudaSuccess;
}

cudaError_t cudaDeviceSynchronize()
{
    return cudaSuccess;  // memory does not depend on what other streams still have to do
}

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, int)
{
    *event = new cuda_on_host::Event;
    return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream)
{
    event->stream = stream;
    stream->work.push_back([event, time = ++event->recorded] { event->reached = time; });
    return cudaSuccess;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event)
{
    while (event->reached < event->recorded)
        do_next(event->stream);
    return cudaSuccess;
}

cudaError_t cudaEventDestroy(cudaEvent_t event)
{
    delete event;
    return cudaSuccess;
}

cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, int)
{
    *memory = std::malloc(bytes);
    if (*memory == nullptr) return note(cudaErrorMemoryAllocation);
    std::memset(*memory, garbage, bytes);
    return cudaSuccess;
}

cudaError_t cudaFreeHost(void* memory)
{
    std::free(memory);
    return cudaSuccess;
}

cudaError_t cudaMallocAsync(void** memory, std::size_t bytes, cudaStream_t)
{
    *memory = bytes <= cudaDeviceProp{}.totalGlobalMem ? std::malloc(bytes) : nullptr;
    if (*memory == nullptr) return note(cudaErrorMemoryAllocation);
    std::memset(*memory, garbage, bytes);
    return cudaSuccess;
}

cudaError_t cudaFreeAsync(void* memory, cudaStream_t stream)
{
    stream->work.push_back([memory] { std::free(memory); });
    return cudaSuccess;
}

cudaError_t cudaMemsetAsync(void* to, int value, std::size_t bytes, cudaStream_t stream)
{
    return cudaMemset2DAsync(to, bytes, value, bytes, 1, stream);
}

cudaError_t cudaMemset2DAsync(void* to, std::size_t pitch, int value, std::size_t bytes, std::size_t rows,
                              cudaStream_t stream)
{
    if (bytes > pitch) return note(cudaErrorInvalidValue);
    stream->work.push_back([=] {
        for (std::size_t row = 0; row < rows; ++row)
            std::memset(static_cast<char*>(to) + row * pitch, value, bytes);
    });
    return cudaSuccess;
}

cudaError_t cudaMemcpyAsync(void* to, void const* from, std::size_t bytes, int, cudaStream_t stream)
{
    stream->work.push_back([=] { std::memcpy(to, from, bytes); });
    return cudaSuccess;
}

cudaError_t cudaMemcpy2DAsync(void* to, std::size_t to_pitch, void const* from, std::size_t from_pitch,
                              std::size_t bytes, std::size_t rows, int, cudaStream_t stream)
{
    if (bytes > to_pitch || bytes > from_pitch || std::max(to_pitch, from_pitch) > INT_MAX)
        return note(cudaErrorInvalidValue);
    stream->work.push_back([=] {
        for (std::size_t row = 0; row < rows; ++row)
            std::memcpy(static_cast<char*>(to) + row * to_pitch, static_cast<char const*>(from) + row * from_pitch,
                        bytes);
    });
    return cudaSuccess;
}
