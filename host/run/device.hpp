// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"

#include <cstdint>
#include <string>

namespace laad {

/// Where a run computes, and a sentence for the user that says so and why.
struct ChosenDevice {
    Executor executor;            ///< for work that is not done by tile
    int ordinal{-1};              ///< of the CUDA device, −1: the CPU
    int threads{};                ///< of the CPU, also beside a GPU
    std::int64_t memory_bytes{};  ///< of the CUDA device
    std::string in_words;
};

/// `device`: auto (the first CUDA device, else the CPU), cpu or cuda:N. threads 0: all.
/// Errors  DeviceError: cuda:N does not exist (which do)
ChosenDevice choose_device(std::string const& device, int threads);

}  // namespace laad
