// SPDX-License-Identifier: Apache-2.0
// Thrust on the stream of an executor, with our exceptions.
#pragma once

#include "kernels/cuda/device.cuh"

#include <thrust/execution_policy.h>
#include <thrust/system_error.h>

#include <new>

namespace laad {

/// algorithm(execution policy); returns when its result is there.
template <class Algorithm>
void thrust_on_stream(CudaExec const& exec, Algorithm const& algorithm)
{
    try {
        algorithm(thrust::cuda::par.on(stream_of(exec)));
    } catch (thrust::system_error const& error) {
        check(static_cast<cudaError_t>(error.code().value()));
        throw;
    } catch (std::bad_alloc const&) {
        check(cudaErrorMemoryAllocation);
    }
}

}  // namespace laad
