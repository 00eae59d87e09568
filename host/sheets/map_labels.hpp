// SPDX-License-Identifier: Apache-2.0
// Names along streets, none on top of another or of what must be seen.
#pragma once

#include "host/basemap/base_map.hpp"
#include "host/sheets/svg.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// What is taken on a map: discs, as a name runs at any angle.
class TakenRoom {
  public:
    explicit TakenRoom(MapWindow const& window) : window_{window} {}

    void take(Mm middle, double radius) { discs_.push_back({middle, radius}); }
    /// Takes the room of a text when it is free and inside the window.
    bool take_text(Mm middle, std::string_view words, Lettering const&);

  private:
    struct Disc {
        Mm middle;
        double radius{};
    };
    bool is_free(Disc const&) const;

    MapWindow const& window_;
    std::vector<Disc> discs_;
};

/// Writes the names of streets and paths where they run straight for long enough.
void draw_street_names(SvgWriter&, MapWindow const&, std::vector<PlaceName> const&, TakenRoom&, double size_mm);

/// Places for a name inside the part of a shape in a box, the one with most room around it first.
std::vector<Mm> places_inside(Geometry const&, MapWindow const&, Box const& within);

}  // namespace laad
