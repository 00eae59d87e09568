// SPDX-License-Identifier: Apache-2.0
// Runs a made-up town and writes its output folder.
#pragma once

#include "host/report/report.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/tiny_region.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// The run of `town`, written to `parent`/`name`; its inputs and work lie beside it. All runs of a parent share the
/// vectors of the first: a GeoPackage holds the time at which it was written, so two of them differ in content.
inline Run made_plan(TinyRegion const& town, std::filesystem::path const& parent, std::string const& name,
                     int tile_cells = 64)
{
    auto const quiet = [](std::string const&, double) {};
    auto const work = parent / (name + "-work");
    std::filesystem::create_directory(work);
    auto const region = town.write(parent / (name + "-inputs"));
    if (std::filesystem::exists(parent / "town.gpkg"))
        std::filesystem::copy_file(parent / "town.gpkg", region.parent_path() / "town.gpkg",
                                   std::filesystem::copy_options::overwrite_existing);
    else
        std::filesystem::copy_file(region.parent_path() / "town.gpkg", parent / "town.gpkg");
    Scenario scenario = parse_scenario(region);
    scenario.run.tile_cells = tile_cells;
    Run run = read_inputs(std::move(scenario), RunScope::plan, work, quiet);
    ChosenDevice const device = choose_device("cpu", 2);
    RunPlan const plan =
        plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50);
    analyse(run, plan, device, work, quiet);
    run.inputs.scenario.run.tile_cells = 512;  // a user may not set tiles as small as those of the test
    write_results(run, parent / name, quiet);
    return run;
}

/// The prognosis of the town with other figures.
inline std::string prognosis_of(std::string const& west_kwh, std::string const& oost_kwh)
{
    return "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n"
           "West,2023,2028,midden,personenauto,publiek,kwh_per_year," +
           west_kwh +
           ",illustrative\n"
           "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year," +
           oost_kwh + ",illustrative\n";
}

}  // namespace laad
