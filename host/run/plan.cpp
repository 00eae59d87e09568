// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan.hpp"

#include "host/run/parts/part_info.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace laad {
namespace {

constexpr int ground_bytes = 4;                       // a cell, of what all parts read: surface, walls and moves
constexpr std::int64_t lane_device_bytes = 16 << 20;  // lists of things in a tile, by which it is computed
// Bytes of one thing in host memory, lists and indexes included.
constexpr std::int64_t dwelling_bytes = 400;
constexpr std::int64_t candidate_bytes = 1200;
constexpr std::int64_t reach_bytes = 8 * 300;    // the demand nodes of one station or candidate
constexpr std::int64_t use_bytes = 9300 + 2300;  // of a site: sums by quarter-hour; a bit a quarter-hour of 90 days
constexpr std::int64_t feature_bytes = 150;
constexpr std::int64_t fixed_bytes = std::int64_t{150} << 20;  // program, libraries, maps
constexpr std::int64_t inside_bytes_a_cell = 1;                // bits of the land of white spots, small overviews
constexpr std::int64_t tile_entry_bytes = 4096;  // the keys of a tile and its entries in the indexes, empty or not
// Bytes a cell inside on disk, compressed: once in the work folder, once in the results.
constexpr double coverage_disk_a_cell = 2 * 1.0;
constexpr double plan_disk_a_cell = 2 * 1.6;
// Of the rasters of use, where sites are dense (Delft); where there are none they take nothing.
constexpr double pressure_disk_a_cell = 2 * 0.21;
constexpr double chance_disk_a_cell = 2 * 0.033;  // each
// Bytes of one thing on disk: lists, tables, plankaart.gpkg; and of report and maps at any size.
constexpr std::int64_t dwelling_disk = 160;
constexpr std::int64_t candidate_disk = 2500;
constexpr std::int64_t feature_disk = 2 * 270;  // of basemap.fgb, once more while it is put in order
constexpr std::int64_t fixed_disk = std::int64_t{8} << 20;

// Rates of one CPU thread, from docs/performance.md; a GPU is faster, so this is the slow case.
constexpr double features_a_second = 80'000;
constexpr double coverage_cells_a_second = 30e6;
constexpr double plan_cells_a_second = 12e6;
constexpr double chance_cells_a_second = 300e6;  // of all its rasters, where sites are dense (Delft)
constexpr double origins_a_second = 16'000;
constexpr double served_a_second = 120'000;
constexpr double ranked_a_second = 40'000;
constexpr double defined_cells_a_second = 180e6;
constexpr double written_cells_a_second = 1.2e9;
constexpr double described_a_second = 15'000;  ///< candidates in plankaart.gpkg
constexpr double drawn_a_second = 200'000;     ///< features in basemap.fgb
// Seconds at any size: to open the inputs; for maps, report and tables.
constexpr double fixed_preparation_s = 0.5;
constexpr double fixed_writing_s = 2;

constexpr std::int64_t base_layers_written = 4;

/// Calls visit(PartInfo) for the parts of a run.
template <class Visit>
void each_part(Scenario const& s, RunScope scope, Visit visit)
{
    for (PartInfo const& part : part_infos())
        if (part.is_in(scope, s)) visit(part);
}

std::int64_t layers_written(Scenario const& s, RunScope scope)
{
    std::int64_t layers = base_layers_written;
    each_part(s, scope, [&](PartInfo const& part) {
        for (LayerInfo const& layer : part.layers)
            layers += std::ssize(layer.rasters(s));
    });
    return layers;
}

/// What a tile takes; `cells` with halo.
struct TileBytes {
    std::int64_t host{};
    std::int64_t device{};
};

TileBytes bytes_on_cpu(Scenario const& s, RunScope scope, std::int64_t cells)
{
    int a_cell = ground_bytes;
    each_part(s, scope, [&](PartInfo const& part) { a_cell += part.memory.host; });
    return {cells * a_cell, 0};
}

/// All results of a tile wait in host memory to be compressed; on the device a part frees its memory before the next.
TileBytes bytes_on_gpu(Scenario const& s, RunScope scope, std::int64_t cells)
{
    int results = 0;
    std::int64_t most = 0;
    each_part(s, scope, [&](PartInfo const& part) {
        results += part.memory.beside_device > 0 ? part.memory.beside_device : part.result_bytes;
        most = std::max(most, cells * part.memory.device + part.memory.device_scratch);
    });
    return {cells * (ground_bytes + results), cells * ground_bytes + most + lane_device_bytes};
}

int halo_of(Scenario const& s, RunScope scope)
{
    int halo = 0;
    each_part(s, scope, [&](PartInfo const& part) { halo = std::max(halo, part.halo(s)); });
    return halo;
}

struct Budget {
    std::int64_t host{};
    std::int64_t device{};
    std::int64_t disk{};
};

std::int64_t list_bytes(Scenario const& s, RegionSize const& size, RunScope scope)
{
    std::int64_t bytes = fixed_bytes + size.inside_cells * inside_bytes_a_cell + size.dwellings * dwelling_bytes +
                         size.features * feature_bytes / 10;
    if (s.usage.given()) bytes += size.sites * use_bytes;
    if (scope != RunScope::coverage)
        bytes += size.candidates * (candidate_bytes + reach_bytes) + size.sites * reach_bytes;
    return bytes;
}

std::int64_t tile_count(Shape grid, int tile_cells)
{
    auto const along = [&](int cells) { return (std::int64_t{cells} + tile_cells - 1) / tile_cells; };
    return along(grid.rows) * along(grid.cols);
}

int lanes_that_fit(std::int64_t room, std::int64_t bytes, int most)
{
    return static_cast<int>(std::clamp<std::int64_t>(room / bytes, 1, most));
}

void use_tiles(RunPlan& plan, Scenario const& s, int tile_cells, RegionSize const& size, RunScope scope,
               ChosenDevice const& device, Budget const& budget)
{
    plan.tile_cells = tile_cells;
    std::int64_t const tiles = tile_count(size.grid.shape, tile_cells);
    std::int64_t const side = std::int64_t{tile_cells} + 2 * plan.halo;
    std::int64_t const padded =
        std::min<std::int64_t>(side, size.grid.shape.rows) * std::min<std::int64_t>(side, size.grid.shape.cols);
    std::int64_t const lists = list_bytes(s, size, scope) + tiles * tile_entry_bytes;
    TileBytes const tile = device.is_cpu() ? bytes_on_cpu(s, scope, padded) : bytes_on_gpu(s, scope, padded);
    int const most = static_cast<int>(std::min<std::int64_t>(device.threads, tiles));
    plan.lanes = {most, most};
    plan.device_bytes = 0;
    if (!device.is_cpu()) {
        auto const devices = static_cast<int>(device.cuda.size());
        plan.lanes.live = lanes_that_fit(budget.host - lists, tile.host, most);
        int const each = lanes_that_fit(budget.device, tile.device, (plan.lanes.live + devices - 1) / devices);
        plan.lanes.computing = std::min(each * devices, plan.lanes.live);
        plan.device_bytes = tile.device * each;
    }
    plan.host_bytes = lists + tile.host * plan.lanes.live;
}

/// Whether each thread has a tile at hand, and at the end of a pass none waits long for the others.
bool keeps_threads_busy(RunPlan const& plan, RegionSize const& size, ChosenDevice const& device)
{
    std::int64_t const tile = std::int64_t{plan.tile_cells} * plan.tile_cells;
    return plan.lanes.live == device.threads && plan.lanes.computing > std::min(1, plan.lanes.live - 1) &&
           size.inside_cells / tile >= 2 * device.threads;
}

/// Takes smaller tiles until they fit, but none under 512 cells.
void fit_tiles(RunPlan& plan, Scenario const& s, RegionSize const& size, RunScope scope, ChosenDevice const& device,
               Budget const& budget)
{
    constexpr int smallest_tile = 512;
    int tile_cells = plan.tile_cells;
    use_tiles(plan, s, tile_cells, size, scope, device, budget);
    auto const is_too_large = [&] {
        bool const may_be_less = s.run.tile_cells == 0 && tile_cells > s.run.usual_tile_cells();
        return plan.host_bytes > budget.host || plan.device_bytes > budget.device ||
               (may_be_less && !keeps_threads_busy(plan, size, device));
    };
    while (tile_cells > smallest_tile && is_too_large())
        use_tiles(plan, s, tile_cells /= 2, size, scope, device, budget);
}

std::int64_t disk_bytes(Scenario const& s, RegionSize const& size, RunScope scope)
{
    double a_cell = scope != RunScope::coverage ? plan_disk_a_cell : coverage_disk_a_cell;
    if (s.usage.given()) a_cell += pressure_disk_a_cell + chance_slots * chance_disk_a_cell;
    return static_cast<std::int64_t>(static_cast<double>(size.inside_cells) * a_cell) + fixed_disk +
           size.features * feature_disk + size.dwellings * dwelling_disk +
           (scope != RunScope::coverage ? size.candidates * candidate_disk : 0) +
           (s.usage.given() ? size.sites * use_bytes : 0);
}

/// The driver takes some of the memory of a device, and what is freed lies in pieces.
std::int64_t device_room(std::int64_t bytes)
{
    return bytes / 10 * 9;
}

void refuse(RunPlan const& plan, Budget const& budget, RegionSize const& size, ChosenDevice const& device)
{
    auto const mib = [](std::int64_t bytes) { return (bytes >> 20) + 1; };
    if (plan.host_bytes > budget.host)
        throw FitError{
            fmt::format("the run needs {} MiB of host memory, run.host_memory_mib allows {}; raise it to {}{}",
                        mib(plan.host_bytes), budget.host >> 20, mib(plan.host_bytes),
                        device.threads > 1 ? ", or take a smaller run.threads" : ", or take a larger region.cell_m")};
    if (plan.device_bytes > budget.device) {
        bool const may_be_raised = plan.device_bytes <= device_room(device.free_bytes);
        throw FitError{fmt::format(
            "tiles of {} cells, the smallest, need {} MiB of device memory, {} are {}; {}use --device cpu",
            plan.tile_cells, mib(plan.device_bytes), budget.device >> 20, may_be_raised ? "allowed" : "there",
            may_be_raised ? fmt::format("raise run.device_memory_mib to {}, or ", mib(plan.device_bytes)) : "")};
    }
    if (plan.disk_bytes > budget.disk)
        throw FitError{fmt::format(
            "the run needs {} MiB of disk for its work folder and results, {} are free; free {} "
            "MiB, or take a larger region.cell_m than {} m",
            mib(plan.disk_bytes), budget.disk >> 20, mib(plan.disk_bytes - budget.disk), size.grid.cell_m())};
}

void add_stages(RunPlan& plan, Scenario const& s, RegionSize const& size, RunScope scope, int threads)
{
    auto const cells = static_cast<std::int64_t>(static_cast<double>(size.inside_cells) * plan.halo_overhead);
    bool const all = scope != RunScope::coverage;
    auto const origins = size.candidates + size.sites;
    auto const seconds = [](std::int64_t work, double rate) { return static_cast<double>(work) / rate; };
    double const tiles_s = seconds(cells, all ? plan_cells_a_second : coverage_cells_a_second) +
                           (all ? seconds(origins, origins_a_second) : 0) +
                           (s.usage.given() ? seconds(size.inside_cells * chance_slots, chance_cells_a_second) : 0);
    plan.stages = {{"preparation", size.features, "features",
                    fixed_preparation_s + seconds(size.features, features_a_second) / threads, 0},
                   {"analysis", cells, "cells with halo", tiles_s / threads, plan.host_bytes}};
    if (all) {
        plan.stages.push_back({"service and gain", origins, "stations and candidates",
                               seconds(origins, served_a_second), origins * reach_bytes});
        plan.stages.push_back({"ranking", size.candidates, "candidates", seconds(size.candidates, ranked_a_second), 0});
    }
    plan.stages.push_back(
        {"coverage by definition", size.inside_cells, "cells", seconds(size.inside_cells, defined_cells_a_second), 0});
    std::int64_t const written = size.inside_cells * layers_written(s, scope);
    double const writing_s = fixed_writing_s + seconds(written, written_cells_a_second) +
                             seconds(size.features, drawn_a_second) +
                             (all ? seconds(size.candidates, described_a_second) : 0);
    plan.stages.push_back({"writing", written, "cells", writing_s, plan.disk_bytes / 2});
}

}  // namespace

