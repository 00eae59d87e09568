// SPDX-License-Identifier: Apache-2.0
// One site, one cell two columns east of it: 5 m on cells of 2.5 m.
#include "kernels/distance.hpp"
#include "kernels/memory.hpp"
#include "rasters/io/files/region_crs.hpp"
#include "rasters/raster.hpp"

int main()
{
    laad::CpuExec const exec{1};
    laad::Raster<std::uint16_t> distance_dm{{1, 3}};
    laad::Raster<laad::SiteOffset> site{{1, 3}};
    laad::Cell const sites[] = {{0, 0}};
    laad::distance(exec, sites, {{0, 0}, {1, 3}}, 250, distance_dm.view(), site.view());
    bool const right = distance_dm[{0, 2}] == 50 && site[{0, 2}] == laad::SiteOffset{0, -2};
    return right && !laad::library_versions().empty() ? 0 : 1;
}
