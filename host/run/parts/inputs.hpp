// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/power/power_grid.hpp"
#include "host/prepare/base_layers.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// How much of a run is wanted: coverage alone needs neither a prognosis nor grid tables to be right.
enum class RunScope : std::uint8_t { coverage, plan };

/// What a run is made from.
struct Inputs {
    RunScope scope{RunScope::plan};
    Scenario scenario;
    BaseLayers base;
    Prognosis prognosis;
    PowerGrid grid;
    std::map<std::filesystem::path, std::string> file_hashes;  ///< of every input file

    bool is_plan() const { return scope == RunScope::plan; }
};

}  // namespace laad
