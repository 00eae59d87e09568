// SPDX-License-Identifier: Apache-2.0
#include "host/report/manifest.hpp"

#include "host/report/illustrative.hpp"
#include "host/run/mass.hpp"
#include "host/scenario/input_files.hpp"
#include "rasters/io/content_hash.hpp"

#include <sys/resource.h>
#include <nlohmann/json.hpp>

#include <map>
#include <tuple>

namespace laad {
namespace {

/// A file as region.toml names it: results are shared, folders of a machine are not.
std::string shown_path(Scenario const& scenario, std::filesystem::path const& file)
{
    return file.lexically_proximate(scenario.file.parent_path()).generic_string();
}

using Json = nlohmann::ordered_json;

Json inputs(Run const& run)
{
    Json list = Json::array();
    for (auto const& [file, hash] : run.input_hashes)
        list.push_back({{"file", shown_path(run.scenario, file)}, {"xxh3_128", hash}});
    return list;
}

Json sources(Scenario const& scenario)
{
    Json list = Json::array();
    for (SourceNote const& source : scenario.sources)
        list.push_back({{"what", source.what},
                        {"origin", source.origin},
                        {"licence", source.licence},
                        {"date", source.date},
                        {"illustrative", source.illustrative}});
    return list;
}

Json stages(Results const& results)
{
    Json list = Json::array();
    for (StageTime const& stage : results.stages)
        list.push_back({{"stage", stage.name},
                        {"predicted_s", stage.predicted_s},
                        {"actual_s", stage.actual_s},
                        {"bytes", stage.bytes}});
    return list;
}

std::int64_t peak_memory_bytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

Json by_name(std::vector<std::pair<std::string, std::string>> const& hashes)
{
    Json object = Json::object();
    for (auto const& [name, hash] : hashes)
        object[name] = hash;
    return object;
}

Json mass_certificate(Results const& results)
{
    MassTotals const totals = mass_totals(results.mass);
    Json unplaced = Json::object();
    for (MassRow const* row : totals.unplaced)
        unplaced[row->buurt] = row->unplaced_wh();
    Json weightless = Json::array();
    for (MassRow const& row : results.mass)
        if (row.weightless) weightless.push_back(row.buurt);
    return {{"buurten", results.mass.size()},   {"prognosis_wh", totals.prognosis_wh},
            {"cells_wh", totals.cells_wh},      {"unplaced_wh", totals.unplaced_wh()},
            {"unplaced_wh_by_buurt", unplaced}, {"weightless_buurten", weightless},
            {"all_placed", totals.all_placed()}};
}

Json plan(RankedPlan const& plan)
{
    return {{"placements", plan.placements.size()},
            {"newly_served_wh", plan.served_wh()},
            {"upper_bound_wh", plan.bound.wh},
            {"worth_wh", plan.worth() / 1000},
            {"upper_bound_worth_wh", (plan.bound.worth + 999) / 1000},
            {"bound_steps", plan.bound.steps},
            {"best_step", plan.bound.best_step},
            {"evaluations", plan.evaluations}};
}

Json prognosis(Prognosis const& prognosis)
{
    PrognosisOrigin const& origin = prognosis.origin;
    Json shares = Json::object();
    for (auto const& [type, thousandths] : origin.shares)
        shares[type] = thousandths / 1000.0;
    return {{"year", prognosis.year},
            {"scenario", prognosis.scenario},
            {"illustrative", prognosis.illustrative},
            {"version", origin.label.version},
            {"date", origin.label.date},
            {"source", origin.label.source},
            {"cbs_year", origin.cbs_year},
            {"interpolated_between", origin.between},
            {"totals_split_by", shares},
            {"crosswalk", in_words(origin.crosswalk)},
            {"unmatched_buurten", origin.unmatched}};
}

Json rejected(Run const& run)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> counts;
    for (Rejected const& row : run.base.rejected)
        ++counts[{shown_path(run.scenario, row.file), row.layer, row.reason}];
    Json list = Json::array();
    for (auto const& [key, count] : counts)
        list.push_back(
            {{"file", std::get<0>(key)}, {"layer", std::get<1>(key)}, {"reason", std::get<2>(key)}, {"rows", count}});
    return list;
}

}  // namespace

std::string manifest_json(Run const& run, std::vector<std::pair<std::string, std::string>> const& table_hashes)
{
    GridSpec const& grid = run.base.grid;
    Json manifest;
    manifest["program"] = "laadraster";
    manifest["version"] = LAAD_VERSION;
    manifest["region"] = run.scenario.region.name;
    manifest["configuration"] = run.scenario.file.filename().string();
    manifest["effective_configuration"] = "region.effective.toml";
    manifest["device"] = run.results.device;
    manifest["grid"] = {{"epsg", grid.epsg},       {"west_cm", grid.west_cm}, {"north_cm", grid.north_cm},
                        {"cell_cm", grid.cell_cm}, {"rows", grid.shape.rows}, {"cols", grid.shape.cols}};
    manifest["definitions"] = {{"squares", nal_definition}, {"walk", walk_definition}};
    bool const has_plan = run.scope == RunScope::plan;
    manifest["scope"] = has_plan ? "plan" : "coverage";
    if (has_plan) manifest["prognosis"] = prognosis(run.prognosis);
    manifest["illustrative"] = illustrative_parts(run);
    manifest["inputs"] = inputs(run);
    manifest["sources"] = sources(run.scenario);
    if (has_plan) {
        manifest["mass_certificate"] = mass_certificate(run.results);
        manifest["plan"] = plan(run.results.plan);
    }
    manifest["layer_hashes"] = by_name(run.results.layer_hashes);
    manifest["table_hashes"] = by_name(table_hashes);
    manifest["rejected"] = rejected(run);
    manifest["plan_notes"] = run.results.notes;
    manifest["notes"] = run.base.notes;
    manifest["prognosis_notes"] = run.prognosis.notes;
    manifest["grid_notes"] = run.grid.notes;
    manifest["stages"] = stages(run.results);
    ExportCost const& rasters = run.results.rasters;
    manifest["rasters"] = {{"linked", rasters.linked},
                           {"linked_bytes", rasters.linked_bytes},
                           {"written", rasters.written},
                           {"written_bytes", rasters.written_bytes},
                           {"s", rasters.written_s}};
    MemoryUse const& memory = run.results.memory;
    manifest["memory_bytes"] = {{"predicted", memory.predicted_host},
                                {"peak", peak_memory_bytes()},
                                {"predicted_device", memory.predicted_device}};
    manifest["predicted_disk_bytes"] = memory.predicted_disk;
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool tell_the_same(std::string const& manifest, std::string const& other)
{
    auto const without_cost = [](std::string const& text) {
        Json json = Json::parse(text, nullptr, false);
        if (json.is_object())
            for (char const* cost : {"device", "stages", "rasters", "memory_bytes", "predicted_disk_bytes"})
                json.erase(cost);
        return json;
    };
    return without_cost(manifest) == without_cost(other);
}

}  // namespace laad
