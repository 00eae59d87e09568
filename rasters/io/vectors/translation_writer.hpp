// SPDX-License-Identifier: Apache-2.0
// The GeoPackage that a foreign file becomes, written feature by feature.
#pragma once

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

class TranslationWriter {
  public:
    explicit TranslationWriter(std::filesystem::path const& to);

    /// `type` wkbNone: a table; `crs` null: not stated.
    OGRLayer& add_layer(std::string const& name, OGRwkbGeometryType type, OGRSpatialReference const* crs,
                        std::vector<Field> const& fields);
    /// Looks for an interrupt too.
    void add(OGRLayer&, OGRFeature&);
    /// Writes the spatial indices and closes the file.
    void finish();

    /// Throws OutputError unless `done`.
    void check(bool done) const;

  private:
    std::string file_;
    CPLConfigOptionSetter no_sync_{"OGR_SQLITE_SYNCHRONOUS", "OFF", false};  // nobody reads it after a crash
    GDALDatasetUniquePtr dataset_;
};

/// A field that OGR gives, as one of ours: booleans and whole numbers are integers, what is neither is text.
FieldKind field_kind(OGRFieldDefn const&);

}  // namespace laad
