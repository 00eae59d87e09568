// SPDX-License-Identifier: Apache-2.0
#include "host/report/report.hpp"

#include "host/report/changes.hpp"
#include "host/report/entry_tables.hpp"
#include "host/report/explain.hpp"
#include "host/report/html.hpp"
#include "host/report/layers.hpp"
#include "host/report/manifest.hpp"
#include "host/report/maps.hpp"
#include "host/report/partial_folder.hpp"
#include "host/report/reach_file.hpp"
#include "host/report/table_hashes.hpp"
#include "host/report/tables.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>

namespace laad {
namespace {

namespace fs = std::filesystem;

void write_tables(Run const& run, std::vector<OutputLayer> const& all, fs::path const& folder)
{
    write_geopackage(folder / "plankaart.gpkg", run.base.grid.epsg, all);
    for (OutputLayer const& table : all)
        for (char const* name : {"placements", "kpi", "quotas", "stations", "white_spots", "white_squares", "mass",
                                 "grid_assets", "codes"})
            if (table.name == name) write_text(folder / (table.name + ".csv"), csv(table));
    write_text(folder / "entries.csv", entries_csv(run.base));
    write_text(folder / "links.csv", links_csv(run.base));
}

std::int64_t bytes_in(fs::path const& folder)
{
    std::int64_t bytes = 0;
    for (auto const& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) bytes += static_cast<std::int64_t>(entry.file_size());
    return bytes;
}

/// Logs what writing has cost so far, so that the report and the manifest can say it.
void log_cost(Run& run, fs::path const& folder, std::chrono::steady_clock::time_point begin)
{
    for (StageTime& stage : run.results.stages) {
        if (stage.name != "writing") continue;
        stage.actual_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        stage.bytes = bytes_in(folder);
    }
}

/// Gives what is in each raster, by file, with the hash of its bytes.
std::map<std::string, WrittenLayer> write_all(Run& run, fs::path const& folder, PublishedFiles const& published,
                                              Progress const& progress)
{
    auto const begin = std::chrono::steady_clock::now();
    fs::create_directory(folder / "rasters");
    fs::create_directory(folder / "maps");
    auto layers = write_layers(run, folder / "rasters", published,
                               [&](std::string const& what, double part) { progress(what, part * 0.6); });
    progress("plankaart.gpkg", 0.6);
    auto const all = tables(run);
    write_tables(run, all, folder);
    progress("maps", 0.7);
    auto const maps = write_maps(run, folder / "maps");
    progress("report.html", 0.95);
    log_cost(run, folder, begin);
    write_text(folder / "report.html", report_html(run, maps));
    if (run.scope == RunScope::plan) {
        write_text(folder / "explain.json", explain_json(run));
        write_reach(folder / "reach.bin", plan_reach(run));
    }
    write_text(folder / "region.effective.toml", effective_toml(run.scenario));
    write_text(folder / "changes.json", changes_json(run));
    std::map<std::string, std::string> known;
    for (auto const& [name, layer] : layers)
        if (!layer.hash.empty()) known["rasters/" + name] = layer.hash;
    FileList const files = files_in(folder, known);
    write_text(folder / "manifest.json", manifest_json(run, table_hashes(all), files));
    for (auto& [name, layer] : layers)
        layer.hash = files.at("rasters/" + name).hash;
    return layers;
}

}  // namespace

void write_results(Run& run, fs::path const& folder, Progress const& progress, PublishedFiles published)
{
    try {
        PartialFolder partial{folder};
        auto const layers = write_all(run, partial.path(), published, progress);
        partial.publish();
        for (auto const& [name, layer] : layers)
            published.add(layer.content, folder / "rasters" / name, layer.hash);
        published.save();
    } catch (fs::filesystem_error const& error) {
        throw OutputError{fmt::format("{}: {}", folder.string(), error.what())};
    }
    progress(folder.string(), 1);
}

}  // namespace laad
