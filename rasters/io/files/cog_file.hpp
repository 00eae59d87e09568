// SPDX-License-Identifier: Apache-2.0
// A Cloud-Optimised GeoTIFF put together from blocks that are compressed already.
#pragma once

#include "rasters/io/blocks/block_codec.hpp"
#include "rasters/io/blocks/statistics.hpp"

#include <functional>

namespace laad {

/// An entry of a TIFF directory, its value as it lies in a little-endian file.
struct TiffTag {
    std::uint16_t code{};
    std::uint16_t type{};
    std::uint64_t count{};
    std::vector<std::byte> value;
};

/// The TIFF tags that say where a raster lies and what its bands are (GeoTIFF keys, GDAL_METADATA, GDAL_NODATA), as
/// GDAL itself writes them. `statistics`: of each band.
std::vector<TiffTag> cog_tags(GridSpec const& grid, std::vector<BandInfo> const& infos,
                              std::vector<Statistics> const& statistics,
                              std::vector<std::pair<std::string, std::string>> const& tags);

struct CogLevel {
    Shape shape{};
    std::vector<std::uint32_t> block_bytes;  ///< of each block, row-major; 0: absent, all its cells are nodata, else 0
};

struct CogImage {
    BlockFormat format;
    bool is_signed{};
    std::vector<TiffTag> tags;     ///< georeference and metadata
    std::vector<CogLevel> levels;  ///< full resolution first
    Palette palette{};             ///< of one band of a byte; empty: none
};

/// Fills the span with the bytes of a block of a level.
using FetchBlock = std::function<void(std::size_t level, std::size_t block, std::span<std::byte> bytes)>;

/// The largest file that the offsets of a classic TIFF can address.
inline constexpr std::int64_t classic_tiff_limit = 0xffff'ffff;

/// Writes the file, whole or not at all: a BigTIFF when it would be larger than `classic_limit`.
/// Errors  OutputError: cannot be written; what `fetch` throws
/// Source  TIFF 6.0, BigTIFF; GDAL's COG driver page, "File format details", for the order and the marks around blocks
void write_cog_file(std::filesystem::path const& file, CogImage const& image, FetchBlock const& fetch,
                    std::int64_t classic_limit = classic_tiff_limit);

}  // namespace laad
