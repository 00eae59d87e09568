// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/feature_count.hpp"

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/layer_condition.hpp"
#include "rasters/io/vectors/named_layer.hpp"

#include <ogrsf_frmts.h>

#include <cstdlib>

namespace laad {
namespace {

bool is_in(OGRLayer& layer, int epsg)
{
    OGRSpatialReference const* crs = layer.GetSpatialRef();
    char const* code = crs ? crs->GetAuthorityCode(nullptr) : nullptr;
    return code && std::atoi(code) == epsg;
}

}  // namespace

std::int64_t feature_count(LayerRequest const& request)
{
    GdalMessages messages;
    auto const dataset = open_input(request.file, GDAL_OF_VECTOR | GDAL_OF_READONLY, messages);
    OGRLayer& layer = named_layer(*dataset, request);
    if (auto const ids = set_condition(*dataset, layer, request, messages)) return std::ssize(*ids);
    OGREnvelope all;
    if (request.within && is_in(layer, request.epsg) && layer.GetExtent(&all, FALSE) == OGRERR_NONE) {
        Box const& box = *request.within;
        bool const holds_all =
            box.west <= all.MinX && all.MaxX <= box.east && box.south <= all.MinY && all.MaxY <= box.north;
        if (!holds_all) layer.SetSpatialFilterRect(box.west, box.south, box.east, box.north);
    }
    return layer.GetFeatureCount(TRUE);
}

}  // namespace laad
