// SPDX-License-Identifier: Apache-2.0
// What the web map calls its layers; English, and so keys of the catalogue. {} is filled in by `args`.
#pragma once

#include "host/scenario/scenario.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace laad {

enum class LayerKind { raster, polygons, points };

struct LayerWords {
    std::string_view id;  ///< of the raster, or of the table
    LayerKind kind{};
    std::string_view group;  ///< today, demand, grid or plan
    std::string_view title;
    std::string_view note{};                      ///< what one has to know to read it right
    std::vector<int> (*args)(Scenario const&){};  ///< what stands for {} in title and note, each from the first
    bool visible{};                               ///< when the map opens
    bool rests_on_prognosis{};
};

/// Every layer, in drawing order, lowest first.
std::span<LayerWords const> layer_words();

}  // namespace laad
