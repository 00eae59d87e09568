// SPDX-License-Identifier: Apache-2.0
// What the operations ask of their arguments, checked on the host once for every backend.
#pragma once

#include "kernels/cell/demand.hpp"
#include "kernels/demand.hpp"
#include "kernels/headroom.hpp"
#include "kernels/service.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <string>

namespace laad {

/// What a cell without an asset shows.
inline constexpr ChainRoom no_chain_room{headroom_nodata, {}, quarter_nodata, Basis::none};

/// A radius of 2047 cells is far beyond what the sum of the weights allows a Gaussian.
inline constexpr std::size_t density_most_weights = 2048;

/// The number of the first share of a node that gets too much, when all nodes fit.
inline constexpr std::int64_t all_nodes_fit = INT64_MAX;

inline void check_lists(ReachLists const& lists, std::size_t nodes)
{
    expect(!lists.first.empty() && lists.first.front() == 0 && std::ranges::is_sorted(lists.first) &&
               lists.first.back() == static_cast<std::int64_t>(lists.entries.size()),
           "the lists cover the entries in order");
    expect(std::ranges::all_of(lists.entries,
                               [&](Reached const& r) { return r.node && r.node.index() < nodes && r.walk_cm >= 0; }),
           "the lists name nodes that exist, at a walk that is not negative");
}

inline void check_spread(std::span<DemandShare const> shares, std::span<std::int64_t const> neighbourhood_wh,
                         std::int32_t nodes)
{
    expect(nodes >= 0 && std::ranges::all_of(neighbourhood_wh, [](std::int64_t wh) { return wh >= 0; }),
           "spread: neither the number of nodes nor a mass is negative");
    expect(std::ranges::all_of(shares,
                               [&](DemandShare const& s) {
                                   return s.node && s.node.number() < nodes && s.neighbourhood &&
                                          s.neighbourhood.index() < neighbourhood_wh.size() && s.before <= s.after &&
                                          s.after <= std::uint64_t{1} << 32;
                               }),
           "spread: shares name nodes and buurten that exist, 0 <= before <= after <= 2^32");
    expect(std::ranges::is_sorted(shares, {}, &DemandShare::node), "spread: shares are sorted by node");
}

inline void check_node_sum(std::span<DemandShare const> shares, std::span<std::int64_t const> neighbourhood_wh,
                           std::int64_t first_share_too_much)
{
    if (first_share_too_much == all_nodes_fit) return;
    auto const node = shares[static_cast<std::size_t>(first_share_too_much)].node.number();
    auto const wh = node_sum(shares.data(), static_cast<std::int64_t>(shares.size()), first_share_too_much,
                             neighbourhood_wh.data());
    throw InputError{"spread: node " + std::to_string(node) + " gets " + std::to_string(wh) +
                     " Wh a year (at most 4294967295 fits), check the unit of the prognosis and the weights of its "
                     "buurt"};
}

inline void check_scatter(std::span<Cell const> cells, std::span<std::uint32_t const> values, Shape window)
{
    expect(cells.size() == values.size(), "scatter: one value a cell");
    expect(std::ranges::all_of(cells, [&](Cell c) { return inside(window, c); }), "scatter: cells lie in the window");
}

inline void check_gather(std::span<Cell const> cells, Shape raster)
{
    expect(std::ranges::all_of(cells, [&](Cell c) { return inside(raster, c); }), "gather: cells lie in the raster");
}

inline void check_density(Shape demand, std::span<std::int32_t const> weights, Shape density)
{
    expect(demand == density, "demand_density: demand and density have the same shape");
    expect(!weights.empty() && weights.size() <= density_most_weights, "demand_density: 1 to 2048 weights");
    expect(std::ranges::all_of(weights, [](std::int32_t w) { return w >= 0; }),
           "demand_density: no weight is negative");
    std::uint64_t total = 0;
    for (std::int32_t const w : weights)
        total += 2 * static_cast<std::uint64_t>(w);
    total -= static_cast<std::uint64_t>(weights.front());
    // Then both passes stay below 2^64, whatever the demand.
    expect(total < (1u << 24) && total * total < std::uint64_t{1} << 47, "demand_density: the weights sum to < 2^23.5");
}

inline void check_density_fits(std::uint64_t cells_too_much)
{
    if (cells_too_much == 0) return;
    throw InputError{"demand_density: " + std::to_string(cells_too_much) +
                     " cells exceed 4294967295 kWh a year, check the unit of the prognosis"};
}

inline void check_serve(ReachLists const& lists, std::span<Station const> stations, std::size_t nodes,
                        std::span<std::int32_t const> weight_by_m)
{
    check_lists(lists, nodes);
    expect(lists.origins() == stations.size(), "serve: one list a station");
    expect(std::ranges::all_of(stations, [](Station const& s) { return s.evse >= 0 && s.capacity_wh >= 0; }),
           "serve: neither EVSE nor capacity is negative");
    expect(std::ranges::all_of(weight_by_m, [](std::int32_t w) { return w >= 0; }), "serve: no weight is negative");
    for (std::size_t s = 0; s < stations.size(); ++s)
        expect(std::ranges::is_sorted(lists.of(s), {}, &Reached::node), "serve: lists are sorted by node");
}

inline void check_gain(ReachLists const& lists, std::size_t nodes, std::int64_t capacity_wh)
{
    check_lists(lists, nodes);
    expect(capacity_wh >= 0, "gain: the capacity is not negative");
}

inline void check_asset_headroom(std::span<GridAsset const> assets, std::span<std::int64_t const> base_w,
                                 ChargingSums const& charging)
{
    expect(charging.quarters > 0, "asset_headroom: there is a quarter");
    std::size_t const figures = assets.size() * static_cast<std::size_t>(charging.quarters);
    expect(base_w.size() == figures && charging.mean_w.size() == figures && charging.variance_w2.size() == figures &&
               charging.rated_w.size() == assets.size(),
           "asset_headroom: a figure for each asset and quarter");
    expect(
        std::ranges::all_of(charging.variance_w2, [](std::int64_t v) { return v >= 0 && v < std::int64_t{1} << 62; }),
        "asset_headroom: 0 <= variance < 2^62");
}

inline void check_headroom(Shape asset, std::span<ChainRoom const> chains, std::span<std::int32_t const> points,
                           HeadroomRasters const& out)
{
    expect(asset == out.headroom_w.shape && asset == out.connectable_points.shape && asset == out.binding_asset.shape &&
               asset == out.binding_quarter.shape && asset == out.basis.shape,
           "headroom: all rasters have the same shape");
    expect(chains.size() == points.size(), "headroom: points for each asset");
}

inline void check_nearest_asset(std::span<Cell const> sites, std::span<AssetId const> assets, Rect window, Shape asset)
{
    expect(asset == window.shape, "nearest_asset: the raster has the shape of the window");
    expect(sites.size() == assets.size(), "nearest_asset: one asset a site");
    expect(std::ranges::adjacent_find(sites, [](Cell a, Cell b) { return !(a < b); }) == sites.end(),
           "nearest_asset: sites are sorted and distinct");
}

inline void check_assets_known(std::uint64_t cells_unknown)
{
    expect(cells_unknown == 0, "headroom: cells name assets that exist");
}

}  // namespace laad
