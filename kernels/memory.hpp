// SPDX-License-Identifier: Apache-2.0
// Rasters in the memory of an executor, and the only ways in and out of it.
//
// Rule for every operation: a `View` argument lies in the executor's memory, a `std::span` argument or a returned
// std::vector lies in host memory and is copied by the operation itself.
#pragma once

#include "kernels/executor.hpp"
#include "rasters/error.hpp"
#include "rasters/view.hpp"

#include <cstddef>
#include <cstring>
#include <utility>

namespace laad {

void* allocate(CpuExec const&, std::size_t bytes);
void* allocate(CudaExec const&, std::size_t bytes);
void release(CpuExec const&, void* memory) noexcept;
void release(CudaExec const&, void* memory) noexcept;

/// `rows` rows of `row_bytes`; pitches in bytes.
struct RowCopy {
    void* to{};
    std::size_t to_pitch{};
    void const* from{};
    std::size_t from_pitch{};
    std::size_t row_bytes{};
    std::size_t rows{};
};
/// Within host memory.
inline void copy_rows(RowCopy const& copy)
{
    if (copy.row_bytes == 0) return;
    for (std::size_t row = 0; row < copy.rows; ++row)
        std::memcpy(static_cast<std::byte*>(copy.to) + row * copy.to_pitch,
                    static_cast<std::byte const*>(copy.from) + row * copy.from_pitch, copy.row_bytes);
}
/// From host memory, which may change as soon as this returns.
void copy_in(CpuExec const&, RowCopy);
void copy_in(CudaExec const&, RowCopy);
/// To host memory; waits for the work before it.
void copy_out(CpuExec const&, RowCopy);
void copy_out(CudaExec const&, RowCopy);
/// From memory of the executor to memory of the executor; enqueues on CUDA.
void copy_within(CudaExec const&, RowCopy);

/// Owns the cells of a raster in the memory of `Exec`. Move-only; cells are uninitialised.
template <class T, class Exec>
class Array {
  public:
    Array(Exec const& exec, Shape shape)
        : exec_{exec},
          shape_{shape},
          cells_{static_cast<T*>(allocate(exec, sizeof(T) * static_cast<std::size_t>(shape.cells())))}
    {
    }
    Array(Array&& other) noexcept
        : exec_{other.exec_}, shape_{other.shape_}, cells_{std::exchange(other.cells_, nullptr)}
    {
    }
    Array(Array const&) = delete;
    Array& operator=(Array const&) = delete;
    Array& operator=(Array&&) = delete;
    ~Array() { release(exec_, cells_); }

    Shape shape() const { return shape_; }
    View<T> view() { return {cells_, shape_, shape_.cols}; }
    View<T const> view() const { return {cells_, shape_, shape_.cols}; }

  private:
    Exec exec_;
    Shape shape_;
    T* cells_;
};

/// A copy of `host` in the memory of `exec`.
template <class T, class Exec>
Array<T, Exec> upload(Exec const& exec, View<T const> host)
{
    Array<T, Exec> array{exec, host.shape};
    auto const row_bytes = sizeof(T) * static_cast<std::size_t>(host.shape.cols);
    copy_in(exec, {array.view().data, row_bytes, host.data, sizeof(T) * static_cast<std::size_t>(host.pitch), row_bytes,
                   static_cast<std::size_t>(host.shape.rows)});
    return array;
}

/// Copies cells from the memory of `exec` to `host`; waits for the work before it.
template <class T, class Exec>
void download(Exec const& exec, View<T const> cells, View<T> host)
{
    expect(cells.shape == host.shape, "download: both sides have the same shape");
    copy_out(exec, {host.data, sizeof(T) * static_cast<std::size_t>(host.pitch), cells.data,
                    sizeof(T) * static_cast<std::size_t>(cells.pitch),
                    sizeof(T) * static_cast<std::size_t>(host.shape.cols), static_cast<std::size_t>(host.shape.rows)});
}

}  // namespace laad
