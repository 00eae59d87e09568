// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/files/raster_file.hpp"
#include "rasters/view.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <type_traits>

namespace laad {

inline Shape halved(Shape shape)
{
    return {(shape.rows + 1) / 2, (shape.cols + 1) / 2};
}

/// The mean of `count` (1 to 4) integers with this sum, rounded half up.
inline std::int64_t rounded_mean(std::int64_t sum, int count)
{
    constexpr std::int64_t positive = std::int64_t{1} << 40;  // division by 3 rounds towards zero: keep it above zero
    switch (count) {
        case 1:
            return sum;
        case 2:
            return (sum + 1) >> 1;
        case 3:
            return (sum + 1 + 3 * positive) / 3 - positive;
        default:
            return (sum + 2) >> 2;
    }
}

template <class T>
bool all_are(View<T const> cells, T value)
{
    for (int row = 0; row < cells.shape.rows; ++row) {
        T const* const first = &cells[{row, 0}];
        if (!std::all_of(first, first + cells.shape.cols, [&](T cell) { return cell == value; })) return false;
    }
    return true;
}

template <class T>
void halve_nearest(View<T const> from, View<T> to)
{
    for (int row = 0; row < to.shape.rows; ++row)
        for (int col = 0; col < to.shape.cols; ++col)
            to[{row, col}] = from[{2 * row, 2 * col}];
}

/// The mean of those of up to four cells that are not nodata.
template <class T>
T mean_of(std::initializer_list<T> cells, std::optional<T> nodata)
{
    std::int64_t sum{};
    int count{};
    for (T const cell : cells)
        if (cell != nodata) {
            sum += cell;
            ++count;
        }
    return count == 0 ? *nodata : static_cast<T>(rounded_mean(sum, count));
}

template <class T>
void halve_average(View<T const> from, std::optional<T> nodata, View<T> to)
{
    int const pairs = from.shape.cols / 2;
    for (int row = 0; row < to.shape.rows; ++row) {
        T const* const upper = &from[{2 * row, 0}];
        bool const last_row = 2 * row + 1 == from.shape.rows;
        T const* const lower = last_row ? upper : upper + from.pitch;  // twice the same row: the same mean
        T* const out = &to[{row, 0}];
        for (int i = 0; i < pairs; ++i) {
            T const a = upper[2 * i], b = upper[2 * i + 1], c = lower[2 * i], d = lower[2 * i + 1];
            bool const whole = !nodata || (a != *nodata && b != *nodata && c != *nodata && d != *nodata);
            out[i] =
                whole ? static_cast<T>(rounded_mean(std::int64_t{a} + b + c + d, 4)) : mean_of({a, b, c, d}, nodata);
        }
        if (pairs < to.shape.cols) out[pairs] = mean_of({upper[2 * pairs], lower[2 * pairs]}, nodata);
    }
}

/// Fills `to`, of the halved shape of `from`. Nearest takes the north-west cell of each 2 x 2; average the mean,
/// rounded half up, of those that lie in the grid and are not nodata, and nodata when there are none. Types that are
/// not numbers are always nearest.
template <class T>
void halve(View<T const> from, Overviews kind, std::optional<T> nodata, View<T> to)
{
    if constexpr (std::is_arithmetic_v<T>)
        if (kind == Overviews::average) return halve_average(from, nodata, to);
    halve_nearest(from, to);
}

}  // namespace laad
