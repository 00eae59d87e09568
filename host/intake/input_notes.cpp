// SPDX-License-Identifier: Apache-2.0
#include "host/intake/input_notes.hpp"

#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace laad {

void InputNotes::reject(FeatureTable const& table, Feature const& feature, std::string reason, Cost cost)
{
    reject(table, feature.id, std::move(reason), cost);
}

void InputNotes::reject(FeatureTable const& table, std::int64_t feature, std::string reason, Cost cost)
{
    rejected.push_back({table.file, table.layer, feature, std::move(reason), cost.kind, cost.count, cost.unit});
}

void InputNotes::guess(Guess made)
{
    if (made.affected > 0) guesses.push_back(std::move(made));
}

void InputNotes::put_in_order()
{
    auto const all = [](Rejected const& r) { return std::tie(r.file, r.layer, r.feature, r.reason); };
    // What tells its kind comes first, so that it is what is kept.
    auto const told = [](Rejected const& r) { return std::tie(r.kind, r.cost, r.unit); };
    std::ranges::sort(rejected, [&](Rejected const& a, Rejected const& b) {
        return all(a) == all(b) ? told(b) < told(a) : all(a) < all(b);
    });
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

/// A condition as far as it tells one rule from another.
std::string begin_of(std::string const& condition)
{
    constexpr std::size_t enough = 60;
    return condition.size() <= enough ? condition : condition.substr(0, enough) + " ...";
}

void tell(LayerRef const& source, FeatureTable const& about, LayerWindows::Seen const& seen, InputNotes& noted)
{
    noted.rejected.insert(noted.rejected.end(), seen.rejected.begin(), seen.rejected.end());
    auto const name = short_name(about) + (source.where.empty() ? "" : " (where " + begin_of(source.where) + ")");
    for (auto const& note : about.notes)
        noted.note("{}: {}", name, note);
    if (seen.over > 0)
        noted.note(
            "{}: {} objects have ended or are not there yet, as the fields of the BGT say (eindRegistratie, "
            "bgt-status), and are left out",
            name, seen.over);
    if (about.is_empty)
        noted.note("{}: the layer is empty", name);
    else if (!seen.any)
        noted.note("{}: no feature lies in the region{}", name,
                   source.where.empty() ? "; is the CRS right?" : " that the condition holds for; there may be none");
    if (seen.repaired > 0)
        noted.note(
            "{}: {} features with an invalid shape (it crosses itself, mostly) are repaired; look at them on a map",
            name, seen.repaired);
}

}  // namespace

LayerRequest request_of(LayerRef const& source, int epsg, std::optional<Box> within, Rows rows)
{
    return {.file = source.file,
            .layer = source.layer,
            .where = source.where,
            .epsg = epsg,
            .within = within,
            .source_epsg = source.epsg,
            .x_field = source.x_field,
            .y_field = source.y_field,
            .rows = rows};
}

LayerWindows windows_of(LayerRef const& source, int epsg, Box const& within, std::vector<std::string> fields, Rows rows)
{
    std::erase(fields, "");
    auto request = request_of(source, epsg, within, rows);
    request.fields = std::move(fields);
    return LayerWindows{std::move(request)};
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
        noted.reject(table, feature, to_say("a point; {} are areas or lines", what));
}

FeatureTable read(LayerRef const& source, int epsg, std::optional<Box> within, InputNotes& noted, Rows rows)
{
    auto table = read_layer(request_of(source, epsg, within, rows));
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
    if (table.is_empty) return;
    bool const none = std::ranges::all_of(table.features, [](Feature const& f) { return f.geometry.points.empty(); });
    if (none) check_points(table, table.features.size(), what);
}

void check_points(FeatureTable const& table, std::size_t others, char const* what)
{
    if (others > 0)
        refuse(table, "none of {} features is a point, {} are points; is it the right layer?", others, what);
}

void check_polygons(FeatureTable const& table, char const* what)
{
    bool const none = std::ranges::all_of(table.features, [](Feature const& f) { return f.geometry.polygons.empty(); });
    if (none) check_polygons(table, table.features.size(), what);
}

void check_polygons(FeatureTable const& table, std::size_t others, char const* what)
{
    if (others > 0)
        refuse(table, "none of {} features is an area (polygon), {} are areas; is it the right layer?", others, what);
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
