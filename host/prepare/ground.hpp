// SPDX-License-Identifier: Apache-2.0
// The rasters that a point needs to find its place in the region.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <functional>
#include <memory>
#include <string>

namespace laad {

class Barriers;
class SurfaceMaker;

/// The layers of the whole region.
struct GroundLayers {
    GridSpec const& grid;
    BlockLayer<Surface> const& surface;
    BlockLayer<std::uint8_t> const& area;
    BlockLayer<std::uint16_t> const& neighbourhood;
    SurfaceMaker const& surface_maker;
    int access_max_m{};

    /// How many cells away an access cell can be.
    int reach() const { return static_cast<int>(access_max_m * std::int64_t{100} / grid.cell_cm) + 1; }
    std::string no_entry() const
    {
        return "no street or path within " + std::to_string(access_max_m) + " m in a line that crosses no barrier";
    }
};

/// A window on the layers, read into memory. Answers for every cell of the grid, quickly for those of the window, so
/// that an answer never depends on the window. Belongs to one thread.
class Ground {
  public:
    Ground(GroundLayers const&, Rect window);
    ~Ground();

    GridSpec const& grid() const { return layers_.grid; }
    std::string no_entry() const { return layers_.no_entry(); }

    bool covers(Rect) const;
    /// Another window of the same layers.
    Ground around(Rect window) const { return {layers_, window}; }

    Surface surface_at(Cell) const;
    /// Index of the neighbourhood at a cell, −1: none.
    NeighbourhoodId neighbourhood_at(Cell) const;
    bool in_area(Cell) const;
    /// The access cell of a point: the nearest whose line crosses no barrier; cells of `own_neighbourhood` go before
    /// all others.
    std::optional<Access> entry(Point, NeighbourhoodId own = {}) const;

  private:
    GroundLayers const& layers_;
    Rect window_;
    Raster<Surface> surface_;
    Raster<std::uint8_t> area_;
    Raster<std::uint16_t> neighbourhood_;
    mutable std::unique_ptr<Barriers const> barriers_;  ///< read when a point asks for its entry
};

/// The nearest cell of street class within `max_m` of `p` to which `is_free` lets a line run, ties by (row, col); cells
/// of the neighbourhood raster equal to `own_neighbourhood` (index + 1, 0: no preference) go before all others.
/// `surface` and `neighbourhood` are those of `window`, which holds all cells of the grid within reach.
std::optional<Access> access_of(Point p, GridSpec const&, Rect window, View<Surface const> surface,
                                View<std::uint16_t const> neighbourhood, int max_m, std::uint16_t own_neighbourhood,
                                std::function<bool(Cell)> const& is_free);

}  // namespace laad
