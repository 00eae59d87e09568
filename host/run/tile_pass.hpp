// SPDX-License-Identifier: Apache-2.0
// The per-tile part of the analysis: one tile is read with its halo once and every operation runs while it is in
// memory.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/run/results.hpp"
#include "rasters/tile.hpp"

#include <utility>
#include <vector>

namespace laad {

/// Everything that the tiles read besides the base layers.
struct TileInputs {
    Scenario const& scenario;
    BaseLayers const& base;
    std::vector<std::uint32_t> const& demand_wh;  ///< per node
    std::vector<std::int32_t> node_access_cm;     ///< per node
    std::vector<std::int32_t> density_weights;
    std::vector<Site> existing;  ///< public sites that stand there today, with today's EVSE
    Raster<std::int32_t> const& asset;
    std::vector<ChainRoom> chains;     ///< per asset
    std::vector<std::int32_t> points;  ///< per asset
    std::vector<std::int32_t> ranked;  ///< candidates with an entry
};

/// Lists of the origins whose entry lies in the core of a tile, by origin number.
struct TileReach {
    std::vector<std::int32_t> origins;
    ReachLists lists;
};

struct TileResult {
    TileReach stations;    ///< origins index base.sites
    TileReach candidates;  ///< origins index TileInputs::ranked
};

/// Fills the core of `tile` in every layer but unmet and gain, and finds what its stations and candidates reach.
TileResult analyse_tile(Executor const&, TileInputs const&, Tile const&, AnalysisLayers&);

/// Fills the core of `tile` in a layer with values at demand nodes, 0 elsewhere.
void scatter_tile(Executor const&, BaseLayers const&, Tile const&, std::vector<std::uint32_t> const& node_values,
                  Raster<std::uint32_t>& layer);

}  // namespace laad
