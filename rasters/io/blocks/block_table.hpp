// SPDX-License-Identifier: Apache-2.0
// The tiles and blocks that a layer has in the store, whatever its type.
#pragma once

#include "rasters/io/blocks/block_layout.hpp"
#include "rasters/io/blocks/statistics.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"

#include <mutex>

namespace laad {

/// Where a block is. Without bytes it is absent: all its cells are empty.
using StoredBlock = KeyedStore::Place;

struct BlockPosition {
    int level{};
    Cell block{};
};

/// All that is known of a tile that was written.
struct TileRecord {
    Rect core{};
    std::vector<Statistics> bands;
    ContentSum content{};
    std::vector<BlockPosition> blocks;
};

/// An entry of the store for each tile: its record, and the bytes of its blocks. Safe from several threads.
class BlockTable {
  public:
    /// Opens what is there. Tiles that were written with another `header` are forgotten.
    BlockTable(std::shared_ptr<KeyedStore> store, std::string const& name, BlockLayout layout, std::size_t bands,
               std::string header);

    /// Whether the tile was written with this key and its bytes are as they were.
    bool has(Rect core, std::string_view key) const;
    /// Under which key the tile was written, or nothing.
    std::string key_of(Rect core) const;
    /// Writes a tile, in the place of what it was before. `blocks`: the bytes of each.
    void put(TileRecord record, std::string_view key, std::vector<std::vector<std::byte>> const& blocks);

    StoredBlock find(int level, Cell block) const;
    std::vector<StoredBlock> blocks_of(int level) const;  ///< row-major
    /// Throws OutputError when the bytes are not those that were written.
    void read(StoredBlock const&, std::span<std::byte>) const;

    /// Of each band in the tiles that were written, and how many cells those have.
    std::vector<Statistics> statistics(std::size_t bands) const;
    std::int64_t written_cells() const;
    ContentSum content_in(Rect window) const;  ///< of the tiles that overlap it

  private:
    std::string entry_of(std::size_t tile) const;
    /// The entry of a tile that was written, or nothing.
    std::optional<std::string> known_entry(Rect core) const;
    /// The record of a tile with that number of blocks, when it is one of this layer.
    std::optional<TileRecord> record_of(std::vector<std::byte> const& bytes, std::size_t blocks) const;
    /// `places`: of the record and the blocks.
    void add(TileRecord record, std::vector<StoredBlock> const& places);
    StoredBlock& block(BlockPosition const& at)
    {
        return blocks_[static_cast<std::size_t>(at.level)][layout_.block_number(at.level, at.block)];
    }
    template <class Add>
    void for_each_tile(Add add) const;

    std::shared_ptr<KeyedStore> store_;
    std::string begin_;  ///< of the names of its entries
    BlockLayout layout_;
    std::size_t bands_;
    std::string header_;
    mutable std::mutex mutex_;  ///< guards what follows
    std::vector<std::optional<TileRecord>> tiles_;
    std::vector<std::vector<StoredBlock>> blocks_;  ///< by level, row-major
};

}  // namespace laad
