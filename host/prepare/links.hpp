// SPDX-License-Identifier: Apache-2.0
// Walkable ways that pass over or under others: they cannot be burned into one plane, so they become links.
#pragma once

#include "kernels/walk.hpp"
#include "rasters/geometry.hpp"
#include "rasters/io/vectors/layer_windows.hpp"

#include <functional>
#include <set>
#include <vector>

namespace laad {

/// The centre line of a street or path; level 0 is the ground.
struct Way {
    Line line;
    int level{};
};

/// Per way whether it must be a link: its level is not 0 and its interior crosses that of a way of another level.
/// Ways that share the vertex where they meet are connected there and do not cross.
std::vector<char> linked_ways(std::vector<Way> const& ways);

/// Adds a link of that length; it costs no less than the straight line between the cells. There is none within a cell,
/// nor to a cell outside the grid.
void add_link(std::vector<Link>& links, Cell a, Cell b, double length_m, GridSpec const& grid);

/// Sorts by (a, b), a < b, and leaves one link, the cheapest, for each pair of cells.
void put_in_order(std::vector<Link>& links);

/// The linked ways as links between cells of the grid, split where other ways join them; in order.
std::vector<Link> links_of(std::vector<Way> const& ways, std::vector<char> const& linked, GridSpec const& grid);

/// Which ends of a way another way goes on from: flat ends leave a wedge open there, which may hold the centre
/// of a cell.
struct Joints {
    bool front{};
    bool back{};
};

/// Per way. An end is a joint when another way ends in the same millimetre, or the other end of the way itself, or when
/// a linked way has a vertex there; on other ways the burned way itself closes the wedge. Linked ways have no joints.
std::vector<Joints> joints_of(std::vector<Way> const& ways, std::vector<char> const& linked);

/// A layer with streets or paths; `level_of` is empty when it states no levels: all lie on the ground.
struct WayLayer {
    LayerWindows const* layer{};
    std::function<int(Feature const&)> level_of{};
};

/// Streets and paths that are polygons off the ground (a viaduct, a tunnel): where they cross ways of another level
/// they become links, as lines do.
struct RaisedWays {
    std::vector<std::set<std::int64_t>> linked;  ///< per layer: features that are not burned
    std::vector<Link> links;                     ///< between the ways that go on from them
};

/// A polygon off the ground is linked when more than 1 m² of it, or more than 1 m of a line, lies over or under a way
/// of another level. It leads from each way that it touches (within 10 cm, without overlapping) to each other such way,
/// straight: a link ends in a cell of that way, or, where both are linked, in one cell that they share. Lines that go
/// on from a polygon end at it. `lines` and `linked_lines`: as above. All layers are read whole, as far as they lie in
/// the grid.
RaisedWays raised_ways(std::vector<WayLayer> const&, std::vector<Way> const& lines,
                       std::vector<char> const& linked_lines, GridSpec const&);

}  // namespace laad
