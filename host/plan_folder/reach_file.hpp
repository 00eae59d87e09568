// SPDX-License-Identifier: Apache-2.0
// Which demand each ranked place reaches on foot: kept with the plan, so that it can be served again under another
// prognosis without walking again.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct PlanReach {
    std::string network;              ///< content hash of streets, links, demand cells and the service walk
    std::vector<std::int64_t> cells;  ///< row-major numbers of the cells with demand that a place reaches, ascending
    std::vector<std::string> candidates;  ///< by rank
    ReachLists lists;                     ///< of each of those; nodes index `cells`
};

inline constexpr std::size_t digest_bytes = 32;  ///< at the end of the file

/// Two plans with equal `network` walk the same streets to the same demand cells, so the lists of one hold for the
/// other. Cost  the entries of the placements' lists
PlanReach plan_reach(Inputs const&, Findings const&);

/// Errors  OutputError: cannot be written
void write_reach(std::filesystem::path const& file, PlanReach const&);
/// `grid`: of the plan. Errors  InputError: absent, damaged, or its numbers are not those of a plan on that grid
PlanReach read_reach(std::filesystem::path const& file, GridSpec const& grid);

}  // namespace laad
