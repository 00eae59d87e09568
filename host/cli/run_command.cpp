// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/progress.hpp"
#include "host/report/report.hpp"
#include "host/run/end_mark.hpp"
#include "host/run/run.hpp"
#include "host/run/work_lock.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <tbb/global_control.h>

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
    if (run.scope == RunScope::coverage) {
        fmt::print("white spots: {}\n", results.white_spots.size());
        fmt::print("open first: {}\n", (folder / "report.html").string());
        return;
    }
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

/// The work folder of a run: beside the output unless the user names one. It stays after a failure, so that the next
/// run goes on from there, unless nothing in it can be of use.
class RunFolder {
  public:
    RunFolder(RunOptions const& options, std::filesystem::path const& out)
        : path_{options.work.empty() ? std::filesystem::path{out.string() + ".work"} : options.work},
          is_kept_{!options.work.empty()},
          is_new_{!std::filesystem::exists(path_)},
          lock_{path_}
    {
    }

    std::filesystem::path const& path() const { return path_; }
    void done(EndMark const& mark) const
    {
        if (is_kept_)
            mark.set();
        else
            remove();
    }
    /// What to tell the user after a failure; nothing when the folder is gone.
    std::string after_failure(bool is_of_use) const
    {
        if (!is_of_use && is_new_) {
            remove();
            return {};
        }
        return fmt::format("what is finished stays in {}; the same command goes on from there", path_.string());
    }

  private:
    void remove() const
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::filesystem::path path_;
    bool is_kept_;
    bool is_new_;
    WorkLock lock_;
};

std::int64_t free_bytes(std::filesystem::path const& folder)
{
    auto parent = std::filesystem::absolute(folder).lexically_normal();
    while (!std::filesystem::exists(parent) && parent.has_relative_path())
        parent = parent.parent_path();
    return static_cast<std::int64_t>(std::filesystem::space(parent).available);
}

/// `features`: to read, as counted before.
Run run_in(Work const& work, Scenario scenario, RunOptions const& options, std::int64_t features,
           ChosenDevice const& device, RunProgress const& progress)
{
    Run run = read_inputs(std::move(scenario), options.scope, work, progress);
    RegionSize size = size_of(run);
    size.features = features;
    RunPlan const plan = plan_run(run.scenario, options.scope, size, device, free_bytes(work.folder));
    analyse(run, plan, device, work, progress);
    write_results(run, folder_of(options), progress);
    return run;
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

    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(device.threads)};

    RegionSize const size = quick_size(scenario);
    RunPlan const plan = plan_run(scenario, options.scope, size, device, free_bytes(folder));
    if (options.dry_run) {
        fmt::print("{}", in_words(plan, size, device));
        return 0;
    }

    ProgressLine line{options.quiet};
    auto const progress = [&](std::string const& what, double part) {
        stop_if_interrupted();
        line.show(what, part);
    };
    RunFolder const work{options, folder};
    auto const tell = [&](bool is_of_use) {
        if (auto const text = work.after_failure(is_of_use); !text.empty()) log->warn("{}", text);
    };
    try {
        EndMark const mark{work.path()};
        Run const run =
            run_in({work.path(), mark.was_there()}, std::move(scenario), options, size.features, device, progress);
        line.show("done", 1.0);
        work.done(mark);
        print_summary(run, folder);
    } catch (InputError const&) {
        tell(false);
        throw;
    } catch (FitError const&) {
        tell(false);
        throw;
    } catch (...) {
        tell(true);
        throw;
    }
    return 0;
}

}  // namespace laad
