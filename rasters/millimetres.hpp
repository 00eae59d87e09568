// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/grid.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

namespace laad {

/// A point in whole millimetres: a file that was written anew with other decimals gives the same one.
struct PointMm {
    std::int64_t x{};
    std::int64_t y{};
};

inline PointMm whole_mm(Point p)
{
    return {std::llround(p.x * 1000), std::llround(p.y * 1000)};
}

inline std::int64_t whole_mm(double metres)
{
    return std::llround(metres * 1000);
}

/// A coordinate in metres with its millimetres; finer digits are noise.
inline double rounded_to_mm(double metres)
{
    return std::round(metres * 1000) / 1000;
}

/// Whether two points of one region lie nearer to each other than a distance; those at exactly that distance do not.
inline bool nearer_than(PointMm p, PointMm q, std::int64_t distance_mm)
{
    std::int64_t const x = p.x - q.x;
    std::int64_t const y = p.y - q.y;
    return x * x + y * y < distance_mm * distance_mm;
}

/// Orders places from north to south, then from west to east, as rows and columns do: what decides where nothing else
/// tells two places apart, never how an input names or lists them. Finer digits are noise of sums.
using PlaceOrder = std::pair<std::int64_t, std::int64_t>;

inline PlaceOrder place_order(Point p)
{
    return {-std::llround(p.y * 1000), std::llround(p.x * 1000)};
}

}  // namespace laad
