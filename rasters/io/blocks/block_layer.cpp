// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/blocks/block_layer.hpp"

#include "rasters/error.hpp"
#include "rasters/io/blocks/block_codec.hpp"
#include "rasters/io/blocks/block_table.hpp"
#include "rasters/io/blocks/pyramid.hpp"
#include "rasters/io/files/cell_types.hpp"
#include "rasters/io/files/cog_file.hpp"

#include <bit>
#include <limits>
#include <sstream>

namespace laad {
namespace {

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

/// All that decides what the bytes of a layer mean; a layer with another text here is another layer.
template <class T>
std::string header_of(BlockStore const& store, BandInfo const& info)
{
    GridSpec const& grid = store.grid;
    std::ostringstream text;
    text << "epsg " << grid.epsg << " west " << grid.west_cm << " north " << grid.north_cm << " cell " << grid.cell_cm
         << " rows " << grid.shape.rows << " cols " << grid.shape.cols << " type " << samples_of<T> << " x "
         << sample_name<T>() << " tile " << store.tile_cells << " codec " << static_cast<int>(store.codec)
         << " overviews " << static_cast<int>(info.overviews) << " nodata ";
    if (info.nodata)
        text << static_cast<std::int64_t>(*info.nodata);
    else
        text << "none";
    if (info.codes_from) text << " codes from " << static_cast<std::int64_t>(*info.codes_from);  // not in statistics
    return text.str();
}

/// The overviews that are coarser than a tile can fill: small, so made when they are asked for and kept compressed.
/// By level, the first after those on disk; row-major.
using CoarseLevels = std::vector<std::vector<std::vector<std::byte>>>;

}  // namespace

/// Tiles become blocks here, and blocks windows.
template <class T>
struct BlockLayer<T>::Impl {
    using Sample = SampleOf<T>;

