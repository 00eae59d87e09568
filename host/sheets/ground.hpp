// SPDX-License-Identifier: Apache-2.0
// What lies below a sheet: streets, buildings, water and green, as vectors where a plan holds them.
#pragma once

#include "host/basemap/base_map.hpp"
#include "host/plan_folder/plan_folder.hpp"
#include "host/sheets/svg.hpp"
#include "rasters/codes.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// The shapes of a part of a plan, found by place.
class SheetGround {
  public:
    /// Reads what touches the box, with the bays of the candidates.
    SheetGround(StoredPlan const&, Box const&);

    /// Those that touch a box, in the order in which they are drawn.
    std::vector<BaseShape const*> in(Box const&) const;
    /// Whether there is more than bays; else cells have to do, see CellGround.
    bool known() const { return known_; }
    std::vector<PlaceName> const& names() const { return names_; }
    /// What could not be read, and why.
    std::vector<std::string> const& notes() const { return notes_; }

  private:
    using Square = std::pair<int, int>;
    static Square square_of(Point);
    void add_bays(StoredPlan const&, Box const&);

    std::vector<BaseShape> shapes_;
    std::vector<Box> boxes_;  ///< of each
    std::vector<PlaceName> names_;
    std::vector<std::string> notes_;
    bool known_{};
    std::map<Square, std::vector<std::size_t>> by_square_;
};

/// Draws shapes as a base map.
void draw_ground(SvgWriter&, MapWindow const&, std::vector<BaseShape const*> const&);

/// The cells of a plan as a picture of 300 dots an inch; faded outside the area.
class CellGround {
  public:
    explicit CellGround(StoredPlan const&);

    /// `tint`: cells that get a colour over them; may be empty.
    std::string png(MapWindow const&, std::vector<std::int64_t> const& tint = {}) const;
    /// What the area leaves free of a window is faded: its outline, to be filled by the even-odd rule.
    std::vector<Ring> area_in(Box const&) const;
    Box area() const { return area_box_; }

  private:
    RasterReader<Surface> surface_;
    RasterReader<std::uint8_t> area_;
    Box area_box_{};
};

}  // namespace laad
