// SPDX-License-Identifier: Apache-2.0
// The prognosis: how much charging is expected per buurt, year, scenario and location type.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// Energy per buurt of one location type, target year and scenario, on the part of the buurt inside the grid.
struct TypeEnergy {
    std::string location_type;
    bool is_public{};
    std::vector<std::int64_t> buurt_wh;  ///< per buurt of the base layers
};

struct Prognosis {
    int year{};
    std::string scenario;
    std::vector<TypeEnergy> types;        ///< sorted by name
    std::vector<std::int64_t> public_wh;  ///< per buurt: Σ of the public types
    bool illustrative{};                  ///< a row says so
    std::vector<std::string> notes;
};

/// Reads the long table (columns buurt, cbs_year, year, scenario, modality, location_type, quantity, value, and
/// optionally basis) and takes `target_year` and `scenario`. quantity is kwh_per_year; value ≥ 0. Years between table
/// years are not interpolated. Rows of buurten of the layer that lie outside the grid are left out and counted.
/// Errors  InputError with file and line, all bad rows in one message (the first ten): a missing column, unknown buurt
///         (nearest name), unknown basis (measured, forecast, illustrative; empty: not stated),
///         duplicate key, NaN, negative or absurd value (> 10^9 kWh), unknown quantity or scenario; target year or
///         scenario absent (those that are there)
Prognosis read_prognosis(Scenario const&, BaseLayers const&);

}  // namespace laad
