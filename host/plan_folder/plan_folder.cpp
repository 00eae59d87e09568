// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/plan_folder.hpp"

#include "host/language/said_with.hpp"
#include "host/plan_folder/file_list.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/safe_text.hpp"
#include "host/run/parts/station_capacity.hpp"
#include "host/run/ranking.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int wh_per_kwh = 1000;
constexpr int weighted_per_kwh = 1'000'000;  // see WeightedWh

Json read_manifest(fs::path const& folder)
{
    if (!fs::is_directory(folder))
        throw InputError{fmt::format("{}: no such folder; name the output folder of a run", folder.string())};
    fs::path const file = folder / plan_files::manifest;
    std::ifstream stream{file};
    if (!stream)
        throw InputError{
            fmt::format("{}: has no manifest.json, so it is not the output folder of a run; name the folder that "
                        "--out of laadraster run named",
                        folder.string())};
    Json manifest = Json::parse(stream, nullptr, false);
    if (manifest.is_discarded() || !manifest.is_object() || manifest.value("program", "") != "laadraster" ||
        !manifest.contains("scope"))
        throw InputError{fmt::format("{}: not the manifest of a run; make the folder again", file.string())};
    return manifest;
}

void check_scope(fs::path const& folder, Json const& manifest)
{
    std::string const scope = manifest.value("scope", "");
    if (scope == "coverage")
        throw InputError{
            fmt::format("{}: holds coverage alone, without a plan; make it with laadraster run", folder.string())};
    if (scope != "plan")
        throw InputError{
            fmt::format("{}: holds a {}, not a plan; name output folders of laadraster run", folder.string(), scope)};
}

void take_manifest(Json const& manifest, StoredPlan& plan)
{
    Json const& grid = manifest.at("grid");
    plan.program_version = manifest.value("version", "");
    plan.region = manifest.at("region").get<std::string>();
    plan.grid = {grid.at("epsg").get<int>(),
                 grid.at("west_cm").get<std::int64_t>(),
                 grid.at("north_cm").get<std::int64_t>(),
                 grid.at("cell_cm").get<int>(),
                 {grid.at("rows").get<int>(), grid.at("cols").get<int>()}};
    Json const& prognosis = manifest.at("prognosis");
    plan.year = prognosis.at("year").get<int>();
    plan.scenario = prognosis.at("scenario").get<std::string>();
    plan.prognosis_version = prognosis.value("version", "");
    plan.prognosis_date = prognosis.value("date", "");
    plan.prognosis_source = prognosis.value("source", "");
    plan.illustrative = manifest.at("illustrative").get<std::vector<std::string>>();
    for (Json const& input : manifest.at("inputs")) {
        auto const file = input.at("file").get<std::string>();
        if (file != manifest.value("configuration", "")) plan.inputs[file] = input.at("xxh3_128").get<std::string>();
    }
    Json const& found = manifest.at("plan");
    plan.newly_served_wh = found.at("newly_served_wh").get<std::int64_t>();
    plan.upper_bound_wh = found.at("upper_bound_wh").get<std::int64_t>();
}

std::vector<AreaFigures> read_areas(fs::path const& file, int walk_m, bool knows_dwellings)
{
    TableReader const table{file};
    auto const counted = [&](Feature const& row, std::string const& field) {
        return knows_dwellings ? table.whole(row, field) : 0;
    };
    std::string const within = fmt::format("within_{}m", walk_m);
    std::vector<AreaFigures> areas;
    for (Feature const& row : table.rows())
        areas.push_back({table.level(row, "level"), table.words(row, "name"), table.words(row, "gemeente"),
                         table.words(row, "partial") == "yes", table.whole(row, "demand_kwh", wh_per_kwh),
                         table.whole(row, "unmet_kwh", wh_per_kwh),
                         table.whole(row, "unmet_kwh", wh_per_kwh) - table.whole(row, "unmet_after_kwh", wh_per_kwh),
                         counted(row, "dwellings"), counted(row, within), table.whole(row, "placements"),
                         table.whole(row, "eligible_candidates"), table.words_if_any(row, "buurt_name")});
    return areas;
}

Whereabouts whereabouts(TableReader const& table, Feature const& row)
{
    auto const known = [&](char const* field) { return table.words_if_any(row, field); };
    Whereabouts where{known("street"), known("side"), known("address"), known("postcode"), known("town"), {}};
    if (!known("address_m").empty()) where.address_cm = static_cast<int>(table.whole(row, "address_m", 100));
    return where;
}

std::vector<PlannedPlace> read_places(fs::path const& file)
{
    TableReader const table{file, Rows::may_lack};
    std::vector<PlannedPlace> places;
    for (Feature const& row : table.rows()) {
        PlannedPlace& place = places.emplace_back();
        place.candidate = table.words(row, "candidate");
        place.rank = static_cast<int>(places.size());
        place.status = table.words(row, "status");
        place.gain_wh = table.whole(row, "gain_kwh", wh_per_kwh);
        place.overlap_wh = table.whole(row, "overlap_kwh", wh_per_kwh);
        place.neighbourhood = table.words(row, "buurt");
        place.neighbourhood_name = table.words_if_any(row, "buurt_name");
        place.municipality = table.words(row, "gemeente");
        place.at = {table.real(row, "x_m"), table.real(row, "y_m")};
        auto const rank = static_cast<int>(table.whole(row, "rank"));
        place.ranks = {rank, rank + static_cast<int>(table.whole(row, "shared_by")) - 1};
        place.where = whereabouts(table, row);
        place.worth = table.whole(row, "worth_kwh", weighted_per_kwh);
    }
    return places;
}

