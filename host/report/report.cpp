// SPDX-License-Identifier: Apache-2.0
#include "host/report/report.hpp"

#include "host/plan_folder/file_list.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/reach_file.hpp"
#include "host/present/folder.hpp"
#include "host/qgis/map_layer.hpp"
#include "host/report/base_files.hpp"
#include "host/report/changes.hpp"
#include "host/report/input_tables.hpp"
#include "host/report/layers.hpp"
#include "host/report/manifest.hpp"
#include "host/report/maps.hpp"
#include "host/report/qgis_files.hpp"
#include "host/report/report_page.hpp"
#include "host/report/tables.hpp"
#include "host/report/usage_tables.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/host_memory.hpp"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// The tables as files of text.
void write_texts(Run const& run, std::vector<OutputLayer> const& all, fs::path const& folder)
{
    for (OutputLayer const& table : all)
        if (std::ranges::find(plan_files::tables, table.name) != plan_files::tables.end())
            write_text(folder / (table.name + ".csv"), csv(table));
    write_text(folder / plan_files::guesses, csv(filled(guess_table(), run.inputs.base.guesses)));
    write_text(folder / plan_files::set_aside, csv(filled(set_aside_table(), set_aside(run.inputs))));
    if (run.inputs.use)
        write_text(folder / plan_files::usage_unplaced,
                   csv(filled(unplaced_table(run.inputs), unplaced_rows(*run.inputs.use))));
}

/// The GeoPackage, and how QGIS shows it.
void write_map(Run const& run, std::vector<OutputLayer> all, fs::path const& folder)
{
    if (run.inputs.is_plan())
        all.push_back(filled(explanation_table(run.inputs.grid), candidate_rows(run.inputs, run.findings)));
    all.push_back(municipality_kpis(run.inputs, run.findings.kpis));
    dress(all);
    write_geopackage(folder / plan_files::map, run.inputs.base.grid.epsg, all);
    write_qgis_files(run.inputs, all, folder);
}

void copy_logo(fs::path const& logo, fs::path const& folder)
{
    if (logo.empty()) return;
    std::error_code problem;
    fs::copy_file(logo, folder / plan_files::logo_name(logo), problem);
    if (problem)
        throw InputError{fmt::format("{}: cannot be copied to {} ({}); check publish.logo, or leave it out",
                                     logo.string(), folder.string(), problem.message())};
}

/// As the list of files names it.
std::string raster_file(std::string const& name)
{
    return fmt::format("{}/{}", plan_files::rasters, name);
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
    for (StageTime& stage : run.log.stages) {
        if (stage.name != "writing") continue;
        stage.actual_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        stage.bytes = bytes_in(folder);
    }
}

/// Gives what is in the files that a later folder may link, with the hash of their bytes, as the list of files names them.
std::map<std::string, WrittenFile> write_all(Run& run, fs::path const& folder, PublishedFiles const& published,
                                             Progress const& progress)
{
    auto const begin = std::chrono::steady_clock::now();
    fs::create_directory(folder / plan_files::rasters);
    fs::create_directory(folder / plan_files::pictures);
    auto all = tables(run.inputs, run.findings);
    auto const hashes = table_hashes(all);
    write_texts(run, all, folder);
    std::map<std::string, WrittenFile> layers, written;
    std::vector<MapPicture> maps;
    // The GeoPackage is made by one thread and takes longest.
    tbb::parallel_invoke(
        [&] { write_map(run, std::move(all), folder); },
        [&] {
            layers = write_layers(run.inputs, run.layers, folder / plan_files::rasters, published, run.log.rasters,
                                  [&](std::string const& what, double part) { progress(what, part * 0.9); });
        },
        [&] { written = put_base_files(run.inputs, folder, published); },
        [&] { maps = write_maps(run.inputs, run.layers, run.findings, folder / plan_files::pictures); });
    progress(plan_files::page, 0.95);
    log_cost(run, folder, begin);
    write_text(folder / plan_files::page, report_page(run.inputs, run.findings, run.log, maps));
    if (run.inputs.is_plan()) write_reach(folder / plan_files::reach, plan_reach(run.inputs, run.findings));
    copy_logo(run.inputs.scenario.publish.logo, folder);
    write_text(folder / plan_files::configuration, effective_toml(run.inputs.scenario));
    write_text(folder / plan_files::changes, changes_json(run.inputs, run.log));
    for (auto const& [name, layer] : layers)
        written[raster_file(name)] = layer;
    std::map<std::string, std::string> known;
    for (auto const& [name, file] : written)
        if (!file.hash.empty()) known[name] = file.hash;
    FileList const files = files_in(folder, known);
    write_text(folder / plan_files::manifest, manifest_json(run.inputs, run.findings, run.log, hashes, files));
    for (auto& [name, file] : written)
        file.hash = files.at(name).hash;
    return written;
}

}  // namespace

void write_results(Run& run, fs::path const& folder, Progress const& progress, PublishedFiles published)
{
    KeptHostMemory const kept;
    std::map<std::string, WrittenFile> written;
    make_folder(folder, [&](fs::path const& partial) { written = write_all(run, partial, published, progress); });
    for (auto const& [name, file] : written)
        if (!is_base_file(name)) published.add(file.content, folder / name, file.hash);
    published.forget_gone();
    progress(folder.string(), 1);
}

}  // namespace laad
