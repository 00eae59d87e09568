// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/run_steps.hpp"
#include "host/cli/say.hpp"
#include "host/cli/scratch_folder.hpp"
#include "host/prepare/prepare.hpp"
#include "host/prognosis/label.hpp"
#include "host/prognosis/store.hpp"
#include "host/region/region_folder.hpp"
#include "host/report/changes.hpp"
#include "host/report/manifest.hpp"
#include "host/report/report.hpp"
#include "host/report/table_hashes.hpp"
#include "host/run/end_mark.hpp"
#include "host/run/own_folder.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace laad {
namespace {

using Hashes = std::vector<std::pair<std::string, std::string>>;

double seconds_of(Results const& results, std::initializer_list<std::string_view> stages)
{
    double total = 0;
    for (StageTime const& stage : results.stages)
        for (std::string_view const name : stages)
            if (stage.name == name) total += stage.actual_s;
    return total;
}

/// The prognosis of an update: a table to be added, a version of the store, or what region.toml names.
class ChosenPrognosis {
  public:
    /// Errors  InputError: no version of that name
    ChosenPrognosis(UpdateOptions const& options, RegionFolder const& region, Scenario& scenario)
        : added_{options.prognosis}, region_{region}
    {
        PrognosisConfig& config = scenario.prognosis;
        if (options.year) config.target_year = *options.year;
        if (options.scenario) config.scenario = *options.scenario;
        if (!added_.file.empty())
            use(config, added_.file, {added_.version, added_.date, added_.source}, added_.layer);
        else if (auto const versions = stored_prognoses(region.path()); !versions.empty())
            choose(versions, config);
        else if (!added_.version.empty())
            throw InputError{
                fmt::format("{}: no prognosis is stored; give a table with --prognosis", region.path().string())};
    }

    /// Errors  InputError: the table is not right, no newer version, or stored under another label
    PrognosisTable read(PrognosisConfig const& config)
    {
        PrognosisTable table = prognosis_table(config);
        if (added_.file.empty()) return table;
        label_ = agreed(table, table.label, {added_.version, added_.date, added_.source}, "the command");
        auto const same = same_in_store(region_.path(), table, label_);
        if (same && same->label != label_)
            table.refuse(
                fmt::format("is in the store already, as version {0} of {1} ({2}); to use it, give --version "
                            "{0} and no --prognosis",
                            same->label.version, same->label.date, same->label.source));
        table_ = table;
        return table;
    }
    /// Adds the table to the versions of the region, now that it is known to be right and to fit.
    void store(Run& run) const
    {
        if (!table_) return;
        WorkLock const lock{region_.path() / store_folder};
        auto const stored = store_prognosis(region_.path(), *table_, label_);
        PrognosisConfig& config = run.scenario.prognosis;
        run.input_hashes.erase(config.file);
        use(config, region_.path() / store_folder / stored.file, {}, {});
        run.input_hashes[config.file] = file_hash(config.file);
    }

  private:
    void choose(std::vector<StoredPrognosis> const& versions, PrognosisConfig& config) const
    {
        std::string names;
        for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
            if (added_.version.empty() || one->label.version == added_.version)
                return use(config, region_.path() / store_folder / one->file, {}, {});
            names += (names.empty() ? "" : ", ") + one->label.version;
        }
        throw InputError{fmt::format("{}: no prognosis version \"{}\" is stored; there are: {}",
                                     region_.path().string(), added_.version, names)};
    }
    /// What region.toml says about its own table does not hold for another one.
    static void use(PrognosisConfig& config, std::filesystem::path const& file, PrognosisLabel const& label,
                    std::string const& layer)
    {
        config.file = file;
        config.layer = layer;
        config.version = label.version;
        config.date = label.date;
        config.source = label.source;
    }

    AddPrognosis const& added_;
    RegionFolder const& region_;
    std::optional<PrognosisTable> table_;
    PrognosisLabel label_;
};

std::string plan_name(Run const& run)
{
    std::string const version = run.prognosis.origin.label.version;
    return as_file_name(
        fmt::format("{}{}-{}", version.empty() ? "" : version + "-", run.prognosis.year, run.prognosis.scenario));
}

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream stream{file};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// The plan of the region that holds this very run, whole: the latest, or one that an update made that was killed
/// before it could say so.
std::optional<std::filesystem::path> plan_there(RegionFolder const& region, Run const& run,
                                                PublishedFiles const& published, spdlog::logger& log)
{
    if (!run.results.computed.empty() || run.results.ranking_parts.made > 0) return {};
    std::string const manifest = manifest_json(run, table_hashes(run));
    auto const is_known = [&](std::filesystem::path const& file, std::string const& hash) {
        return published.is_known(file, hash);
    };
    for (auto const& plan : region.plans(plan_name(run))) {
        if (!tell_the_same(text_of(plan / "manifest.json"), manifest)) continue;
        auto const damage = damage_in(plan, is_known);
        if (damage.empty()) return plan;
        log.warn("{}", for_terminal(fmt::format("{}: {}; the plan is made again", plan.string(), damage)));
    }
    return {};
}

