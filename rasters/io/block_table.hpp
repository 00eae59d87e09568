// SPDX-License-Identifier: Apache-2.0
// The tiles and blocks that a layer has on disk, whatever its type.
#pragma once

#include "rasters/io/block_layout.hpp"
#include "rasters/io/content_hash.hpp"
#include "rasters/io/record_log.hpp"
#include "rasters/io/statistics.hpp"

#include <atomic>
#include <mutex>

namespace laad {

/// Where a block is in the file. Without bytes it is absent: all its cells are empty.
struct StoredBlock {
    std::int64_t offset{};
    std::uint32_t bytes{};
    std::uint64_t check{};  ///< XXH3-64 of the bytes
};

struct PlacedBlock {
    int level{};
    int row{};
    int col{};
    StoredBlock block{};
};

/// All that is known of a tile that was written.
struct TileRecord {
    Rect core{};
    std::string key;
    std::vector<Statistics> bands;
    ContentSum content{};
    std::vector<PlacedBlock> blocks;
};

/// Two files: `<name>.blocks` with the bytes, and `<name>.index` with a record for each tile that is written after its
/// blocks, so a tile that the index knows is whole. Both only grow. Safe from several threads, but not processes.
class BlockTable {
  public:
    /// Opens what is there. What was written with another `header` is dropped.
    /// `trusted`: tiles that are there count as whole without reading their bytes.
    BlockTable(std::filesystem::path const& folder, std::string const& name, BlockLayout layout, std::size_t bands,
               std::string_view header, bool trusted);

    /// Whether the tile was written with this key and its bytes are as they were.
    bool has(Rect core, std::string_view key) const;
    /// Under which key the tile was written, or nothing.
    std::string key_of(Rect core) const;
    /// Writes a block that no tile has yet.
    StoredBlock append(std::span<std::byte const> bytes);
    /// Writes the record of a tile, of which all blocks are written. The space of those that it replaces is given back.
    void store(TileRecord record);

    StoredBlock find(int level, int row, int col) const;
    std::vector<StoredBlock> blocks_of(int level) const;  ///< row-major
    /// Throws OutputError when the bytes are not those that were written.
    void read(StoredBlock const&, std::span<std::byte>) const;

    /// Of each band in the tiles that were written, and how many cells those have.
    std::vector<Statistics> statistics(std::size_t bands) const;
    std::int64_t written_cells() const;
    ContentSum content() const;
    ContentSum content_in(Rect window) const;  ///< of the tiles that overlap it
    std::int64_t stored_bytes() const;

  private:
    struct Tile {
        TileRecord record;
        bool verified{};
    };

    /// Gives the blocks that the tile had before.
    std::vector<PlacedBlock> add(TileRecord record, bool verified);
    bool verify(TileRecord const&) const;
    /// Whether it is a tile of this layout and its blocks lie in the file.
    bool fits(TileRecord const&) const;
    template <class Add>
    void for_each_tile(Add add) const;

    BlockLayout layout_;
    std::size_t bands_;
    PositionedFile blocks_file_;
    RecordLog index_;
    std::atomic<std::int64_t> end_{};
    mutable std::mutex mutex_;  ///< guards what follows, and the index
    mutable std::vector<std::optional<Tile>> tiles_;
    std::vector<std::vector<StoredBlock>> blocks_;  ///< by level, row-major
};

}  // namespace laad
