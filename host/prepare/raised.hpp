// SPDX-License-Identifier: Apache-2.0
// Streets and paths that are polygons off the ground (a viaduct, a tunnel): where they cross ways of another level they
// become links, as lines do (links.hpp).
#pragma once

#include "host/prepare/links.hpp"
#include "rasters/io/vectors/layer_windows.hpp"

#include <functional>
#include <set>
#include <vector>

namespace laad {

/// A layer with streets or paths; `level_of` is empty when it states no levels: all lie on the ground.
struct WayLayer {
    LayerWindows const* layer{};
    std::function<int(Feature const&)> level_of{};
};

struct RaisedWays {
    std::vector<std::set<std::int64_t>> linked;  ///< per layer: features that are not burned
    std::vector<Link> links;                     ///< between the ways that go on from them
};

/// A polygon off the ground is linked when more than 1 m² of it, or more than 1 m of a line, lies over or under a way
/// of another level. It leads from each way that it touches (within 10 cm, without overlapping) to each other such way,
/// straight: a link ends in a cell of that way, or, where both are linked, in one cell that they share. Lines that go
/// on from a polygon end at it. `lines` and `linked_lines`: see links.hpp. Of all layers the whole `box` is read.
RaisedWays raised_ways(std::vector<WayLayer> const&, std::vector<Way> const& lines,
                       std::vector<char> const& linked_lines, GridSpec const&, Box const& box);

}  // namespace laad
