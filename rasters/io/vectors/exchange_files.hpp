// SPDX-License-Identifier: Apache-2.0
// Layers as files for other programs: spreadsheets and web maps. They are not written whole or not at all: a folder that
// is being made holds them.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <memory>
#include <span>

namespace laad {

/// A workbook with a sheet a layer, without shapes: a header row, numbers as numbers. `file` ends in .xlsx.
/// Errors  OutputError: cannot be written
void write_xlsx(std::filesystem::path const& file, std::vector<OutputLayer> const& sheets);

/// GeoJSON by RFC 7946: WGS84, seven decimals. `id_field`: whose values are the ids of the features; it stays a
/// property too. Errors  OutputError
void write_geojson(std::filesystem::path const& file, int epsg, OutputLayer const& layer, std::string const& id_field);

/// A FlatGeobuf with a spatial index that is written as its features come; none is kept in memory. Equal features in
/// equal order give equal bytes. Several threads may add, one at a time.
class FlatgeobufWriter {
  public:
    /// `layer`: its name, kind of shape and fields; its features are not written. Errors  OutputError
    FlatgeobufWriter(std::filesystem::path const& file, int epsg, OutputLayer layer);
    ~FlatgeobufWriter();
    FlatgeobufWriter(FlatgeobufWriter const&) = delete;
    FlatgeobufWriter& operator=(FlatgeobufWriter const&) = delete;

    void add(std::span<Feature const>);  ///< Errors  OutputError
    void finish();                       ///< writes them in the order of the index. Errors  OutputError

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// FlatGeobuf with a spatial index, in `epsg`. Errors  OutputError
void write_flatgeobuf(std::filesystem::path const& file, int epsg, OutputLayer const& layer);

}  // namespace laad
