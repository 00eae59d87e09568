// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/versions.hpp"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <proj.h>

namespace laad {

std::vector<std::pair<std::string, std::string>> library_versions()
{
    PJ_INFO const proj = proj_info();
    return {{"GDAL", GDALVersionInfo("RELEASE_NAME")}, {"PROJ", proj.release ? proj.release : "unknown"}};
}

std::string rd_transformation()
{
    PJ_GRID_INFO const grid = proj_grid_info("nl_nsgi_rdtrans2018.tif");
    if (grid.filename[0] != '\0') return "RDNAPTRANS grid found: WGS84 coordinates are exact to centimetres";
    return "no RDNAPTRANS grid (nl_nsgi_rdtrans2018.tif): WGS84 coordinates are off by up to 0.25 m, fine for cells of "
           "1 m and up";
}

}  // namespace laad
