// SPDX-License-Identifier: Apache-2.0
#include "host/serve/serve.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/present/folder.hpp"
#include "host/publish/publish.hpp"
#include "host/region/region_folder.hpp"
#include "host/scenario/parse.hpp"
#include "host/serve/http_server.hpp"
#include "host/serve/pages.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// What a session works on.
struct Opened {
    Scenario scenario;
    fs::path plan;     ///< its output folder
    fs::path session;  ///< where the session is kept
};

/// The region.toml that a run was made from: the nearest in a folder above its output folder.
fs::path region_above(fs::path const& plan)
{
    for (fs::path folder = fs::absolute(plan).parent_path();; folder = folder.parent_path()) {
        if (fs::exists(folder / "region.toml")) return folder / "region.toml";
        if (!folder.has_relative_path())
            throw InputError{fmt::format(
                "{}: no region.toml lies in a folder above it, so its inputs cannot be found; name it with --region",
                plan.string())};
    }
}

Opened opened(ServeRequest const& request)
{
    fs::path const folder = without_trailing_slash(request.folder);
    bool const is_region = fs::exists(folder / "region.toml");
    fs::path const plan = plan_of(folder);
    fs::path const configuration = plan / plan_files::configuration;
    if (!fs::exists(configuration))
        throw InputError{is_region ? fmt::format("{}: holds no plan yet; `laadraster update {}` makes one",
                                                 folder.string(), folder.string())
                                   : fmt::format("{}: is neither the folder of a region nor the output folder of a run",
                                                 folder.string())};
    fs::path const toml = is_region                ? folder / "region.toml"
                          : request.region.empty() ? region_above(plan)
                                                   : request.region;
    return {parse_scenario(configuration, fs::absolute(toml).parent_path()), plan,
            is_region ? folder / "live" : fs::path{folder.string() + ".live"}};
}

/// The web map of the plan, made anew at each start. It says that it is live.
StaticFiles web_map(fs::path const& plan, fs::path const& session, Listener const& listener)
{
    fs::path const folder = session / "public";
    fs::remove_all(folder);
    publish({.plans = {plan}, .out = folder}, built_web_map, listener.progress);
    std::ifstream stream{folder / "plans.json"};
    auto plans = nlohmann::json::parse(stream);
    plans["live"] = true;
    write_text(folder / "plans.json", plans.dump());
    return StaticFiles{folder};
}

std::int64_t free_bytes(fs::path const& folder)
{
    return static_cast<std::int64_t>(fs::space(folder).available);
}

/// A run of the inputs as they are now; what an earlier session computed is not computed again.
LiveRun live_run(Scenario scenario, Work const& work, ChosenDevice const& device, Listener const& listener)
{
    Run run = read_inputs(std::move(scenario), RunScope::plan, work, listener.progress);
    RunPlan const plan =
        plan_run(run.inputs.scenario, run.inputs.scope, size_of(run.inputs), device, free_bytes(work.folder));
    analyse(run, plan, device, work, listener.progress);
    work.end_well();
    return {std::move(run), plan, device, work};
}

void warn_of_others(ServeRequest const& request, Listener const& listener)
{
    if (!Gate::is_loopback(request.host))
        listener.warning(
            fmt::format("--host {}: whoever reaches this machine over the network can see and change the session; "
                        "leave --host out to keep it to this machine",
                        request.host));
}

std::string address_of(std::string const& host, int port)
{
    bool const is_v6 = host.find(':') != std::string::npos;
    return fmt::format("http://{}:{}/", is_v6 ? "[" + host + "]" : host, port);
}

}  // namespace

void serve(ServeRequest const& request, Listener const& listener,
           std::function<void(std::string const& address)> const& ready)
{
    Opened found = opened(request);
    warn_of_others(request, listener);
    ChosenDevice const device = choose_device("cpu", found.scenario.run.threads);
    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(device.threads)};
    OwnFolder const session{found.session};
    Work const work{session.path()};
    LiveRun run = live_run(std::move(found.scenario), work, device, listener);
    Planner planner{run, session.path()};
    StaticFiles const files = web_map(found.plan, session.path(), listener);
    std::optional<Pages> pages;
    HttpServer server{request.host, request.port, [&](HttpRequest const& asked) { return (*pages)(asked); }};
    Gate const gate{request.host, server.port()};
    pages.emplace(gate, files, planner);
    ready(address_of(request.host, server.port()));
    server.run();
}

}  // namespace laad
