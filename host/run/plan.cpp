// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan.hpp"

#include "kernels/demand.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

// Bytes a cell that a run keeps in host memory: base layers 12 (surface 1, area 1, buurt 2, node 4, dwellings 4), grid
// asset 4, analysis layers 47 (see AnalysisLayers).
constexpr std::int64_t host_bytes_a_cell = 12 + 4 + 47;
// Bytes a cell of a padded tile in the executor's memory: inputs 9, moves 2, results 47, scratch of the walk 16.
constexpr std::int64_t tile_bytes_a_cell = 9 + 2 + 47 + 16;
// Bytes of one candidate or station with the nodes it reaches.
constexpr std::int64_t bytes_an_origin = 8 * 400;

// Rates on one CPU thread, rounded down from the bundled region on two cores; a GPU is faster, so this is the slow
// case.
constexpr double cells_a_second = 2.0e6;
constexpr double origins_a_second = 5000;
constexpr double ranked_a_second = 50'000;
constexpr double written_cells_a_second = 8.0e6;
constexpr int layers_written = 16;

}  // namespace

int analysis_halo(Scenario const& s)
{
    int const walk_m = std::max({s.coverage.max_walk_m, s.coverage.evse_within_m, s.demand.service_walk_m});
    int const density = s.demand.density_radius_m * 100 / s.region.cell_cm;
    int const moves = 2;  // allowed_moves looks two cells around
    return std::max(walk_halo(walk_m * 100, s.region.cell_cm) + moves, density);
}

RunPlan plan_run(Scenario const& s, BaseLayers const& base, int threads)
{
    RunPlan plan;
    Shape const shape = base.grid.shape;
    plan.halo = analysis_halo(s);
    plan.tiles = tiles_of(shape, s.run.tile_cells, plan.halo);
    std::int64_t padded = 0;
    std::int64_t largest = 0;
    for (Tile const& tile : plan.tiles) {
        padded += tile.padded.shape.cells();
        largest = std::max(largest, tile.padded.shape.cells());
    }
    plan.halo_overhead = static_cast<double>(padded) / static_cast<double>(shape.cells());
    auto const origins = static_cast<std::int64_t>(base.candidates.size() + base.sites.size());
    plan.device_bytes = largest * tile_bytes_a_cell;
    plan.host_bytes = shape.cells() * host_bytes_a_cell + plan.device_bytes * threads + origins * bytes_an_origin;
    plan.disk_bytes = shape.cells() * 50 * 4 / 3;
    auto const candidates = static_cast<std::int64_t>(base.candidates.size());
    double const tiles_s =
        static_cast<double>(padded) / cells_a_second + static_cast<double>(origins) / origins_a_second;
    plan.stages = {
        {"analysis", padded, "cells with halo", tiles_s / threads, plan.host_bytes},
        {"service and gain", origins, "stations and candidates", static_cast<double>(origins) / ranked_a_second,
         origins * bytes_an_origin},
        {"ranking", candidates, "candidates", static_cast<double>(candidates) / ranked_a_second,
         candidates * bytes_an_origin},
        {"writing", shape.cells() * layers_written, "cells",
         static_cast<double>(shape.cells() * layers_written) / written_cells_a_second, plan.disk_bytes},
    };
    std::int64_t const limit = std::int64_t{s.run.host_memory_mib} << 20;
    if (plan.host_bytes > limit)
        throw FitError{
            fmt::format("the run needs {} MiB of host memory, run.host_memory_mib allows {}; raise it to {}, or take a "
                        "larger region.cell_m",
                        plan.host_bytes >> 20, s.run.host_memory_mib, (plan.host_bytes >> 20) + 1)};
    return plan;
}

std::string in_words(RunPlan const& plan, GridSpec const& grid)
{
    double total_s = 0;
    std::string text = fmt::format(
        "grid       {} x {} cells of {} m, EPSG:{}\ntiles      {}, halo {} cells, {:.2f} cells read for each written\n"
        "memory     host {} MiB, a tile {} MiB\ndisk       at most {} MiB\n",
        grid.shape.cols, grid.shape.rows, grid.cell_m(), grid.epsg, plan.tiles.size(), plan.halo, plan.halo_overhead,
        plan.host_bytes >> 20, plan.device_bytes >> 20, plan.disk_bytes >> 20);
    for (StagePlan const& stage : plan.stages) {
        text += fmt::format("stage      {}: {} {}, about {:.1f} s, {} MiB\n", stage.name, stage.work, stage.unit,
                            stage.predicted_s, stage.bytes >> 20);
        total_s += stage.predicted_s;
    }
    return text + fmt::format("time       about {:.0f} s on the CPU\n", total_s);
}

}  // namespace laad
