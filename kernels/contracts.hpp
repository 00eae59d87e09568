// SPDX-License-Identifier: Apache-2.0
// What the operations ask of their arguments, checked on the host once for every backend.
#pragma once

#include "kernels/demand.hpp"
#include "kernels/headroom.hpp"
#include "kernels/service.hpp"

namespace laad {

void check_spread(std::span<DemandShare const> shares, std::span<std::int64_t const> neighbourhood_wh,
                  std::int32_t nodes);
void check_scatter(std::span<Cell const> cells, std::span<std::uint32_t const> values, Shape window);
void check_density(Shape demand, std::span<std::int32_t const> weights, Shape density);
void check_serve(ReachLists const& lists, std::span<Station const> stations, std::size_t nodes,
                 std::span<std::int32_t const> weight_by_m);
void check_gain(ReachLists const& lists, std::size_t nodes, std::int64_t capacity_wh);
void check_asset_headroom(std::span<GridAsset const> assets, std::span<std::int64_t const> base_w,
                          ChargingSums const& charging);
void check_headroom(Shape asset, std::span<ChainRoom const> chains, std::span<std::int32_t const> points,
                    HeadroomRasters const& out);

/// What a cell without an asset shows.
inline constexpr ChainRoom no_chain_room{headroom_nodata, -1, quarter_nodata, Basis::none};

/// A radius of 2047 cells is far beyond what the sum of the weights allows a Gaussian.
inline constexpr std::size_t density_most_weights = 2048;

/// Throw when the count, or the node, says that something went wrong.
void check_node_sum(std::span<DemandShare const> shares, std::span<std::int64_t const> neighbourhood_wh,
                    std::int64_t first_share_too_much);
void check_density_fits(std::uint64_t cells_too_much);
void check_assets_known(std::uint64_t cells_unknown);

/// `first_share_too_much` when all nodes fit.
inline constexpr std::int64_t all_nodes_fit = INT64_MAX;

}  // namespace laad
