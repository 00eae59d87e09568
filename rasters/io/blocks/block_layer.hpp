// SPDX-License-Identifier: Apache-2.0
// A raster of any size, kept on disk as compressed blocks with their overviews: written a tile at a time, read by
// window, and published as a Cloud-Optimised GeoTIFF (COG) without compressing anything again.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/grid.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/raster_source.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

class KeyedStore;

enum class Codec : std::uint8_t { deflate, zstd };

/// Where and how layers are kept.
struct BlockStore {
    std::shared_ptr<KeyedStore> entries;
    GridSpec grid;
    int tile_cells{};  ///< side of the tiles that are written: a power of two, at least 64
    Codec codec{Codec::deflate};
};

/// A layer with values of type T: uint8, uint16, int16, int32, uint32, Surface, or
/// SiteOffset (two int16 bands).
///
/// Cells that were never written hold `empty`: the nodata value, else 0. Blocks with nothing else take no space.
/// All functions may be called from several threads; a tile is written by one, and is not read while it is replaced.
template <class T>
class BlockLayer : public RasterSource<T> {
  public:
    BlockLayer() = default;  ///< no layer
    /// Opens the layer that an earlier run left in the store, as far as it is whole, or begins an empty one when it is
    /// absent, or was made with another grid, type, codec or tile size. `infos`: one for each band.
    /// Errors  OutputError: the store cannot be written
    BlockLayer(BlockStore const&, std::string name, std::vector<BandInfo> infos);
    BlockLayer(BlockLayer&&) noexcept = default;
    BlockLayer& operator=(BlockLayer&&) noexcept = default;

    GridSpec const& grid() const override;
    std::string const& name() const;
    T empty() const;

    /// Whether the tile at `core` was written under this key and its bytes are still those that were written.
    bool has(Rect core, std::string_view key) const;
    /// The key under which the tile at `core` was written last, or nothing.
    std::string key_of(Rect core) const;
    /// Stores the core of a tile (one of tiles_of(grid.shape, tile_cells)) with the overviews, statistics and content
    /// hash that follow from it. A tile that was written before is replaced. The key names what the cells follow from.
    /// Errors  OutputError: disk full or not writable
    void write(Rect core, View<T const> cells, std::string_view key);
    /// The same for a tile of which every cell is `empty`.
    void write_empty(Rect core, std::string_view key);

    Raster<T> read(Rect window, int level = 0) const override;
    int levels() const override;  ///< the last one has at most 512 rows and columns

    /// Content hash: equal for equal grid, type and cells, whatever the tiles, the codec and the order of writing.
    std::string content_hash() const;
    /// The same for the written tiles that overlap a window: equal when their cells are.
    std::string content_hash_of_tiles(Rect window) const;
    /// Whether the written tiles that overlap a window hold nothing but `empty`.
    bool is_empty_in_tiles(Rect window) const;

    /// What its codes are called; empty: it has none.
    std::vector<std::string> const& categories() const;

    /// Writes the COG, all blocks in their place, whole or not at all. Tiles that were not written are empty. Only cells
    /// of one byte have colours.
    /// Errors  OutputError: cannot be written; the stored bytes are not those that were written
    void publish(std::filesystem::path const& file, std::vector<std::pair<std::string, std::string>> const& tags = {},
                 Palette const& = {}) const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace laad
