// SPDX-License-Identifier: Apache-2.0
// What one needs beside the rasters to walk again: published for whoever checks our figures.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <string>

namespace laad {

/// Per dwelling, charger and pair of bays: the point that the line to the street starts at (m, to the millimetre) and
/// the cell and length (cm, rounded up) of that line; these are empty for what finds no entry. Dwellings are numbered
/// in the order of the input.
std::string entries_csv(BaseLayers const&);

/// The links between cells, with their cost in cm; both ways.
std::string links_csv(BaseLayers const&);

}  // namespace laad
