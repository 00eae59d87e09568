// SPDX-License-Identifier: Apache-2.0
// What a plan serves under another prognosis than the one it was made for; see docs/methods/compare.md.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/plan_folder/reach_file.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// Energy that a place serves at one demand cell.
struct ServedCell {
    std::int64_t cell{};  ///< row-major number
    std::uint32_t wh{};
};

/// What the places of a plan newly serve, by rank.
struct ServedPlan {
    std::vector<std::int64_t> gain_wh;
    std::vector<std::vector<ServedCell>> cells;

    std::int64_t total_wh() const;
};

/// Demand that the existing and planned stations of a plan's run leave unmet at cells (row-major numbers), in Wh.
/// Errors  InputError: the raster is absent, damaged or on another grid
std::vector<std::uint32_t> unmet_at(StoredPlan const&, std::span<std::int64_t const> cells);

/// Serves unmet demand with the places of a plan, in its order: each takes the nearest demand first, ties by cell,
/// until its capacity is used. `unmet_wh`: at reach.cells.
ServedPlan serve_in_order(PlanReach const& reach, std::vector<std::uint32_t> unmet_wh, std::int64_t capacity_wh);

/// Serves a plan under its own prognosis and checks that this gives the gains of placements.csv to the Wh.
/// Errors  InputError: it does not, so the files of the folder are not of one run
ServedPlan served_by_itself(StoredPlan const&, PlanReach const&);

}  // namespace laad
