// SPDX-License-Identifier: Apache-2.0
#include "host/cli/command_line.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/language_choice.hpp"
#include "host/cli/options.hpp"
#include "host/intake/table_rows.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace laad {
namespace {

using Path = std::filesystem::path;

/// What commands that compute have in common.
void add_machine(CLI::App& sub, MachineChoice& machine, bool& quiet)
{
    sub.add_option("--device", machine.device, "auto, cpu or cuda:N")->check([](std::string const& device) {
        return is_device(device) ? "" : "use auto, cpu or cuda:N";
    });
    sub.add_option("--threads", machine.threads, "CPU threads, 0: all")->check(CLI::Range(0, 1024));
    sub.add_flag("-q,--quiet", quiet, "no progress");
}

void add_run(CLI::App& app, Command& chosen, char const* name, char const* what, RunScope scope)
{
    struct Options {
        PlanRequest plan;
        bool dry_run{};
        bool quiet{};
    };
    auto const options = std::make_shared<Options>();
    PlanRequest& plan = options->plan;
    plan.scope = scope;
    auto* sub = app.add_subcommand(name, what);
    sub->add_option("region", plan.region, "region.toml")->required();
    sub->add_option("-o,--out", plan.out, "folder to write (default: region-plan here, for region.toml)")
        ->check(is_named);
    sub->add_option("--work", plan.work,
                    "folder for what is prepared and finished; kept, so that the next run with it does only what "
                    "changed (default: OUT.work, gone when the run is complete)");
    sub->add_flag("--dry-run", options->dry_run, "print what the run will cost, from the sizes of the inputs");
    add_machine(*sub, plan.machine, options->quiet);
    run(sub, chosen, [options] { return run_command(options->plan, options->dry_run, options->quiet); });
}

/// A command that takes one file.
CLI::Option* add_of_file(CLI::App& app, Command& chosen, char const* name, char const* what, char const* file,
                         char const* file_is, void (*command)(Path const&), Path const& usual = {})
{
    auto const named = std::make_shared<Path>(usual);
    auto* sub = app.add_subcommand(name, what);
    run(sub, chosen, [=] { command(*named); });
    return sub->add_option(file, *named, file_is);
}

/// A question about a thing in an output folder.
void add_question(CLI::App& app, Command& chosen, char const* name, char const* what, char const* folder_is,
                  char const* thing, char const* thing_is, void (*command)(Path const&, std::string const&))
{
    auto const asked = std::make_shared<std::pair<Path, std::string>>();
    auto* sub = app.add_subcommand(name, what);
    sub->add_option("folder", asked->first, folder_is)->required();
    sub->add_option(thing, asked->second, thing_is)->required();
    run(sub, chosen, [=] { command(asked->first, asked->second); });
}

void add_prognosis(CLI::App& app, Command& chosen)
{
    auto* sub = app.add_subcommand("prognosis", "Keep versions of the prognosis side by side");
    sub->require_subcommand(1);
    auto const toml = std::make_shared<Path>();
    auto const added = std::make_shared<NewPrognosis>();
    auto* add = sub->add_subcommand("add", "Check a prognosis table and store it as a new version");
    add->add_option("region", *toml, "region.toml")->required();
    add->add_option("file", added->file, "CSV, or any table that GDAL opens")->required();
    add->add_option("--layer", added->layer, "table in a file that has several");
    add->add_option("--version", added->label.version, "name of the version (default: column version)");
    add->add_option("--date", added->label.date, "its date, YYYY-MM-DD (default: column date)");
    add->add_option("--source", added->label.source, "who made it (default: column source)");
    run(add, chosen, [=] { return add_prognosis_command(*toml, *added); });

    struct Sketch {
        PrognosisSketchRequest request;
        bool quiet{};
    };
    auto const sketch = std::make_shared<Sketch>();
    auto* make = sub->add_subcommand(
        "sketch", "Make an illustrative prognosis from published figures, where there is no prognosis yet");
    make->add_option("region", sketch->request.region, "region.toml")->required();
    make->add_option("-o,--out", sketch->request.out,
                     "table to write (default: prognosis-sketch.csv beside region.toml)")
        ->check(is_named);
    make->add_flag("-q,--quiet", sketch->quiet, "no progress");
    run(make, chosen, [sketch] { return sketch_prognosis_command(sketch->request, sketch->quiet); });

    add_of_file(*sub, chosen, "list", "List the stored versions, oldest first", "region", "region.toml",
                list_prognoses_command)
        ->required();
}

void add_inspect(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<InspectRequest>();
    auto* sub =
        app.add_subcommand("inspect", "Say what is in the inputs, what had to be guessed and what is set aside");
    sub->add_option("region", request->region, "region.toml")->required();
    sub->add_option("-o,--out", request->out, "folder to write: pictures of what was read, guesses and rows set aside")
        ->check(is_named);
    run(sub, chosen, [request] { return inspect_command(*request); });
}

void add_grid(CLI::App& app, Command& chosen)
{
    struct Options {
        GridSketchRequest request;
        bool quiet{};
    };
    auto const options = std::make_shared<Options>();
    GridSketchRequest& request = options->request;
    auto* sub = app.add_subcommand("grid", "Tables of the electricity grid");
    sub->require_subcommand(1);
    auto* make =
        sub->add_subcommand("sketch", "Make tables of assumed ratings, where there are none of a grid operator");
    make->add_option("region", request.region, "region.toml")->required();
    make->add_option("-o,--out-folder", request.out, "folder to write (default: grid beside region.toml)")
        ->check(is_named);
    auto* stations = make->add_option("--stations", request.stations.file,
                                      "layer with positions of transformer stations (default: grid.stations)");
    make->add_option("--layer", request.stations.layer, "the layer, in a file with several")->needs(stations);
    make->add_option("--where", request.stations.where, "condition on its features, as in region.toml")
        ->needs(stations);
    auto* map = make->add_option("--capacity-map", request.capacity_map,
                                 "capaciteitskaart of Netbeheer Nederland (feeding areas, CSV or JSON)");
    auto* area = make->add_option("--area", request.capacity_area, "the feeding area (voedingsgebied) of this region");
    map->needs(area);
    area->needs(map);
    make->add_flag("-q,--quiet", options->quiet, "no progress");
    run(make, chosen, [options] { return sketch_grid_command(options->request, options->quiet); });
}

void add_update(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<UpdateRequest>();
    auto const quiet = std::make_shared<bool>();
    auto* sub = app.add_subcommand(
        "update", "Bring the plan of a region folder up to date: compute only what changed, e.g. by a new prognosis");
    NewPrognosis& prognosis = request->prognosis;
    sub->add_option("folder", request->folder, "folder of the region, with region.toml")->required();
    auto const is_given = [](std::string const& text) { return text.empty() ? "is empty" : ""; };
    auto* table =
        sub->add_option("--prognosis", prognosis.file,
                        "a new prognosis table, added to the versions of the region (default: the newest of them)");
    table->check(is_given);
    sub->add_option("--layer", prognosis.layer, "the table, in a file with several")->needs(table);
    sub->add_option("--version", prognosis.label.version,
                    "version of the new table; without --prognosis: the stored version to use")
        ->check(is_given);
    sub->add_option("--date", prognosis.label.date, "date of the new table, YYYY-MM-DD")->needs(table);
    sub->add_option("--source", prognosis.label.source, "who made the new table")->needs(table);
    sub->add_option("--year", request->year, "target year (default: as region.toml)");
    sub->add_option("--scenario", request->scenario, "scenario (default: as region.toml)");
    sub->add_flag("--verify", request->verify, "prove that the result equals that of a full run, by one");
    add_machine(*sub, request->machine, *quiet);
    run(sub, chosen, [=] { return update_command(*request, *quiet); });
}

void add_compare(CLI::App& app, Command& chosen)
{
    struct Options {
        CompareOptions plans;
        VersionsRequest versions;
        bool all{};
    };
    auto const options = std::make_shared<Options>();
    auto& [plans, versions, all] = *options;
    auto* sub = app.add_subcommand("compare", "Say what changes between two plans, where and why");
    sub->add_option("folders", plans.folders,
                    "output folders of runs: old and new; with --all: folder of a region, old and new version")
        ->required()
        ->expected(2, 1000);
    sub->add_option("-o,--out", plans.out, "folder to write")->required()->check(is_named);
    auto* robust =
        sub->add_flag("--robust", plans.robust,
                      "two or more plans (scenarios, years): between which ranks each place lies, and which are in "
                      "all of them");
    auto* every = sub->add_flag("--all", all,
                                "two versions of the prognosis of a region, as `prognosis list` names them, over all "
                                "years and scenarios that both have; makes the plans")
                      ->excludes(robust);
    sub->add_option("--years", versions.years, "with --all: only these")->delimiter(',')->needs(every);
    sub->add_option("--scenarios", versions.scenarios, "with --all: only these")->delimiter(',')->needs(every);
    sub->add_flag("-q,--quiet", plans.quiet, "no progress");
    sub->callback([options, &chosen] {
        auto const& folders = options->plans.folders;
        if (options->all && folders.size() != 3)
            throw CLI::ValidationError("folders", "--all takes three: the folder of a region, old and new version");
        if (!options->all && !options->plans.robust && folders.size() != 2)
            throw CLI::ValidationError("folders", "two are compared, old and new; for more plans add --robust");
        chosen = [options] {
            if (!options->all) return compare_command(options->plans);
            VersionsRequest& request = options->versions;
            request.folder = options->plans.folders[0];
            request.old_version = options->plans.folders[1].string();
            request.new_version = options->plans.folders[2].string();
            request.out = options->plans.out;
            return compare_all_command(request, options->plans.quiet);
        };
    });
}

void add_backtest(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<BacktestRequest>();
    auto const folder = std::make_shared<Path>();
    auto* sub = app.add_subcommand("backtest", "Hold a past prognosis against what was realised");
    sub->add_option("--prognosis", request->prognosis, "table of the prognosis, as for a run")->required();
    sub->add_option("--realised", request->realised, "table buurt (or gemeente), year, quantity, value")->required();
    sub->add_option("-o,--out", *folder, "folder to write")->required()->check(is_named);
    sub->add_option("--types", request->types, "location types that the realised data hold (default: publiek)")
        ->delimiter(',');
    sub->add_option_function<std::string>(
           "--level",
           [request](std::string const& level) {
               request->level = level == "buurt" ? AreaLevel::neighbourhood : AreaLevel::municipality;
           },
           "buurt or gemeente (default: what the realised data are per)")
        ->check(CLI::IsMember({"buurt", "gemeente"}));
    sub->add_option("--gemeenten", request->municipalities,
                    "table buurt, gemeente, for a prognosis without a column gemeente");
    sub->add_option_function<std::string>(
           "--kwh-per-point", [request](std::string const& kwh) { request->kwh_per_point = decimal(kwh, 3); },
           "kWh per charge point and year, where one table is in kWh and the other in charge points")
        ->check([](std::string const& kwh) {
            auto const value = decimal(kwh, 3);
            return value && *value >= 1'000 && *value <= 100'000'000 ? "" : "use a number from 1 to 100000";
        });
    run(sub, chosen, [request, folder] { return backtest_command(*request, *folder); });
}

void add_serve(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<ServeRequest>();
    auto const quiet = std::make_shared<bool>();
    auto* sub = app.add_subcommand(
        "serve", "Plan live in a browser: place, move or remove a station, block a space, and see what it does");
    sub->add_option("folder", request->folder, "folder of a region, or output folder of a run")->required();
    sub->add_option("--region", request->region,
                    "region.toml of that run (default: the nearest in a folder above the output folder)")
        ->check(is_named);
    sub->add_option("--port", request->port, "where to listen, 0: any")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    sub->add_option("--host", request->host,
                    "address to listen at; others than this machine can reach any but the default")
        ->check(is_named)
        ->capture_default_str();
    sub->add_flag("-q,--quiet", *quiet, "no progress");
    run(sub, chosen, [=] { return serve_command(*request, *quiet); });
}

void add_init(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<StartRequest>();
    request->region = "region.toml";
    auto* sub =
        app.add_subcommand("init", "Write a region.toml: from a folder of downloads, or with every key to fill in");
    sub->add_option("file", request->region, "where to write it")->capture_default_str();
    auto* from = sub->add_option("--from", request->from,
                                 "folder with what publishers hand out (BGT, BAG, CBS, NDW, OpenStreetMap ...): says "
                                 "what is recognised, and what is missing")
                     ->check(is_named);
    sub->add_option("--gemeente", request->municipalities,
                    "municipalities that the plan is for (default: the only one)")
        ->needs(from);
    run(sub, chosen,
        [request] { return request->from.empty() ? init_command(request->region) : init_from_command(*request); });
}

/// A first word that is no command; the parser itself would only say that a command is missing.
void refuse_unknown_command(CLI::App const& app, std::string const& word)
{
    std::vector<std::string> names;
    for (auto const* command : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(command->get_name());
    if (word.starts_with('-') || std::ranges::count(names, word) > 0) return;
    throw CLI::ParseError(
        fmt::format("no command is \"{}\" (there are: {}){}", word, fmt::join(names, ", "), did_you_mean(word, names)),
        CLI::ExitCodes::ExtrasError);
}

}  // namespace

CommandLine command_line(int argc, char** argv)
{
    CLI::App app{
        "laadraster: where public EV charging is missing, wanted and connectable, and which parking spaces should get "
        "the next stations."};
    app.name("laadraster");
    app.set_version_flag("--version", std::string{"laadraster "} + LAAD_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Examples:\n"
        "  laadraster init town/region.toml --from downloads --gemeente Delft   a configuration for these files\n"
        "  laadraster inspect region.toml                  what is in the inputs, what is guessed and set aside\n"
        "  laadraster inspect region.toml --out seen       the same with pictures\n"
        "  laadraster run region.toml --dry-run            what a run will cost\n"
        "  laadraster run region.toml --out plan           make the plan map in the folder plan\n"
        "  laadraster coverage region.toml --out today     coverage by today's chargers alone\n"
        "  laadraster prognosis sketch region.toml         an illustrative prognosis, where there is none yet\n"
        "  laadraster grid sketch region.toml              a grid of assumed ratings around given stations\n"
        "  laadraster update town --prognosis new.csv      a new prognosis: compute only what it changes\n"
        "  laadraster compare plan-2026 plan-2027 --out change    what a new prognosis changes in the plan\n"
        "  laadraster compare --all town 2026 2027 --out change   the same over all years and scenarios\n"
        "  laadraster serve plan                           plan live in a browser\n"
        "  laadraster explain plan --candidate 1           why this space has this rank\n"
        "  laadraster sheets plan paper                    plan maps, location sheets and a decree annex to print\n"
        "  laadraster propose town                         a space for each search area, to be validated; each month\n"
        "  laadraster backtest --prognosis old.csv --realised placed.csv --out judged\n"
        "                                                  was a past prognosis right\n"
        "Exit codes: 0 ok, 1 internal, 2 usage, 3 input, 4 does not fit, 5 device, 6 output, 130 cancelled, 143 "
        "terminated");
    CommandLine line;
    Command& chosen = line.command;
    add_run(app, chosen, "run", "Compute coverage, demand, headroom and the ranking, and write one folder",
            RunScope::plan);
    add_run(app, chosen, "coverage",
            "Compute coverage alone: distance, walk, charge points in reach, white spots and their figures",
            RunScope::coverage);
    add_update(app, chosen);
    add_compare(app, chosen);
    add_prognosis(app, chosen);
    add_grid(app, chosen);
    add_backtest(app, chosen);
    add_publish(app, chosen);
    add_sheets(app, chosen);
    add_propose(app, chosen);
    add_inspect(app, chosen);
    add_export(app, chosen);
    add_reactions(app, chosen);
    add_question(app, chosen, "explain", "Say why a parking space has its rank, or none", "output folder of a run",
                 "--candidate", "candidate id, or its rank", explain_command);
    add_question(app, chosen, "why", "Say why a layer was computed again, or not",
                 "output folder of a run, or folder of a region", "layer", "e.g. demand_density, or ranking",
                 why_command);
    run(app.add_subcommand("doctor", "Say what this machine has: versions, GPU, PROJ grid for RD, memory"), chosen,
        doctor_command);
    add_serve(app, chosen);
    add_init(app, chosen);
    AskedLanguage const language = add_language(app);
    try {
        if (argc > 1) refuse_unknown_command(app, argv[1]);
        app.parse(argc, argv);
        speak(chosen_language(app, *language));
    } catch (CLI::ParseError const& error) {
        line.command = nullptr;
        line.exit_code = app.exit(error) == 0 ? 0 : 2;
    }
    return line;
}

}  // namespace laad
