// SPDX-License-Identifier: Apache-2.0
#include "host/publish/publish.hpp"

#include "host/exports/exports.hpp"
#include "host/exports/stac.hpp"
#include "host/language/language.hpp"
#include "host/plan_folder/public_rasters.hpp"
#include "host/present/base64.hpp"
#include "host/present/folder.hpp"
#include "host/present/publisher.hpp"
#include "host/publish/base_files.hpp"
#include "host/publish/cards.hpp"
#include "host/publish/layer_list.hpp"
#include "host/publish/monitor.hpp"
#include "host/publish/places.hpp"
#include "host/publish/plan_json.hpp"
#include "host/publish/plan_set.hpp"
#include "rasters/io/files/overview_file.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* plan_page = "plan.html";

std::string file_text(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// An overview that goes into a page with all others, of which there are `count`.
void write_small(fs::path const& raster, fs::path const& file, std::size_t count)
{
    constexpr std::int64_t together = 12'000'000;  // cells: some 3 MB as they compress
    constexpr std::int64_t least = 512 * 512;
    write_overview(raster, file, std::max(least, together / static_cast<std::int64_t>(count)));
}

/// Pieces of work that do not wait for each other.
class Tasks {
  public:
    void add(std::string what, std::function<void()> task) { all_.push_back({std::move(what), std::move(task)}); }
    void run(PublishProgress const& progress) const
    {
        std::atomic<std::size_t> done{0};
        std::mutex telling;
        tbb::parallel_for(std::size_t{0}, all_.size(), [&](std::size_t i) {
            all_[i].task();
            std::scoped_lock const lock{telling};
            progress(all_[i].what, static_cast<double>(++done) / static_cast<double>(all_.size()));
        });
    }

  private:
    struct Task {
        std::string what;
        std::function<void()> task;
    };
    std::vector<Task> all_;
};

std::string plans_json(std::vector<PublicPlan> const& plans, Json const& base)
{
    StoredPlan const& first = plans.front().plan;
    std::string const logo = logo_address(first.config);
    Json list = Json::array();
    for (PublicPlan const& one : plans)
        list.push_back({{"id", one.id},
                        {"name", one.name},
                        {"year", one.plan.year},
                        {"scenario", one.plan.scenario},
                        {"version", one.plan.prognosis_version}});
    std::vector<std::string> illustrative;
    for (PublicPlan const& one : plans)
        for (std::string const& what : one.plan.illustrative)
            if (std::ranges::count(illustrative, what) == 0) illustrative.push_back(what);
    Json json{{"format", 1},
              {"lang", code_of(spoken())},
              {"title", plan_title(first.config)},
              {"author", first.config.publish.author},
              {"date", first.config.publish.date},
              {"logo", logo.empty() ? Json{} : Json(logo)},
              {"source", source_line(first.config)},
              {"region", first.region},
              {"epsg", first.grid.epsg},
              {"illustrative", illustrative},
              {"plans", list},
              {"base", base}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

void write_cards(StoredPlan const& plan, PublicTables const& tables, fs::path const& folder)
{
    std::vector<std::string> const files = cards_json(plan, tables);
    for (std::size_t i = 0; i < files.size(); ++i)
        write_text(folder / fmt::format("{}.json", i), files[i]);
}

void add_plan(Tasks& tasks, PublicPlan const& one, PublicTables const& tables, fs::path const& folder,
              std::size_t rasters)
{
    for (char const* part : {"layers", "overviews", "cards"})
        fs::create_directories(folder / part);
    link_public_rasters(one.plan, folder / plan_files::rasters);
    tasks.add(one.id + "/plan.json", [&, folder] { write_text(folder / "plan.json", plan_json(one, tables)); });
    tasks.add(one.id + "/places.json",
              [&, folder] { write_text(folder / "places.json", places_json(tables, PlaceColumns::first)); });
    tasks.add(one.id + "/placements", [&, folder] {
        write_text(folder / "layers" / "placements.json", places_json(tables, PlaceColumns::all));
    });
    tasks.add(one.id + "/cards", [&, folder] { write_cards(one.plan, tables, folder / "cards"); });
    if (tables.has("usage_kpis"))
        tasks.add(one.id + "/" + monitor_file,
                  [&, folder] { write_text(folder / monitor_file, monitor_json(one.plan, tables)); });
    for (VectorFile const& file : vector_files(tables, one.plan))
        tasks.add(one.id + "/" + file.table, [&, folder, file] {
            write_text(folder / "layers" / (file.table + ".json"),
                       columnar_json(tables.read(file.table), file.columns, Shapes::with));
        });
    for (std::string const& raster : drawn_rasters(one.plan))
        tasks.add(one.id + "/overviews/" + raster, [&one, folder, raster, rasters] {
            write_small(one.plan.raster(raster), folder / "overviews" / (raster + ".tif"), rasters);
        });
}

std::vector<StacPlan> stac_plans(std::vector<PublicPlan> const& plans)
{
    std::vector<StacPlan> all;
    for (PublicPlan const& one : plans)
        all.push_back({&one.plan, one.id, fs::path{one.id} / plan_files::rasters});
    return all;
}

/// Gives what is missing on the base map and the pages.
std::vector<std::string> write_data(std::vector<PublicPlan> const& plans, fs::path const& out,
                                    PublishProgress const& progress)
{
    std::vector<PublicTables> tables;
    std::size_t rasters = 1;  // the surface
    for (PublicPlan const& one : plans) {
        tables.emplace_back(one.plan);
        rasters += drawn_rasters(one.plan).size();
    }
    Tasks tasks;
    for (std::size_t i = 0; i < plans.size(); ++i)
        add_plan(tasks, plans[i], tables[i], out / plans[i].id, rasters);
    fs::create_directory(out / "base");
    fs::create_directory(out / "downloads");
    StoredPlan const& first = plans.front().plan;
    BaseFiles base;
    tasks.add("base", [&] { base = write_base(first, out / "base"); });
    tasks.add("base/surface",
              [&] { write_small(first.raster("surface"), out / "base" / "surface-overview.tif", rasters); });
    for (PublicPlan const& one : plans)
        tasks.add("downloads/" + one.id, [&one, &out] { write_downloads(one.plan, out / "downloads" / one.id); });
    tasks.add("stac", [&] { write_stac(stac_plans(plans), out); });
    tasks.run(progress);
    write_text(out / "plans.json", plans_json(plans, base.entry));
    std::ranges::copy(logo_notes(first.config), std::back_inserter(base.notes));
    return base.notes;
}

std::uintmax_t bytes_in(fs::path const& folder)
{
    std::uintmax_t sum = 0;
    for (auto const& entry : fs::directory_iterator{folder})
        sum += entry.file_size();
    return sum;
}

/// What the page in one file carries: all JSON, and rasters as overviews.
std::map<std::string, std::string> files_to_inline(fs::path const& out, std::vector<std::string>& left_out)
{
    constexpr std::uintmax_t largest = 8'000'000;  // bytes: a browser reads all of them before it draws
    constexpr std::uintmax_t largest_base = 6'000'000;
    fs::path const squares = out / "base" / "vectors";
    bool const with_squares = bytes_in(squares) <= largest_base;
    if (!with_squares) left_out.emplace_back("base/vectors");
    std::map<std::string, std::string> files;
    for (auto const& entry : fs::recursive_directory_iterator{out}) {
        fs::path const& file = entry.path();
        std::string const path = file.lexically_relative(out).generic_string();
        if (!with_squares && file.parent_path() == squares) continue;
        if (path.starts_with("stac/") || path.starts_with("downloads/")) continue;
        bool const is_overview = file.parent_path().filename() == "overviews" || file.stem() == "surface-overview";
        if (!entry.is_regular_file() || (file.extension() != ".json" && !is_overview)) continue;
        if (entry.file_size() > largest)
            left_out.push_back(path);
        else
            files[path] = is_overview ? "base64:" + base64(file_text(file)) : file_text(file);
    }
    std::ranges::sort(left_out);
    return files;
}

void write_pages(std::vector<PublicPlan> const& plans, WebMap const& map, PublishRequest const& request,
                 fs::path const& out, std::vector<std::string>& left_out)
{
    auto const files = files_to_inline(out, left_out);
    PageTexts texts{plan_title(plans.front().plan.config), PageMode::plan};
    std::string const& first = plans.front().id;
    texts.asked_first = {"plans.json", first + "/plan.json", first + "/places.json"};
    write_text(out / "index.html", page_beside_files(texts));
    write_text(out / plan_page, page_in_one_file(texts, map, files));
    if (request.reactions) {
        texts.mode = PageMode::reactions;
        write_text(out / "reageer.html", page_in_one_file(texts, map, files));
    }
    write_text(out / "app.js", map.script);
    write_text(out / "app.css", map.style);
}

}  // namespace

Published publish(PublishRequest const& request, WebMap (*map)(), PublishProgress const& progress)
{
    PartialFolder::check(request.out);
    progress("reading plans", 0);
    std::vector<PublicPlan> const plans = public_plans(request.plans);
    WebMap const web_map = map();
    Published published;
    make_folder(request.out, [&](fs::path const& folder) {
        published.notes = write_data(plans, folder, progress);
        write_pages(plans, web_map, request, folder, published.left_out);
        published.page_bytes = static_cast<std::int64_t>(fs::file_size(folder / plan_page));
    });
    for (PublicPlan const& one : plans) {
        published.plans.push_back(one.name);
        published.places += one.plan.places.size();
    }
    return published;
}

}  // namespace laad
