// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/raster_facts.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <algorithm>
#include <cctype>

namespace laad {
namespace {

constexpr int wgs84 = 4326;

std::string type_of(GDALRasterBand& band)
{
    std::string name = GDALGetDataTypeName(band.GetRasterDataType());
    if (name == "Byte") return "uint8";
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

BandFacts facts_of(GDALRasterBand& band)
{
    BandFacts facts{.info = {.name = band.GetDescription(), .unit = band.GetUnitType(), .scale = band.GetScale()},
                    .type = type_of(band)};
    if (char const* const description = band.GetMetadataItem("DESCRIPTION")) facts.info.description = description;
    int has_nodata = 0;
    double const nodata = band.GetNoDataValue(&has_nodata);
    if (has_nodata != 0) facts.info.nodata = nodata;
    return facts;
}

}  // namespace

RasterFacts raster_facts(std::filesystem::path const& file)
{
    GdalMessages const messages;
    auto const dataset = open_input(file, GDAL_OF_RASTER, messages);
    RasterFacts facts{.shape = {dataset->GetRasterYSize(), dataset->GetRasterXSize()}};
    OGRSpatialReference const* const crs = dataset->GetSpatialRef();
    auto const epsg = crs == nullptr ? std::nullopt : epsg_of(*crs);
    if (!epsg || dataset->GetGeoTransform(facts.transform.data()) != CE_None)
        throw InputError{file.string() + ": does not say where it lies; make the folder again"};
    facts.epsg = *epsg;
    for (auto* const band : dataset->GetBands())
        facts.bands.push_back(facts_of(*band));
    return facts;
}

Box in_degrees(Box const& box, int epsg)
{
    GdalMessages const quiet;
    auto const degrees = Reprojection{crs_of_epsg(epsg), wgs84}(box);
    if (!degrees)
        throw InputError{"EPSG:" + std::to_string(epsg) + ": the area does not lie on the earth; check region.epsg"};
    return *degrees;
}

}  // namespace laad
