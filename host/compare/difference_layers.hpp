// SPDX-License-Identifier: Apache-2.0
// What changes in each cell between two plans, made tile by tile.
#pragma once

#include "host/compare/plan_folder.hpp"
#include "host/report/report.hpp"
#include "rasters/io/block_layer.hpp"

#include <cstdint>
#include <limits>

namespace laad {

inline constexpr std::int32_t change_nodata = std::numeric_limits<std::int32_t>::min();

/// New minus old. Demand and unmet demand: nodata where neither plan has any. Headroom: nodata where a plan has none.
struct DifferenceLayers {
    BlockLayer<std::int32_t> demand_density_kwh;
    BlockLayer<std::int32_t> unmet_wh;
    BlockLayer<std::int32_t> headroom_w;
};

/// Reads the rasters of both plans by tile and keeps the differences in the store.
/// Errors  InputError: a raster is absent, damaged or on another grid; a difference beyond ±2^31
/// Cost    both plans' rasters are read once; a tile of three rasters a thread
DifferenceLayers difference_layers(PlanFolder const& old_plan, PlanFolder const& new_plan, BlockStore const&,
                                   Progress const&);

/// The layers below the maps, from the rasters of a plan.
struct BaseRasters {
    BlockLayer<Surface> surface;
    BlockLayer<std::uint8_t> area;
};
BaseRasters base_rasters(PlanFolder const&, BlockStore const&);

}  // namespace laad
