// SPDX-License-Identifier: Apache-2.0
#pragma once

// Marks a function that runs on the CPU and, when nvcc compiles it, on the GPU as well.
#if defined(__CUDACC__)
#define LAAD_HD __host__ __device__
#else
#define LAAD_HD
#endif
