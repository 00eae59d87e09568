// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace laad {

/// Writes a raster as a small GeoTIFF: the finest of its levels, full resolution first, that has at most `most_cells`
/// cells; else the coarsest. Only that level is read.
/// Errors  InputError: `raster` is missing or damaged; OutputError: `file` cannot be written
void write_overview(std::filesystem::path const& raster, std::filesystem::path const& file, std::int64_t most_cells);

}  // namespace laad
