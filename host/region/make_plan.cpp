// SPDX-License-Identifier: Apache-2.0
#include "host/region/make_plan.hpp"

#include "host/present/folder.hpp"
#include "host/present/map/font.hpp"
#include "host/report/base_files.hpp"
#include "host/report/report.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>

#include <chrono>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// Bytes that are free where a folder is, or will be.
std::int64_t free_bytes(fs::path const& folder)
{
    auto parent = fs::absolute(folder).lexically_normal();
    while (!fs::exists(parent) && parent.has_relative_path())
        parent = parent.parent_path();
    return static_cast<std::int64_t>(fs::space(parent).available);
}

/// The work folder of a run: beside the output unless the user names one. It stays after a failure, so that the next
/// run goes on from there, unless nothing in it can be of use.
class RunFolder {
  public:
    explicit RunFolder(PlanRequest const& request)
        : is_kept_{!request.work.empty()},
          folder_{is_kept_ ? request.work : fs::path{without_trailing_slash(request.folder()).string() + ".work"}}
    {
    }

    fs::path const& path() const { return folder_.path(); }
    void done(Work const& work) const
    {
        if (is_kept_)
            work.end_well();
        else
            folder_.remove();
    }
    /// After a failure; `is_of_use`: the same request can go on from what is finished.
    void failed(bool is_of_use, Listener const& listener) const
    {
        if (!is_of_use && folder_.is_new())
            folder_.remove();
        else
            listener.warning(
                fmt::format("what is finished stays in {}; the same command goes on from there", path().string()));
    }

  private:
    bool is_kept_;
    OwnFolder folder_;
};

void prepare_base_files(Run& run, Work const& work, RunProgress const& progress)
{
    auto const begin = std::chrono::steady_clock::now();
    progress("making the base map", 0.99);
    keep_base_files(run.inputs, work);
    run.log.preparation_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

void MachineChoice::apply_to(Scenario& scenario) const
{
    if (device) scenario.run.device = *device;
    if (threads) scenario.run.threads = *threads;
}

fs::path PlanRequest::folder() const
{
    return out.empty() ? fs::path{region.stem().string() + "-plan"} : out;
}

RunForecast forecast(PlanRequest const& request, Listener const& listener)
{
    RunForecast made;
    made.scenario = parse_scenario(request.region);
    request.machine.apply_to(made.scenario);
    made.device = choose_device(made.scenario.run.device, made.scenario.run.threads);
    listener.note("computing on " + made.device.in_words);
    auto const scope = scope_of(request.scope, made.scenario);
    made.size = quick_size(made.scenario);
    made.plan = plan_run(made.scenario, scope, made.size, made.device, free_bytes(request.folder()));
    return made;
}

Run compute(Work const& work, Scenario scenario, RunScope scope, std::int64_t features, ChosenDevice const& device,
            Purpose purpose, RunProgress const& progress, ReadPrognosis const& table)
{
    for (bool const bold : {false, true})
        font_file(bold);  // maps are drawn last: that they cannot be is said first
    Run run = read_inputs(std::move(scenario), scope, work, progress, table);
    RegionSize size = size_of(run.inputs);
    size.features = features;
    RunPlan const plan = plan_run(run.inputs.scenario, run.inputs.scope, size, device, free_bytes(work.folder));
    if (purpose == Purpose::plan) prepare_base_files(run, work, progress);
    analyse(run, plan, device, work, progress);
    return run;
}

Run make_plan(PlanRequest const& request, Listener const& listener)
{
    PartialFolder::check(request.folder());
    RunForecast expected = forecast(request, listener);
    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(expected.device.threads)};
    RunFolder const own{request};
    Work const work{own.path()};
    try {
        Run run = compute(work, std::move(expected.scenario), request.scope, expected.size.features, expected.device,
                          Purpose::plan, listener.progress);
        write_results(run, request.folder(), listener.progress, PublishedFiles{work});
        own.done(work);
        return run;
    } catch (InputError const&) {
        work.put_mark_back();
        own.failed(false, listener);
        throw;
    } catch (FitError const&) {
        own.failed(false, listener);
        throw;
    } catch (...) {
        own.failed(true, listener);
        throw;
    }
}

}  // namespace laad
