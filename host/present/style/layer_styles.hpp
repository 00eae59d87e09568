// SPDX-License-Identifier: Apache-2.0
// How the rasters of a run look, by the name of the layer.
#pragma once

#include "host/present/style/style.hpp"
#include "host/scenario/scenario.hpp"

#include <optional>
#include <string_view>

namespace laad {

/// The style of a layer of the analysis or of the base layers, for the values as they lie in its cells. Nothing: it is
/// not drawn. Classes are the same for every scenario, year and version.
std::optional<Style> layer_style(std::string_view layer, Scenario const&);

/// kWh a year in cells of demand_density that are 1 kWh a year per hectare: how many hectares weigh in full. A cell at
/// offsets i and j weighs w_i·w_j·2^-30, so that evenly spread demand of d per hectare gives d × (Σ w·cell·2^-15)².
/// Source  docs/methods/demand.md#density
double density_hectares(int radius_m, int cell_cm);

}  // namespace laad
