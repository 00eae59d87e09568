// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/base_layers.hpp"

namespace laad {

/// Municipalities and neighbourhoods in the order of their names and keys.
struct Areas {
    std::vector<Municipality> municipalities;
    std::vector<Neighbourhood> neighbourhoods;
};

/// Errors  InputError: two neighbourhoods with one key, more than 65,534 neighbourhoods, see read_layer
Areas areas_of(RegionConfig const&, FeatureTable const& area, GridSpec const& grid, InputNotes& noted);

}  // namespace laad
