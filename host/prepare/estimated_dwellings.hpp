// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/ground.hpp"

#include <vector>

namespace laad {

/// Dwellings of which only the number by neighbourhood is known: that many points, of a neighbourhood that lies partly
/// outside the grid the part of its surface, spread evenly over its cells of street and path; without those over its
/// land. In the order of their cells.
/// Errors  InputError: households are known of no neighbourhood
std::vector<Dwelling> estimated_dwellings(Indexed<NeighbourhoodId, Neighbourhood> const&, GroundLayers const&,
                                          InputNotes& noted);

}  // namespace laad
