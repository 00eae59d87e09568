// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/prepare/findings.hpp"

namespace laad {

/// Gemeenten and buurten in the order of their names and keys.
struct Areas {
    std::vector<Gemeente> gemeenten;
    std::vector<Buurt> buurten;
};

/// Errors  InputError: two buurten with one key, more than 65,534 buurten, see read_layer
Areas areas_of(RegionConfig const&, FeatureTable const& area, GridSpec const& grid, Findings& findings);

}  // namespace laad
