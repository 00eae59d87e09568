// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/review.hpp"
#include "host/power/power_grid.hpp"
#include "host/prepare/base_layers.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// How much of a run is made: coverage needs no prognosis, a plan without a grid no grid tables; each has what those
/// before it have.
enum class RunScope : std::uint8_t { coverage, plan_without_grid, plan };

/// What a run is made from.
struct Inputs {
    RunScope scope{RunScope::plan};
    Scenario scenario;
    BaseLayers base;
    Prognosis prognosis;
    PowerGrid grid;
    Review review;
    std::map<std::filesystem::path, std::string> file_hashes;  ///< of every input file

    bool is_plan() const { return scope != RunScope::coverage; }
    bool has_grid() const { return scope == RunScope::plan; }
};

}  // namespace laad
