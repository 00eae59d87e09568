// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/progress.hpp"
#include "host/report/report.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace laad {
namespace {

Scenario scenario_of(RunOptions const& options)
{
    Scenario scenario = parse_scenario(options.region);
    if (options.device) scenario.run.device = *options.device;
    if (options.threads) scenario.run.threads = *options.threads;
    return scenario;
}

std::filesystem::path folder_of(RunOptions const& options)
{
    if (!options.out.empty()) return options.out;
    return options.region.stem().string() + "-plan";
}

void print_summary(Run const& run, std::filesystem::path const& folder)
{
    Results const& results = run.results;
    KpiRow const& area = results.kpis.front();
    fmt::print("{}: {} dwellings, {} public charge points in the area\n", run.scenario.region.name, area.walk.dwellings,
               area.public_evse);
    for (std::size_t i = 0; i < area.walk.within.size(); ++i)
        fmt::print("  within {} m on foot: {}\n", run.scenario.coverage.walk_shares_m[i],
                   area.walk.dwellings ? fmt::format("{:.1f} %", 100.0 * static_cast<double>(area.walk.within[i]) /
                                                                     static_cast<double>(area.walk.dwellings))
                                       : "-");
    fmt::print("demand {:.0f} MWh a year in {} ({}), not served by today's stations: {:.0f} MWh\n",
               static_cast<double>(area.demand_wh) / 1e6, run.prognosis.year, run.prognosis.scenario,
               static_cast<double>(area.unmet_wh) / 1e6);
    std::int64_t const served = results.plan.placements.empty() ? 0 : results.plan.placements.back().cumulative_wh;
    auto const waiting = std::count_if(results.plan.placements.begin(), results.plan.placements.end(),
                                       [](Placement const& p) { return p.status == GridStatus::waits_for_grid; });
    fmt::print("plan: {} stations serve {:.0f} MWh more; no other choice of as many can serve more than {:.0f} MWh\n",
               results.plan.placements.size(), static_cast<double>(served) / 1e6,
               static_cast<double>(results.plan.bound.wh) / 1e6);
    if (waiting) fmt::print("{} of them wait for the grid\n", waiting);
    if (run.prognosis.illustrative)
        fmt::print("ILLUSTRATIVE: the prognosis is an assumption, not a forecast by ElaadNL\n");
    fmt::print("open first: {}\n", (folder / "report.html").string());
}

}  // namespace

int run_command(RunOptions const& options)
{
    auto const log = spdlog::stderr_color_mt("laadraster");
    log->set_pattern("%v");
    if (options.quiet) log->set_level(spdlog::level::warn);
    Scenario scenario = scenario_of(options);
    std::filesystem::path const folder = folder_of(options);
    if (!options.dry_run && std::filesystem::exists(std::filesystem::symlink_status(folder)))
        throw OutputError{folder.string() + " exists; choose another --out or remove it"};
    ChosenDevice const device = choose_device(scenario.run.device, scenario.run.threads);
    log->info("computing on {}", device.in_words);

    ProgressLine line{options.quiet};
    auto const progress = [&](std::string const& what, double part) {
        stop_if_interrupted();
        line.show(what, part);
    };
    Run run = read_inputs(std::move(scenario), progress);
    auto const* cpu = std::get_if<CpuExec>(&device.executor);
    RunPlan const plan = plan_run(run.scenario, run.base, cpu ? cpu->threads() : 1);
    if (options.dry_run) {
        fmt::print("{}", in_words(plan, run.base.grid));
        return 0;
    }
    analyse(run, plan, device, progress);
    write_results(run, folder, progress);
    line.show("done", 1.0);
    print_summary(run, folder);
    return 0;
}

}  // namespace laad
