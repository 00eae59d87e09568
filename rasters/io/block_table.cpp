// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/block_table.hpp"

#include "rasters/error.hpp"

#include <xxhash.h>

namespace laad {
namespace {

void put(RecordWriter& out, Statistics const& s)
{
    out << s.valid << s.lowest << s.highest << s.sum << s.squares;
}

void get(RecordReader& in, Statistics& s)
{
    in >> s.valid >> s.lowest >> s.highest >> s.sum >> s.squares;
}

RecordWriter written(TileRecord const& tile)
{
    RecordWriter out;
    out << tile.core << std::string_view{tile.key} << tile.content << tile.bands.size();
    for (Statistics const& band : tile.bands)
        put(out, band);
    out << tile.blocks.size();
    for (auto const& [level, row, col, block] : tile.blocks)
        out << level << row << col << block.offset << block.bytes << block.check;
    return out;
}

/// Nothing for what is no record of a tile.
std::optional<TileRecord> record_of(RecordLog::Bytes bytes)
{
    RecordReader in{bytes};
    TileRecord tile;
    std::size_t bands{}, blocks{};
    in >> tile.core >> tile.key >> tile.content >> bands;
    for (std::size_t i = 0; i < bands && in.good(); ++i)
        get(in, tile.bands.emplace_back());
    in >> blocks;
    for (std::size_t i = 0; i < blocks && in.good(); ++i) {
        auto& [level, row, col, block] = tile.blocks.emplace_back();
        in >> level >> row >> col >> block.offset >> block.bytes >> block.check;
    }
    if (!in.good()) return {};
    return tile;
}

}  // namespace

BlockTable::BlockTable(std::filesystem::path const& folder, std::string const& name, BlockLayout layout,
                       std::size_t bands, std::string_view header, bool trusted)
    : layout_{layout}, bands_{bands}, blocks_file_{folder / (name + ".blocks"), (folder / (name + ".blocks")).string()}
{
    tiles_.resize(static_cast<std::size_t>(layout.tiles().cells()));
    for (int level = 0; level <= layout.tile_levels(); ++level)
        blocks_.emplace_back(static_cast<std::size_t>(layout.blocks_at(level).cells()));
    index_ = RecordLog{folder / (name + ".index"), header, [&](RecordLog::Bytes record) {
                           auto tile = record_of(record);
                           if (!tile || !fits(*tile)) return;
                           for (PlacedBlock const& placed : tile->blocks)
                               end_ = std::max(end_.load(), placed.block.offset + placed.block.bytes);
                           add(std::move(*tile), trusted);
                       }};
    if (index_.begun_anew()) blocks_file_.resize(0);
}

/// A checksum shows an accident, not whether the numbers make sense.
bool BlockTable::fits(TileRecord const& tile) const
{
    if (!layout_.is_tile(tile.core) || tile.bands.size() != bands_) return false;
    std::int64_t const end = blocks_file_.size();
    return std::ranges::all_of(tile.blocks, [&](PlacedBlock const& placed) {
        auto const& [level, row, col, block] = placed;
        return level >= 0 && level <= layout_.tile_levels() && inside(layout_.blocks_at(level), {row, col}) &&
               block.offset >= 0 && block.offset <= end && block.bytes <= end - block.offset;
    });
}

bool BlockTable::has(Rect core, std::string_view key) const
{
    expect(layout_.is_tile(core), "BlockLayer: the core is one of the tiles of the grid");
    TileRecord record;
    {
        std::lock_guard const lock{mutex_};
        auto const& tile = tiles_[layout_.tile_number(core)];
        if (!tile || tile->record.key != key) return false;
        if (tile->verified) return true;
        record = tile->record;
    }
    bool const whole = verify(record);
    std::lock_guard const lock{mutex_};
    tiles_[layout_.tile_number(core)]->verified = whole;
    return whole;
}

std::string BlockTable::key_of(Rect core) const
{
    expect(layout_.is_tile(core), "BlockLayer: the core is one of the tiles of the grid");
    std::lock_guard const lock{mutex_};
    auto const& tile = tiles_[layout_.tile_number(core)];
    return tile ? tile->record.key : std::string{};
}

bool BlockTable::verify(TileRecord const& record) const
{
    std::vector<std::byte> bytes;
    return std::ranges::all_of(record.blocks, [&](PlacedBlock const& placed) {
        bytes.resize(placed.block.bytes);
        return blocks_file_.read(placed.block.offset, bytes) &&
               XXH3_64bits(bytes.data(), bytes.size()) == placed.block.check;
    });
}

StoredBlock BlockTable::append(std::span<std::byte const> bytes)
{
    std::int64_t const offset = end_.fetch_add(static_cast<std::int64_t>(bytes.size()));
    blocks_file_.write(offset, bytes);
    return {offset, static_cast<std::uint32_t>(bytes.size()), XXH3_64bits(bytes.data(), bytes.size())};
}

void BlockTable::store(TileRecord record)
{
    RecordWriter const line = written(record);
    std::vector<PlacedBlock> replaced;
    {
        std::lock_guard const lock{mutex_};
        index_.append(line.bytes());
        replaced = add(std::move(record), true);
    }
    for (PlacedBlock const& placed : replaced)
        blocks_file_.discard(placed.block.offset, placed.block.bytes);
}

std::vector<PlacedBlock> BlockTable::add(TileRecord record, bool verified)
{
    auto const entry = [&](PlacedBlock const& placed) -> StoredBlock& {
        std::size_t const number = layout_.block_number(placed.level, {placed.row, placed.col});
        return blocks_[static_cast<std::size_t>(placed.level)][number];
    };
    std::optional<Tile>& tile = tiles_[layout_.tile_number(record.core)];
    std::vector<PlacedBlock> replaced;
    if (tile) replaced = std::move(tile->record.blocks);
    for (PlacedBlock const& placed : replaced)
        entry(placed) = {};
    for (PlacedBlock const& placed : record.blocks)
        entry(placed) = placed.block;
    tile = Tile{std::move(record), verified};
    return replaced;
}

StoredBlock BlockTable::find(int level, int row, int col) const
{
    std::lock_guard const lock{mutex_};
    return blocks_[static_cast<std::size_t>(level)][layout_.block_number(level, {row, col})];
}

std::vector<StoredBlock> BlockTable::blocks_of(int level) const
{
    std::lock_guard const lock{mutex_};
    return blocks_[static_cast<std::size_t>(level)];
}

void BlockTable::read(StoredBlock const& block, std::span<std::byte> bytes) const
{
    if (!blocks_file_.read(block.offset, bytes) || XXH3_64bits(bytes.data(), bytes.size()) != block.check)
        throw OutputError{blocks_file_.name() + ": the bytes at " + std::to_string(block.offset) +
                          " are not those that were written; is the disk in order? Delete the file and run again"};
}

template <class Add>
void BlockTable::for_each_tile(Add add) const
{
    std::lock_guard const lock{mutex_};
    for (auto const& tile : tiles_)
        if (tile) add(tile->record);
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

ContentSum BlockTable::content() const
{
    ContentSum sum{};
    for_each_tile([&](TileRecord const& tile) { sum += tile.content; });
    return sum;
}

ContentSum BlockTable::content_in(Rect window) const
{
    ContentSum sum{};
    for_each_tile([&](TileRecord const& tile) {
        Cell const from = window.first - tile.core.first;  // of the window, seen from the tile
        if (from.row < tile.core.shape.rows && from.col < tile.core.shape.cols && from.row + window.shape.rows > 0 &&
            from.col + window.shape.cols > 0)
            sum += tile.content;
    });
    return sum;
}

std::int64_t BlockTable::stored_bytes() const
{
    std::int64_t bytes{};
    for_each_tile([&](TileRecord const& tile) {
        for (PlacedBlock const& placed : tile.blocks)
            bytes += placed.block.bytes;
    });
    return bytes;
}

}  // namespace laad
