// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/cuda_on_host/threads.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace cuda_on_host {

/// The shared memory of the blocks that one CPU thread runs one after the other: garbage when a block starts, and what
/// lies between its variables may not be touched (seen by the address sanitizer).
class SharedMemory {
  public:
    static constexpr std::size_t most_bytes = 227 << 10;  ///< of a Hopper GPU, for who asks
    static constexpr std::size_t room = 2 * most_bytes;   ///< with the gaps between the variables

    static std::span<char> of_all_blocks();

    SharedMemory();

    /// Of a block that has `dynamic_bytes` of dynamic shared memory.
    void start(std::size_t dynamic_bytes);

    void* dynamic() { return begin_; }
    void* variable(std::size_t bytes, Place at);

    /// What the last block may have touched; all of it before the first.
    std::span<char> used() { return {begin_, used_}; }

  private:
    struct Variable {
        Place at;
        void* memory{};
    };

    void* take(std::size_t bytes);

    char* begin_;
    std::size_t used_{room};  ///< with the gaps; the rest is garbage
    std::size_t held_{};
    std::vector<Variable> variables_;
};

}  // namespace cuda_on_host
