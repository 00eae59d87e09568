// SPDX-License-Identifier: Apache-2.0
#include "host/run/find_search_areas.hpp"
#include "host/run/kept_white_spots.hpp"
#include "host/run/kpis.hpp"
#include "host/run/mass.hpp"
#include "host/run/parts/candidates.hpp"
#include "host/run/parts/stations.hpp"
#include "host/run/parts/walk.hpp"
#include "host/run/ranking.hpp"
#include "host/run/run.hpp"
#include "host/run/service.hpp"
#include "host/run/stored_memo.hpp"
#include "host/run/tile_pass.hpp"
#include "host/run/usage_kpis.hpp"
#include "rasters/error.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

namespace laad {
namespace {

/// Times a stage from its construction to its end and logs it beside the prediction.
class Stage {
  public:
    Stage(RunLog& log, StagePlan const& planned) : log_{log}, planned_{planned} {}
    ~Stage()
    {
        std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - begin_;
        log_.stages.push_back({planned_.name, planned_.predicted_s, spent.count(), planned_.bytes});
    }
    Stage(Stage const&) = delete;
    Stage& operator=(Stage const&) = delete;

  private:
    RunLog& log_;
    StagePlan const& planned_;
    std::chrono::steady_clock::time_point begin_{std::chrono::steady_clock::now()};
};

StagePlan const& stage_of(RunPlan const& plan, char const* name)
{
    auto const found = std::ranges::find(plan.stages, name, &StagePlan::name);
    expect(found != plan.stages.end(), "the plan knows every stage");
    return *found;
}

void begin_log(RunLog& log, RunPlan const& plan, ChosenDevice const& device)
{
    double const preparation_s = log.preparation_s;
    log = {};
    log.preparation_s = preparation_s;
    log.device = device.in_words;
    log.memory = {plan.host_bytes, plan.device_bytes, plan.disk_bytes, 0};
    log.tiles = plan.tiles;
    StagePlan const& preparation = stage_of(plan, "preparation");
    log.stages.push_back({preparation.name, preparation.predicted_s, preparation_s, preparation.bytes});
}

}  // namespace

std::int64_t peak_memory_bytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

void analyse(Run& run, RunPlan const& plan, ChosenDevice const& device, Work const& work, RunProgress const& progress)
{
    auto& [inputs, layers, findings, log] = run;
    findings = {};
    begin_log(log, plan, device);
    layers = open_layers({work.store, inputs.base.grid, plan.tile_cells, codec_of(inputs.scenario)}, inputs.scenario);
    TileLists lists{*work.store, plan.tile_cells};
    WholeWork const whole{device.executor, device.threads, log.device_notes};
    PartInputs const in{inputs, findings.demand_wh, findings.unmet_wh, plan.tiles, plan.tile_cells, lists, whole};
    TilePass const pass{in, layers, lists, *work.store, device, plan.lanes, log, progress};
    {
        Stage const stage{log, stage_of(plan, "analysis")};
        if (inputs.is_plan()) findings.demand_wh = spread_demand(inputs, whole);
        pass.run(Needs::inputs, "analysing tiles");
        findings.walk_at_dwelling = walk_at_dwellings(in);
        if (knows_households(inputs.scenario)) findings.nal = nal_squares(inputs.scenario, inputs.base);
        if (inputs.is_plan()) findings.mass = mass_rows(inputs, layers, plan.tiles);
    }
    if (inputs.is_plan()) {
        Stage const stage{log, stage_of(plan, "service and gain")};
        progress("serving by existing stations", 0.0);
        serve_existing(inputs, StationsPart{in}.lists(), whole, findings);
        pass.run(Needs::service, "what one more station would serve");
        pass.run(Needs::gains, "gain by cell");
    }
    if (inputs.is_plan()) {
        Stage const stage{log, stage_of(plan, "ranking")};
        find_search_areas(inputs, layers, *work.store, findings);
        progress("ranking the candidates", 0.0);
        findings.candidate_reach = CandidatesPart{in}.lists();
        StoredMemo memo{*work.store};
        rank_candidates(inputs, findings, memo);
        log.ranking_parts = memo.parts();
        memo.forget_others();
    }
    {
        Stage const stage{log, stage_of(plan, "coverage by definition")};
        if (!inputs.is_plan()) find_search_areas(inputs, layers, *work.store, findings);
        progress("coverage by definition", 0.0);
        findings.demand_wh.resize(inputs.base.nodes.size());
        findings.unmet_wh.resize(inputs.base.nodes.size());
        findings.walk_shares = walk_shares(inputs.scenario, inputs.base, findings.walk_at_dwelling);
        findings.white_spots =
            white_spots(kept_white_spots(inputs, layers, *work.store), findings.demand_wh, findings.unmet_wh);
        findings.kpis = kpi_rows(inputs, findings);
        findings.use_kpis = use_kpi_rows(inputs, findings);
        findings.layer_hashes = layer_hashes(inputs, layers);
    }
    StagePlan const& writing = stage_of(plan, "writing");
    log.stages.push_back({writing.name, writing.predicted_s, 0, writing.bytes});
    log.memory.peak_host = peak_memory_bytes();
}

}  // namespace laad
