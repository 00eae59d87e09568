// SPDX-License-Identifier: Apache-2.0
// What is behind BlockLayer: tiles become blocks here, and blocks windows.
#pragma once

#include "rasters/io/blocks/block_codec.hpp"
#include "rasters/io/blocks/block_table.hpp"
#include "rasters/io/blocks/cell_samples.hpp"
#include "rasters/io/blocks/pyramid.hpp"

#include <sstream>

namespace laad {

/// Repeats the last column and row of a block that is cut at the edge of the grid, since that costs the fewest bytes.
template <class T>
void pad(View<T> cells)
{
    auto const side = static_cast<int>(cells.pitch);
    for (int row = 0; row < side; ++row) {
        T* const first = &cells[{row, 0}];
        if (row < cells.shape.rows)
            std::fill(first + cells.shape.cols, first + side, first[cells.shape.cols - 1]);
        else
            std::copy_n(first - side, side, first);
    }
}

inline Rect intersection(Rect a, Rect b)
{
    Cell const first{std::max(a.first.row, b.first.row), std::max(a.first.col, b.first.col)};
    int const bottom = std::min(a.first.row + a.shape.rows, b.first.row + b.shape.rows);
    int const right = std::min(a.first.col + a.shape.cols, b.first.col + b.shape.cols);
    return {first, {bottom - first.row, right - first.col}};
}

/// All that decides what the bytes of a layer mean; a layer with another text here is another layer.
template <class T>
std::string header_of(BlockStore const& store, BandInfo const& info)
{
    GridSpec const& grid = store.grid;
    std::ostringstream text;
    text << "epsg " << grid.epsg << " west " << grid.west_cm << " north " << grid.north_cm << " cell " << grid.cell_cm
         << " rows " << grid.shape.rows << " cols " << grid.shape.cols << " type " << samples_of<T> << " x "
         << (std::is_signed_v<SampleOf<T>> ? "int" : "uint") << 8 * sizeof(SampleOf<T>) << " tile " << store.tile_cells
         << " codec " << static_cast<int>(store.codec) << " overviews " << static_cast<int>(info.overviews)
         << " nodata ";
    if (info.nodata)
        text << static_cast<std::int64_t>(*info.nodata);
    else
        text << "none";
    return text.str();
}

/// The overviews that are coarser than a tile can fill: small, so made when they are asked for and kept compressed.
struct CoarseLevels {
    std::vector<std::vector<std::vector<std::byte>>> blocks;  ///< by level, the first after those on disk; row-major

    std::span<std::byte const> at(int level, std::size_t block) const
    {
        return blocks[static_cast<std::size_t>(level)][block];
    }
};

template <class T>
struct BlockLayer<T>::Impl {
    using Sample = SampleOf<T>;

    BlockStore store;
    std::string name;
    std::vector<BandInfo> infos;
    std::optional<Sample> nodata{nodata_of<T>(infos)};
    T empty{cell_of<T>(nodata.value_or(Sample{}))};
    BlockLayout layout{store.grid.shape, store.tile_cells};
    BlockFormat format{store.codec, layout.side(), sizeof(Sample), samples_of<T>};
    BlockTable table{store.entries, name, layout, samples_of<T>, header_of<T>(store, infos.front())};
    std::mutex coarse_mutex{};
    std::shared_ptr<CoarseLevels const> coarse{};

    Pyramid<T> pyramid(int leaf_level) const
    {
        auto const numeric = nodata ? std::optional{empty} : std::nullopt;
        return {layout, {infos.front().overviews, numeric, empty}, leaf_level};
    }

    /// The bytes of a block, until this thread compresses the next one.
    std::span<std::byte const> compressed(View<T> cells) const
    {
        thread_local std::vector<std::byte> bytes;
        bytes.clear();
        pad(cells);
        compress_block(format, {reinterpret_cast<std::byte*>(cells.data), format.bytes()}, bytes);
        return bytes;
    }

    void write(Rect core, View<T const> cells, std::string_view key)
    {
        TileRecord tile{core, std::vector<Statistics>(samples_of<T>), {}, {}};
        std::vector<std::vector<std::byte>> blocks;
        auto const leaf = [&](Cell block, View<T> to) {
            Cell const first{block.row * format.side, block.col * format.side};
            View<T const> const from = cells.window({first - core.first, to.shape});
            if (all_are(from, empty)) {
                add(tile.bands, statistics_of_empty(to.shape.cells()));
                return false;
            }
            for (int row = 0; row < to.shape.rows; ++row)
                std::copy_n(&from[{row, 0}], to.shape.cols, &to[{row, 0}]);
            add(tile.bands, statistics_of(to));
            tile.content += content_sum<T>(layout.grid, first, to, empty);
            return true;
        };
        auto const put = [&](int level, Cell block, View<T> full) {
            tile.blocks.push_back({level, block.row, block.col});
            auto const bytes = compressed(full);
            blocks.emplace_back(bytes.begin(), bytes.end());
        };
        int const level = layout.tile_levels();  // of which a tile is one block
        pyramid(0).build(level, {core.first.row / layout.tile_cells, core.first.col / layout.tile_cells}, leaf, put);
        keep(std::move(tile), key, blocks);
    }

