// SPDX-License-Identifier: Apache-2.0
// What the electricity grid can still feed. Assets form a tree; a figure is the least along the chain to the root.
#pragma once

#include "kernels/executor.hpp"
#include "rasters/codes.hpp"
#include "rasters/ids.hpp"
#include "rasters/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// A grid asset. `parent` < own number (the root has none), so one pass in order visits parents first.
struct GridAsset {
    AssetId parent;
    std::int64_t limit_w{};  ///< rating × planning limit
    Basis basis{Basis::assumed};
};

/// Charging at one asset or below it, added up: Σμ_q and Σs_q² per quarter, and Σ rated power.
/// Load in quarter q = min(Σμ_q + ⌈√Σs_q²⌉, Σ rated).
struct ChargingSums {
    std::int32_t quarters{};
    std::vector<std::int64_t> mean_w;       ///< [asset][quarter]
    std::vector<std::int64_t> variance_w2;  ///< [asset][quarter]
    std::vector<std::int64_t> rated_w;      ///< [asset]
};

/// Adds every asset's own charging to all assets above it; `sums` holds own charging in, charging of the subtree out.
void add_up_tree(std::span<GridAsset const> assets, ChargingSums& sums);

/// ⌈√v⌉ of a non-negative integer below 2^62.
std::int64_t ceil_sqrt(std::int64_t v);

/// The room of one asset by itself, and when it is least.
struct AssetRoom {
    std::int64_t headroom_w{};
    std::int32_t quarter{};

    friend bool operator==(AssetRoom const&, AssetRoom const&) = default;
};

/// min over quarters of limit − base − charging; ties: the first quarter.
///
/// Shape   assets[n]; base_w[n][quarters] row-major; charging of the subtree of each asset
/// Units   W
/// Nodata  none
/// Errors  ContractError: sizes differ, no quarter, a variance outside 0 .. 2^62 − 1
/// Cost    24 bytes an asset and quarter
/// Source  docs/methods/headroom.md
std::vector<AssetRoom> asset_headroom(CpuExec const&, std::span<GridAsset const> assets,
                                      std::span<std::int64_t const> base_w, ChargingSums const& charging);
std::vector<AssetRoom> asset_headroom(CudaExec const&, std::span<GridAsset const> assets,
                                      std::span<std::int64_t const> base_w, ChargingSums const& charging);

/// The room up the chain of one asset: the least of its own and its ancestors' (ties: the lowest in the tree, i.e.
/// nearest to the cell), with the weakest basis in the chain. Aligned so that a cell reads it at once.
struct alignas(16) ChainRoom {
    std::int32_t headroom_w{};  ///< saturates at ±(2^31 − 1)
    AssetId binding_asset;
    std::int32_t binding_quarter{-1};
    Basis basis{Basis::none};

    friend bool operator==(ChainRoom const&, ChainRoom const&) = default;
};
std::vector<ChainRoom> chain_headroom(std::span<GridAsset const> assets, std::span<AssetRoom const> rooms);

inline constexpr std::int32_t headroom_nodata = INT32_MIN;
inline constexpr std::uint16_t points_nodata = 65535;
inline constexpr std::uint16_t quarter_nodata = 65535;

/// The grid figures of each cell, gathered from the chain of its asset.
struct HeadroomRasters {
    View<std::int32_t> headroom_w{};
    View<std::uint16_t> connectable_points{};
    View<std::int32_t> binding_asset{};
    View<std::uint16_t> binding_quarter{};
    View<std::uint8_t> basis{};
};

/// Shape   asset[rows, cols] and each result [rows, cols]; halo 0; chains[assets], points[assets] in host memory
/// Units   W, charge points (saturating at 65534), asset number, quarter number, Basis code
/// Nodata  asset < 0: headroom_nodata, points_nodata, −1, quarter_nodata, Basis::none
/// Errors  ContractError: shapes differ, an asset number beyond `chains`
/// Cost    4 bytes read, 13 bytes written a cell
/// Source  docs/methods/headroom.md
void headroom(CpuExec const&, View<std::int32_t const> asset, std::span<ChainRoom const> chains,
              std::span<std::int32_t const> points, HeadroomRasters);
void headroom(CudaExec const&, View<std::int32_t const> asset, std::span<ChainRoom const> chains,
              std::span<std::int32_t const> points, HeadroomRasters);

}  // namespace laad
