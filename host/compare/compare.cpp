// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare.hpp"

#include "host/compare/compare_report.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/compare/robust_report.hpp"
#include "host/present/folder.hpp"
#include "host/run/run.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <nlohmann/json.hpp>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Hashes = std::vector<std::pair<std::string, std::string>>;

/// The part of a manifest that all comparisons have: which plans, by the fingerprint of their manifests.
Json manifest_of(char const* scope, std::vector<StoredPlan const*> const& plans)
{
    Json manifest{{"program", "laadraster"}, {"version", LAAD_VERSION}, {"scope", scope}, {"region", plans[0]->region}};
    for (StoredPlan const* plan : plans)
        manifest["plans"].push_back({{"folder", plan->name},
                                     {"prognosis", plan->prognosis_words()},
                                     {"manifest_xxh3_128", plan->manifest_hash},
                                     {"placements", plan->places.size()},
                                     {"newly_served_wh", plan->newly_served_wh}});
    manifest["illustrative"] = illustrative_parts(plans);
    return manifest;
}

void write_manifest(fs::path const& folder, Json manifest, Hashes const& layers, std::vector<OutputLayer> const& tables)
{
    manifest["layer_hashes"] = Json::object();
    for (auto const& [name, hash] : layers)
        manifest["layer_hashes"][name] = hash;
    for (auto const& [name, hash] : table_hashes(tables))
        manifest["table_hashes"][name] = hash;
    write_text(folder / "manifest.json", manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

void write_tables(fs::path const& folder, char const* map, int epsg, std::vector<OutputLayer> const& tables)
{
    write_geopackage(folder / map, epsg, tables);
    for (OutputLayer const& table : tables)
        if (table.name != "buurten") write_text(folder / (table.name + ".csv"), csv(table));
}

/// Layers that are needed while a folder is being made.
BlockStore scratch_store(StoredPlan const& plan, fs::path const& folder)
{
    fs::create_directory(folder);
    return {std::make_shared<KeyedStore>(folder), plan.grid, plan.config.run.usual_tile_cells(), codec_of(plan.config)};
}

Hashes publish(DifferenceLayers const& layers, Comparison const& comparison, fs::path const& folder)
{
    fs::create_directory(folder);
    Hashes hashes;
    for (auto const& layer : layers.all()) {
        layer.publish(folder / (layer.name() + ".tif"), {{"REGION", comparison.new_plan.region},
                                                         {"OLD_PROGNOSIS", comparison.old_plan.prognosis_words()},
                                                         {"NEW_PROGNOSIS", comparison.new_plan.prognosis_words()}});
        hashes.emplace_back(layer.name(), layer.content_hash());
    }
    return hashes;
}

Json regret_json(Regret const& regret)
{
    if (!regret.is_known) return {{"known", false}, {"why_not", regret.why_not}};
    return {{"known", true},
            {"old_plan_under_new_prognosis_wh", regret.kept.total_wh()},
            {"new_plan_wh", regret.new_wh},
            {"regret_wh", regret.wh()}};
}

}  // namespace

Comparison write_comparison(fs::path const& old_folder, fs::path const& new_folder, fs::path const& out,
                            Progress const& progress)
{
    progress("reading both plans", 0);
    Comparison comparison = compare(old_folder, new_folder);
    make_folder(out, [&](fs::path const& folder) {
        fs::path const work = folder / "work";
        {
            BlockStore const store = scratch_store(comparison.new_plan, work);
            auto const layers =
                difference_layers(comparison.old_plan, comparison.new_plan, store,
                                  [&](std::string const& what, double part) { progress(what, 0.05 + 0.65 * part); });
            Hashes const hashes = publish(layers, comparison, folder / "rasters");
            progress("tables", 0.75);
            auto const tables = comparison_tables(comparison);
            write_tables(folder, "compare.gpkg", comparison.new_plan.grid.epsg, tables);
            progress("maps", 0.8);
            fs::create_directory(folder / "maps");
            auto const maps = write_change_maps(comparison, layers, BaseRasters{comparison.new_plan}, folder / "maps");
            progress("report.html", 0.95);
            write_text(folder / "report.html", html(comparison_page(comparison, maps)));
            Json manifest = manifest_of("comparison", {&comparison.old_plan, &comparison.new_plan});
            manifest["regret"] = regret_json(comparison.regret);
            write_manifest(folder, std::move(manifest), hashes, tables);
        }
        fs::remove_all(work);
    });
    return comparison;
}

RobustPlan write_robust(std::vector<fs::path> const& folders, fs::path const& out, Progress const& progress)
{
    progress("reading the plans", 0);
    RobustPlan robust = robust_plan(folders);
    make_folder(out, [&](fs::path const& folder) {
        auto const tables = robust_tables(robust);
        write_tables(folder, "plankaart.gpkg", robust.plans.front().grid.epsg, tables);
        progress("maps", 0.3);
        fs::create_directory(folder / "maps");
        auto const maps = write_robust_map(robust, BaseRasters{robust.plans.front()}, folder / "maps");
        progress("report.html", 0.95);
        write_text(folder / "report.html", html(robust_page(robust, maps)));
        write_manifest(folder, manifest_of("robust comparison", pointers(robust.plans)), {}, tables);
    });
    return robust;
}

}  // namespace laad
