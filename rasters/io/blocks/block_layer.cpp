// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/blocks/block_layer.hpp"

#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layer_impl.hpp"
#include "rasters/io/files/cog_tags.hpp"

#include <bit>

namespace laad {

template <class T>
BlockLayer<T>::BlockLayer() = default;
template <class T>
BlockLayer<T>::~BlockLayer() = default;
template <class T>
BlockLayer<T>::BlockLayer(BlockLayer&&) noexcept = default;
template <class T>
BlockLayer<T>& BlockLayer<T>::operator=(BlockLayer&&) noexcept = default;

template <class T>
BlockLayer<T>::BlockLayer(BlockStore const& store, std::string name, std::vector<BandInfo> infos)
{
    expect(store.tile_cells >= 64 && std::has_single_bit(static_cast<unsigned>(store.tile_cells)),
           "BlockLayer: tile_cells is a power of two, at least 64");
    expect(store.grid.shape.rows > 0 && store.grid.shape.cols > 0, "BlockLayer: the grid has cells");
    impl_ = std::unique_ptr<Impl>{new Impl{store, std::move(name), std::move(infos)}};
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
    return laad::content_hash<T>(grid(), impl_->table.content());
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
std::int64_t BlockLayer<T>::stored_bytes() const
{
    return impl_->table.stored_bytes();
}

template <class T>
void BlockLayer<T>::publish(std::filesystem::path const& file,
                            std::vector<std::pair<std::string, std::string>> const& tags) const
{
    auto const coarse = impl_->coarse_levels();
    std::vector<std::vector<StoredBlock>> stored;
    CogImage image{
        impl_->format, std::is_signed_v<SampleOf<T>>, cog_tags(grid(), impl_->infos, impl_->statistics(), tags), {}};
    for (int level = 0; level <= levels(); ++level) {
        auto& sizes = image.levels.emplace_back(CogLevel{this->shape_at(level), {}}).block_bytes;
        if (level <= impl_->layout.tile_levels())
            for (StoredBlock const& block : stored.emplace_back(impl_->table.blocks_of(level)))
                sizes.push_back(static_cast<std::uint32_t>(block.bytes));
        else
            for (auto const& block : coarse->blocks[static_cast<std::size_t>(level) - stored.size()])
                sizes.push_back(static_cast<std::uint32_t>(block.size()));
    }
    write_cog_file(file, image, [&](std::size_t level, std::size_t block, std::span<std::byte> bytes) {
        if (level < stored.size())
            impl_->table.read(stored[level][block], bytes);
        else
            std::ranges::copy(coarse->blocks[level - stored.size()][block], bytes.begin());
    });
}

template class BlockLayer<std::uint8_t>;
template class BlockLayer<std::uint16_t>;
template class BlockLayer<std::int16_t>;
template class BlockLayer<std::int32_t>;
template class BlockLayer<std::uint32_t>;
template class BlockLayer<Surface>;
template class BlockLayer<SiteOffset>;

}  // namespace laad
