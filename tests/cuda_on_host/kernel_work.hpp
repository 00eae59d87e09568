// SPDX-License-Identifier: Apache-2.0
// What kernels have done so far: of each kernel how many blocks, and where their threads met. bench/gpu_model counts by it.
#pragma once

#include "tests/cuda_on_host/threads.hpp"

#include <initializer_list>
#include <map>
#include <string>

namespace cuda_on_host {

struct KernelWork {
    std::uint64_t launches{}, blocks{};
    unsigned block_threads{};    ///< of the last launch
    std::size_t shared_bytes{};  ///< dynamic, of the last launch
    Meetings met;
};

/// `types` are the names of the types of the arguments.
void note_work(char const* kernel, std::initializer_list<char const*> types, dim3 grid, dim3 block,
               std::size_t shared_bytes, Meetings const& met);

/// By "kernel(types)"; and from here on it counts anew. While nothing runs.
std::map<std::string, KernelWork> take_work();

}  // namespace cuda_on_host
