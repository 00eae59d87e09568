// SPDX-License-Identifier: Apache-2.0
// A raster of any size, kept on disk as compressed blocks with their overviews: written a tile at a time, read by
// window, and published as a Cloud-Optimised GeoTIFF (COG) without compressing anything again.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/grid.hpp"
#include "rasters/io/raster_file.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

enum class Codec : std::uint8_t { deflate, zstd };

/// Where and how layers are kept.
struct BlockStore {
    std::filesystem::path folder;  ///< exists; <name>.blocks and <name>.index of each layer are in it
    GridSpec grid;
    int tile_cells{};  ///< side of the tiles that are written: a power of two, at least 64
    Codec codec{Codec::deflate};
    bool trusted{};  ///< the run that left the layers ended well: stored tiles need no check before they count
};

/// A layer with values of type T: uint8, uint16, int16, int32, uint32, Surface, or
/// SiteOffset (two int16 bands).
///
/// Cells that were never written hold `empty`: the nodata value, else 0. Blocks with nothing else take no space.
/// All functions may be called from several threads; a tile is written by one, and is not read while it is replaced.
template <class T>
class BlockLayer {
  public:
    BlockLayer();  ///< no layer
    /// Opens the layer that an earlier run left in the folder, as far as it is whole, or begins an empty one when it is
    /// absent, or was made with another grid, type, codec or tile size. `infos`: one for each band.
    /// Errors  OutputError: the folder cannot be written
    BlockLayer(BlockStore const&, std::string name, std::vector<BandInfo> infos);
    ~BlockLayer();
    BlockLayer(BlockLayer&&) noexcept;
    BlockLayer& operator=(BlockLayer&&) noexcept;

    GridSpec const& grid() const;
    Shape shape() const { return grid().shape; }
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

    /// The cells of a window of the grid. `level` > 0: of the overview that is 2^level times coarser; the window is in
    /// its cells. Parts outside the grid are not allowed.
    Raster<T> read(Rect window, int level = 0) const;
    /// The shape of an overview: every level halves, rounded up; the last one has at most 512 rows and columns.
    Shape shape_at(int level) const;
    int levels() const;  ///< overviews, without the full resolution

    /// Content hash: equal for equal grid, type and cells, whatever the tiles, the codec and the order of writing.
    std::string content_hash() const;
    /// The same for the written tiles that overlap a window: equal when their cells are.
    std::string content_hash_of_tiles(Rect window) const;
    /// Whether the written tiles that overlap a window hold nothing but `empty`.
    bool is_empty_in_tiles(Rect window) const;
    /// Bytes of the blocks on disk.
    std::int64_t stored_bytes() const;

    /// Writes the COG, all blocks in their place, whole or not at all. Tiles that were not written are empty.
    /// Errors  OutputError: cannot be written; the stored bytes are not those that were written
    void publish(std::filesystem::path const& file,
                 std::vector<std::pair<std::string, std::string>> const& tags = {}) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads single cells of a layer (or of any raster that is read by window), quickly when they lie near each other:
/// keeps the last window in memory.
template <class T, class Layer = BlockLayer<T>>
class CellReader {
  public:
    explicit CellReader(Layer const& layer) : layer_{layer} {}

    T operator[](Cell cell)
    {
        if (!window_.contains(cell)) {
            constexpr int side = 512;
            Cell const first{cell.row / side * side, cell.col / side * side};
            Shape const all = layer_.shape();
            window_ = {first, {std::min(side, all.rows - first.row), std::min(side, all.cols - first.col)}};
            cells_ = layer_.read(window_);
        }
        return cells_[cell - window_.first];
    }

  private:
    Layer const& layer_;
    Rect window_{};
    Raster<T> cells_;
};
template <class T>
CellReader(BlockLayer<T> const&) -> CellReader<T>;

}  // namespace laad
