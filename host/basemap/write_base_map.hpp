// SPDX-License-Identifier: Apache-2.0
// The base map that goes with a plan: basemap.fgb in its folder.
#pragma once

#include "host/run/parts/inputs.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// Writes the features of the [[surface]] rules that touch the grid or lie within a kilometre of it, whole: a FlatGeobuf
/// with a spatial index. The same inputs give the same bytes, whatever the number of threads.
/// Errors  InputError: an input can no longer be read; OutputError
/// Memory  what lies in some squares of 4 km, and some hundred bytes a feature
void write_base_map(Inputs const&, std::filesystem::path const& file);

/// Names all that the bytes of that file follow from. Errors  InputError: an input was not there when the run read it
std::string base_map_content(Inputs const&);

}  // namespace laad
