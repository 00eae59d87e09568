// SPDX-License-Identifier: Apache-2.0
// Layers made of cells that a test writes down.
#pragma once

#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"
#include "tests/host/written_tables.hpp"

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// A folder that no other store of the test program uses; it goes away with the program.
inline std::filesystem::path fresh_folder()
{
    static Folder const parent;
    static int number = 0;
    auto const folder = parent.file(std::to_string(number++));
    std::filesystem::create_directory(folder);
    return folder;
}

/// Small tiles, so that small layers have several.
inline constexpr int store_tile_cells = 64;

inline BlockStore fresh_store(GridSpec const& grid)
{
    return {std::make_shared<KeyedStore>(fresh_folder()), grid, store_tile_cells, Codec::zstd};
}

/// Writes all cells of a layer of a fresh store.
template <class T>
void fill(BlockLayer<T>& layer, Raster<T> const& cells)
{
    for (Tile const& tile : tiles_of(cells.shape(), store_tile_cells, 0))
        layer.write(tile.core, cells.view().window(tile.core), "test");
}

template <class T>
BlockLayer<T> layer_of(GridSpec const& grid, Raster<T> const& cells, BandInfo info = {.name = "layer"})
{
    std::string const name = info.name;
    BlockLayer<T> layer{fresh_store(grid), name, {std::move(info)}};
    fill(layer, cells);
    return layer;
}

/// All cells of a layer.
template <class T>
Raster<T> cells_of(BlockLayer<T> const& layer)
{
    return layer.read({{0, 0}, layer.shape()});
}

}  // namespace laad
