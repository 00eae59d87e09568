// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/findings.hpp"
#include "kernels/walk.hpp"
#include "rasters/raster.hpp"

#include <vector>

namespace laad {

struct SurfaceLayers {
    Raster<Surface> cells;
    std::vector<Link> links;
};

/// What covers each cell. Burned in this order, later wins: areas; barriers; paths and streets. Inside a group the
/// order of the rules counts. Lines get their width, never under two cells.
/// Errors  InputError: see read_layer; a field that does not exist
SurfaceLayers surface_layers(std::vector<SurfaceRule> const& rules, GridSpec const& grid, Findings& findings);

}  // namespace laad
