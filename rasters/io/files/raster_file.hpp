// SPDX-License-Identifier: Apache-2.0
// What is said of a raster in its file, and rasters that others made.
#pragma once

#include "rasters/grid.hpp"
#include "rasters/raster_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// How the overviews of a band are made: ids and classes need `nearest`.
enum class Overviews { nearest, average };

/// Colours of codes 0, 1, 2 …, 0xRRGGBB; the codes after the last one, at most 255, are white.
using Palette = std::vector<std::uint32_t>;

/// What GDAL reads beside a raster `<name>` from `<name>.aux.xml`: the names of its codes, for which TIFF has no place.
std::string category_names_xml(std::vector<std::string> const& categories);

/// value in `unit` = stored integer × scale
struct BandInfo {
    std::string name;
    std::string description{};
    std::string unit{};
    double scale{1};
    std::optional<double> nodata{};
    std::optional<double> codes_from{};  ///< values from here on are codes, no amounts: statistics leave them out
    Overviews overviews{Overviews::average};
    std::vector<std::string> categories{};  ///< class names by code, empty: none
};

/// A band of a raster that must lie on `grid`, read by window. May be read by several threads, one at a time: a dataset
/// of GDAL allows no more.
///
/// T       uint8, uint16, int16, int32, uint32 or Surface
/// Errors  InputError: missing, truncated, damaged, no CRS, another CRS, another grid or type (what is
///         expected and what is there)
template <class T>
class RasterReader : public RasterSource<T> {
  public:
    RasterReader(std::filesystem::path const& file, GridSpec const& grid, int band = 1);
    RasterReader(RasterReader&&) noexcept = default;
    RasterReader& operator=(RasterReader&&) noexcept = default;

    GridSpec const& grid() const override;
    Raster<T> read(Rect window, int level = 0) const override;
    int levels() const override;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace laad
