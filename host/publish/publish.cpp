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
#include "host/publish/chance_page.hpp"
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
constexpr char const* monitor_page = "monitor.html";
constexpr char const* chance_page_file = "laadkans.html";
constexpr char const* chance_app = "laadkans";  ///< its script and style, and the folder of its page for a web server

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

/// Which of the plans the page about the chance of a free charger shows: all that know it know the same.
Json plan_with_chance(std::vector<PublicPlan> const& plans, std::vector<PublicTables> const& tables)
{
    for (std::size_t i = 0; i < plans.size(); ++i)
        if (knows_chance(tables[i])) return plans[i].id;
    return {};
}

std::string plans_json(std::vector<PublicPlan> const& plans, std::vector<PublicTables> const& tables, Json const& base,
                       Json const& chance)
{
    StoredPlan const& first = plans.front().plan;
    std::string const logo = logo_address(first.config);
    Json list = Json::array();
    for (std::size_t i = 0; i < plans.size(); ++i)
        list.push_back({{"id", plans[i].id},
                        {"name", plans[i].name},
                        {"year", plans[i].plan.year},
                        {"scenario", plans[i].plan.scenario},
                        {"version", plans[i].plan.prognosis_version},
                        {"monitor", tables[i].has("usage_kpis")}});
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
              {"chance", chance},
              {"base", base}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

void write_cards(StoredPlan const& plan, PublicTables const& tables, fs::path const& folder)
{
    std::vector<std::string> const files = cards_json(plan, tables);
    for (std::size_t i = 0; i < files.size(); ++i)
        write_text(folder / fmt::format("{}.json", i), files[i]);
}

void write_chance(StoredPlan const& plan, PublicTables const& tables, fs::path const& folder)
{
    ChancePage const page = chance_page(plan, tables);
    write_text(folder / chance_file, page.facts);
    fs::create_directory(folder / chance_counts_folder);
    for (std::size_t i = 0; i < page.counts.size(); ++i)
        write_text(folder / chance_counts_folder / fmt::format("{}.json", i), page.counts[i]);
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
    if (knows_chance(tables))
        tasks.add(one.id + "/" + chance_file, [&, folder] { write_chance(one.plan, tables, folder); });
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

struct WrittenFiles {
    Json with_chance;                ///< the plan that the page about the chance of a free charger shows; null: none
    std::vector<std::string> notes;  ///< what is missing on the base map and the pages
};

WrittenFiles write_data(std::vector<PublicPlan> const& plans, fs::path const& out, PublishProgress const& progress)
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
    Json const with_chance = plan_with_chance(plans, tables);
    write_text(out / "plans.json", plans_json(plans, tables, base.entry, with_chance));
    std::ranges::copy(logo_notes(first.config), std::back_inserter(base.notes));
    return {with_chance, std::move(base.notes)};
}

std::uintmax_t bytes_in(fs::path const& folder)
{
    std::uintmax_t sum = 0;
    for (auto const& entry : fs::directory_iterator{folder})
        sum += entry.file_size();
    return sum;
}

bool is_of_chance(fs::path const& file)
{
    return file.filename() == chance_file || file.parent_path().filename() == chance_counts_folder;
}

/// What the page in one file carries: all JSON but that of the pages beside it, and rasters as overviews.
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
        if (file.filename() == monitor_file || is_of_chance(file)) continue;
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

/// Key figures of use, once where several plans have the same.
std::map<std::string, std::string> monitor_files(std::vector<PublicPlan> const& plans, fs::path const& out)
{
    std::map<std::string, std::string> files;
    for (PublicPlan const& one : plans) {
        std::string const path = one.id + "/" + monitor_file;
        std::string text = file_text(out / path);
        bool const again = std::ranges::any_of(files, [&](auto const& file) { return file.second == text; });
        if (!text.empty() && !again) files[path] = std::move(text);
    }
    if (!files.empty()) files["plans.json"] = file_text(out / "plans.json");
    return files;
}

bool write_monitor(std::vector<PublicPlan> const& plans, BuiltWebMap map, fs::path const& out)
{
    auto const files = monitor_files(plans, out);
    if (files.empty()) return false;
    PageTexts const texts{said("Use of the network") + ": " + plan_title(plans.front().plan.config)};
    write_text(out / monitor_page, page_in_one_file(texts, map("monitor"), files));
    return true;
}

/// What laadkans.html carries: the rasters in full, or none where they are too large together.
std::map<std::string, std::string> chance_files(fs::path const& out, std::string const& plan,
                                                std::map<std::string, std::string> const& files,
                                                std::vector<std::string>& notes)
{
    constexpr std::uintmax_t largest = 8'000'000;  // bytes, which base64 makes a third larger
    std::map<std::string, std::string> carried;
    for (auto const& [path, text] : files)
        if (path == "plans.json" || path.starts_with("base/") || path == plan + "/plan.json" ||
            path == plan + "/layers/stations.json")
            carried[path] = text;
    carried[plan + "/" + chance_file] = file_text(out / plan / chance_file);
    for (auto const& entry : fs::directory_iterator{out / plan / chance_counts_folder})
        carried[entry.path().lexically_relative(out).generic_string()] = file_text(entry.path());
    fs::path const rasters = fs::path{plan} / plan_files::rasters;
    std::uintmax_t bytes = 0;
    for (std::string const& name : chance_page_rasters())
        bytes += fs::file_size(out / rasters / (name + ".tif"));
    if (bytes > largest) {
        notes.push_back(
            fmt::format("{} goes without its maps, which are too large for one file ({:.0f} MB): put the "
                        "folder on a web server and open {}/ there",
                        chance_page_file, static_cast<double>(bytes) / 1e6, chance_app));
        return carried;
    }
    for (std::string const& name : chance_page_rasters()) {
        fs::path const path = rasters / (name + ".tif");
        carried[path.generic_string()] = "base64:" + base64(file_text(out / path));
    }
    return carried;
}

/// The page for residents: in one file, and in a folder of its own for a web server.
void write_chance_pages(std::string const& plan, std::string const& title, WebMap const& map,
                        std::map<std::string, std::string> const& files, fs::path const& out,
                        std::vector<std::string>& notes)
{
    PageTexts texts{title};
    texts.asked_first = {"plans.json", plan + "/plan.json", plan + "/" + chance_file};
    texts.app = chance_app;
    write_text(out / chance_page_file, page_in_one_file(texts, map, chance_files(out, plan, files, notes)));
    texts.root = "../";
    fs::path const folder = out / chance_app;
    fs::create_directory(folder);
    write_text(folder / "index.html", page_beside_files(texts));
    write_text(folder / (texts.app + ".js"), map.script);
    write_text(folder / (texts.app + ".css"), map.style);
}

void write_pages(std::vector<PublicPlan> const& plans, WebMap const& map, PublishRequest const& request,
                 std::map<std::string, std::string> const& files, fs::path const& out)
{
    PageTexts texts{plan_title(plans.front().plan.config)};
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

Published publish(PublishRequest const& request, BuiltWebMap map, PublishProgress const& progress)
{
    PartialFolder::check(request.out);
    progress("reading plans", 0);
    std::vector<PublicPlan> const plans = public_plans(request.plans);
    WebMap const web_map = map("app");
    Published published;
    make_folder(request.out, [&](fs::path const& folder) {
        auto written = write_data(plans, folder, progress);
        published.notes = std::move(written.notes);
        auto const files = files_to_inline(folder, published.left_out);
        write_pages(plans, web_map, request, files, folder);
        published.monitor = write_monitor(plans, map, folder);
        if (written.with_chance.is_string())
            write_chance_pages(written.with_chance, plan_title(plans.front().plan.config), map(chance_app), files,
                               folder, published.notes);
        published.page_bytes = static_cast<std::int64_t>(fs::file_size(folder / plan_page));
        if (written.with_chance.is_string())
            published.chance_page_bytes = static_cast<std::int64_t>(fs::file_size(folder / chance_page_file));
    });
    for (PublicPlan const& one : plans) {
        published.plans.push_back(one.name);
        published.places += one.plan.places.size();
    }
    return published;
}

}  // namespace laad
