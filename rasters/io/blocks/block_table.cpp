// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/blocks/block_table.hpp"

#include "rasters/error.hpp"

namespace laad {

auto fields(Is<Statistics> auto& s)
{
    return std::tie(s.valid, s.lowest, s.highest, s.sum, s.squares);
}
auto fields(Is<TileRecord> auto& tile)
{
    return std::tie(tile.core, tile.bands, tile.content, tile.blocks);
}

BlockTable::BlockTable(std::shared_ptr<KeyedStore> store, std::string const& name, BlockLayout layout,
                       std::size_t bands, std::string header)
    : store_{std::move(store)},
      begin_{"layer/" + name + "/"},
      layout_{layout},
      bands_{bands},
      header_{std::move(header)}
{
    tiles_.resize(static_cast<std::size_t>(layout.tiles().cells()));
    for (int level = 0; level <= layout.tile_levels(); ++level)
        blocks_.emplace_back(static_cast<std::size_t>(layout.blocks_at(level).cells()));
    for (std::string const& entry : store_->names(begin_)) {
        std::vector<std::byte> bytes;
        auto const places = store_->places(entry);
        auto record = store_->get(entry, bytes) ? record_of(bytes, places.size() - 1) : std::nullopt;
        if (record && entry == entry_of(layout.tile_number(record->core)))
            add(std::move(*record), places);
        else
            store_->forget(entry);
    }
}

std::string BlockTable::entry_of(std::size_t tile) const
{
    return begin_ + std::to_string(tile);
}

/// A checksum shows an accident, not whether the numbers make sense.
std::optional<TileRecord> BlockTable::record_of(std::vector<std::byte> const& bytes, std::size_t blocks) const
{
    std::string header;
    TileRecord tile;
    bool const fits =
        from_bytes(bytes, header, tile) && header == header_ && layout_.is_tile(tile.core) &&
        tile.bands.size() == bands_ && tile.blocks.size() == blocks &&
        std::ranges::all_of(tile.blocks, [&](BlockPosition const& at) {
            return at.level >= 0 && at.level <= layout_.tile_levels() && inside(layout_.blocks_at(at.level), at.block);
        });
    return fits ? std::optional{std::move(tile)} : std::nullopt;
}

std::optional<std::string> BlockTable::known_entry(Rect core) const
{
    expect(layout_.is_tile(core), "BlockLayer: the core is one of the tiles of the grid");
    std::size_t const tile = layout_.tile_number(core);
    std::lock_guard const lock{mutex_};
    return tiles_[tile] ? std::optional{entry_of(tile)} : std::nullopt;
}

bool BlockTable::has(Rect core, std::string_view key) const
{
    auto const entry = known_entry(core);
    return entry && store_->has(*entry, key);
}

std::string BlockTable::key_of(Rect core) const
{
    auto const entry = known_entry(core);
    return entry ? store_->key_of(*entry) : std::string{};
}

void BlockTable::put(TileRecord record, std::string_view key, std::vector<std::vector<std::byte>> const& blocks)
{
    auto const bytes = to_bytes(header_, record);
    std::vector<KeyedStore::Bytes> lists{bytes};
    lists.insert(lists.end(), blocks.begin(), blocks.end());
    std::string const entry = entry_of(layout_.tile_number(record.core));
    store_->put(entry, key, std::span<KeyedStore::Bytes const>{lists});
    add(std::move(record), store_->places(entry));
}

void BlockTable::add(TileRecord record, std::vector<StoredBlock> const& places)
{
    std::lock_guard const lock{mutex_};
    std::optional<TileRecord>& tile = tiles_[layout_.tile_number(record.core)];
    if (tile)
        for (BlockPosition const& at : tile->blocks)
            block(at) = {};
    for (std::size_t i = 0; i < record.blocks.size(); ++i)
        block(record.blocks[i]) = places[i + 1];
    tile = std::move(record);
}

StoredBlock BlockTable::find(int level, Cell block) const
{
    std::lock_guard const lock{mutex_};
    return blocks_[static_cast<std::size_t>(level)][layout_.block_number(level, block)];
}

std::vector<StoredBlock> BlockTable::blocks_of(int level) const
{
    std::lock_guard const lock{mutex_};
    return blocks_[static_cast<std::size_t>(level)];
}

void BlockTable::read(StoredBlock const& block, std::span<std::byte> bytes) const
{
    if (!KeyedStore::read(block, bytes))
        throw OutputError{block.file->name() + ": the bytes at " + std::to_string(block.at) +
                          " are not those that were written; is the disk in order? Run again to make them again"};
}

template <class Add>
void BlockTable::for_each_tile(Add add) const
{
    std::lock_guard const lock{mutex_};
    for (auto const& tile : tiles_)
        if (tile) add(*tile);
}

std::vector<Statistics> BlockTable::statistics(std::size_t bands) const
{
    std::vector<Statistics> all(bands);
    for_each_tile([&](TileRecord const& tile) {
        for (std::size_t band = 0; band < bands; ++band)
            all[band].add(tile.bands[band]);
    });
    return all;
}

std::int64_t BlockTable::written_cells() const
{
    std::int64_t cells{};
    for_each_tile([&](TileRecord const& tile) { cells += tile.core.shape.cells(); });
    return cells;
}

ContentSum BlockTable::content_in(Rect window) const
{
    ContentSum sum{};
    for_each_tile([&](TileRecord const& tile) {
        Shape const shared = intersection(window, tile.core).shape;
        if (shared.rows > 0 && shared.cols > 0) sum += tile.content;
    });
    return sum;
}

}  // namespace laad
