// SPDX-License-Identifier: Apache-2.0
#include "host/run/gain_pass.hpp"
#include "host/run/input_digests.hpp"
#include "host/run/kept_white_spots.hpp"
#include "host/run/key_maker.hpp"
#include "host/run/kpis.hpp"
#include "host/run/layer_hashes.hpp"
#include "host/run/layer_infos.hpp"
#include "host/run/mass.hpp"
#include "host/run/memo_files.hpp"
#include "host/run/own_folder.hpp"
#include "host/run/part_files.hpp"
#include "host/run/ranking.hpp"
#include "host/run/reach_files.hpp"
#include "host/run/run.hpp"
#include "host/run/service.hpp"
#include "host/run/tile_inputs.hpp"
#include "host/run/tile_pass.hpp"
#include "host/run/tile_pipeline.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

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

struct AnalysisTile {
    TileGround ground;
    TileOutcome outcome;
};

/// Where the results of a run are kept, by part.
struct Kept {
    PartFiles files;
    MemoFiles memo;
    std::vector<PartKeys> keys;  ///< by tile
};

bool is_kept(Part part, std::size_t t, RunPlan const& plan, AnalysisLayers const& layers, Kept const& kept)
{
    std::string const& key = kept.keys[t][static_cast<std::size_t>(part)];
    bool all = true;
    each_layer_of(part, layers, [&](auto const& layer) { all = all && layer.has(plan.tiles[t].core, key); });
    bool const has_file = part == Part::walk || part == Part::stations || part == Part::candidates;
    return all && (!has_file || kept.files.has(part, t, key));
}

std::string kept_key(Part part, std::size_t t, RunPlan const& plan, AnalysisLayers const& layers, Kept const& kept)
{
    if (part == Part::stations || part == Part::candidates) return kept.files.key_of(part, t);
    std::string key;
    each_layer_of(part, layers, [&](auto const& layer) { key = layer.key_of(plan.tiles[t].core); });
    return key;
}

/// By tile the parts that the work folder does not hold as this run wants them; tells why.
std::vector<Parts> parts_to_do(Run& run, RunPlan const& plan, Kept const& kept)
{
    std::vector<Parts> todo(plan.tiles.size());
    for (std::size_t t = 0; t < todo.size(); ++t)
        for (std::size_t p = 0; p < tile_parts; ++p) {
            auto const part = static_cast<Part>(p);
            std::string const& key = kept.keys[t][p];
            if (key.empty() || is_kept(part, t, plan, run.results.layers, kept)) continue;
            todo[t].add(part);
            run.results.computed.push_back(
                {part, t, changed_inputs(kept_key(part, t, plan, run.results.layers, kept), key)});
        }
    return todo;
}

/// A tile that is wholly outside: empty layers, and nothing that starts there.
void skip_tile(Tile const& tile, Parts todo, PartKeys const& keys, AnalysisLayers& layers)
{
    for (std::size_t p = 0; p < tile_parts; ++p)
        if (todo.has(static_cast<Part>(p)))
            each_layer_of(static_cast<Part>(p), layers, [&](auto& layer) { layer.write_empty(tile.core, keys[p]); });
}

/// The lists go last: with them a part of the tile is done.
void keep_findings(AnalysisTile const& live, Parts todo, Kept& kept)
{
    std::size_t const t = live.ground.number;
    TileFindings const& found = live.outcome.findings;
    auto const key = [&](Part part) -> std::string const& { return kept.keys[t][static_cast<std::size_t>(part)]; };
    if (todo.has(Part::walk)) kept.files.put(Part::walk, t, key(Part::walk), found.walk_dm);
    if (todo.has(Part::stations))
        kept.files.put(Part::stations, t, key(Part::stations), found.stations.first, found.stations.entries);
    if (todo.has(Part::candidates))
        kept.files.put(Part::candidates, t, key(Part::candidates), found.candidates.first, found.candidates.entries);
}

void analyse_tiles(Run& run, RunPlan const& plan, ChosenDevice const& device, TileInputs const& in, Kept& kept,
                   RunProgress const& progress)
{
    AnalysisLayers& layers = run.results.layers;
    auto const parts = parts_to_do(run, plan, kept);
    std::vector<std::size_t> todo;
    for (std::size_t t = 0; t < plan.tiles.size(); ++t)
        if (parts[t].any()) todo.push_back(t);

    TileStages<AnalysisTile> stages;
    stages.read = [&](std::size_t t) {
        return std::make_shared<AnalysisTile>(AnalysisTile{read_ground(run.base, plan.tiles[t], t), {}});
    };
    stages.compute = [&](Executor const& executor, AnalysisTile& live) {
        std::size_t const t = live.ground.number;
        if (live.ground.any_inside)
            live.outcome = analyse_tile(executor, in, live.ground, parts[t], kept.keys[t], layers);
    };
    stages.write = [&](AnalysisTile& live) {
        std::size_t const t = live.ground.number;
        if (!live.ground.any_inside) skip_tile(live.ground.tile, parts[t], kept.keys[t], layers);
        for (Store const& store : live.outcome.stores)
            store();
        keep_findings(live, parts[t], kept);
    };
    auto const before = plan.tiles.size() - todo.size();
    for_each_tile(todo, device, stages, [&](std::size_t done) {
        progress("analysing tiles", static_cast<double>(before + done) / static_cast<double>(plan.tiles.size()));
    });
}

