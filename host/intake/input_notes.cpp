// SPDX-License-Identifier: Apache-2.0
#include "host/intake/input_notes.hpp"

#include "host/intake/words.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace laad {

void InputNotes::reject(FeatureTable const& table, Feature const& feature, std::string reason)
{
    reject(table, feature.id, std::move(reason));
}

void InputNotes::reject(FeatureTable const& table, std::int64_t feature, std::string reason)
{
    rejected.push_back({table.file, table.layer, feature, std::move(reason)});
}

void InputNotes::put_in_order()
{
    auto const all = [](Rejected const& r) { return std::tie(r.file, r.layer, r.feature, r.reason); };
    std::ranges::sort(rejected, {}, all);
    auto const repeated = std::ranges::unique(rejected, {}, all);
    rejected.erase(repeated.begin(), repeated.end());
    std::set<std::string> seen;
    std::erase_if(notes, [&](std::string const& note) { return !seen.insert(note).second; });
}

std::string short_name(FeatureTable const& table)
{
    return fmt::format("{} layer \"{}\"", std::filesystem::path{table.file}.filename().string(), table.layer);
}

namespace {

void tell(LayerRef const& source, FeatureTable const& about, LayerWindows::Seen const& seen, InputNotes& noted)
{
    noted.rejected.insert(noted.rejected.end(), seen.rejected.begin(), seen.rejected.end());
    auto const name = short_name(about) + (source.where.empty() ? "" : " (where " + source.where + ")");
    for (auto const& note : about.notes)
        noted.note("{}: {}", name, note);
    if (seen.over > 0)
        noted.note(
            "{}: {} objects have ended or are not there yet, as the fields of the BGT say (eindRegistratie, "
            "bgt-status), and are left out",
            name, seen.over);
    if (!seen.any) noted.note("{}: no feature lies in the region; is the condition, or the CRS, right?", name);
    if (seen.repaired > 0)
        noted.note(
            "{}: {} features with an invalid shape (it crosses itself, mostly) are repaired; look at them on a map",
            name, seen.repaired);
}

}  // namespace

LayerWindows windows_of(LayerRef const& source, int epsg, Box const& within, std::vector<std::string> fields)
{
    std::erase(fields, "");
    return LayerWindows{{source.file, source.layer, source.where, epsg, within, std::move(fields)}};
}

void tell(LayerRef const& source, LayerWindows const& layer, InputNotes& noted)
{
    tell(source, layer.about(), layer.seen(), noted);
}

void tell_shapes(LayerRef const& source, LayerWindows const& layer, char const* what, InputNotes& noted)
{
    auto const& table = layer.about();
    auto const seen = layer.seen();
    tell(source, table, seen, noted);
    if (!seen.only_points.empty() && !seen.any_shape)
        refuse(table,
               "its {} features are points, {} are areas or lines; name the layer with the shapes (of a GML or a "
               "GeoPackage with several geometries the one of polygons is read)",
               seen.only_points.size(), what);
    for (auto const feature : seen.only_points)
        noted.reject(table, feature, fmt::format("a point; {} are areas or lines", what));
}

FeatureTable read(LayerRef const& source, int epsg, std::optional<Box> within, InputNotes& noted)
{
    auto table = read_layer({source.file, source.layer, source.where, epsg, within});
    tell(source, table,
         {.any = !table.features.empty(),
          .repaired = std::ssize(table.repaired),
          .rejected = table.rejected,
          .over = std::ssize(table.over)},
         noted);
    return table;
}

void check_points(FeatureTable const& table, char const* what)
{
    bool const none = std::ranges::all_of(table.features, [](Feature const& f) { return f.geometry.points.empty(); });
    if (none) check_points(table, table.features.size(), what);
}

void check_points(FeatureTable const& table, std::size_t others, char const* what)
{
    if (others > 0)
        refuse(table, "none of {} features is a point, {} are points; is it the right layer?", others, what);
}

std::optional<std::size_t> id_column(std::string const& field, FeatureTable const& table)
{
    return field == "fid" && !is_one_of(field, table.fields) ? std::nullopt : table.optional_column(field);
}

std::string text_at(Feature const& feature, std::optional<std::size_t> column)
{
    return column ? text(feature.values[*column]) : std::string{};
}

}  // namespace laad
