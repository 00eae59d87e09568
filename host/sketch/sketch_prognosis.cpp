// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/sketch_prognosis.hpp"

#include "host/recipes/toml_text.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/files/unfinished_file.hpp"

namespace laad {
namespace {

SectionKeys keys_for(std::filesystem::path const& region, MadePrognosisSketch const& made)
{
    return {"prognosis",
            "ILLUSTRATIVE: `laadraster prognosis sketch` made the table from published figures and assumptions; put a "
            "prognosis in its place",
            {{"file", toml_text(name_in_region(region, made.file))},
             {"target_year", std::to_string(made.target_year)},
             {"scenario", "\"midden\""},
             {"public_types", "[\"publiek\"]"}}};
}

}  // namespace

void check_is_new(std::filesystem::path const& file)
{
    if (std::filesystem::exists(std::filesystem::symlink_status(file)))
        throw OutputError{file.string() + " exists; give another name, or move it away"};
}

MadePrognosisSketch sketch_prognosis(PrognosisSketchRequest const& request, RunProgress const& progress)
{
    MadePrognosisSketch made;
    made.file = request.out.empty() ? request.region.parent_path() / "prognosis-sketch.csv" : request.out;
    check_is_new(made.file);
    Scenario scenario = parse_scenario(request.region);
    SketchFigures const figures = read_figures(figures_folder());
    ScratchFolder const scratch;
    Run const run = read_inputs(std::move(scenario), RunScope::coverage, scratch.path(), progress);
    if (run.inputs.base.dwelling_points.empty())
        throw InputError{request.region.string() +
                         ": no dwelling in the region, so a prognosis that follows from "
                         "dwellings is 0 everywhere; see [dwellings]"};
    made.target_year = sketch_target_year(figures, run.inputs.scenario.chargers.snapshot_date);
    made.sketch = sketched(run.inputs.base, figures, run.inputs.scenario.region.neighbourhood_cbs_year);
    made.figures = figures_used(made.sketch, figures, made.target_year);
    check_is_new(made.file);
    write_whole_file(made.file, csv(made.sketch));
    made.keys = keys_for(request.region, made);
    made.keys_are_written = add_to_region(request.region, made.keys);
    return made;
}

}  // namespace laad
