// SPDX-License-Identifier: Apache-2.0
// Where the transformer stations of a sketched grid stand.
#pragma once

#include "host/sketch/grid_figures.hpp"
#include "rasters/geometry.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

struct SketchedStation {
    std::string id;
    Point at{};
    bool is_illustrative{};  ///< its place is not given
};

/// For each point the nearest of `places` by straight line, ties: the first. There is one at least.
std::vector<std::size_t> nearest_of(std::vector<Point> const& points, std::vector<Point> const& places);

/// The given stations, and more where a catchment (what is nearest by straight line) has over `full_catchment`
/// dwellings: one at a time, in the middle of the square that holds most of the fullest catchment's dwellings, of those
/// squares whose middle keeps its distance from every station; until no catchment is full or has such a square. Ties:
/// the station that came first, the square farther west, then south.
std::vector<SketchedStation> with_illustrative(std::vector<SketchedStation> given, std::vector<Point> const& dwellings,
                                               GridFigures const&);

}  // namespace laad
