// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/municipalities.hpp"

#include <vector>

namespace laad {

/// Those of the layer by key, with the municipality that a field names; what lies where is not known yet.
/// Errors  InputError: two of one key, more than 65,534, none in the grid, see read_layer
std::vector<Neighbourhood> read_neighbourhoods(RegionConfig const&, GridSpec const&, Municipalities&,
                                               InputNotes& noted);

/// Squares that stand for neighbourhoods, with corners at whole multiples of their side: all that touch the grid.
/// Errors  InputError: more than 65,534
std::vector<Neighbourhood> square_neighbourhoods(int side_m, GridSpec const&, InputNotes& noted);

}  // namespace laad
