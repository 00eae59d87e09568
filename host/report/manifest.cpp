// SPDX-License-Identifier: Apache-2.0
#include "host/report/manifest.hpp"

#include "host/language/language.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/present/illustrative.hpp"
#include "host/run/mass.hpp"
#include "host/scenario/file_names.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <tuple>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

Json files_of(Inputs const& inputs)
{
    Json list = Json::array();
    for (auto const& [file, hash] : inputs.file_hashes)
        list.push_back({{"file", named_from(inputs.scenario.file.parent_path(), file)}, {"xxh3_128", hash}});
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

Json stages(RunLog const& log)
{
    Json list = Json::array();
    for (StageTime const& stage : log.stages)
        list.push_back({{"stage", stage.name},
                        {"predicted_s", stage.predicted_s},
                        {"actual_s", stage.actual_s},
                        {"bytes", stage.bytes}});
    return list;
}

Json by_name(std::vector<std::pair<std::string, std::string>> const& hashes)
{
    Json object = Json::object();
    for (auto const& [name, hash] : hashes)
        object[name] = hash;
    return object;
}

Json mass_certificate(Findings const& findings)
{
    MassTotals const totals = mass_totals(findings.mass);
    Json unplaced = Json::object();
    for (MassRow const* row : totals.unplaced)
        unplaced[row->neighbourhood] = row->unplaced_wh();
    Json weightless = Json::array();
    for (MassRow const& row : findings.mass)
        if (row.weightless) weightless.push_back(row.neighbourhood);
    return {{"buurten", findings.mass.size()},  {"prognosis_wh", totals.prognosis_wh},
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

Json listed(FileList const& files)
{
    Json list = Json::array();
    for (auto const& [file, facts] : files)
        list.push_back({{"file", file}, {"bytes", facts.bytes}, {"xxh3_128", facts.hash}});
    return list;
}

Json reasons(std::vector<UseReason> const& all)
{
    Json list = Json::array();
    for (UseReason const& one : all)
        list.push_back({{"reason", one.reason}, {"rows", one.rows}, {"energy_wh", one.energy_wh}});
    return list;
}

Json use_sources(Inputs const& inputs)
{
    Json list = Json::array();
    for (UseSource const& source : inputs.use->sources)
        list.push_back({{"file", named_from(inputs.scenario.file.parent_path(), source.file)},
                        {"format", source.format},
                        {"rows", source.rows},
                        {"used", source.used},
                        {"set_aside", reasons(source.set_aside)},
                        {"noticed", reasons(source.noticed)}});
    return list;
}

Json rejected(std::vector<Rejected> const& rows)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> counts;
    for (Rejected const& row : rows)
        ++counts[{row.file, row.layer, row.reason}];
    Json list = Json::array();
    for (auto const& [key, count] : counts)
        list.push_back(
            {{"file", std::get<0>(key)}, {"layer", std::get<1>(key)}, {"reason", std::get<2>(key)}, {"rows", count}});
    return list;
}

}  // namespace

std::string manifest_json(Inputs const& inputs, Findings const& findings, RunLog const& log,
                          std::vector<std::pair<std::string, std::string>> const& table_hashes, FileList const& files)
{
    GridSpec const& grid = inputs.base.grid;
    Json manifest;
    manifest["program"] = "laadraster";
    manifest["version"] = LAAD_VERSION;
    manifest["region"] = inputs.scenario.region.name;
    manifest["configuration"] = inputs.scenario.file.filename().string();
    manifest["language"] = code_of(spoken());
    manifest["effective_configuration"] = plan_files::configuration;
    manifest["device"] = log.device;
    manifest["device_notes"] = log.device_notes;
    manifest["grid"] = {{"epsg", grid.epsg},       {"west_cm", grid.west_cm}, {"north_cm", grid.north_cm},
                        {"cell_cm", grid.cell_cm}, {"rows", grid.shape.rows}, {"cols", grid.shape.cols}};
    manifest["definitions"] = {{"squares", nal_definition}, {on_foot.name, on_foot.definition}};
    bool const has_plan = inputs.is_plan();
    manifest["scope"] = has_plan ? "plan" : "coverage";
    if (has_plan) manifest["prognosis"] = prognosis(inputs.prognosis);
    manifest["illustrative"] = illustrative_parts(inputs);
    manifest["inputs"] = files_of(inputs);
    manifest["sources"] = sources(inputs.scenario);
    if (has_plan) {
        manifest["mass_certificate"] = mass_certificate(findings);
        manifest["plan"] = plan(findings.plan);
    }
    manifest["layer_hashes"] = by_name(findings.layer_hashes);
    manifest["table_hashes"] = by_name(table_hashes);
    manifest["rejected"] = rejected(inputs.base.rejected);
    if (inputs.use)
        manifest["usage"] = {{"sources", use_sources(inputs)}, {"rejected", rejected(inputs.monitor.rejected)}};
    manifest["plan_notes"] = findings.notes;
    manifest["notes"] = inputs.base.notes;
    manifest["prognosis_notes"] = inputs.prognosis.notes;
    manifest["grid_notes"] = inputs.grid.notes;
    manifest["stages"] = stages(log);
    ExportCost const& rasters = log.rasters;
    manifest["rasters"] = {{"linked", rasters.linked},
                           {"linked_bytes", rasters.linked_bytes},
                           {"written", rasters.written},
                           {"written_bytes", rasters.written_bytes},
                           {"s", rasters.written_s}};
    MemoryUse const& memory = log.memory;
    manifest["memory_bytes"] = {{"predicted", memory.predicted_host},
                                {"peak", peak_memory_bytes()},
                                {"predicted_device", memory.predicted_device}};
    manifest["predicted_disk_bytes"] = memory.predicted_disk;
    manifest["files"] = listed(files);
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool tell_the_same(std::string const& manifest, std::string const& other)
{
    auto const without_cost = [](std::string const& text) {
        Json json = Json::parse(text, nullptr, false);
        if (json.is_object())
            for (char const* not_told :
                 {"device", "device_notes", "stages", "rasters", "memory_bytes", "predicted_disk_bytes", "files"})
                json.erase(not_told);
        return json;
    };
    return without_cost(manifest) == without_cost(other);
}

}  // namespace laad
