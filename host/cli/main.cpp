// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/prepare/table_rows.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <system_error>

namespace laad {
namespace {

// Exit codes: docs/exit_codes.md
int exit_code_of(std::function<int()> const& command)
{
    auto const say = [](int code, char const* what) {
        fmt::print(stderr, "laadraster: {}\n", what);
        return code;
    };
    try {
        int const code = command();
        if (std::fflush(stdout) != 0 || std::ferror(stdout))
            throw OutputError{"the standard output cannot be written; is the disk full, or its reader gone?"};
        return code;
    } catch (InputError const& error) {
        return say(3, error.what());
    } catch (FitError const& error) {
        return say(4, error.what());
    } catch (DeviceError const& error) {
        return say(5, error.what());
    } catch (OutputError const& error) {
        return say(6, error.what());
    } catch (Interrupted const& interrupted) {
        return say(interrupted.exit_code(), interrupted.what());
    } catch (std::bad_alloc const&) {
        return say(4, "out of memory; take a larger region.cell_m or a smaller run.tile_cells");
    } catch (std::system_error const& error) {
        return say(6, fmt::format("{}; is the disk full, or stdout closed?", error.what()).c_str());
    } catch (std::exception const& error) {
        return say(1, fmt::format("internal error: {}; please report it", error.what()).c_str());
    }
}

/// A first word that is no command; the parser itself would only say that a command is missing.
void refuse_unknown_command(CLI::App const& app, std::string const& word)
{
    std::vector<std::string> names;
    for (auto const* command : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(command->get_name());
    if (word.starts_with('-') || std::find(names.begin(), names.end(), word) != names.end()) return;
    throw CLI::ParseError(
        fmt::format("no command is \"{}\" (there are: {}){}", word, fmt::join(names, ", "), did_you_mean(word, names)),
        CLI::ExitCodes::ExtrasError);
}

void add_backtest(CLI::App& app, BacktestRequest& request, std::filesystem::path& folder,
                  std::function<void()> const& chosen)
{
    auto* sub = app.add_subcommand("backtest", "Hold a past prognosis against what was realised");
    sub->add_option("--prognosis", request.prognosis, "table of the prognosis, as for a run")->required();
    sub->add_option("--realised", request.realised, "table buurt (or gemeente), year, quantity, value")->required();
    sub->add_option("-o,--out", folder, "folder to write")->required()->check([](std::string const& name) {
        return name.empty() ? "the name of the folder is empty" : "";
    });
    sub->add_option("--types", request.types, "location types that the realised data hold (default: publiek)")
        ->delimiter(',');
    sub->add_option_function<std::string>(
           "--level",
           [&](std::string const& level) { request.level = level == "buurt" ? AreaKind::buurt : AreaKind::gemeente; },
           "buurt or gemeente (default: what the realised data are per)")
        ->check(CLI::IsMember({"buurt", "gemeente"}));
    sub->add_option("--gemeenten", request.gemeenten,
                    "table buurt, gemeente, for a prognosis without a column gemeente");
    sub->add_option_function<std::string>(
           "--kwh-per-point", [&](std::string const& kwh) { request.kwh_per_point = decimal(kwh, 3); },
           "kWh per charge point and year, where one table is in kWh and the other in charge points")
        ->check([](std::string const& kwh) {
            auto const value = decimal(kwh, 3);
            return value && *value >= 1'000 && *value <= 100'000'000 ? "" : "use a number from 1 to 100000";
        });
    sub->callback(chosen);
}

int parse_and_run(int argc, char** argv)
{
    CLI::App app{
        "laadraster: where public EV charging is missing, wanted and connectable, and which parking spaces should get "
        "the "
        "next stations."};
    app.name("laadraster");
    app.set_version_flag("--version", std::string{"laadraster "} + LAAD_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Examples:\n"
        "  laadraster init region.toml                     write a commented configuration to start from\n"
        "  laadraster inspect region.toml                  what is in the inputs, what is rejected and why\n"
        "  laadraster run region.toml --dry-run            what a run will cost\n"
        "  laadraster run region.toml --out plan           make the plan map in the folder plan\n"
        "  laadraster coverage region.toml --out today     coverage by today's chargers alone\n"
        "  laadraster compare plan-2026 plan-2027 --out change    what a new prognosis changes in the plan\n"
        "  laadraster explain plan --candidate w123-00-004 why this space has this rank\n"
        "  laadraster backtest --prognosis old.csv --realised placed.csv --out judged\n"
        "                                                  was a past prognosis right\n"
        "Exit codes: 0 ok, 1 internal, 2 usage, 3 input, 4 does not fit, 5 device, 6 output, 130 cancelled, 143 "
        "terminated");
    std::function<int()> command;

    auto const is_named = [](std::string const& folder) {
        return folder.empty() ? "the name of the folder is empty" : "";
    };
    RunOptions run;
    auto const add_run = [&](char const* name, char const* what, RunScope scope) {
        auto* sub = app.add_subcommand(name, what);
        sub->add_option("region", run.region, "region.toml")->required();
        sub->add_option("-o,--out", run.out, "folder to write (default: region-plan here, for region.toml)")
            ->check(is_named);
        sub->add_option("--work", run.work,
                        "folder for what is prepared and finished; kept, so that the next run with it does only what "
                        "changed (default: OUT.work, gone when the run is complete)");
        sub->add_option("--device", run.device, "auto, cpu or cuda:N")->check([](std::string const& device) {
            return is_device(device) ? "" : "use auto, cpu or cuda:N";
        });
        sub->add_option("--threads", run.threads, "CPU threads, 0: all")->check(CLI::Range(0, 1024));
        sub->add_flag("--dry-run", run.dry_run, "print what the run will cost, from the sizes of the inputs");
        sub->add_flag("-q,--quiet", run.quiet, "no progress");
        sub->callback([&, scope] {
            run.scope = scope;
            command = [&] { return run_command(run); };
        });
    };
    add_run("run", "Compute coverage, demand, headroom and the ranking, and write one folder", RunScope::plan);
    add_run("coverage", "Compute coverage alone: distance, walk, charge points in reach, white spots and their figures",
            RunScope::coverage);

    std::filesystem::path region;
    auto* inspect_sub = app.add_subcommand("inspect", "Say what is in the inputs, what is rejected and why");
    inspect_sub->add_option("region", region, "region.toml")->required();
    inspect_sub->callback([&] { command = [&] { return inspect_command(region); }; });

    std::filesystem::path folder;
    std::string candidate;
    auto* explain_sub = app.add_subcommand("explain", "Say why a parking space has its rank, or none");
    explain_sub->add_option("folder", folder, "output folder of a run")->required();
    explain_sub->add_option("--candidate", candidate, "candidate id, or its rank")->required();
    explain_sub->callback([&] { command = [&] { return explain_command(folder, candidate); }; });

    AddPrognosis added;
    auto* prognosis_sub = app.add_subcommand("prognosis", "Keep versions of the prognosis side by side");
    prognosis_sub->require_subcommand(1);
    auto* add_sub = prognosis_sub->add_subcommand("add", "Check a prognosis table and store it as a new version");
    add_sub->add_option("region", added.region, "region.toml")->required();
    add_sub->add_option("file", added.file, "CSV, or any table that GDAL opens")->required();
    add_sub->add_option("--layer", added.layer, "table in a file that has several");
    add_sub->add_option("--version", added.version, "name of the version (default: column version)");
    add_sub->add_option("--date", added.date, "its date, YYYY-MM-DD (default: column date)");
    add_sub->add_option("--source", added.source, "who made it (default: column source)");
    add_sub->callback([&] { command = [&] { return add_prognosis_command(added); }; });
    auto* list_sub = prognosis_sub->add_subcommand("list", "List the stored versions, oldest first");
    list_sub->add_option("region", region, "region.toml")->required();
    list_sub->callback([&] { command = [&] { return list_prognoses_command(region); }; });

    CompareOptions compare;
    auto* compare_sub = app.add_subcommand("compare", "Say what changes between two plans, where and why");
    compare_sub->add_option("folders", compare.folders, "output folders of runs: old and new")
        ->required()
        ->expected(2, 1000);
    compare_sub->add_option("-o,--out", compare.out, "folder to write")->required()->check(is_named);
    compare_sub->add_flag("--robust", compare.robust,
                          "two or more plans (scenarios, years): between which ranks each place lies, and which are in "
                          "all of them");
    compare_sub->add_flag("-q,--quiet", compare.quiet, "no progress");
    compare_sub->callback([&] {
        if (!compare.robust && compare.folders.size() != 2)
            throw CLI::ValidationError("folders", "two are compared, old and new; for more plans add --robust");
        command = [&] { return compare_command(compare); };
    });

    UpdateOptions update;
    auto* update_sub = app.add_subcommand(
        "update", "Bring the plan of a region folder up to date: compute only what changed, e.g. by a new prognosis");
    update_sub->add_option("folder", update.folder, "folder of the region, with region.toml")->required();
    update_sub->add_option("--prognosis", update.prognosis.file,
                           "a new prognosis table, added to the versions of the region (default: the newest of them)");
    update_sub->add_option("--layer", update.prognosis.layer, "the table, in a file with several");
    update_sub->add_option("--version", update.prognosis.version,
                           "version of the new table; without --prognosis: the stored version to use");
    update_sub->add_option("--date", update.prognosis.date, "date of the new table, YYYY-MM-DD");
    update_sub->add_option("--source", update.prognosis.source, "who made the new table");
    update_sub->add_option("--year", update.year, "target year (default: as region.toml)");
    update_sub->add_option("--scenario", update.scenario, "scenario (default: as region.toml)");
    update_sub->add_option("--device", update.device, "auto, cpu or cuda:N")->check([](std::string const& device) {
        return is_device(device) ? "" : "use auto, cpu or cuda:N";
    });
    update_sub->add_option("--threads", update.threads, "CPU threads, 0: all")->check(CLI::Range(0, 1024));
    update_sub->add_flag("--verify", update.verify, "prove that the result equals that of a full run, by one");
    update_sub->add_flag("-q,--quiet", update.quiet, "no progress");
    update_sub->callback([&] { command = [&] { return update_command(update); }; });

    std::string layer;
    auto* why_sub = app.add_subcommand("why", "Say why a layer was computed again, or not");
    why_sub->add_option("folder", folder, "output folder of a run, or folder of a region")->required();
    why_sub->add_option("layer", layer, "e.g. demand_density, or ranking")->required();
    why_sub->callback([&] { command = [&] { return why_command(folder, layer); }; });

    BacktestRequest past;
    std::filesystem::path judged;
    add_backtest(app, past, judged, [&] { command = [&] { return backtest_command(past, judged); }; });

    app.add_subcommand("doctor", "Say what this machine has: versions, GPU, PROJ grid for RD, memory")->callback([&] {
        command = [] { return doctor_command(); };
    });

    std::filesystem::path starter = "region.toml";
    auto* init_sub = app.add_subcommand("init", "Write a commented region.toml to start from");
    init_sub->add_option("file", starter, "where to write it")->capture_default_str();
    init_sub->callback([&] { command = [&] { return init_command(starter); }; });

    try {
        if (argc > 1) refuse_unknown_command(app, argv[1]);
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        int const code = app.exit(error);
        return code == 0 ? 0 : 2;
    }
    int const code = exit_code_of(command);
    if (std::fflush(stdout) == 0) return code;
    fmt::print(stderr, "laadraster: the answer could not be written to stdout\n");
    return code == 0 ? 6 : code;
}

}  // namespace
}  // namespace laad

int main(int argc, char** argv)
{
    // Tiles come and go by the megabyte. Left to itself glibc soon takes them from its heap, which they tear up: three
    // times the memory that is in use.
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    laad::catch_interrupts();
    return laad::parse_and_run(argc, argv);
}