    BlockStore store;
    std::string name;
    std::vector<BandInfo> infos;
    std::optional<Sample> nodata{nodata_of<T>(infos)};
    T empty{cell_of<T>(nodata.value_or(Sample{}))};
    Sample most{infos.front().codes_from ? static_cast<Sample>(*infos.front().codes_from - 1)
                                         : std::numeric_limits<Sample>::max()};  ///< of what is no code
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
            tile.blocks.push_back({level, block});
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
                                samples_of<T>, nodata, most);
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
            StoredBlock const found = table.find(level, block);
            if (found.bytes == 0) return false;
            stored.resize(static_cast<std::size_t>(found.bytes));
            table.read(found, stored);
            bytes = stored;
        } else {
            auto const& blocks = (*coarser)[static_cast<std::size_t>(level - layout.tile_levels() - 1)];
            bytes = blocks[layout.block_number(level, block)];
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
            made->emplace_back(static_cast<std::size_t>(layout.blocks_at(level).cells()));
        auto const leaf = [&](Cell block, View<T> to) { return fetch(stored, block, nullptr, to.data); };
        auto const put = [&](int level, Cell block, View<T> full) {
            if (level == stored) return;
            auto const bytes = compressed(full);
            (*made)[static_cast<std::size_t>(level - stored - 1)][layout.block_number(level, block)].assign(
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

template <class T>
BlockLayer<T>::BlockLayer(BlockStore const& store, std::string name, std::vector<BandInfo> infos)
{
    expect(store.tile_cells >= 64 && std::has_single_bit(static_cast<unsigned>(store.tile_cells)),
           "BlockLayer: tile_cells is a power of two, at least 64");
    expect(store.grid.shape.rows > 0 && store.grid.shape.cols > 0, "BlockLayer: the grid has cells");
    impl_ = std::shared_ptr<Impl>{new Impl{store, std::move(name), std::move(infos)}};
}

template <class T>
GridSpec const& BlockLayer<T>::grid() const
{
    return impl_->store.grid;
}

template <class T>
std::string const& BlockLayer<T>::name() const
{
    return impl_->name;
}

template <class T>
std::vector<std::string> const& BlockLayer<T>::categories() const
{
    return impl_->infos.front().categories;
}

template <class T>
T BlockLayer<T>::empty() const
{
    return impl_->empty;
}

template <class T>
bool BlockLayer<T>::has(Rect core, std::string_view key) const
{
    return impl_->table.has(core, key);
}

template <class T>
std::string BlockLayer<T>::key_of(Rect core) const
{
    return impl_->table.key_of(core);
}

template <class T>
void BlockLayer<T>::write(Rect core, View<T const> cells, std::string_view key)
{
    expect(impl_->layout.is_tile(core) && cells.shape == core.shape,
           "BlockLayer: the core is one of the tiles of the grid, and the cells are those of the core");
    impl_->write(core, cells, key);
}

template <class T>
void BlockLayer<T>::write_empty(Rect core, std::string_view key)
{
    expect(impl_->layout.is_tile(core), "BlockLayer: the core is one of the tiles of the grid");
    impl_->keep({core, impl_->statistics_of_empty(core.shape.cells()), {}, {}}, key, {});
}

template <class T>
Raster<T> BlockLayer<T>::read(Rect window, int level) const
{
    expect(level >= 0 && level <= levels(), "BlockLayer: the level is one of the layer's");
    Shape const all = this->shape_at(level);
    Cell const last = window.first + Cell{window.shape.rows - 1, window.shape.cols - 1};
    expect(inside(all, window.first) && inside(all, last), "BlockLayer: the window lies in the grid");
    auto const coarse = level > impl_->layout.tile_levels() ? impl_->coarse_levels() : nullptr;
    return impl_->read(window, level, coarse.get());
}

template <class T>
int BlockLayer<T>::levels() const
{
    return impl_->layout.levels();
}

template <class T>
std::string BlockLayer<T>::content_hash() const
{
    return content_hash_of_tiles({{0, 0}, grid().shape});
}

template <class T>
std::string BlockLayer<T>::content_hash_of_tiles(Rect window) const
{
    return laad::content_hash<T>(grid(), impl_->table.content_in(window));
}

template <class T>
bool BlockLayer<T>::is_empty_in_tiles(Rect window) const
{
    return impl_->table.content_in(window) == 0;
}

template <class T>
void BlockLayer<T>::publish(std::filesystem::path const& file,
                            std::vector<std::pair<std::string, std::string>> const& tags, Palette const& palette) const
{
    expect(palette.empty() || sizeof(T) == 1, "BlockLayer: only cells of one byte have colours");
    auto const coarse = impl_->coarse_levels();
    std::vector<std::vector<StoredBlock>> stored;
    CogImage image{impl_->format,
                   std::is_signed_v<SampleOf<T>>,
                   cog_tags(grid(), impl_->infos, impl_->statistics(), tags),
                   {},
                   palette};
    for (int level = 0; level <= levels(); ++level) {
        auto& sizes = image.levels.emplace_back(CogLevel{this->shape_at(level), {}}).block_bytes;
        if (level <= impl_->layout.tile_levels())
            for (StoredBlock const& block : stored.emplace_back(impl_->table.blocks_of(level)))
                sizes.push_back(static_cast<std::uint32_t>(block.bytes));
        else
            for (auto const& block : (*coarse)[static_cast<std::size_t>(level) - stored.size()])
                sizes.push_back(static_cast<std::uint32_t>(block.size()));
    }
    write_cog_file(file, image, [&](std::size_t level, std::size_t block, std::span<std::byte> bytes) {
        if (level < stored.size())
            impl_->table.read(stored[level][block], bytes);
        else
            std::ranges::copy((*coarse)[level - stored.size()][block], bytes.begin());
    });
}

#define LAAD_INSTANTIATE(T) template class BlockLayer<T>;
LAAD_LAYER_TYPES(LAAD_INSTANTIATE)
#undef LAAD_INSTANTIATE

}  // namespace laad
