// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/run_steps.hpp"
#include "host/cli/say.hpp"
#include "host/report/partial_folder.hpp"
#include "host/report/report.hpp"
#include "host/run/end_mark.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <tbb/global_control.h>

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

/// The work folder of a run: beside the output unless the user names one. It stays after a failure, so that the next
/// run goes on from there, unless nothing in it can be of use.
class RunFolder {
  public:
    RunFolder(RunOptions const& options, std::filesystem::path const& out)
        : is_kept_{!options.work.empty()},
          folder_{is_kept_ ? options.work : std::filesystem::path{without_trailing_slash(out).string() + ".work"}}
    {
    }

    std::filesystem::path const& path() const { return folder_.path(); }
    void done(EndMark const& mark) const
    {
        if (is_kept_)
            mark.set();
        else
            folder_.remove();
    }
    /// What to tell the user after a failure; nothing when the folder is gone.
    std::string after_failure(bool is_of_use) const
    {
        if (!is_of_use && folder_.is_new()) {
            folder_.remove();
            return {};
        }
        return fmt::format("what is finished stays in {}; the same command goes on from there", path().string());
    }

  private:
    bool is_kept_;
    OwnFolder folder_;
};

/// `features`: to read, as counted before.
Run run_in(Work const& work, Scenario scenario, RunOptions const& options, std::int64_t features,
           ChosenDevice const& device, RunProgress const& progress)
{
    Run run = compute(work, std::move(scenario), options.scope, features, device, progress);
    write_results(run, folder_of(options), progress, PublishedFiles{options.work});
    return run;
}

}  // namespace

int run_command(RunOptions const& options)
{
    auto const log = log_to_stderr(options.quiet);
    Scenario scenario = scenario_of(options);
    std::filesystem::path const folder = folder_of(options);
    if (!options.dry_run) PartialFolder::check(folder);
    ChosenDevice const device = choose_device(scenario.run.device, scenario.run.threads);
    log->info("computing on {}", for_terminal(device.in_words));

    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(device.threads)};

    RegionSize const size = quick_size(scenario);
    RunPlan const plan = plan_run(scenario, options.scope, size, device, free_bytes(folder));
    if (options.dry_run) {
        say("{}", in_words(plan, size, device));
        return 0;
    }

    ProgressLine line{options.quiet};
    auto const progress = [&](std::string const& what, double part) {
        stop_if_interrupted();
        line.show(what, part);
    };
    RunFolder const work{options, folder};
    auto const tell = [&](bool is_of_use) {
        if (auto const text = work.after_failure(is_of_use); !text.empty()) log->warn("{}", for_terminal(text));
    };
    EndMark const mark{work.path()};
    try {
        Run const run =
            run_in({work.path(), mark.was_there()}, std::move(scenario), options, size.features, device, progress);
        line.show("done", 1.0);
        work.done(mark);
        print_summary(run, folder);
    } catch (InputError const&) {
        mark.put_back();
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
