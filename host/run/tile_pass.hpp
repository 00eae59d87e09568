// SPDX-License-Identifier: Apache-2.0
// The per-tile part of the analysis: one tile is read with its halo once and every operation runs while it is in
// memory.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/run/by_tile.hpp"
#include "host/run/results.hpp"
#include "host/run/tile_records.hpp"

#include <functional>
#include <string>
#include <vector>

namespace laad {

/// Everything that the tiles read besides the base layers.
struct TileInputs {
    Scenario const& scenario;
    RunScope scope;
    BaseLayers const& base;
    std::vector<std::uint32_t> const& demand_wh;  ///< per node
    LeafIndex const& leaves;
    std::vector<std::int32_t> node_access_cm;  ///< per node
    std::vector<std::int32_t> density_weights;
    std::vector<Site> existing;        ///< public sites that stand there today, with today's EVSE
    std::vector<Cell> existing_cells;  ///< of them
    std::vector<ChainRoom> chains;     ///< per asset
    std::vector<std::int32_t> points;  ///< per asset
    std::vector<std::int32_t> const& ranked;
    ByTile stations;    ///< base.sites by their entry
    ByTile candidates;  ///< `ranked` by their entry
    ByTile dwellings;   ///< by their entry
};

/// A tile as it was read: the surface with its halo, and which cells of the core are outside: in no buurt, not in the
/// area and with nothing known about them. Outside, every layer is empty.
struct TileGround {
    std::size_t number{};
    Tile tile{};
    Raster<Surface> surface;
    Raster<std::uint8_t> outside;
    bool any_inside{};
    bool any_outside{};
};
TileGround read_ground(BaseLayers const&, Tile const&, std::size_t number);

/// Storing a part of a tile's results: done at once on the CPU, later beside other tiles' kernels with a GPU.
using Store = std::function<void()>;

struct TileOutcome {
    TileFindings findings;
    std::vector<Store> stores;
};

/// Computes the core of a tile in every layer but unmet and gain, and finds what its stations, candidates and dwellings
/// reach. `key` names the tile's inputs in the layers.
TileOutcome analyse_tile(Executor const&, TileInputs const&, TileGround const&, AnalysisLayers&,
                         std::string const& key);

/// Marks the core of a tile that is wholly outside as empty.
void skip_tile(RunScope, Tile const&, AnalysisLayers&, std::string const& key);

/// Whether every layer that analyse_tile writes holds the tile.
bool layers_have(RunScope, Tile const&, AnalysisLayers const&, std::string const& key);

}  // namespace laad
