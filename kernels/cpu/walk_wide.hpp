// SPDX-License-Identifier: Apache-2.0
// What relaxing a chunk needs, and how CPUs with vectors of 512 bits do it: there a move that is not allowed is left out
// by a mask, in the instruction that takes the minimum.
#pragma once

#include "kernels/label_format.hpp"

#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace laad {

/// Labels that are relaxed together: as many as one check for changes is worth.
inline constexpr int chunk_cells = 64;

/// Where a row takes walks from: the two rows above it, or the two below.
enum class From { above, below };

/// The bits of `moves` to those rows; the one east of each but the straight move is the next. See move_steps.
struct PullBits {
    int straight, diagonal, knight, flat_knight;
};
constexpr PullBits pull_bits(From from)
{
    return from == From::above ? PullBits{0, 4, 8, 10} : PullBits{3, 6, 14, 12};
}

/// As labels.
template <class Label>
struct WalkCosts {
    Label unreached, straight, diagonal, knight;

    WalkCosts(LabelFormat const& format, MoveCosts costs)
        : unreached{static_cast<Label>(format.unreached)},
          straight{format.template cost<Label>(costs.straight)},
          diagonal{format.template cost<Label>(costs.diagonal)},
          knight{format.template cost<Label>(costs.knight)}
    {
    }
};

#if defined(__x86_64__)
namespace wide {

/// Only called on a CPU that has them: Vectors::of_512_bits.
#define LAAD_AVX512 [[gnu::target("avx512f")]] inline

/// Every lane. (With the intrinsics that need no mask, GCC 12 warns of what it left undefined itself.)
inline constexpr __mmask16 all = 0xffff;

/// `least`, or `there` where that is less and the move allowed.
LAAD_AVX512 __m512i least_over(__m512i moves, int bit, std::uint32_t const* there, __m512i least)
{
    __mmask16 const allowed = _mm512_test_epi32_mask(moves, _mm512_set1_epi32(1 << bit));
    return _mm512_mask_min_epu32(least, allowed, least, _mm512_loadu_si512(there));
}

LAAD_AVX512 __m512i load_moves(std::uint16_t const* from)
{
    return _mm512_maskz_cvtepu16_epi32(all, _mm256_loadu_si256(reinterpret_cast<__m256i const*>(from)));
}

/// See WalkRow::relax.
LAAD_AVX512 bool relax(std::uint32_t* here, std::uint32_t const* near, std::uint32_t const* far,
                       std::uint16_t const* moves, PullBits bits, WalkCosts<std::uint32_t> const& costs)
{
    __m512i const none = _mm512_set1_epi32(static_cast<int>(costs.unreached));
    __m512i const straight = _mm512_set1_epi32(static_cast<int>(costs.straight));
    __m512i const diagonal = _mm512_set1_epi32(static_cast<int>(costs.diagonal));
    __m512i const knight = _mm512_set1_epi32(static_cast<int>(costs.knight));
    __m512i before = _mm512_loadu_si512(here - 16);
    __mmask16 changes = 0;
    for (int x = 0; x < chunk_cells; x += 16) {
        __m512i const m = load_moves(moves + x);
        __m512i by_diagonal = least_over(m, bits.diagonal, near + x - 1, none);
        by_diagonal = least_over(m, bits.diagonal + 1, near + x + 1, by_diagonal);
        __m512i by_knight = least_over(m, bits.knight, far + x - 1, none);
        by_knight = least_over(m, bits.knight + 1, far + x + 1, by_knight);
        by_knight = least_over(m, bits.flat_knight, near + x - 2, by_knight);
        by_knight = least_over(m, bits.flat_knight + 1, near + x + 2, by_knight);
        __m512i const ahead = _mm512_add_epi32(least_over(m, bits.straight, near + x, none), straight);
        __m512i const aside =
            _mm512_maskz_min_epu32(all, _mm512_add_epi32(by_diagonal, diagonal), _mm512_add_epi32(by_knight, knight));
        __m512i const old = _mm512_loadu_si512(here + x);
        __m512i label = _mm512_maskz_min_epu32(all, old, _mm512_maskz_min_epu32(all, ahead, aside));
        __mmask16 const from_west = _mm512_test_epi32_mask(m, _mm512_set1_epi32(1 << 1));
        for (;;) {
            __m512i const west = _mm512_add_epi32(_mm512_maskz_alignr_epi32(all, label, before, 15), straight);
            __mmask16 const lower = _mm512_mask_cmplt_epu32_mask(from_west, west, label);
            if (lower == 0) break;
            label = _mm512_mask_mov_epi32(label, lower, west);
        }
        _mm512_storeu_si512(here + x, label);
        changes = static_cast<__mmask16>(changes | _mm512_cmpneq_epi32_mask(label, old));
        before = label;
    }
    return changes != 0;
}

/// See WalkRow::relax_from_east.
LAAD_AVX512 void relax_from_east(std::uint32_t* here, std::uint16_t const* moves, WalkCosts<std::uint32_t> const& costs)
{
    __m512i const straight = _mm512_set1_epi32(static_cast<int>(costs.straight));
    __m512i after = _mm512_loadu_si512(here + chunk_cells);
    for (int x = chunk_cells - 16; x >= 0; x -= 16) {
        __mmask16 const from_east = _mm512_test_epi32_mask(load_moves(moves + x), _mm512_set1_epi32(1 << 2));
        __m512i label = _mm512_loadu_si512(here + x);
        for (;;) {
            __m512i const east = _mm512_add_epi32(_mm512_maskz_alignr_epi32(all, after, label, 1), straight);
            __mmask16 const lower = _mm512_mask_cmplt_epu32_mask(from_east, east, label);
            if (lower == 0) break;
            label = _mm512_mask_mov_epi32(label, lower, east);
        }
        _mm512_storeu_si512(here + x, label);
        after = label;
    }
}

#undef LAAD_AVX512

}  // namespace wide
#endif

}  // namespace laad
