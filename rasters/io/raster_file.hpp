// SPDX-License-Identifier: Apache-2.0
// Rasters as Cloud-Optimised GeoTIFF (COG), through GDAL.
#pragma once

#include "rasters/grid.hpp"
#include "rasters/raster.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// How the overviews of a band are made: ids and classes need `nearest`.
enum class Overviews { nearest, average };

/// value in `unit` = stored integer × scale
struct BandInfo {
    std::string name;
    std::string description{};
    std::string unit{};
    double scale{1};
    std::optional<double> nodata{};
    Overviews overviews{Overviews::average};
    std::vector<std::string> categories{};  ///< class names by code, empty: none
};

/// Writes one COG: DEFLATE with predictor 2, 512-cell blocks, overviews, statistics, BigTIFF when needed. Types: uint8,
/// uint16, int16, int32, uint32. All bands have the type T; `bands` and `infos` have equal sizes. Errors  OutputError:
/// cannot be written, with the cause that GDAL gives
template <class T>
void write_cog(std::filesystem::path const& file, GridSpec const& grid, std::vector<View<T const>> const& bands,
               std::vector<BandInfo> const& infos, std::vector<std::pair<std::string, std::string>> const& tags = {});

/// Reads a band of a raster that must lie on `grid`.
/// Errors  InputError: missing, truncated, no CRS, another CRS, another grid or type (what is expected and what is
/// there)
template <class T>
Raster<T> read_raster(std::filesystem::path const& file, GridSpec const& grid, int band = 1);

}  // namespace laad
