// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/blocks/statistics.hpp"
#include "rasters/io/files/cog_file.hpp"

namespace laad {

/// The TIFF tags that say where a raster lies and what its bands are (GeoTIFF keys, GDAL_METADATA, GDAL_NODATA), as
/// GDAL itself writes them. `statistics`: of each band.
std::vector<TiffTag> cog_tags(GridSpec const& grid, std::vector<BandInfo> const& infos,
                              std::vector<Statistics> const& statistics,
                              std::vector<std::pair<std::string, std::string>> const& tags);

}  // namespace laad
