// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"
#include "host/publish/publish.hpp"

#include <memory>

namespace laad {
namespace {

void publish_command(std::vector<std::filesystem::path> folders, PublishRequest request, bool quiet)
{
    request.out = folders.back();
    folders.pop_back();
    request.plans = std::move(folders);
    ProgressLine line{quiet};
    Published const published =
        publish(request, built_web_map, [&](std::string const& what, double part) { line.show(what, part); });
    line.done();
    say("{}: {}, with {}\n", request.out.string(), fmt::join(published.plans, ", "),
        published.places == 1 ? "1 ranked place" : fmt::format("{} ranked places", published.places));
    say("double-click {} ({:.1f} MB), or put the folder on a web server (docs/publish.md)\n",
        (request.out / "plan.html").string(), static_cast<double>(published.page_bytes) / 1e6);
    if (published.monitor) say("key figures of the use of the network: {}\n", (request.out / "monitor.html").string());
    if (published.chance_page_bytes > 0)
        say("for residents: {} ({:.1f} MB), how often a charge point was free; on a web server {}/\n",
            (request.out / "laadkans.html").string(), static_cast<double>(published.chance_page_bytes) / 1e6,
            "laadkans");
    for (std::string const& note : published.notes)
        say("note: {}\n", note);
    for (std::string const& file : published.left_out)
        say("{} is too large for plan.html, which goes without it; the folder has it\n", file);
}

}  // namespace

void add_publish(CLI::App& app, Command& chosen)
{
    struct Options {
        std::vector<std::filesystem::path> folders;
        PublishRequest request;
        bool quiet{};
    };
    auto const options = std::make_shared<Options>();
    auto* sub = app.add_subcommand(
        "publish", "Make a web map of plans: a page that opens by a double-click, and a folder for a web server");
    sub->add_option(
           "folders", options->folders,
           "output folders of runs, or folders of regions (their latest plan); the last is the folder to write")
        ->required()
        ->expected(2, 1000)
        ->check(is_named);
    sub->add_flag("--reactions", options->request.reactions, "with a page on which residents react to places");
    sub->add_flag("-q,--quiet", options->quiet, "no progress");
    run(sub, chosen, [options] { publish_command(options->folders, options->request, options->quiet); });
}

}  // namespace laad
