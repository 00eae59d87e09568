// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"
#include "host/run/layer_hashes.hpp"
#include "host/run/layer_infos.hpp"
#include "host/run/node_pass.hpp"
#include "host/run/ranking.hpp"
#include "host/run/run.hpp"
#include "host/run/run_key.hpp"
#include "host/run/tile_pass.hpp"
#include "host/run/tile_pipeline.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <variant>

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

std::vector<std::int32_t> candidates_with_entry(BaseLayers const& base)
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < base.candidates.size(); ++i)
        if (base.candidates[i].entry) found.push_back(static_cast<std::int32_t>(i));
    return found;
}

TileInputs tile_inputs(Run const& run, RunPlan const& plan, Executor const& executor)
{
    Scenario const& s = run.scenario;
    BaseLayers const& base = run.base;
    ByTile const none{base.grid.shape, plan.tile_cells};
    TileInputs in{s,
                  run.scope,
                  base,
                  run.results.demand_wh,
                  run.grid.leaves,
                  {},
                  {},
                  existing_sites(base),
                  {},
                  {},
                  {},
                  run.results.ranked,
                  none,
                  none,
                  none};
    for (Site const& site : in.existing)
        in.existing_cells.push_back(site.cell);
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i)
        if (auto const& entry = base.dwelling_points[i].entry) in.dwellings.add(entry->cell, i);
    if (run.scope == RunScope::coverage) return in;

    for (DemandNode const& node : base.nodes)
        in.node_access_cm.push_back(node.access_cm);
    in.density_weights = gaussian_weights(s.demand.density_radius_m * 100, s.region.cell_cm);
    auto const rooms = std::visit(
        [&](auto const& exec) { return asset_headroom(exec, run.grid.assets, run.grid.base_w, run.grid.charging); },
        executor);
    in.chains = chain_headroom(run.grid.assets, rooms);
    in.points = points_by_asset(run);
    for (std::size_t i = 0; i < base.sites.size(); ++i)
        if (auto const& entry = base.sites[i].entry) in.stations.add(entry->cell, i);
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i)
        in.candidates.add(base.candidates[static_cast<std::size_t>(run.results.ranked[i])].entry->cell, i);
    return in;
}

struct AnalysisTile {
    TileGround ground;
    TileOutcome outcome;
};

/// Computes the tiles that neither the layers nor the records hold yet.
void analyse_tiles(Run& run, RunPlan const& plan, ChosenDevice const& device, TileInputs const& in,
                   TileRecords& records, std::string const& key, RunProgress const& progress)
{
    AnalysisLayers& layers = run.results.layers;
    std::vector<std::size_t> todo;
    for (std::size_t t = 0; t < plan.tiles.size(); ++t)
        if (!records.has(t) || !layers_have(run.scope, plan.tiles[t], layers, key)) todo.push_back(t);

    TileStages<AnalysisTile> stages;
    stages.read = [&](std::size_t t) {
        return std::make_shared<AnalysisTile>(AnalysisTile{read_ground(run.base, plan.tiles[t], t), {}});
    };
    stages.compute = [&](Executor const& executor, AnalysisTile& live) {
        if (live.ground.any_inside) live.outcome = analyse_tile(executor, in, live.ground, layers, key);
    };
    stages.write = [&](AnalysisTile& live) {
        if (!live.ground.any_inside) skip_tile(run.scope, live.ground.tile, layers, key);
        for (Store const& store : live.outcome.stores)
            store();
        records.add(live.ground.number, live.outcome.findings);
    };
    auto const before = plan.tiles.size() - todo.size();
    for_each_tile(todo, device, stages, [&](std::size_t done) {
        progress("analysing tiles", static_cast<double>(before + done) / static_cast<double>(plan.tiles.size()));
    });
}

/// The lists of all tiles in the order of the origins; an origin without an entry has an empty list.
ReachLists merged(TileRecords const& records, TileReach TileFindings::*part, std::size_t origins)
{
    ReachLists all;
    all.first.assign(origins + 1, 0);
    records.each([&](std::size_t, TileFindings const& found) {
        TileReach const& reach = found.*part;
        for (std::size_t i = 0; i < reach.origins.size(); ++i)
            all.first[static_cast<std::size_t>(reach.origins[i]) + 1] =
                static_cast<std::int64_t>(reach.lists.of(i).size());
    });
    for (std::size_t i = 0; i < origins; ++i)
        all.first[i + 1] += all.first[i];
    all.entries.resize(static_cast<std::size_t>(all.first.back()));
    records.each([&](std::size_t, TileFindings const& found) {
        TileReach const& reach = found.*part;
        for (std::size_t i = 0; i < reach.origins.size(); ++i) {
            auto const list = reach.lists.of(i);
            std::copy(list.begin(), list.end(),
                      all.entries.begin() + all.first[static_cast<std::size_t>(reach.origins[i])]);
        }
    });
    return all;
}

