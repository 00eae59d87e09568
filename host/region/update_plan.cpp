// SPDX-License-Identifier: Apache-2.0
#include "host/region/update_plan.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/prepare/prepare.hpp"
#include "host/present/safe_text.hpp"
#include "host/report/manifest.hpp"
#include "host/report/report.hpp"
#include "host/report/tables.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/file_hashes.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::string plan_name(Prognosis const& prognosis)
{
    std::string const version = prognosis.origin.label.version;
    return as_file_name(
        fmt::format("{}{}-{}", version.empty() ? "" : version + "-", prognosis.year, prognosis.scenario));
}

std::string text_of(fs::path const& file)
{
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The plan of the region that holds this very run, whole: the latest, or one that an update made that was killed
/// before it could say so.
std::optional<fs::path> plan_there(RegionFolder const& region, Run const& run, PublishedFiles const& published,
                                   Listener const& listener)
{
    if (!run.log.computed.empty() || run.log.ranking_parts.made > 0) return {};
    std::string const manifest =
        manifest_json(run.inputs, run.findings, run.log, table_hashes(tables(run.inputs, run.findings)));
    auto const is_known = [&](fs::path const& file, std::string const& hash) { return published.is_known(file, hash); };
    for (auto const& plan : region.plans(plan_name(run.inputs.prognosis))) {
        if (!tell_the_same(text_of(plan / plan_files::manifest), manifest)) continue;
        if (!fs::exists(plan / plan_files::base_map)) continue;  // an earlier version made it
        auto const damage = damage_in(plan, is_known);
        if (damage.empty()) return plan;
        listener.warning(fmt::format("{}: {}; the plan is made again", plan.string(), damage));
    }
    return {};
}

using Hashes = std::vector<std::pair<std::string, std::string>>;

void put_beside(Hashes const& update, Hashes const& full_run, std::vector<HashPair>& pairs)
{
    for (std::size_t i = 0; i < std::max(update.size(), full_run.size()); ++i) {
        auto const [name, hash] = i < update.size() ? update[i] : Hashes::value_type{full_run[i].first, {}};
        bool const is_there = i < full_run.size() && full_run[i].first == name;
        pairs.push_back({name, hash, is_there ? full_run[i].second : std::string{}});
    }
}

/// Computes everything in a folder of its own and holds it against the update.
Verification verify(Run const& updated, RegionFolder const& region, ChosenDevice const& device,
                    RunProgress const& progress)
{
    ScratchFolder const scratch{region.path()};
    Run const full =
        compute(scratch.path(), updated.inputs.scenario, RunScope::plan, 0, device, Purpose::figures, progress);
    Hashes const mine = table_hashes(tables(updated.inputs, updated.findings));
    Hashes const theirs = table_hashes(tables(full.inputs, full.findings));
    Verification result;
    put_beside(updated.findings.layer_hashes, full.findings.layer_hashes, result.hashes);
    put_beside(mine, theirs, result.hashes);
    result.manifests_agree = tell_the_same(manifest_json(updated.inputs, updated.findings, updated.log, mine),
                                           manifest_json(full.inputs, full.findings, full.log, theirs));
    return result;
}

}  // namespace

void Verification::check() const
{
    expect(std::ranges::all_of(hashes, [](HashPair const& pair) { return pair.update == pair.full_run; }),
           "an update equals a full run");
    expect(manifests_agree, "an update says in its manifest what a full run says");
}

Update update_plan(UpdateRequest const& request, Listener const& listener)
{
    RegionFolder const region{request.folder};
    Scenario scenario = parse_scenario(region.toml());
    request.machine.apply_to(scenario);
    if (request.year) scenario.prognosis.target_year = *request.year;
    if (request.scenario) scenario.prognosis.scenario = *request.scenario;
    ChosenPrognosis prognosis{request.prognosis, region, scenario.prognosis};
    ChosenDevice const device = choose_device(scenario.run.device, scenario.run.threads);
    tbb::global_control const threads{tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(device.threads)};

    OwnFolder const own{region.work()};
    region.sign();
    Work const work{region.work()};
    if (request.verify) FileHashes{work}.forget_all();  // every byte of the inputs is read
    Update update;
    try {
        update.run = compute(work, std::move(scenario), RunScope::plan, 0, device, Purpose::plan, listener.progress,
                             [&](PrognosisConfig const& config) { return prognosis.read(config); });
    } catch (InputError const&) {
        work.put_mark_back();
        if (own.is_new()) own.remove();  // nothing is left of a mistake
        throw;
    }
    prognosis.store(update.run.inputs);
    PublishedFiles published{work, request.verify ? PublishedFiles::Check::bytes : PublishedFiles::Check::times};
    if (auto const plan = plan_there(region, update.run, published, listener)) {
        update.plan = *plan;
    } else {
        update.plan = region.new_plan(plan_name(update.run.inputs.prognosis));
        write_results(update.run, update.plan, listener.progress, std::move(published));
        update.is_new = true;
    }
    update.became_latest = !request.keep_latest && !region.is_latest(update.plan);
    if (update.became_latest) region.set_latest(update.plan);
    work.end_well();
    if (request.verify) update.verification = verify(update.run, region, device, listener.progress);
    return update;
}

}  // namespace laad
