// SPDX-License-Identifier: Apache-2.0
// Weighted sums of demand over four rows and eight columns at a time. Doubles carry the integers: they multiply in SIMD
// registers where 64-bit integers do not, and are exact below 2^53. All terms are ≥ 0, so a sum that reaches 2^53
// shows.
#pragma once

#include "kernels/cell/density.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <span>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

// How vectors are passed without AVX does not matter, as all who pass them are compiled with the same flags.
#pragma GCC diagnostic ignored "-Wpsabi"

namespace laad {

inline constexpr double exact_below = 9007199254740992.0;  // 2^53

using Quad = double __attribute__((vector_size(32)));

inline constexpr int band_cols = 8;   ///< columns that are added up together: a cache line of doubles
inline constexpr int group_rows = 4;  ///< rows that are added up together

/// A row of a band.
struct BandRow {
    Quad west{};
    Quad east{};
};

inline Quad load(double const* from)
{
    Quad v;
    std::memcpy(&v, from, sizeof v);
    return v;
}

inline Quad floor(Quad v)
{
#if defined(__AVX2__)
    return (Quad)_mm256_floor_pd((__m256d)v);
#else
    for (int i = 0; i < 4; ++i)
        v[i] = std::floor(v[i]);
    return v;
#endif
}

/// A weighted sum of Wh as whole Wh, rounded half up; 2^53 stands for all from there on.
inline Quad rounded_wh(Quad weighted)
{
    Quad const wh = floor((weighted + (1 << (weight_bits - 1))) * (1.0 / (1 << weight_bits)));
    return weighted < exact_below ? wh : Quad{} + exact_below;
}

inline bool is_zero(BandRow const& sum)
{
    Quad const total = sum.west + sum.east;
    return total[0] + total[1] + total[2] + total[3] == 0;
}

/// Weighted sums of a group of rows of a band.
struct GroupSums {
    std::array<BandRow, group_rows> row{};

    /// Adds `factor[r·stride]·cols` to each row r.
    template <int stride>
    void add(double const* factor, BandRow cols)
    {
#pragma GCC unroll 4
        for (int r = 0; r < group_rows; ++r) {
            BandRow& sum = row[static_cast<std::size_t>(r)];
            sum.west += factor[r * stride] * cols.west;
            sum.east += factor[r * stride] * cols.east;
        }
    }
};

/// The demand of one column of a group of rows.
struct GroupDemand {
    int col;
    double wh[group_rows];
};

// The inner loops are functions of their own, so that their sums stay in registers.

/// Sums along rows of the band that begins in column `col`.
__attribute__((noinline)) inline GroupSums sums_along_rows(std::span<GroupDemand const> demand, int col,
                                                           double const* taps)
{
    GroupSums sums;
    for (GroupDemand const& at : demand) {
        double const* const tap = taps + (col - at.col);
        sums.add<1>(at.wh, {load(tap), load(tap + 4)});
    }
    return sums;
}

/// Sums along columns for the group that begins in row `row`.
__attribute__((noinline)) inline GroupSums sums_along_cols(BandRow const* band, std::span<int const> rows, int row,
                                                           double const* taps)
{
    GroupSums sums;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sums.add<-1>(taps + (rows[i] - row), band[i]);
    return sums;
}

}  // namespace laad
