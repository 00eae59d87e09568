// SPDX-License-Identifier: Apache-2.0
#include "host/start/start_region.hpp"

#include "host/recipes/expand.hpp"
#include "host/start/outline.hpp"
#include "host/start/region_text.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace laad {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_nothing_known(fs::path const& folder, Start const& start)
{
    std::string text = folder.string() + ": holds nothing that laadraster knows";
    for (FoundFile const& found : start.files) {
        std::vector<std::string> layers;
        for (LayerContent const& layer : found.content.layers)
            layers.push_back(fmt::format("{} ({})", layer.name, fmt::join(layer.fields, ", ")));
        text += fmt::format("\n  {}: {}", found.file.filename().string(),
                            found.problem.empty() ? fmt::format("{}", fmt::join(layers, "; ")) : found.problem);
    }
    if (start.files.empty()) text += " (no data file at all)";
    text += "\nFiles that it knows, and where they come from:";
    for (Recipe const& recipe : start.recipes)
        text += fmt::format("\n  {}: {}", recipe.title, recipe.page);
    throw InputError{text +
                     "\nOther files can be used too: `laadraster init` without --from writes a region.toml to "
                     "fill in, and docs/recipes.md shows how to add a recipe"};
}

/// What a source gives, with the path of its file.
toml::table given_of(Source const& source)
{
    RecipeMatch const match{*source.recipe, source.found->content};
    return given_by(match, source.found->file.string(), "");
}

LayerRequest request_of(toml::table const& layer, int epsg)
{
    return {.file = layer["file"].value_or(std::string{}),
            .layer = layer["layer"].value_or(std::string{}),
            .where = layer["where"].value_or(std::string{}),
            .epsg = epsg};
}

/// The names in a layer of municipalities, by its field; sorted, each once.
std::vector<std::string> names_in(LayerRequest request, std::string const& field)
{
    request.fields = std::vector{field};
    FeatureTable const table = read_layer(request);
    std::size_t const column = table.column(field);
    std::set<std::string> names;
    for (Feature const& feature : table.features)
        if (auto name = text(feature.values[column]); !name.empty()) names.insert(std::move(name));
    return {names.begin(), names.end()};
}

/// The names of the municipalities that a source gives.
std::vector<std::string> municipalities_of(Source const& source)
{
    constexpr int lon_lat = 4326;
    toml::table const given = given_of(source);
    return names_in(request_of(*given["region"]["gemeenten"].as_table(), lon_lat),
                    given["region"]["gemeente_name_field"].value_or(std::string{}));
}

/// A file of OpenStreetMap has the layer for municipalities, and often not one that is whole.
void leave_out_empty_municipalities(std::vector<Source>& sources)
{
    for (Source& source : sources)
        if (source.used.contains("gemeenten") && municipalities_of(source).empty()) source.used.erase("gemeenten");
}

