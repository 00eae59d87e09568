// SPDX-License-Identifier: Apache-2.0
#include "host/live/live_headroom.hpp"

#include "host/run/parts/headroom.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {

LiveHeadroom::LiveHeadroom(Inputs const& inputs, Layers const& layers, CpuExec exec)
    : inputs_{inputs},
      exec_{exec},
      now_{rooms()},
      headroom_w_{layers[headroom_layer]},
      points_{layers[connectable_points_layer]},
      binding_asset_{layers[binding_asset_layer]},
      binding_quarter_{layers[binding_quarter_layer]},
      basis_{layers[basis_layer]}
{
    constexpr int side = 256;
    for (Tile const& tile : tiles_of(inputs.base.grid.shape, side, 0)) {
        Part& part = parts_.emplace_back(Part{tile.core, {}});
        for (LeafPlace const& leaf : inputs.grid.leaves.near(tile.core))
            part.leaves.push_back(leaf.asset);
    }
}

LiveHeadroom::Rooms LiveHeadroom::rooms() const
{
    PowerGrid const& grid = inputs_.grid;
    return {chain_headroom(grid.assets, asset_headroom(exec_, grid.assets, grid.base_w, grid.charging)),
            points_by_asset(inputs_)};
}

void LiveHeadroom::update(Patches& patches)
{
    Rooms const before = std::exchange(now_, rooms());
    auto const changed = [&](AssetId leaf) {
        return before.chains[leaf] != now_.chains[leaf] || before.points[leaf] != now_.points[leaf];
    };
    for (Part const& part : parts_)
        if (std::ranges::any_of(part.leaves, changed)) update_part(part.window, patches);
}

void LiveHeadroom::update_part(Rect window, Patches& patches)
{
    auto const leaf = leaf_of_cells(window);
    Raster<std::int32_t> room{window.shape};
    Raster<std::uint16_t> points{window.shape};
    Raster<std::int32_t> binding{window.shape};
    Raster<std::uint16_t> quarter{window.shape};
    Raster<std::uint8_t> basis{window.shape};
    headroom(exec_, leaf.view(), now_.chains, now_.points,
             {room.view(), points.view(), binding.view(), quarter.view(), basis.view()});
    patches.write<std::int32_t>(headroom_w_, headroom_layer.name, window, room.view());
    patches.write<std::uint16_t>(points_, connectable_points_layer.name, window, points.view());
    patches.write<std::int32_t>(binding_asset_, binding_asset_layer.name, window, binding.view());
    patches.write<std::uint16_t>(binding_quarter_, binding_quarter_layer.name, window, quarter.view());
    patches.write<std::uint8_t>(basis_, basis_layer.name, window, basis.view());
}

/// None where nothing is known of a cell: its layers are empty.
Raster<std::int32_t> LiveHeadroom::leaf_of_cells(Rect window) const
{
    Raster<std::int32_t> leaf{window.shape};
    download<std::int32_t>(exec_, inputs_.grid.leaves.of(exec_, window).view(), leaf.view());
    auto const surface = inputs_.base.surface.read(window);
    auto const area = inputs_.base.area.read(window);
    auto const neighbourhood = inputs_.base.neighbourhood.read(window);
    for (std::size_t i = 0; i < leaf.cells().size(); ++i)
        if (surface.cells()[i] == Surface::unknown && area.cells()[i] == 0 && neighbourhood.cells()[i] == 0)
            leaf.cells()[i] = -1;
    return leaf;
}

}  // namespace laad