std::vector<std::uint16_t> walk_at_dwellings(PartFiles const& files, TileInputs const& in)
{
    std::vector<std::uint16_t> walk_dm(in.base.dwelling_points.size(), distance_beyond);
    for (std::size_t tile = 0; tile < in.dwellings.tiles(); ++tile) {
        auto const dwellings = in.dwellings.of(tile);
        if (dwellings.empty()) continue;
        std::vector<std::uint16_t> found;
        files.get(Part::walk, tile, found);
        if (found.size() != dwellings.size()) files.refuse(Part::walk, tile);
        for (std::size_t i = 0; i < dwellings.size(); ++i)
            walk_dm[static_cast<std::size_t>(dwellings[i])] = found[i];
    }
    return walk_dm;
}

std::int64_t peak_memory_bytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

/// Demand, service, gain and ranking, after the tiles.
void plan_stations(Run& run, RunPlan const& plan, ChosenDevice const& device, TileInputs const& in,
                   KeyMaker const& keys, Kept& kept, RunProgress const& progress)
{
    Results& results = run.results;
    {
        Stage const stage{results, stage_of(plan, "service and gain")};
        progress("serving by existing stations", 0.0);
        serve_existing(run, device.executor,
                       merged_reach(kept.files, Part::stations, in, in.plan().stations, run.base.sites.size()));
        std::vector<std::string> candidate_keys;
        for (PartKeys const& of_tile : kept.keys)
            candidate_keys.push_back(of_tile[static_cast<std::size_t>(Part::candidates)]);
        gain_pass(run, plan, device, in, keys, kept.files, candidate_keys, progress);
    }
    Stage const stage{results, stage_of(plan, "ranking")};
    progress("ranking the candidates", 0.0);
    results.candidate_reach =
        merged_reach(kept.files, Part::candidates, in, in.plan().candidates, results.ranked.size());
    rank_candidates(run, kept.memo);
    results.ranking_parts = {kept.memo.known(), kept.memo.made()};
    kept.memo.forget_others();
    results.notes = plan_notes(run);
}

}  // namespace

void analyse(Run& run, RunPlan const& plan, ChosenDevice const& device, Work const& work, RunProgress const& progress)
{
    Results& results = run.results;
    results = {};
    results.device = device.in_words;
    results.memory = {plan.host_bytes, plan.device_bytes, plan.disk_bytes, 0};
    results.tiles = plan.tiles;
    StagePlan const& preparation = stage_of(plan, "preparation");
    results.stages.push_back({preparation.name, preparation.predicted_s, run.preparation_s, preparation.bytes});
    auto const folder = work.folder / "analysis";
    make_subfolder(folder);
    results.layers =
        make_layers({folder, run.base.grid, plan.tile_cells, codec_of(run.scenario), work.trusted}, run.scenario);
    if (run.scope == RunScope::plan) results.ranked = candidates_with_entry(run.base);

    {
        std::optional<Stage> stage{std::in_place, results, stage_of(plan, "analysis")};
        if (run.scope == RunScope::plan) spread_demand(run, device.executor);
        auto const in = tile_inputs(run, plan, device.executor);
        KeyMaker const keys{run, plan, in};
        Kept kept{PartFiles{folder / fmt::format("tiles-{}", plan.tile_cells), work.trusted},
                  MemoFiles{folder / "ranking"},
                  {}};
        kept.keys.resize(plan.tiles.size());
        tbb::parallel_for(std::size_t{0}, plan.tiles.size(), [&](std::size_t t) { kept.keys[t] = keys.of_inputs(t); });
        analyse_tiles(run, plan, device, in, kept, progress);
        results.walk_at_dwelling = walk_at_dwellings(kept.files, in);
        results.nal = nal_squares(run.scenario, run.base);
        if (run.scope == RunScope::plan) results.mass = mass_rows(run);
        stage.reset();
        if (run.scope == RunScope::plan) plan_stations(run, plan, device, in, keys, kept, progress);
    }
    {
        Stage const stage{results, stage_of(plan, "coverage by definition")};
        progress("coverage by definition", 0.0);
        results.demand_wh.resize(run.base.nodes.size());
        results.unmet_wh.resize(run.base.nodes.size());
        results.walk_shares = walk_shares(run.scenario, run.base, results.walk_at_dwelling);
        results.white_spots = white_spots(kept_white_spots(run, folder), results.demand_wh, results.unmet_wh);
        results.kpis = kpi_rows(run);
        results.layer_hashes = layer_hashes(run);
    }
    StagePlan const& writing = stage_of(plan, "writing");
    results.stages.push_back({writing.name, writing.predicted_s, 0, writing.bytes});
    results.memory.peak_host = peak_memory_bytes();
}

}  // namespace laad
