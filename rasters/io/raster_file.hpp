// SPDX-License-Identifier: Apache-2.0
// What is said of a raster in its file, and rasters that others made.
#pragma once

#include "rasters/grid.hpp"
#include "rasters/raster.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
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

/// A band of a raster that must lie on `grid`, read by window. Belongs to one thread: a dataset of GDAL does.
///
/// T       uint8, uint16, int16, int32 or uint32
/// Errors  InputError: see read_raster
template <class T>
class RasterReader {
  public:
    RasterReader(std::filesystem::path const& file, GridSpec const& grid, int band = 1);
    ~RasterReader();
    RasterReader(RasterReader&&) noexcept;
    RasterReader& operator=(RasterReader&&) noexcept;

    Shape shape() const;
    /// The cells of a window, which lies inside the grid. Errors  InputError: the file is damaged
    Raster<T> read(Rect window) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads a band of a raster that must lie on `grid`.
/// Errors  InputError: missing, truncated, no CRS, another CRS, another grid or type (what is expected and what is
/// there)
template <class T>
Raster<T> read_raster(std::filesystem::path const& file, GridSpec const& grid, int band = 1);

}  // namespace laad
