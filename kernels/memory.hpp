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
#include <memory>
#include <utility>

namespace laad {

void* allocate(CpuExec const&, std::size_t bytes);
void* allocate(CudaExec const&, std::size_t bytes);
void release(CpuExec const&, void* memory) noexcept;
void release(CudaExec const&, void* memory) noexcept;

/// Host memory that a device copies to and from by itself: such a copy is enqueued, and no thread helps.
class PinnedMemory {
  public:
    explicit PinnedMemory(CudaExec exec) : exec_{std::move(exec)} {}
    CudaExec const& exec() const { return exec_; }

  private:
    CudaExec exec_;
};
void* allocate(PinnedMemory const&, std::size_t bytes);
/// When no copy uses it any more.
void release(PinnedMemory const&, void* memory) noexcept;

template <class Exec>
struct Release {
    Exec exec;
    void operator()(void* memory) const noexcept { release(exec, memory); }
};
/// Owns uninitialised elements in the memory of `Exec`.
template <class T, class Exec>
using Elements = std::unique_ptr<T[], Release<Exec>>;

template <class T, class Exec>
Elements<T, Exec> allocate_elements(Exec const& exec, std::size_t count)
{
    return {static_cast<T*>(allocate(exec, count * sizeof(T))), Release<Exec>{exec}};
}

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
inline void copy_in(CpuExec const&, RowCopy copy)
{
    copy_rows(copy);
}
void copy_in(CudaExec const&, RowCopy);
/// To host memory; waits for the work before it.
inline void copy_out(CpuExec const&, RowCopy copy)
{
    copy_rows(copy);
}
void copy_out(CudaExec const&, RowCopy);
/// From memory of the executor, or pinned memory, to such memory; enqueues.
void copy_within(CudaExec const&, RowCopy);

/// Owns the cells of a raster in the memory of `Exec`. Move-only; cells are uninitialised.
template <class T, class Exec>
class Array {
  public:
    Array(Exec const& exec, Shape shape)
        : shape_{shape}, cells_{allocate_elements<T>(exec, static_cast<std::size_t>(shape.cells()))}
    {
    }

    Shape shape() const { return shape_; }
    View<T> view() { return {cells_.get(), shape_, shape_.cols}; }
    View<T const> view() const { return {cells_.get(), shape_, shape_.cols}; }

  private:
    Shape shape_;
    Elements<T, Exec> cells_;
};

template <class T>
RowCopy cells_copy(View<T const> from, View<T> to)
{
    auto const bytes = [](std::ptrdiff_t cells) { return sizeof(T) * static_cast<std::size_t>(cells); };
    return {to.data,           bytes(to.pitch),        from.data,
            bytes(from.pitch), bytes(from.shape.cols), static_cast<std::size_t>(from.shape.rows)};
}

/// A copy of `host` in the memory of `exec`.
template <class T, class Exec>
Array<T, Exec> upload(Exec const& exec, View<T const> host)
{
    Array<T, Exec> array{exec, host.shape};
    copy_in(exec, cells_copy(host, array.view()));
    return array;
}

/// Cells of a raster of the host in the memory of `Exec`: copied to a device, on the CPU the raster itself, which then
/// has to outlive this.
template <class T, class Exec>
class Uploaded {
  public:
    Uploaded(Exec const& exec, View<T const> host) : cells_{exec, host.shape}
    {
        copy_in(exec, cells_copy(host, cells_.view()));
    }
    View<T const> view() const { return cells_.view(); }

  private:
    Array<T, Exec> cells_;
};
template <class T>
class Uploaded<T, CpuExec> {
  public:
    Uploaded(CpuExec const&, View<T const> host) : cells_{host} {}
    View<T const> view() const { return cells_; }

  private:
    View<T const> cells_;
};

/// Copies cells from the memory of `exec` to `host`; waits for the work before it.
template <class T, class Exec>
void download(Exec const& exec, View<T const> cells, View<T> host)
{
    expect(cells.shape == host.shape, "download: both sides have the same shape");
    copy_out(exec, cells_copy(cells, host));
}

}  // namespace laad
