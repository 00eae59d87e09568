// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/review.hpp"
#include "host/power/power_grid.hpp"
#include "host/prepare/base_layers.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/scenario/scenario.hpp"
#include "host/usage/monitor_tables.hpp"
#include "host/usage/tariffs.hpp"
#include "host/usage/use.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

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
    std::optional<Use> use;                                    ///< where [usage] is given
    std::vector<PriceRow> prices;                              ///< of charging, where usage.tariffs is given
    MonitorTables monitor;                                     ///< what [usage] gives beside it
    std::map<std::filesystem::path, std::string> file_hashes;  ///< of every input file

    bool is_plan() const { return scope != RunScope::coverage; }
    bool has_grid() const { return scope == RunScope::plan; }
};

}  // namespace laad
