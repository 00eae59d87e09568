// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/view.hpp"

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace laad {

/// Memory that std::free gives back, aligned to a cache line or, from two large pages on, in large pages; null when
/// there is none.
inline void* allocate_host(std::size_t bytes)
{
    constexpr std::size_t cache_line = 64;
    constexpr std::size_t large_page = std::size_t{1} << 21;
    bool const is_large = bytes >= 2 * large_page;
    std::size_t const unit = is_large ? large_page : cache_line;
    void* const memory = std::aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
    if (is_large && memory != nullptr) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
    return memory;
}

template <class T>
struct HostAllocator {
    using value_type = T;

    HostAllocator() = default;
    template <class U>
    HostAllocator(HostAllocator<U> const&)
    {
    }
    T* allocate(std::size_t count)
    {
        if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_array_new_length{};
        if (void* const memory = allocate_host(count * sizeof(T))) return static_cast<T*>(memory);
        throw std::bad_alloc{};
    }
    void deallocate(T* memory, std::size_t) noexcept { std::free(memory); }

    friend bool operator==(HostAllocator, HostAllocator) { return true; }
};

/// A list that may take hundreds of megabytes.
template <class T>
using LargeVector = std::vector<T, HostAllocator<T>>;

/// Owns the cells of a raster in host memory, row-major, without padding. Move-only: copying one is a decision.
template <class T>
class Raster {
  public:
    Raster() = default;
    explicit Raster(Shape shape, T fill = {}) : shape_{shape}, cells_(static_cast<std::size_t>(shape.cells()), fill) {}
    Raster(Raster&&) noexcept = default;
    Raster& operator=(Raster&&) noexcept = default;
    Raster(Raster const&) = delete;
    Raster& operator=(Raster const&) = delete;

    Shape shape() const { return shape_; }
    View<T> view() { return {cells_.data(), shape_, shape_.cols}; }
    View<T const> view() const { return {cells_.data(), shape_, shape_.cols}; }
    T& operator[](Cell c) { return view()[c]; }
    T const& operator[](Cell c) const { return view()[c]; }
    LargeVector<T> const& cells() const { return cells_; }
    LargeVector<T>& cells() { return cells_; }

  private:
    Shape shape_{};
    LargeVector<T> cells_;
};

}  // namespace laad
