// SPDX-License-Identifier: Apache-2.0
#include "host/exports/stac.hpp"

#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/folder.hpp"
#include "host/present/safe_text.hpp"
#include "host/present/style/layer_styles.hpp"
#include "rasters/io/files/raster_facts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* stac_version = "1.0.0";
constexpr char const* projection_extension = "https://stac-extensions.github.io/projection/v1.1.0/schema.json";
constexpr char const* raster_extension = "https://stac-extensions.github.io/raster/v1.1.0/schema.json";
constexpr char const* file_extension = "https://stac-extensions.github.io/file/v2.1.0/schema.json";
constexpr char const* cog_type = "image/tiff; application=geotiff; profile=cloud-optimized";

Json link(char const* relation, std::string const& target)
{
    bool const is_item = std::string_view{relation} == "item";
    return {{"rel", relation}, {"href", target}, {"type", is_item ? "application/geo+json" : "application/json"}};
}

Json as_list(Box const& box)
{
    return {box.west, box.south, box.east, box.north};
}

Json as_polygon(Box const& b)
{
    Json const ring = {{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}};
    return {{"type", "Polygon"}, {"coordinates", Json::array({ring})}};
}

Box box_of(RasterFacts const& facts)
{
    auto const& t = facts.transform;
    return {t[0], t[3] + t[5] * facts.shape.rows, t[0] + t[1] * facts.shape.cols, t[3]};
}

std::string begin_of(int year)
{
    return fmt::format("{:04}-01-01T00:00:00Z", year);
}
std::string end_of(int year)
{
    return fmt::format("{:04}-12-31T23:59:59Z", year);
}

Json bands_of(RasterFacts const& facts)
{
    Json bands = Json::array();
    for (auto const& [info, type] : facts.bands) {
        Json band;
        if (info.nodata) band["nodata"] = *info.nodata;
        band["data_type"] = type;
        if (!info.unit.empty()) band["unit"] = info.unit;
        band["scale"] = info.scale;
        band["offset"] = 0;
        band["spatial_resolution"] = facts.transform[1];
        band["sampling"] = "area";
        bands.push_back(std::move(band));
    }
    return bands;
}

std::string description_of(RasterFacts const& facts)
{
    std::string words;
    for (auto const& band : facts.bands)
        words += (words.empty() ? "" : "; ") + said_note(band.info.description);
    return words;
}

/// As its legend is headed; a raster that is not drawn has its name alone.
std::string title_of(std::string const& layer, StoredPlan const& plan)
{
    auto const style = layer_style(layer, plan.config);
    return style && !style->heading.empty() ? said_note(style->heading) : layer;
}

Json item(StacPlan const& of, std::string const& layer, fs::path const& file, std::string const& href)
{
    RasterFacts const facts = raster_facts(file);
    auto const& t = facts.transform;
    Box const degrees = in_degrees(box_of(facts), facts.epsg);
    std::string const title = title_of(layer, *of.plan);
    Json properties{{"title", title},
                    {"description", description_of(facts)},
                    {"datetime", nullptr},
                    {"start_datetime", begin_of(of.plan->year)},
                    {"end_datetime", end_of(of.plan->year)},
                    {"proj:epsg", facts.epsg},
                    {"proj:shape", {facts.shape.rows, facts.shape.cols}},
                    {"proj:transform", {t[1], t[2], t[0], t[4], t[5], t[3]}},
                    {"proj:bbox", as_list(box_of(facts))}};
    Json asset{{"href", href},
               {"type", cog_type},
               {"title", title},
               {"roles", {"data"}},
               {"file:size", fs::file_size(file)},
               {"raster:bands", bands_of(facts)}};
    return {
        {"type", "Feature"},
        {"stac_version", stac_version},
        {"stac_extensions", {projection_extension, raster_extension, file_extension}},
        {"id", of.id + "-" + layer},
        {"collection", of.id},
        {"geometry", as_polygon(degrees)},
        {"bbox", as_list(degrees)},
        {"properties", std::move(properties)},
        {"links",
         {link("root", "../catalog.json"), link("parent", "collection.json"), link("collection", "collection.json")}},
        {"assets", {{"data", std::move(asset)}}}};
}

Json providers(StoredPlan const& plan)
{
    Json all = Json::array();
    for (SourceNote const& source : plan.config.sources)
        all.push_back({{"name", said_note(source.origin.empty() ? source.what : source.origin)},
                       {"description", fmt::format("{} ({}; {})", said_note(source.what), said_note(source.licence),
                                                   said_note(source.date))},
                       {"roles", {"producer"}}});
    all.push_back({{"name", "laadraster " + plan.program_version}, {"roles", {"processor"}}});
    return all;
}

std::string title_of(StoredPlan const& plan)
{
    return fmt::format("{}, {}, {}", plan.region, plan.year, plan.scenario);
}

Json collection(StacPlan const& of, Json const& box, Json links)
{
    StoredPlan const& plan = *of.plan;
    std::string words = said("Rasters of a plan for public charging; what the numbers of a raster mean stands with it");
    for (std::string const& part : plan.illustrative)
        words += "\n\n" + said("ILLUSTRATIVE, not real figures") + ": " + said_note(part);
    return {{"type", "Collection"},
            {"stac_version", stac_version},
            {"id", of.id},
            {"title", title_of(plan)},
            {"description", words},
            {"license", "various"},
            {"providers", providers(plan)},
            {"extent",
             {{"spatial", {{"bbox", Json::array({box})}}},
              {"temporal", {{"interval", Json::array({Json{begin_of(plan.year), end_of(plan.year)}})}}}}},
            {"links", std::move(links)}};
}

void write_json(fs::path const& file, Json const& content)
{
    write_text(file, content.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

/// The rasters in a folder by the names of their layers.
std::vector<fs::path> rasters_in(fs::path const& folder)
{
    std::vector<fs::path> files;
    for (fs::directory_entry const& entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".tif") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

void write_collection(StacPlan const& of, fs::path const& folder)
{
    fs::path const here = fs::path{"stac"} / of.id;
    fs::create_directories(folder / here);
    Json links = Json::array({link("root", "../catalog.json"), link("parent", "../catalog.json")});
    Json box;
    for (fs::path const& file : rasters_in(folder / of.rasters)) {
        std::string const layer = file.stem().string();
        auto const href = (of.rasters / file.filename()).lexically_relative(here).generic_string();
        Json const one = item(of, layer, file, href);
        box = one["bbox"];  // all lie on one grid
        write_json(folder / here / (layer + ".json"), one);
        links.push_back(link("item", layer + ".json"));
    }
    write_json(folder / here / "collection.json", collection(of, box, std::move(links)));
}

}  // namespace

std::string plan_id(StoredPlan const& plan)
{
    return as_file_name(fmt::format("{}-{}", plan.year, plan.scenario));
}

void write_stac(std::vector<StacPlan> const& plans, fs::path const& folder)
{
    Json links = Json::array({link("root", "catalog.json")});
    for (StacPlan const& one : plans) {
        write_collection(one, folder);
        links.push_back(link("child", one.id + "/collection.json"));
    }
    std::string const region = plans.front().plan->region;
    write_json(folder / "stac" / "catalog.json", {{"type", "Catalog"},
                                                  {"stac_version", stac_version},
                                                  {"id", as_file_name("laadraster-" + region)},
                                                  {"title", region},
                                                  {"description", said_with("Plans for public charging: {}", region)},
                                                  {"links", std::move(links)}});
}

}  // namespace laad
