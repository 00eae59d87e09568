// SPDX-License-Identifier: Apache-2.0
// `laadraster prognosis sketch`: from region.toml to a table that it names.
#pragma once

#include "host/region/make_plan.hpp"
#include "host/sketch/prognosis_sketch.hpp"
#include "host/sketch/region_toml.hpp"

namespace laad {

struct PrognosisSketchRequest {
    std::filesystem::path region;  ///< region.toml
    std::filesystem::path out;     ///< empty: prognosis-sketch.csv beside region.toml
};

struct MadePrognosisSketch {
    PrognosisSketch sketch;
    std::vector<UsedFigure> figures;
    std::filesystem::path file;
    SectionKeys keys;  ///< that name it in region.toml
    bool keys_are_written{};
    int target_year{};
};

/// Prepares the base layers, sketches, writes the table and names it in region.toml.
/// Errors  as parse_scenario, read_inputs and read_figures; OutputError: the file is there, or cannot be written
MadePrognosisSketch sketch_prognosis(PrognosisSketchRequest const&, RunProgress const&);

/// Errors  OutputError: there is something of that name
void check_is_new(std::filesystem::path const&);

}  // namespace laad
