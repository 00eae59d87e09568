// SPDX-License-Identifier: Apache-2.0
// Thrust on the stream of an executor, with scratch memory from its pool and our exceptions.
#pragma once

#include "kernels/cuda/device.cuh"

#include <thrust/execution_policy.h>
#include <thrust/system_error.h>

#include <new>

namespace laad {

/// Where Thrust takes its scratch memory: freed in the order of the stream, so nothing waits for it.
class StreamAllocator {
  public:
    using value_type = char;

    explicit StreamAllocator(CudaExec const& exec) : exec_{exec} {}
    char* allocate(std::ptrdiff_t bytes)
    {
        return static_cast<char*>(laad::allocate(exec_, static_cast<std::size_t>(bytes)));
    }
    void deallocate(char* memory, std::size_t) { release(exec_, memory); }

  private:
    CudaExec exec_;
};

/// algorithm(execution policy); may return before its result is there.
template <class Algorithm>
void thrust_on_stream(CudaExec const& exec, Algorithm const& algorithm)
{
    StreamAllocator scratch{exec};
    try {
        algorithm(thrust::cuda::par_nosync(scratch).on(stream_of(exec)));
    } catch (thrust::system_error const& error) {
        check(static_cast<cudaError_t>(error.code().value()));
        throw;
    } catch (std::bad_alloc const&) {
        check(cudaErrorMemoryAllocation);
    }
}

}  // namespace laad
