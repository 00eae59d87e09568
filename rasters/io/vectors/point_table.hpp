// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <gdal_priv.h>

namespace laad {

/// A table whose columns `x_field` and `y_field` hold coordinates, as a layer of points in memory, in the CRS
/// `source_epsg`, or `epsg` when that is 0. A decimal comma is read. A row without two numbers has no shape, and a field
/// `problem` that says so. Texts that are whole or decimal numbers in all rows of a column, codes such as 0503 apart,
/// are numbers, so that a condition compares them as such.
/// Errors  InputError: as read_table, no such column, only one of both named
GDALDatasetUniquePtr points_of_table(LayerRequest const&);

}  // namespace laad
