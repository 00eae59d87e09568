// SPDX-License-Identifier: Apache-2.0
// The per-tile part of the analysis: one tile is read with its halo once and every operation runs while it is in
// memory.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/run/by_tile.hpp"
#include "host/run/part.hpp"
#include "host/run/results.hpp"
#include "rasters/error.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// What only a plan reads: demand, grid, stations and candidates.
struct PlanInputs {
    std::vector<std::uint32_t> const& demand_wh;  ///< per node
    LeafIndex const& leaves;
    std::vector<std::int32_t> density_weights;
    std::vector<ChainRoom> chains;     ///< per asset
    std::vector<std::int32_t> points;  ///< per asset
    std::vector<std::int32_t> const& ranked;
    ByTile stations;                  ///< base.sites by their entry
    ByTile candidates;                ///< `ranked` by their entry
    std::vector<Rect> reach_windows;  ///< by tile: every place that its stations and candidates can reach
};

/// Everything that the tiles read besides the base layers.
struct TileInputs {
    Scenario const& scenario;
    BaseLayers const& base;
    std::vector<Site> existing;          ///< public sites that stand there today, with today's EVSE
    std::vector<Cell> existing_cells;    ///< of them
    ByTile dwellings;                    ///< by their entry
    std::optional<PlanInputs> for_plan;  ///< nothing when only coverage is wanted

    /// Errors  ContractError: only coverage is wanted
    PlanInputs const& plan() const
    {
        expect(for_plan.has_value(), "only a plan knows demand, grid and candidates");
        return *for_plan;
    }
};

/// A tile as it was read: surface and walls with their halo, and which cells of the core are outside: in no buurt, not
/// in the area and with nothing known about them. Outside, every layer is empty.
struct TileGround {
    std::size_t number{};
    Tile tile{};
    Raster<Surface> surface;
    Raster<std::uint8_t> walls;
    Raster<std::uint8_t> outside;
    bool any_inside{};
    bool any_outside{};
};
TileGround read_ground(BaseLayers const&, Tile const&, std::size_t number);

/// Storing a part of a tile's results: done at once on the CPU, later beside other tiles' kernels with a GPU.
using Store = std::function<void()>;

/// What the origins and dwellings whose entry lies in the core of a tile found, in the order of TileInputs.
struct TileFindings {
    ReachLists stations;                 ///< nodes by their position among those of the tile's reach window
    ReachLists candidates;               ///< the same
    std::vector<std::uint16_t> walk_dm;  ///< at the entry of each dwelling
};

struct TileOutcome {
    TileFindings findings;
    std::vector<Store> stores;
};

/// The key of each part of a tile.
using PartKeys = std::array<std::string, part_count>;

/// Computes the wanted parts of the core of a tile: layers are written under the keys, what was found comes back.
TileOutcome analyse_tile(Executor const&, TileInputs const&, TileGround const&, Parts todo, PartKeys const&,
                         AnalysisLayers&);

}  // namespace laad