/// The limit of the white spots where shares are counted for it, else the longest.
int counted_walk_m(CoverageConfig const& coverage)
{
    auto const& limits = coverage.walk_shares_m;
    if (limits.empty()) return 0;
    bool const counted = std::ranges::find(limits, coverage.white_spot_walk_m) != limits.end();
    return counted ? coverage.white_spot_walk_m : *std::ranges::max_element(limits);
}

std::string in_words(GridSpec const& g)
{
    return fmt::format("{} x {} cells of {:g} m from x {:.2f}, y {:.2f} in EPSG:{}", g.shape.rows, g.shape.cols,
                       g.cell_m(), static_cast<double>(g.west_cm) / 100, static_cast<double>(g.north_cm) / 100, g.epsg);
}

void check_comparable(StoredPlan const& first, StoredPlan const& other)
{
    auto const refuse = [&](std::string const& what) {
        throw InputError{fmt::format("{} and {}: {}", first.path.string(), other.path.string(), what)};
    };
    if (fs::equivalent(first.path, other.path)) refuse("are one folder; name different plans");
    if (first.region != other.region)
        refuse(
            fmt::format("are of different regions ({}; {}); compare plans of one region", first.region, other.region));
    if (!(first.grid == other.grid))
        refuse(fmt::format("lie on different grids ({}; {}); run both with the same area, cell size and rim",
                           in_words(first.grid), in_words(other.grid)));
    if (first.walk_m != other.walk_m)
        refuse(
            fmt::format("count dwellings within different walks ({} m; {} m); run both with the same "
                        "coverage.walk_shares_m and white_spot_walk_m",
                        first.walk_m, other.walk_m));
}

}  // namespace

std::string StoredPlan::prognosis_words() const
{
    return prognosis_version.empty() ? said_with("version without a name, year {}, {}", year, scenario)
                                     : said_with("version {}, year {}, {}", prognosis_version, year, scenario);
}

StoredPlan read_plan(fs::path const& folder)
{
    StoredPlan plan;
    plan.path = folder;
    fs::path const full = fs::absolute(folder).lexically_normal();
    plan.name = (full.has_filename() ? full : full.parent_path()).filename().string();
    try {
        Json const manifest = read_manifest(folder);
        check_scope(folder, manifest);
        take_manifest(manifest, plan);
    } catch (Json::exception const& error) {
        throw InputError{fmt::format("{}: not the manifest of a run ({}); make the folder again",
                                     (folder / plan_files::manifest).string(), error.what())};
    }
    if (auto const damage = damage_in(folder); !damage.empty())
        throw InputError{fmt::format("{}: {}; make the folder again", folder.string(), damage)};
    plan.manifest_hash = file_hash(folder / plan_files::manifest);
    plan.config = parse_scenario(folder / plan_files::configuration, folder);
    if (auto& logo = plan.config.publish.logo; !logo.empty()) logo = folder / plan_files::logo_name(logo);
    plan.walk_m = counted_walk_m(plan.config.coverage);
    if (plan.walk_m == 0)
        throw InputError{
            fmt::format("{}: counts no dwellings within a walk (coverage.walk_shares_m is empty); name a "
                        "walk and run again",
                        folder.string())};
    plan.areas = read_areas(folder / plan_files::areas, plan.walk_m, plan.config.knows_dwellings());
    plan.places = read_places(folder / plan_files::placements);
    return plan;
}

std::vector<StoredPlan> read_comparable(std::vector<fs::path> const& folders)
{
    std::vector<StoredPlan> plans;
    for (fs::path const& folder : folders) {
        plans.push_back(read_plan(folder));
        for (std::size_t i = 0; i + 1 < plans.size(); ++i)
            check_comparable(plans[i], plans.back());
    }
    return plans;
}

std::map<std::string, Geometry> neighbourhood_shapes(StoredPlan const& plan)
{
    FeatureTable const table = read_layer({.file = plan.path / plan_files::map,
                                           .layer = "kpi_buurten",
                                           .epsg = plan.grid.epsg,
                                           .fields = std::vector<std::string>{"name"},
                                           .of_ours = true});
    std::map<std::string, Geometry> shapes;
    for (Feature const& feature : table.features)
        shapes.try_emplace(text(feature.values[table.column("name")]), feature.geometry);
    return shapes;
}

std::int64_t capacity_wh(StoredPlan const& plan)
{
    return station_capacity_wh(plan.config);
}

std::int64_t full_places(StoredPlan const& plan)
{
    return std::ranges::count(plan.places, capacity_wh(plan), &PlannedPlace::gain_wh);
}

}  // namespace laad
