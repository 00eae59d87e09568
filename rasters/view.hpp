// SPDX-License-Identifier: Apache-2.0
// Shapes, cells, rectangles and non-owning windows on a raster. Rows run south, columns run east.
#pragma once

#include <cstddef>
#include <cstdint>

// Marks a function that runs on the CPU and, when nvcc compiles it, on the GPU as well.
#if defined(__CUDACC__)
#define LAAD_HD __host__ __device__
#else
#define LAAD_HD
#endif

namespace laad {

struct Shape {
    int rows{};
    int cols{};

    LAAD_HD constexpr std::int64_t cells() const { return std::int64_t{rows} * cols; }
    friend LAAD_HD constexpr bool operator==(Shape a, Shape b) { return a.rows == b.rows && a.cols == b.cols; }
};

/// A cell of a raster or of a window on one; order is row-major, which is also the order of every tie.
struct Cell {
    int row{};
    int col{};

    friend LAAD_HD constexpr bool operator==(Cell a, Cell b) { return a.row == b.row && a.col == b.col; }
    friend LAAD_HD constexpr bool operator<(Cell a, Cell b)
    {
        return a.row < b.row || (a.row == b.row && a.col < b.col);
    }
    friend LAAD_HD constexpr Cell operator+(Cell a, Cell b) { return {a.row + b.row, a.col + b.col}; }
    friend LAAD_HD constexpr Cell operator-(Cell a, Cell b) { return {a.row - b.row, a.col - b.col}; }
};

LAAD_HD constexpr bool inside(Shape shape, Cell c)
{
    return c.row >= 0 && c.col >= 0 && c.row < shape.rows && c.col < shape.cols;
}

/// A block of cells of a larger raster, `first` being its north-west cell.
struct Rect {
    Cell first{};
    Shape shape{};

    LAAD_HD constexpr bool contains(Cell c) const { return inside(shape, c - first); }
    friend LAAD_HD constexpr bool operator==(Rect a, Rect b) { return a.first == b.first && a.shape == b.shape; }
};

/// Non-owning window on cells in memory; copied by value into kernels. `pitch` is in elements.
template <class T>
struct View {
    T* data{};
    Shape shape{};
    std::ptrdiff_t pitch{};

    LAAD_HD T& operator[](Cell c) const { return data[c.row * pitch + c.col]; }
    LAAD_HD operator View<T const>() const { return {data, shape, pitch}; }

    /// The part of this view that `part` names, in this view's own cells.
    LAAD_HD View window(Rect part) const { return {data + part.first.row * pitch + part.first.col, part.shape, pitch}; }
};

}  // namespace laad
