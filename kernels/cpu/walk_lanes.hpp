// SPDX-License-Identifier: Apache-2.0
// 32 bytes of labels at once. Vector types of the compiler, so that the same lines serve labels of 16, 32 and 64 bits.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace laad {

template <class Label>
struct Lanes {
    using Signed = std::make_signed_t<Label>;
    typedef Label Vector __attribute__((vector_size(32)));
    typedef Signed SignedVector __attribute__((vector_size(32)));
    typedef std::uint16_t Moves __attribute__((vector_size(64 / sizeof(Label))));
    static constexpr int count = 32 / sizeof(Label);

    static Vector load(Label const* from)
    {
        Vector v;
        std::memcpy(&v, from, sizeof v);
        return v;
    }
    static void store(Label* to, Vector v) { std::memcpy(to, &v, sizeof v); }

    /// The moves of as many cells as there are lanes, one a lane.
    static Vector load_moves(std::uint16_t const* from)
    {
        Moves moves;
        std::memcpy(&moves, from, sizeof moves);
#if defined(__AVX2__)
        if constexpr (count == 8) return (Vector)_mm256_cvtepu16_epi32((__m128i)moves);
#endif
        return __builtin_convertvector(moves, Vector);
    }

    static Vector least(Vector a, Vector b)
    {
        return a < b ? a : b;
    }

    /// `there` in the lanes whose moves have bit `bit`, else `otherwise`.
    static Vector if_allowed(Vector moves, int bit, Vector there, Vector otherwise)
    {
        return (SignedVector)(moves << (8 * int{sizeof(Label)} - 1 - bit)) < 0 ? there : otherwise;
    }

    /// Each lane's neighbour on the left, and on the right; `before` and `after` are the lanes beside.
    static Vector from_left(Vector before, Vector v)
    {
        if constexpr (count == 8)
            return __builtin_shufflevector(before, v, 7, 8, 9, 10, 11, 12, 13, 14);
        else
            return __builtin_shufflevector(before, v, 3, 4, 5, 6);
    }
    static Vector from_right(Vector v, Vector after)
    {
        if constexpr (count == 8)
            return __builtin_shufflevector(v, after, 1, 2, 3, 4, 5, 6, 7, 8);
        else
            return __builtin_shufflevector(v, after, 1, 2, 3, 4);
    }

    /// Whether any lane is not 0.
    static bool any(Vector v)
    {
#if defined(__AVX2__)
        return _mm256_testz_si256((__m256i)v, (__m256i)v) == 0;
#else
        Label all = 0;
        for (int lane = 0; lane < count; ++lane)
            all |= v[lane];
        return all != 0;
#endif
    }
};

}  // namespace laad
