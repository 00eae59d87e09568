// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/host_memory.hpp"
#include "rasters/view.hpp"

#include <cstddef>

namespace laad {

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