std::vector<std::uint16_t> walk_at_dwellings(TileRecords const& records, TileInputs const& in)
{
    std::vector<std::uint16_t> walk_dm(in.base.dwelling_points.size(), distance_beyond);
    records.each([&](std::size_t tile, TileFindings const& found) {
        auto const dwellings = in.dwellings.of(tile);
        expect(dwellings.size() == found.walk_at_dwelling.size(), "a record holds the dwellings of its tile");
        for (std::size_t i = 0; i < dwellings.size(); ++i)
            walk_dm[static_cast<std::size_t>(dwellings[i])] = found.walk_at_dwelling[i];
    });
    return walk_dm;
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

/// The folder of this run's results in the work folder; those of runs with other inputs go.
std::filesystem::path folder_of(std::filesystem::path const& work, std::string const& key)
{
    std::string const name = "run-" + key;
    for (auto const& entry : std::filesystem::directory_iterator{work})
        if (auto const other = entry.path().filename().string(); other.starts_with("run-") && other != name)
            std::filesystem::remove_all(entry.path());
    std::filesystem::create_directories(work / name);
    return work / name;
}

std::int64_t peak_memory_bytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

/// Demand, service, gain and ranking, after the tiles.
BuurtSums plan_stations(Run& run, RunPlan const& plan, ChosenDevice const& device, TileRecords const& records,
                        std::string const& key, RunProgress const& progress)
{
    Results& results = run.results;
    std::vector<std::int64_t> gain_wh;
    {
        Stage const stage{results, stage_of(plan, "service and gain")};
        progress("serving by existing stations", 0.0);
        serve_existing(run, device.executor, merged(records, &TileFindings::stations, run.base.sites.size()));
        results.candidate_reach = merged(records, &TileFindings::candidates, results.ranked.size());
        gain_wh = std::visit(
            [&](auto const& exec) {
                return gain(exec, results.candidate_reach, results.unmet_wh, station_capacity_wh(run.scenario));
            },
            device.executor);
    }
    {
        Stage const stage{results, stage_of(plan, "ranking")};
        progress("ranking the candidates", 0.0);
        rank_candidates(run);
        results.notes = plan_notes(run);
    }
    Stage const stage{results, stage_of(plan, "unmet and gain")};
    return node_pass(run, plan, device, gain_wh, key, progress);
}

}  // namespace

void analyse(Run& run, RunPlan const& plan, ChosenDevice const& device, std::filesystem::path const& work,
             RunProgress const& progress)
{
    Results& results = run.results;
    results = {};
    results.device = device.in_words;
    results.memory = {plan.host_bytes, plan.device_bytes, plan.disk_bytes, 0};
    StagePlan const& preparation = stage_of(plan, "preparation");
    results.stages.push_back({preparation.name, preparation.predicted_s, run.preparation_s, preparation.bytes});
    std::string const key = run_key(run.scenario, run.scope);
    auto const folder = folder_of(work, key);
    results.layers = make_layers({folder, run.base.grid, plan.tile_cells, codec_of(run.scenario)}, run.scenario);
    if (run.scope == RunScope::plan) results.ranked = candidates_with_entry(run.base);

    BuurtSums sums{run.base.buurten.size() + 2};
    {
        TileRecords records{folder / fmt::format("tiles-{}.records", plan.tile_cells), key};
        {
            Stage const stage{results, stage_of(plan, "analysis")};
            if (run.scope == RunScope::plan) spread_demand(run, device.executor);
            auto const in = tile_inputs(run, plan, device.executor);
            analyse_tiles(run, plan, device, in, records, key, progress);
            results.walk_at_dwelling = walk_at_dwellings(records, in);
        }
        if (run.scope == RunScope::plan) sums = plan_stations(run, plan, device, records, key, progress);
    }
    {
        Stage const stage{results, stage_of(plan, "coverage by definition")};
        progress("coverage by definition", 0.0);
        results.demand_wh.resize(run.base.nodes.size());
        results.unmet_wh.resize(run.base.nodes.size());
        results.nal = nal_squares(run.scenario, run.base);
        results.walk_shares = walk_shares(run.scenario, run.base, results.walk_at_dwelling);
        results.white_spots =
            white_spots(run.scenario, run.base, results.layers.walk_dm, results.demand_wh, results.unmet_wh);
        results.kpis = kpi_rows(run, sums);
        results.layer_hashes = layer_hashes(run);
    }
    StagePlan const& writing = stage_of(plan, "writing");
    results.stages.push_back({writing.name, writing.predicted_s, 0, writing.bytes});
    results.memory.peak_host = peak_memory_bytes();
}

}  // namespace laad
