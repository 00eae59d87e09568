// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"
#include "rasters/ids.hpp"
#include "rasters/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// The part of a neighbourhood's demand that sits at one node: its cumulative weight share before and after it, in
/// row-major order of the nodes of that neighbourhood, fixed point 2^-32 (first `before` is 0, last `after` is 2^32).
struct DemandShare {
    NodeId node;
    NeighbourhoodId neighbourhood;
    std::uint64_t before{};
    std::uint64_t after{};
};

/// Spreads the mass of each neighbourhood over its nodes: value of a share = ⌊after·M/2^32⌋ − ⌊before·M/2^32⌋; shares
/// of one node add up. The values of a neighbourhood sum to M exactly.
///
/// Shape   shares[any], sorted by node; neighbourhood_wh[neighbourhoods]; result[nodes]
/// Units   Wh per year
/// Nodata  none: a node without a share has 0
/// Errors  InputError: a node's sum exceeds 2^32 − 1 Wh (the message names node and value); ContractError: index out of
///         range, negative mass
/// Cost    24 bytes read a share, 4 bytes written a node
/// Source  docs/methods/demand.md
std::vector<std::uint32_t> spread(CpuExec const&, std::span<DemandShare const> shares,
                                  std::span<std::int64_t const> neighbourhood_wh, std::int32_t nodes);
std::vector<std::uint32_t> spread(CudaExec const&, std::span<DemandShare const> shares,
                                  std::span<std::int64_t const> neighbourhood_wh, std::int32_t nodes);

/// Puts node values in their cells and 0 elsewhere.
///
/// Shape   cells[n] in the window, distinct; values[n]; out[rows, cols]
/// Units   as `values`
/// Nodata  none
/// Errors  ContractError: sizes differ, a cell outside the window
/// Cost    4 bytes written a cell
/// Source  none
void scatter(CpuExec const&, std::span<Cell const> cells, std::span<std::uint32_t const> values,
             View<std::uint32_t> out);
void scatter(CudaExec const&, std::span<Cell const> cells, std::span<std::uint32_t const> values,
             View<std::uint32_t> out);

/// Weights of a Gaussian with σ = radius/3, cut at ±radius: round(32768·exp(−(i·cell)²/2σ²)) for i = 0..⌊radius/cell⌋.
std::vector<std::int32_t> gaussian_weights(int radius_cm, int cell_cm);

/// Demand in the straight-line neighbourhood of each cell: Σ weight(Δrow)·weight(Δcol)·demand, where the weight of the
/// cell itself is 1. Rows first, then columns; each pass is rounded half up to whole Wh, the result half up to kWh.
///
/// Shape   demand_wh[rows, cols], density_kwh[rows, cols]; halo weights.size() − 1 (outside counts as 0)
/// Units   Wh per year in, kWh per year out; weights fixed point 2^-15, weights[i] for offset ±i
/// Nodata  none
/// Errors  InputError: a result above 2^32 − 1 kWh; ContractError: shapes differ, weights none, negative, more than
///         2048, or with a sum over all offsets of 2^23.5 or more (so that no sum passes 2^64)
/// Cost    separable: 2·(2·radius+1) multiply-adds a cell
/// Source  docs/methods/demand.md
void demand_density(CpuExec const&, View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights,
                    View<std::uint32_t> density_kwh);
void demand_density(CudaExec const&, View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights,
                    View<std::uint32_t> density_kwh);

}  // namespace laad
