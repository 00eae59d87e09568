// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"

#include <cuda_runtime_api.h>

#include <source_location>
#include <string>

namespace laad {

/// A CUDA status becomes an exception that names the caller's line: FitError when memory ran out, else DeviceError.
inline void check(cudaError_t status, std::source_location at = std::source_location::current())
{
    if (status == cudaSuccess) return;
    cudaGetLastError();  // the failure is reported here and may not surface in a later check
    std::string const text = std::string{"CUDA: "} + cudaGetErrorString(status) + " (" + at.file_name() + ":" +
                             std::to_string(at.line()) + ")";
    if (status == cudaErrorMemoryAllocation) throw FitError{text + ", use smaller tiles or another device"};
    throw DeviceError{text};
}

/// To be called right after a kernel launch.
inline void check_launch(std::source_location at = std::source_location::current())
{
    check(cudaGetLastError(), at);
}

}  // namespace laad