    static void add(std::vector<Statistics>& bands, std::vector<Statistics> const& more)
    {
        for (std::size_t band = 0; band < bands.size(); ++band)
            bands[band].add(more[band]);
    }

    std::vector<Statistics> statistics_of(View<T const> cells) const
    {
        std::vector<Statistics> bands(samples_of<T>);
        for (int row = 0; row < cells.shape.rows; ++row)
            for (std::size_t band = 0; band < bands.size(); ++band)
                bands[band].add(reinterpret_cast<Sample const*>(&cells[{row, 0}]) + band, cells.shape.cols,
                                samples_of<T>, nodata);
        return bands;
    }

    std::vector<Statistics> statistics_of_empty(std::int64_t cells) const
    {
        std::vector<Statistics> bands(samples_of<T>);
        if (!nodata && cells > 0)
            for (Statistics& band : bands)
                band = {cells, 0, 0, 0, 0};
        return bands;
    }

    void keep(TileRecord tile, std::string_view key, std::vector<std::vector<std::byte>> const& blocks)
    {
        table.put(std::move(tile), key, blocks);
        std::lock_guard const lock{coarse_mutex};
        coarse.reset();
    }

    /// Decompresses a block to a full block of cells; false when it is absent.
    bool fetch(int level, Cell block, CoarseLevels const* coarser, T* cells) const
    {
        thread_local std::vector<std::byte> stored;
        std::span<std::byte const> bytes;
        if (level <= layout.tile_levels()) {
            StoredBlock const found = table.find(level, block.row, block.col);
            if (found.bytes == 0) return false;
            stored.resize(static_cast<std::size_t>(found.bytes));
            table.read(found, stored);
            bytes = stored;
        } else {
            bytes = coarser->at(level - layout.tile_levels() - 1, layout.block_number(level, block));
        }
        if (bytes.empty()) return false;
        if (!decompress_block(format, bytes, {reinterpret_cast<std::byte*>(cells), format.bytes()}))
            throw OutputError{name + ": a stored block is not of its format; delete the work folder and run again"};
        return true;
    }

    Raster<T> read(Rect window, int level, CoarseLevels const* coarser) const
    {
        Raster<T> out{window.shape, empty};
        int const side = format.side;
        thread_local std::vector<T> cells;
        cells.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        View<T const> const block{cells.data(), {side, side}, side};
        for (int row = window.first.row / side; row * side < window.first.row + window.shape.rows; ++row)
            for (int col = window.first.col / side; col * side < window.first.col + window.shape.cols; ++col) {
                if (!fetch(level, {row, col}, coarser, cells.data())) continue;
                Cell const corner{row * side, col * side};
                Rect const part = intersection(window, {corner, block.shape});
                for (int i = 0; i < part.shape.rows; ++i)
                    std::copy_n(&block[part.first - corner + Cell{i, 0}], part.shape.cols,
                                &out[part.first - window.first + Cell{i, 0}]);
            }
        return out;
    }

    std::shared_ptr<CoarseLevels const> coarse_levels()
    {
        int const stored = layout.tile_levels();
        int const last = layout.levels();
        std::lock_guard const lock{coarse_mutex};
        if (coarse || last == stored) return coarse;
        auto made = std::make_shared<CoarseLevels>();
        for (int level = stored + 1; level <= last; ++level)
            made->blocks.emplace_back(static_cast<std::size_t>(layout.blocks_at(level).cells()));
        auto const leaf = [&](Cell block, View<T> to) { return fetch(stored, block, nullptr, to.data); };
        auto const put = [&](int level, Cell block, View<T> full) {
            if (level == stored) return;
            auto const bytes = compressed(full);
            made->blocks[static_cast<std::size_t>(level - stored - 1)][layout.block_number(level, block)].assign(
                bytes.begin(), bytes.end());
        };
        Shape const top = layout.blocks_at(last);
        for (int row = 0; row < top.rows; ++row)
            for (int col = 0; col < top.cols; ++col)
                pyramid(stored).build(last, {row, col}, leaf, put);
        return coarse = made;
    }

    std::vector<Statistics> statistics() const
    {
        std::vector<Statistics> bands = statistics_of_empty(store.grid.shape.cells() - table.written_cells());
        add(bands, table.statistics(bands.size()));
        return bands;
    }
};

}  // namespace laad