/// The first names of many.
std::string some_of(std::vector<std::string> const& names)
{
    constexpr std::size_t shown = 10;
    auto const some =
        std::vector(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
    return fmt::format("{}{}", fmt::join(some, ", "), names.size() > shown ? ", ..." : "");
}

/// The names of the request as the layer spells them.
std::vector<std::string> asked_for(std::vector<std::string> const& asked, std::vector<std::string> const& there,
                                   std::string const& file)
{
    std::vector<std::string> chosen;
    for (auto const& name : asked) {
        auto const found =
            std::ranges::find_if(there, [&](std::string const& one) { return lower(one) == lower(name); });
        if (found == there.end()) {
            auto const meant = did_you_mean(name, there);
            throw InputError{fmt::format("{}: has no gemeente \"{}\"{}", file, name,
                                         meant.empty() ? "; it has " + some_of(there) : meant)};
        }
        chosen.push_back(*found);
    }
    return chosen;
}

[[noreturn]] void refuse_choice(std::vector<std::string> const& names, std::string const& file)
{
    throw InputError{fmt::format("{} holds {} gemeenten ({}); say which the plan is for: --gemeente \"{}\"", file,
                                 names.size(), some_of(names), names.front())};
}

int epsg_of(std::vector<Source> const& sources, Point const& lon_lat)
{
    for (Source const& source : sources)
        if (source.recipe->epsg && !source.used.empty()) return *source.recipe->epsg;
    return utm_zone(lon_lat);
}

/// The municipalities that hold a part of an area that is worth a quota: one of 400 places spread over it.
std::vector<std::string> municipalities_in(FeatureTable const& area, Source const& source)
{
    constexpr int a_side = 20;
    toml::table const given = given_of(source);
    auto request = request_of(*given["region"]["gemeenten"].as_table(), 4326);
    auto const field = given["region"]["gemeente_name_field"].value_or(std::string{});
    Box const box = box_of_all(area.features);
    request.within = box;
    request.fields = std::vector{field};
    FeatureTable const municipalities = read_layer(request);
    std::size_t const column = municipalities.column(field);
    std::set<std::string> names;
    for (int i = 0; i < a_side * a_side; ++i) {
        Point const at{box.west + (i % a_side + 0.5) / a_side * (box.east - box.west),
                       box.south + (i / a_side + 0.5) / a_side * (box.north - box.south)};
        auto const holds = [&](Feature const& feature) { return contains(feature.geometry, at); };
        if (std::ranges::none_of(area.features, holds)) continue;
        for (Feature const& feature : municipalities.features)
            if (holds(feature)) names.insert(text(feature.values[column]));
    }
    return {names.begin(), names.end()};
}

/// Fills in what the plan is for: municipalities, or an area that is given, or where the data lie.
void find_area(RegionText& text, Start& start, StartRequest const& request)
{
    constexpr int lon_lat = 4326;
    Source const* const of_municipalities = source_of(start.sources, "gemeenten");
    Source const* const of_area = source_of(start.sources, "area");
    Box where{};
    if (of_municipalities && (!request.municipalities.empty() || !of_area)) {
        toml::table const given = given_of(*of_municipalities);
        auto const field = given["region"]["gemeente_name_field"].value_or(std::string{});
        auto layer = request_of(*given["region"]["gemeenten"].as_table(), lon_lat);
        auto const names = municipalities_of(*of_municipalities);
        auto const file = layer.file.string();
        text.municipalities = asked_for(request.municipalities, names, file);
        if (text.municipalities.empty()) {
            if (names.size() != 1) refuse_choice(names, file);
            text.municipalities = names;
        }
        layer.where = with_names(layer.where, field, text.municipalities);
        where = box_of_layer(layer);
        text.area = layer;
        start.name = fmt::format("{}", fmt::join(text.municipalities, ", "));
    } else if (!request.municipalities.empty()) {
        throw InputError{
            fmt::format("{}: no file with gemeenten is recognised, so gemeente \"{}\" cannot be found; leave "
                        "out --gemeente, or add the file",
                        request.from.string(), request.municipalities.front())};
    } else if (of_area) {
        toml::table const given = given_of(*of_area);
        auto const area = read_layer(request_of(*given["region"]["area"].as_table(), lon_lat));
        where = box_of_all(area.features);
        if (of_municipalities) text.municipalities = municipalities_in(area, *of_municipalities);
        if (text.municipalities.size() == 1) start.name = text.municipalities.front();
    } else {
        where = box_of_data(start.sources, lon_lat);
        start.outline = outline_of(where);
    }
    if (start.name.empty()) start.name = fs::absolute(request.from).lexically_normal().filename().string();
    if (start.name.empty()) start.name = fs::absolute(request.from).parent_path().filename().string();
    if (text.municipalities.empty()) text.municipalities = {start.name};
    text.name = start.name;
    text.epsg = epsg_of(start.sources, {(where.west + where.east) / 2, (where.south + where.north) / 2});
}

}  // namespace

Start start_region(StartRequest const& request)
{
    Start start;
    start.recipes = known_recipes();
    start.files = look_into(request.from, start.recipes);
    start.sources = chosen_sources(start.files);
    if (start.sources.empty()) refuse_nothing_known(request.from, start);
    leave_out_empty_municipalities(start.sources);
    start.missing = missing_parts(start.sources, start.recipes);
    RegionText text{request, start.sources};
    find_area(text, start, request);
    text.has_outline = !start.outline.empty();
    start.toml = region_text(text);
    return start;
}

}  // namespace laad
