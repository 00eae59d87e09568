// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"
#include "host/run/layer_hashes.hpp"
#include "host/run/run.hpp"
#include "host/run/tile_pass.hpp"
#include "kernels/demand.hpp"
#include "kernels/service.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>

namespace laad {
namespace {

/// Times a stage from its construction to its end and logs it beside the prediction.
class Stage {
  public:
    Stage(Results& results, StagePlan const& planned) : results_{results}, planned_{planned} {}
    ~Stage()
    {
        std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - begin_;
        results_.stages.push_back({planned_.name, planned_.predicted_s, spent.count(), planned_.bytes});
    }
    Stage(Stage const&) = delete;
    Stage& operator=(Stage const&) = delete;

  private:
    Results& results_;
    StagePlan const& planned_;
    std::chrono::steady_clock::time_point begin_{std::chrono::steady_clock::now()};
};

StagePlan const& stage_of(RunPlan const& plan, char const* name)
{
    auto const found =
        std::find_if(plan.stages.begin(), plan.stages.end(), [&](auto const& s) { return s.name == name; });
    expect(found != plan.stages.end(), "the plan knows every stage");
    return *found;
}

AnalysisLayers make_layers(Shape shape)
{
    AnalysisLayers layers;
    layers.distance_dm = Raster<std::uint16_t>{shape};
    layers.distance_site = Raster<SiteOffset>{shape};
    layers.walk_dm = Raster<std::uint16_t>{shape};
    layers.walk_site = Raster<SiteOffset>{shape};
    layers.evse_within = Raster<std::uint16_t>{shape};
    layers.demand_wh = Raster<std::uint32_t>{shape};
    layers.demand_density_kwh = Raster<std::uint32_t>{shape};
    layers.unmet_wh = Raster<std::uint32_t>{shape};
    layers.gain_kwh = Raster<std::uint32_t>{shape, gain_nodata};
    layers.headroom_w = Raster<std::int32_t>{shape};
    layers.connectable_points = Raster<std::uint16_t>{shape};
    layers.binding_asset = Raster<std::int32_t>{shape};
    layers.binding_quarter = Raster<std::uint16_t>{shape};
    layers.basis = Raster<std::uint8_t>{shape};
    return layers;
}

/// What one new station can serve in a year.
std::int64_t station_capacity_wh(Scenario const& s)
{
    return std::int64_t{s.placement.evse_per_station} * s.demand.capacity_kwh_per_evse_year * 1000;
}

/// Public sites that stand there today: planned stations are left out of coverage, but not of service.
std::vector<Site> existing_sites(BaseLayers const& base)
{
    std::vector<Site> found;
    for (Site const& site : base.sites) {
        int evse = 0;
        for (std::int32_t const c : site.chargers) {
            Charger const& charger = base.chargers[static_cast<std::size_t>(c)];
            if (!charger.planned) evse += charger.evse;
        }
        if (evse == 0) continue;
        found.push_back(site);
        found.back().evse = evse;
    }
    return found;
}

/// Full weight up to the comfortable walk, then linear down to the far weight; in thousandths, by whole metres.
std::vector<std::int32_t> service_weights(DemandConfig const& c)
{
    std::vector<std::int32_t> weights;
    for (int m = 0; m <= c.service_walk_m; ++m) {
        double const beyond = m <= c.comfort_walk_m
                                  ? 0.0
                                  : static_cast<double>(m - c.comfort_walk_m) / (c.service_walk_m - c.comfort_walk_m);
        weights.push_back(static_cast<std::int32_t>(std::lround(1000 * (1 - beyond * (1 - c.far_weight)))));
    }
    return weights;
}

/// What fits below each leaf; nothing where policy allows no new connection.
std::vector<std::int32_t> points_by_asset(Run const& run)
{
    PowerGrid const& grid = run.grid;
    std::vector<std::int32_t> points(grid.assets.size(), 0);
    for (std::size_t a = 0; a < grid.assets.size(); ++a) {
        if (!grid.info[a].at || policy_blocks(run, run.base.grid.cell_at(*grid.info[a].at))) continue;
        points[a] = connectable_points(grid, static_cast<std::int32_t>(a), grid.station_type);
    }
    return points;
}

TileInputs tile_inputs(Run const& run, Executor const& executor, std::vector<std::int32_t> const& ranked)
{
    Scenario const& s = run.scenario;
    TileInputs in{s, run.base, run.results.demand_wh, {}, {}, {}, run.grid.leaf, {}, {}, ranked};
    for (DemandNode const& node : run.base.nodes)
        in.node_access_cm.push_back(node.access_cm);
    in.density_weights = gaussian_weights(s.demand.density_radius_m * 100, s.region.cell_cm);
    in.existing = existing_sites(run.base);
    auto const rooms = std::visit(
        [&](auto const& exec) { return asset_headroom(exec, run.grid.assets, run.grid.base_w, run.grid.charging); },
        executor);
    in.chains = chain_headroom(run.grid.assets, rooms);
    in.points = points_by_asset(run);
    return in;
}

/// CPU: tiles side by side, one thread each. GPU: one after the other, each on the whole device.
std::vector<TileResult> analyse_tiles(Executor const& executor, TileInputs const& in, std::vector<Tile> const& tiles,
                                      AnalysisLayers& layers, RunProgress const& progress)
{
    std::vector<TileResult> results(tiles.size());
    std::size_t done = 0;
    std::mutex mutex;
    auto const one = [&](Executor const& exec, std::size_t t) {
        results[t] = analyse_tile(exec, in, tiles[t], layers);
        std::scoped_lock const lock{mutex};
        progress("analysing tiles", static_cast<double>(++done) / static_cast<double>(tiles.size()));
    };
    if (auto const* cpu = std::get_if<CpuExec>(&executor)) {
        tbb::task_arena arena{cpu->threads()};
        Executor const single = tiles.size() > 1 ? CpuExec{1} : *cpu;
        arena.execute([&] { tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t t) { one(single, t); }); });
    } else {
        for (std::size_t t = 0; t < tiles.size(); ++t)
            one(executor, t);
    }
    return results;
}

