// SPDX-License-Identifier: Apache-2.0
#include "host/report/report.hpp"

#include "host/report/explain.hpp"
#include "host/report/html.hpp"
#include "host/report/layers.hpp"
#include "host/report/manifest.hpp"
#include "host/report/maps.hpp"
#include "host/report/table_hashes.hpp"
#include "host/report/tables.hpp"
#include "host/run/work_lock.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// The folder `<target>.partial`: what an interrupted run left there goes first, and what is not published goes too.
class PartialFolder {
  public:
    explicit PartialFolder(fs::path target)
        : target_{std::move(target)}, path_{free_name(target_).string() + ".partial"}, lock_{path_}
    {
        for (auto const& entry : fs::directory_iterator{path_})
            if (entry.path().filename() != WorkLock::file_name) fs::remove_all(entry.path());
    }
    PartialFolder(PartialFolder const&) = delete;
    PartialFolder& operator=(PartialFolder const&) = delete;
    ~PartialFolder()
    {
        std::error_code ignored;
        if (!published_) fs::remove_all(path_, ignored);
    }

    fs::path const& path() const { return path_; }

    void publish()
    {
        fs::rename(path_, free_name(target_));
        published_ = true;
        fs::remove(target_ / WorkLock::file_name);
    }

  private:
    static fs::path const& free_name(fs::path const& target)
    {
        if (fs::exists(target))
            throw OutputError{fmt::format("{} exists; choose another --out or remove it", target.string())};
        return target;
    }

    fs::path target_;
    fs::path path_;
    WorkLock lock_;
    bool published_{false};
};

void write_text(fs::path const& file, std::string const& content)
{
    std::ofstream stream{file, std::ios::binary};
    stream << content;
    stream.close();
    if (!stream) throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
}

fs::path without_trailing_slash(fs::path const& folder)
{
    fs::path const full = fs::absolute(folder).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

void write_tables(Run const& run, std::vector<OutputLayer> const& all, fs::path const& folder)
{
    write_geopackage(folder / "plankaart.gpkg", run.base.grid.epsg, all);
    for (OutputLayer const& table : all)
        for (char const* name : {"placements", "kpi", "stations", "white_spots", "mass", "grid_assets", "codes"})
            if (table.name == name) write_text(folder / (table.name + ".csv"), csv(table));
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

void write_all(Run& run, fs::path const& folder, Progress const& progress)
{
    auto const begin = std::chrono::steady_clock::now();
    fs::create_directory(folder / "rasters");
    fs::create_directory(folder / "maps");
    write_layers(run, folder / "rasters", [&](std::string const& what, double part) { progress(what, part * 0.6); });
    progress("plankaart.gpkg", 0.6);
    auto const all = tables(run);
    write_tables(run, all, folder);
    progress("maps", 0.7);
    auto const maps = write_maps(run, folder / "maps");
    progress("report.html", 0.95);
    log_cost(run, folder, begin);
    write_text(folder / "report.html", report_html(run, maps));
    if (run.scope == RunScope::plan) write_text(folder / "explain.json", explain_json(run));
    write_text(folder / "region.effective.toml", effective_toml(run.scenario));
    write_text(folder / "manifest.json", manifest_json(run, table_hashes(all)));
}

}  // namespace

void write_results(Run& run, fs::path const& folder, Progress const& progress)
{
    try {
        PartialFolder partial{without_trailing_slash(folder)};
        write_all(run, partial.path(), progress);
        partial.publish();
    } catch (fs::filesystem_error const& error) {
        throw OutputError{fmt::format("{}: {}", folder.string(), error.what())};
    }
    progress(folder.string(), 1);
}

}  // namespace laad
