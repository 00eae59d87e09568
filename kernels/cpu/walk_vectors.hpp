// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/walk.hpp"

namespace laad {

/// The vectors that labels of 32 bits are relaxed in.
enum class Vectors { of_256_bits, of_512_bits };

/// The widest that this CPU has.
inline Vectors widest_vectors()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return Vectors::of_512_bits;
#endif
    return Vectors::of_256_bits;
}

/// `walk` in vectors of a width that this CPU has. The result is the same.
void walk_in(Vectors, CpuExec const&, WalkArea, View<Surface const> surface, std::span<WalkSource const> sources,
             int bound_cm, View<std::uint16_t> distance_dm, View<SiteOffset> site);

}  // namespace laad
