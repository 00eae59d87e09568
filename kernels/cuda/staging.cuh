// SPDX-License-Identifier: Apache-2.0
// Pinned host memory that the copies of a stream pass through. From pageable memory a copy is slow and holds up its
// thread; from pinned memory it runs beside the kernels of other streams.
#pragma once

#include "kernels/cuda/check.hpp"

#include <array>
#include <cstddef>

namespace laad {

/// Two slots: one fills while the stream still copies out of (or into) the other. Made at its first use and kept.
class Staging {
  public:
    static constexpr std::size_t slot_bytes = std::size_t{16} << 20;

    /// The device must be the current one, here and in take().
    Staging();
    ~Staging();
    Staging(Staging const&) = delete;
    Staging& operator=(Staging const&) = delete;

    /// `bytes` (at most slot_bytes) that nothing on the stream uses any more; waits for that. What the call before gave
    /// stays as it is, older memory may be given again.
    std::byte* take(std::size_t bytes, cudaStream_t stream);

    /// Marks the place on the stream up to which `turn` (0 or 1) must have been done, and waits for it.
    void mark(int turn, cudaStream_t stream);
    void await(int turn);

  private:
    struct Slot {
        std::byte* memory{};
        std::size_t used{};
        cudaEvent_t left{};  ///< recorded when the other slot is taken into use
    };

    std::array<Slot, 2> slots_;
    std::size_t current_{};
    std::array<cudaEvent_t, 2> marks_{};
};

}  // namespace laad
