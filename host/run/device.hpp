// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// Where a run computes, and a sentence for the user that says so and why.
struct ChosenDevice {
    Executor executor;            ///< for work that is not done by tile
    std::vector<int> cuda;        ///< ordinals of the CUDA devices, which take tiles in turn; none: the CPU
    int threads{};                ///< of the CPU, also beside GPUs
    std::int64_t memory_bytes{};  ///< of the CUDA device that has the least
    std::int64_t free_bytes{};    ///< of that which others leave
    std::string in_words;
    bool is_on_trial{};  ///< the CPU is taken instead when it proves faster

    bool is_cpu() const { return cuda.empty(); }
};

/// The CPU, with so many threads.
ChosenDevice on_cpu(int threads);

/// `device`: auto (all CUDA devices or the CPU, what is faster), cpu or cuda:N. threads 0: all.
/// Errors  DeviceError: cuda:N does not exist (which do)
ChosenDevice choose_device(std::string const& device, int threads);

}  // namespace laad
