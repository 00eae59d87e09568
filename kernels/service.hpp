// SPDX-License-Identifier: Apache-2.0
// How much of the demand the stations serve, and how much one more station would.
#pragma once

#include "kernels/walk.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

struct Station {
    std::int32_t evse{};
    std::int64_t capacity_wh{};
};

/// What a station is asked for, can give and gives, Wh per year. offered / capacity is its pressure (laaddruk by
/// prognosis).
struct StationLoad {
    std::int64_t offered_wh{};
    std::int64_t served_wh{};

    friend bool operator==(StationLoad const&, StationLoad const&) = default;
};

struct Service {
    std::vector<StationLoad> stations;
    std::vector<std::uint32_t> unmet_wh;  ///< per node
};

/// One pass of service by existing stations. Each node offers its demand D to the stations within reach in proportion
/// to p = evse × weight(walk): in order of station, offer = ⌊D·after/P⌋ − ⌊D·before/P⌋ with before/after the running
/// sums of p and P their total (no offer when P = 0). A station with offers A and capacity C serves, in order of node,
/// ⌊after·m/A⌋ − ⌊before·m/A⌋ of each offer, with m = min(A, C) and before/after the running sums of its offers (all of
/// it when A ≤ C). The rest of D is unmet. Sums are exact: Σ offers of a node = D, Σ served of a station = min(A, C).
///
/// Shape   lists: one per station, demand_wh[nodes]; result per station and per node
/// Units   Wh per year; weight_by_m[⌈walk in m⌉], dimensionless integers; a walk past its end weighs 0
/// Nodata  none
/// Errors  ContractError: sizes differ, a negative weight, capacity or EVSE count
/// Cost    lists are read twice, once by station and once by node
/// Source  docs/methods/service.md
Service serve(CpuExec const&, ReachLists const& lists, std::span<Station const> stations,
              std::span<std::uint32_t const> demand_wh, std::span<std::int32_t const> weight_by_m);
Service serve(CudaExec const&, ReachLists const& lists, std::span<Station const> stations,
              std::span<std::uint32_t const> demand_wh, std::span<std::int32_t const> weight_by_m);

/// What one more station would newly serve: min(capacity, Σ unmet of the nodes that a candidate reaches).
///
/// Shape   lists: one per candidate; unmet_wh[nodes]; result per candidate
/// Units   Wh per year
/// Nodata  none
/// Errors  ContractError: a node outside unmet_wh
/// Cost    12 bytes an entry
/// Source  docs/methods/service.md
std::vector<std::int64_t> gain(CpuExec const&, ReachLists const& lists, std::span<std::uint32_t const> unmet_wh,
                               std::int64_t capacity_wh);
std::vector<std::int64_t> gain(CudaExec const&, ReachLists const& lists, std::span<std::uint32_t const> unmet_wh,
                               std::int64_t capacity_wh);

}  // namespace laad
