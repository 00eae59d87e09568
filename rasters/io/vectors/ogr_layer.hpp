// SPDX-License-Identifier: Apache-2.0
// A layer of a data set that GDAL has opened: which one, of which features, with what index.
#pragma once

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace laad {

/// Opens the data set of a request; a table with coordinates becomes a layer of points. Errors  InputError
GDALDatasetUniquePtr data_set_of(LayerRequest const&, GdalMessages const&);

/// The layer that a request names, or the only one of the file when it names none.
/// Errors  InputError: no layers, no such layer (with the nearest name), or a choice that the request leaves open
OGRLayer& named_layer(GDALDataset&, LayerRequest const&);

/// Features by FID, ascending.
using FeatureIds = std::vector<std::int64_t>;

/// Sets `request.where` on a layer. A condition means the same whatever the format: it is SQL as SQLite judges it,
/// where nothing can be said of NULL, and = and <> know capitals. A driver that has SQLite filters by itself; of any
/// other the features that pass are returned, and nothing is set. Errors  InputError: the condition is refused
std::shared_ptr<FeatureIds const> set_condition(GDALDataset&, OGRLayer&, LayerRequest const&, GdalMessages&);

/// Whether `name` may be meant in a condition, whatever its capitals.
bool names_field(std::string const& condition, std::string const& name);

enum class SpatialIndex { none, whole, incomplete };

/// Whether a layer has a spatial index that finds every feature: an index that another program left incomplete would
/// hide the features that it lacks. The index of a shapefile (.qix) is not trusted, since nothing tells whether it is
/// older than the shapes.
SpatialIndex spatial_index_of(GDALDataset&, OGRLayer&);

/// A copy of a GeoPackage in the scratch folder in which the index of a layer is whole, made once; nothing where it
/// cannot be made: changes are still beside the file, as while QGIS has it open.
/// Errors  OutputError: no room
std::optional<std::filesystem::path> indexed_copy(std::filesystem::path const& geopackage, OGRLayer& layer);

}  // namespace laad