/// Prints the hashes of an update beside those of a full run; false when one differs.
bool print_beside(Hashes const& mine, Hashes const& theirs)
{
    bool equal = mine.size() == theirs.size();
    for (std::size_t i = 0; i < std::min(mine.size(), theirs.size()); ++i) {
        bool const same = mine[i] == theirs[i];
        equal = equal && same;
        say("  {:<20} {}  {}\n", mine[i].first, mine[i].second,
            same ? "equal" : "DIFFERENT: a full run has " + theirs[i].second);
    }
    return equal;
}

/// Computes everything in a folder of its own and holds it against the update.
/// Errors  ContractError: something differs
void verify(Run const& updated, RegionFolder const& region, ChosenDevice const& device, RunProgress const& progress)
{
    ScratchFolder const scratch{region.path()};
    Run const full = compute(scratch.path(), updated.scenario, RunScope::plan, 0, device, progress);
    Hashes const mine = table_hashes(updated);
    Hashes const theirs = table_hashes(full);
    bool const layers = print_beside(updated.results.layer_hashes, full.results.layer_hashes);
    bool const tables = print_beside(mine, theirs);
    expect(layers && tables, "an update equals a full run");
    expect(tell_the_same(manifest_json(updated, mine), manifest_json(full, theirs)),
           "an update says in its manifest what a full run says");
    say("verified: all {} layers and tables equal those of a full run, and so do bound, certificates and notes\n",
        updated.results.layer_hashes.size() + mine.size());
}

void print_cost(Results const& results, double export_s)
{
    double const blocks_s = seconds_of(results, {"preparation", "analysis", "service and gain"});
    double const plan_s = blocks_s + seconds_of(results, {"ranking", "coverage by definition"});
    std::size_t const parts = results.computed.size();
    say("update: {} parts of {} tiles computed, blocks and tables stored after {:.1f} s, ranked after {:.1f} s\n",
        parts, results.tiles.size(), blocks_s, plan_s);
    ExportCost const& rasters = results.rasters;
    double const mb = static_cast<double>(rasters.written_bytes) / 1e6;
    say("files: {:.1f} s; {} rasters linked ({:.1f} MB), {} written ({:.1f} MB, {:.0f} MB/s)\n", export_s,
        rasters.linked, static_cast<double>(rasters.linked_bytes) / 1e6, rasters.written, mb,
        rasters.written_s > 0 ? mb / rasters.written_s : 0.0);
}

}  // namespace

int update_command(UpdateOptions const& options)
{
    auto const log = log_to_stderr(options.quiet);
    RegionFolder const region{options.folder};
    Scenario scenario = parse_scenario(region.toml());
    if (options.device) scenario.run.device = *options.device;
    if (options.threads) scenario.run.threads = *options.threads;
    ChosenPrognosis prognosis{options, region, scenario};
    ChosenDevice const device = choose_device(scenario.run.device, scenario.run.threads);
    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(device.threads)};
    ProgressLine line{options.quiet};
    auto const progress = [&](std::string const& what, double part) {
        stop_if_interrupted();
        line.show(what, part);
    };

    OwnFolder const own{region.work()};
    region.sign();
    EndMark const mark{region.work()};
    Work const work{region.work(), mark.was_there()};
    if (options.verify) std::filesystem::remove(work.folder / "base" / hash_book);  // every byte of the inputs is read
    Run run = [&] {
        try {
            return compute(work, std::move(scenario), RunScope::plan, 0, device, progress,
                           [&](PrognosisConfig const& config) { return prognosis.read(config); });
        } catch (InputError const&) {
            mark.put_back();
            if (own.is_new()) own.remove();  // nothing is left of a mistake
            throw;
        }
    }();
    prognosis.store(run);
    PublishedFiles published{work.folder, options.verify ? PublishedFiles::Check::bytes : PublishedFiles::Check::times};
    if (auto const plan = plan_there(region, run, published, *log)) {
        bool const is_latest = region.is_latest(*plan);
        if (!is_latest) region.set_latest(*plan);
        line.show("done", 1.0);
        say("nothing has changed: {} stands{}\n", plan->lexically_relative(region.path()).string(),
            is_latest ? "" : ", and latest points to it from now on");
    } else {
        auto const folder = region.new_plan(plan_name(run));
        write_results(run, folder, progress, std::move(published));
        region.set_latest(folder);
        line.show("done", 1.0);
        print_summary(run, folder);
        print_cost(run.results, seconds_of(run.results, {"writing"}));
    }
    mark.set();
    if (options.verify) verify(run, region, device, progress);
    return 0;
}

int why_command(std::filesystem::path const& folder, std::string const& layer)
{
    bool const is_region =
        std::filesystem::exists(folder / "region.toml") && std::filesystem::exists(folder / "latest");
    say("{}", why(is_region ? folder / "latest" : folder, layer));
    return 0;
}

}  // namespace laad