RunPlan plan_run(Scenario const& s, RunScope scope, RegionSize const& size, ChosenDevice const& device,
                 std::int64_t free_disk_bytes)
{
    RunPlan plan;
    plan.halo = halo_of(s, scope);
    constexpr int largest_tile = 8192;
    Budget budget{std::int64_t{s.run.host_memory_mib} << 20, std::numeric_limits<std::int64_t>::max(), free_disk_bytes};
    auto const device_budget = [&](std::int64_t bytes) {
        std::int64_t const allowed = std::int64_t{s.run.device_memory_mib} << 20;
        return allowed > 0 ? std::min(allowed, device_room(bytes)) : device_room(bytes);
    };
    plan.tile_cells = s.run.tile_cells == 0 && !device.is_cpu() ? largest_tile : s.run.usual_tile_cells();
    if (!device.is_cpu()) {
        budget.device = device_budget(device.memory_bytes);
        fit_tiles(plan, s, size, scope, device, budget);
        budget.device = device_budget(device.free_bytes);
    }
    fit_tiles(plan, s, size, scope, device, budget);
    plan.disk_bytes = disk_bytes(s, size, scope);
    refuse(plan, budget, size, device);

    plan.tiles = tiles_of(size.grid.shape, plan.tile_cells, plan.halo);
    std::int64_t padded = 0;
    for (Tile const& tile : plan.tiles)
        padded += tile.padded.shape.cells();
    plan.halo_overhead = static_cast<double>(padded) / static_cast<double>(size.grid.shape.cells());
    add_stages(plan, s, size, scope, device.threads);
    return plan;
}

