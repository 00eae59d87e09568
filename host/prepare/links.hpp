// SPDX-License-Identifier: Apache-2.0
// Walkable ways that pass over or under others: they cannot be burned into one plane, so they become links.
#pragma once

#include "kernels/walk.hpp"
#include "rasters/geometry.hpp"

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

/// A link of that length; it costs no less than the straight line between the cells.
Link link_between(Cell a, Cell b, double length_m, GridSpec const& grid);

/// Sorts by (a, b), a < b, and leaves one link, the cheapest, for each pair of cells.
void put_in_order(std::vector<Link>& links);

/// The linked ways as links between cells of the grid, split where other ways join them; in order.
std::vector<Link> links_of(std::vector<Way> const& ways, std::vector<char> const& linked, GridSpec const& grid);

}  // namespace laad