/// The lists of all tiles in the order of the origins; an origin without an entry has an empty list.
ReachLists merge(std::vector<TileResult> const& tiles, TileReach TileResult::*part, std::size_t origins)
{
    std::vector<std::pair<TileReach const*, std::size_t>> where(origins, {nullptr, 0});
    for (TileResult const& tile : tiles)
        for (std::size_t i = 0; i < (tile.*part).origins.size(); ++i)
            where[static_cast<std::size_t>((tile.*part).origins[i])] = {&(tile.*part), i};
    ReachLists merged;
    for (auto const& [reach, i] : where) {
        if (reach) {
            auto const list = reach->lists.of(i);
            merged.entries.insert(merged.entries.end(), list.begin(), list.end());
        }
        merged.first.push_back(static_cast<std::int64_t>(merged.entries.size()));
    }
    return merged;
}

/// Refuses a prognosis that puts more in one cell than its integers hold, naming the buurt; exact like the spreading
/// itself.
void check_cell_limit(Run const& run)
{
    std::vector<std::int64_t> node_wh(run.base.nodes.size(), 0);
    for (DemandShare const& share : run.base.shares) {
        std::int64_t& wh = node_wh[static_cast<std::size_t>(share.node)];
        wh += share_wh(share, run.prognosis.public_wh[static_cast<std::size_t>(share.buurt)]);
        if (wh > std::int64_t{UINT32_MAX})
            throw InputError{
                fmt::format("{}: buurt \"{}\" puts {} MWh a year in one cell, more than the 4294 MWh that a cell can "
                            "hold; is its value in kWh?",
                            run.scenario.prognosis.file.string(),
                            run.base.buurten[static_cast<std::size_t>(share.buurt)].key, wh / 1'000'000)};
    }
}

/// Spreads the prognosis and proves that nothing was lost.
void spread_demand(Run& run, Executor const& executor)
{
    BaseLayers const& base = run.base;
    auto const nodes = static_cast<std::int32_t>(base.nodes.size());
    check_cell_limit(run);
    Results& results = run.results;
    results.demand_wh = std::visit(
        [&](auto const& exec) { return spread(exec, base.shares, run.prognosis.public_wh, nodes); }, executor);
    results.mass = mass_rows(run);
    for (MassRow const& row : results.mass)
        expect(row.weightless || row.cells_wh == row.prognosis_wh, "the cells of a buurt sum to its prognosis");
    std::int64_t cells = 0;
    for (std::uint32_t const wh : results.demand_wh)
        cells += wh;
    std::int64_t rows = 0;
    for (MassRow const& row : results.mass)
        rows += row.cells_wh;
    expect(cells == rows, "the nodes sum to the prognosis");
}

void serve_existing(Run& run, Executor const& executor, ReachLists const& lists)
{
    std::int64_t const capacity = std::int64_t{run.scenario.demand.capacity_kwh_per_evse_year} * 1000;
    std::vector<Station> stations;
    for (Site const& site : run.base.sites)
        stations.push_back({site.evse, site.evse * capacity});
    auto const weights = service_weights(run.scenario.demand);
    Service service = std::visit(
        [&](auto const& exec) { return serve(exec, lists, stations, run.results.demand_wh, weights); }, executor);
    for (std::size_t i = 0; i < stations.size(); ++i)
        run.results.stations.push_back({static_cast<std::int32_t>(i), stations[i].capacity_wh, service.stations[i],
                                        run.base.sites[i].entry.has_value()});
    run.results.unmet_wh = std::move(service.unmet_wh);
}

/// The best gain of the candidates in a cell, in whole kWh.
void burn_gain(Run& run, std::vector<std::int64_t> const& gain_wh)
{
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i) {
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(run.results.ranked[i])];
        Cell const cell = run.base.grid.cell_at(candidate.pole);
        if (!inside(run.base.grid.shape, cell)) continue;
        std::uint32_t& out = run.results.layers.gain_kwh[cell];
        auto const kwh = static_cast<std::uint32_t>(std::min<std::int64_t>((gain_wh[i] + 500) / 1000, gain_nodata - 1));
        if (out == gain_nodata || kwh > out) out = kwh;
    }
}

