// SPDX-License-Identifier: Apache-2.0
// `laadraster grid sketch`: from region.toml and positions of stations to the tables of the grid.
#pragma once

#include "host/region/make_plan.hpp"
#include "host/sketch/grid_sketch.hpp"
#include "host/sketch/region_toml.hpp"

#include <optional>

namespace laad {

struct GridSketchRequest {
    std::filesystem::path region;        ///< region.toml
    std::filesystem::path out;           ///< folder; empty: grid beside region.toml
    LayerRef stations;                   ///< without a file: grid.stations of region.toml
    std::filesystem::path capacity_map;  ///< empty: none
    std::string capacity_area;
};

struct MadeGridSketch {
    GridSketch sketch;
    GridFigures figures;
    std::int64_t dwellings{};
    std::optional<CapacityOfArea> capacity;
    std::vector<std::string> notes;
    std::filesystem::path folder;
    SectionKeys keys;
    bool keys_are_written{};
};

/// Prepares the base layers, sketches, writes the four tables and names them in region.toml.
/// Errors  as parse_scenario, read_inputs, read_grid_figures and capacity_of_area; InputError: no dwelling;
///         OutputError: the folder is there, or cannot be written
MadeGridSketch sketch_grid(GridSketchRequest const&, RunProgress const&);

}  // namespace laad
