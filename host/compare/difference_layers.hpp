// SPDX-License-Identifier: Apache-2.0
// What changes in each cell between two plans, made tile by tile.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/report/report.hpp"
#include "host/run/parts/layer_decl.hpp"
#include "rasters/io/blocks/block_layer.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <vector>

namespace laad {

inline constexpr std::int32_t change_nodata = std::numeric_limits<std::int32_t>::min();

/// New minus old, of the layers that say what a change is. Nodata: of a layer with nodata where a plan has none, of
/// another one where both plans have 0.
class DifferenceLayers {
  public:
    template <class T>
    BlockLayer<std::int32_t>& add(BlockStore const& store, LayerDecl<T> const& layer)
    {
        std::string const name = fmt::format("{}_change", layer.name);
        return all_.emplace_back(store, name,
                                 std::vector{BandInfo{.name = name,
                                                      .description = std::string{layer.change},
                                                      .unit = std::string{layer.unit},
                                                      .scale = layer.scale,
                                                      .nodata = change_nodata,
                                                      .overviews = layer.overviews}});
    }
    template <class T>
    BlockLayer<std::int32_t> const& operator[](LayerDecl<T> const& layer) const
    {
        return *std::ranges::find(all_, fmt::format("{}_change", layer.name), &BlockLayer<std::int32_t>::name);
    }
    std::deque<BlockLayer<std::int32_t>> const& all() const { return all_; }

  private:
    std::deque<BlockLayer<std::int32_t>> all_;
};

/// Reads the rasters of both plans by tile and keeps the differences in the store.
/// Errors  InputError: a raster is absent, damaged or on another grid; a difference beyond ±2^31
/// Cost    both plans' rasters are read once; a tile of three rasters a thread, one layer after the other
DifferenceLayers difference_layers(StoredPlan const& old_plan, StoredPlan const& new_plan, BlockStore const&,
                                   Progress const&);

/// The layers below the maps, from the rasters of a plan.
struct BaseRasters {
    explicit BaseRasters(StoredPlan const& plan)
        : surface{plan.raster("surface"), plan.grid}, area{plan.raster("area"), plan.grid}
    {
    }

    RasterReader<Surface> surface;
    RasterReader<std::uint8_t> area;
};

}  // namespace laad