void rank_candidates(Run& run)
{
    Scenario const& s = run.scenario;
    Results& results = run.results;
    std::vector<RankCandidate> candidates;
    for (std::int32_t const c : results.ranked) {
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(c)];
        Cell const cell = run.base.grid.cell_at(candidate.pole);
        bool const inside_grid = inside(run.base.grid.shape, cell);
        candidates.push_back({candidate.eligible(), candidate.pole, candidate.gemeente,
                              inside_grid ? run.grid.leaf[cell] : -1, !inside_grid || !policy_blocks(run, cell)});
    }
    RankProblem problem;
    problem.candidates = candidates;
    problem.lists = &results.candidate_reach;
    problem.unmet_wh = results.unmet_wh;
    problem.points = s.placement.evse_per_station;
    problem.capacity_wh = station_capacity_wh(s);
    problem.quotas = s.placement.quotas;
    for (std::size_t g = 0; g < run.base.gemeenten.size(); ++g) {
        problem.gemeenten.push_back(run.base.gemeenten[g].name);
        problem.policy_notes.push_back(policy_of(run, static_cast<int>(g)).note);
    }
    for (Charger const& charger : run.base.chargers)
        if (charger.access == ChargerAccess::is_public) problem.stations.push_back(charger.at);
    problem.min_station_m = s.placement.rules.min_station_m;
    problem.bound_steps = s.placement.bound_steps;
    results.plan = rank(problem, copy_of(run.grid));
}

/// Policy that is expected but does not bind, and how far gain alone tells the candidates apart.
std::vector<std::string> plan_notes(Run const& run, std::int64_t capacity_wh)
{
    std::vector<std::string> notes;
    for (std::size_t g = 0; g < run.base.gemeenten.size(); ++g) {
        std::string const note = policy_of(run, static_cast<int>(g)).note;
        if (!note.empty()) notes.push_back(fmt::format("grid policy in {}: {}", run.base.gemeenten[g].name, note));
    }
    std::int64_t eligible = 0;
    std::int64_t full = 0;
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i) {
        if (!run.base.candidates[static_cast<std::size_t>(run.results.ranked[i])].eligible()) continue;
        ++eligible;
        if (run.results.plan.first_gain_wh[i] == capacity_wh) ++full;
    }
    if (full > 1)
        notes.push_back(
            fmt::format("{} of {} eligible candidates would each fill a whole new station ({} kWh a year): among equal "
                        "gains the order of ids decides, so neighbouring ranks differ little",
                        full, eligible, capacity_wh / 1000));
    return notes;
}

std::vector<std::int32_t> candidates_with_entry(BaseLayers const& base)
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < base.candidates.size(); ++i)
        if (base.candidates[i].entry) found.push_back(static_cast<std::int32_t>(i));
    return found;
}

}  // namespace

void analyse(Run& run, RunPlan const& plan, ChosenDevice const& device, RunProgress const& progress)
{
    Results& results = run.results;
    Executor const& executor = device.executor;
    results = {};
    results.device = device.in_words;
    results.layers = make_layers(run.base.grid.shape);
    results.ranked = candidates_with_entry(run.base);

    ReachLists station_reach;
    {
        Stage const stage{results, stage_of(plan, "analysis")};
        spread_demand(run, executor);
        auto const in = tile_inputs(run, executor, results.ranked);
        auto const tiles = analyse_tiles(executor, in, plan.tiles, results.layers, progress);
        station_reach = merge(tiles, &TileResult::stations, run.base.sites.size());
        results.candidate_reach = merge(tiles, &TileResult::candidates, results.ranked.size());
    }
    {
        Stage const stage{results, stage_of(plan, "service and gain")};
        progress("serving by existing stations", 0.0);
        serve_existing(run, executor, station_reach);
        for (Tile const& tile : plan.tiles)
            scatter_tile(executor, run.base, tile, results.unmet_wh, results.layers.unmet_wh);
        std::int64_t const capacity = station_capacity_wh(run.scenario);
        burn_gain(run,
                  std::visit(
                      [&](auto const& exec) { return gain(exec, results.candidate_reach, results.unmet_wh, capacity); },
                      executor));
    }
    {
        Stage const stage{results, stage_of(plan, "ranking")};
        progress("ranking the candidates", 0.0);
        rank_candidates(run);
        results.notes = plan_notes(run, station_capacity_wh(run.scenario));
    }
    StagePlan const& writing = stage_of(plan, "writing");
    results.stages.push_back({writing.name, writing.predicted_s, 0, writing.bytes});
    progress("coverage by definition", 0.0);
    results.nal = nal_squares(run.scenario, run.base);
    results.walk_shares = walk_shares(run.scenario, run.base, results.layers.walk_dm.view());
    results.white_spots =
        white_spots(run.scenario, run.base, results.layers.walk_dm.view(), results.demand_wh, results.unmet_wh);
    results.kpis = kpi_rows(run, executor, plan.tiles);
    results.layer_hashes = layer_hashes(run);
}

}  // namespace laad
