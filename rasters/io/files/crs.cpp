// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/crs.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <proj.h>

#include <cmath>

namespace laad {
namespace {

constexpr int edge_points = 21;  ///< points along each edge of a box that is transformed

std::optional<Box> transformed(OGRCoordinateTransformation& by, Box const& b)
{
    Box r;
    if (!by.TransformBounds(b.west, b.south, b.east, b.north, &r.west, &r.south, &r.east, &r.north, edge_points) ||
        !std::isfinite(r.west + r.south + r.east + r.north))
        return std::nullopt;
    return r;
}

OGRSpatialReference east_north(OGRSpatialReference crs)
{
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

}  // namespace

GeoTransform transform_of(GridSpec const& grid)
{
    double const cell_m = grid.cell_m();
    return {static_cast<double>(grid.west_cm) / 100, cell_m, 0, static_cast<double>(grid.north_cm) / 100, 0, -cell_m};
}

OGRSpatialReference crs_of_epsg(int epsg)
{
    GdalMessages const messages;
    OGRSpatialReference crs;
    bool const found = crs.importFromEPSG(epsg) == OGRERR_NONE;
    if (found && !messages.failed()) return east_north(std::move(crs));
    // PROJ says "crs not found" of a number that its database does not have; all else is about the database.
    if (!found && messages.text().find("not found") != std::string::npos)
        throw InputError{"EPSG:" + std::to_string(epsg) + " is not a known CRS; look it up on epsg.io"};
    throw InputError{"EPSG:" + std::to_string(epsg) + " cannot be looked up in PROJ's database, proj.db (" +
                     messages.text() + "); is PROJ installed whole, and its disk sound?"};
}

bool is_stated(OGRSpatialReference const* crs)
{
    if (crs == nullptr || crs->IsEmpty() || crs->IsLocal()) return false;
    char const* const name = crs->GetName();
    return name == nullptr || !std::string_view{name}.starts_with("Undefined");
}

std::optional<int> epsg_of(OGRSpatialReference const& crs)
{
    OGRSpatialReference flat = crs;
    if (flat.IsCompound()) flat.StripVertical();
    char const* const code = flat.GetAuthorityCode(nullptr);
    char const* const authority = flat.GetAuthorityName(nullptr);
    if (code != nullptr && authority != nullptr && std::string_view{authority} == "EPSG") return std::atoi(code);
    std::unique_ptr<OGRSpatialReference> const match{flat.FindBestMatch(90, "EPSG", nullptr)};
    if (!match || match->GetAuthorityCode(nullptr) == nullptr) return std::nullopt;
    return std::atoi(match->GetAuthorityCode(nullptr));
}

void check_metres(int epsg)
{
    GdalMessages const quiet;
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    if (!crs.IsProjected() || crs.GetLinearUnits() != 1.0)
        throw InputError{"region.epsg: " + describe(crs) +
                         " is not a projected CRS in metres; take the one of your country, e.g. 28992 (RD New)"};
}

std::optional<Box> area_of_use(int epsg)
{
    constexpr int rd_new = 28992;
    if (epsg == rd_new) return Box{-7000, 289000, 300000, 629000};
    GdalMessages const quiet;
    Box degrees;
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    if (!crs.GetAreaOfUse(&degrees.west, &degrees.south, &degrees.east, &degrees.north, nullptr)) return std::nullopt;
    constexpr int wgs84 = 4326;
    return Reprojection{crs_of_epsg(wgs84), epsg}(degrees);
}

std::vector<std::optional<Point>> in_degrees(std::vector<Point> const& points, int epsg)
{
    GdalMessages const quiet;
    constexpr int wgs84 = 4326;
    Reprojection const to_degrees{crs_of_epsg(epsg), wgs84};
    std::vector<std::optional<Point>> degrees;
    for (Point const point : points)
        degrees.push_back(to_degrees(point));
    return degrees;
}

std::string describe(OGRSpatialReference const& crs)
{
    std::string const name = crs.GetName() == nullptr ? "unnamed" : crs.GetName();
    auto const epsg = epsg_of(crs);
    return epsg ? "EPSG:" + std::to_string(*epsg) + " (" + name + ")" : name;
}

Reprojection::Reprojection(OGRSpatialReference const& from, int to_epsg)
{
    if (epsg_of(from) == to_epsg) return;
    GdalMessages const messages;
    OGRSpatialReference const source = east_north(from);
    OGRSpatialReference const target = crs_of_epsg(to_epsg);
    forward_.reset(OGRCreateCoordinateTransformation(&source, &target));
    backward_.reset(OGRCreateCoordinateTransformation(&target, &source));
    if (forward_ && backward_ && messages.failed())
        throw InputError{"the transformation from " + describe(from) + " to " + describe(target) +
                         " cannot be looked up in PROJ's database, proj.db (" + messages.text() +
                         "); is PROJ installed whole, and its disk sound?"};
    if (!forward_ || !backward_)
        throw InputError{"coordinates cannot be transformed from " + describe(from) + " to " + describe(target) +
                         "; transform the file first (ogr2ogr -t_srs EPSG:" + std::to_string(to_epsg) + ")"};
}

std::optional<Point> Reprojection::operator()(Point p) const
{
    if (identity()) return p;
    if (!forward_->Transform(1, &p.x, &p.y) || !std::isfinite(p.x + p.y)) return std::nullopt;
    return p;
}

std::optional<Box> Reprojection::operator()(Box const& box) const
{
    return identity() ? box : transformed(*forward_, box);
}

std::optional<Box> Reprojection::inverse(Box const& box) const
{
    return identity() ? box : transformed(*backward_, box);
}

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