std::string in_words(RunPlan const& plan, RegionSize const& size, ChosenDevice const& device)
{
    GridSpec const& grid = size.grid;
    std::string text = fmt::format(
        "grid       {} x {} cells of {} m, EPSG:{}, {} million cells inside\n"
        "inputs     {} features{}: {} dwellings, {} sites, {} candidates that can be ranked\n"
        "tiles      {} of {} cells, halo {}, {:.2f} cells read for each written, {} in memory together\n"
        "memory     host {} MiB{}\n"
        "disk       about {} MiB, work folder and results\n",
        grid.shape.cols, grid.shape.rows, grid.cell_m(), grid.epsg, size.inside_cells / 1'000'000, size.features,
        size.estimated ? " (what follows is estimated from their numbers)" : "", size.dwellings, size.sites,
        size.candidates, plan.tiles.size(), plan.tile_cells, plan.halo, plan.halo_overhead, plan.lanes.live,
        plan.host_bytes >> 20, plan.device_bytes > 0 ? fmt::format(", device {} MiB", plan.device_bytes >> 20) : "",
        plan.disk_bytes >> 20);
    double total_s = 0;
    for (StagePlan const& stage : plan.stages) {
        text += fmt::format("stage      {}: {} {}, about {:.1f} s{}\n", stage.name, stage.work, stage.unit,
                            stage.predicted_s, stage.bytes > 0 ? fmt::format(", {} MiB", stage.bytes >> 20) : "");
        total_s += stage.predicted_s;
    }
    return text + fmt::format("time       about {:.0f} s on {} CPU threads\n", total_s, device.threads);
}

}  // namespace laad
