// SPDX-License-Identifier: Apache-2.0
#include "host/intake/input_notes.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
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
    std::sort(rejected.begin(), rejected.end(), [&](Rejected const& a, Rejected const& b) { return all(a) < all(b); });
    auto const same = [&](Rejected const& a, Rejected const& b) { return all(a) == all(b); };
    rejected.erase(std::unique(rejected.begin(), rejected.end(), same), rejected.end());
    std::set<std::string> seen;
    std::erase_if(notes, [&](std::string const& note) { return !seen.insert(note).second; });
}

namespace {

/// What was seen of a layer.
struct Glimpse {
    bool any{};
    std::int64_t repaired{};
    std::int64_t over{};
};

void note_layer(LayerRef const& source, FeatureTable const& about, Glimpse seen, InputNotes& noted)
{
    auto const where = source.where.empty() ? "" : " (where " + source.where + ")";
    auto const name = fmt::format("{} layer \"{}\"{}", source.file.filename().string(), about.layer, where);
    for (auto const& note : about.notes)
        noted.notes.push_back(name + ": " + note);
    if (seen.over > 0)
        noted.notes.push_back(
            fmt::format("{}: {} objects have ended or are not there yet, as the fields of the BGT "
                        "say (eindRegistratie, bgt-status), and are left out",
                        name, seen.over));
    if (!seen.any)
        noted.notes.push_back(name + ": no feature lies in the region; is the condition, or the CRS, right?");
    if (seen.repaired > 0)
        noted.notes.push_back(
            fmt::format("{}: {} features with an invalid shape (it crosses itself, mostly) are "
                        "repaired; look at them on a map",
                        name, seen.repaired));
}

}  // namespace

LayerWindows windows_of(LayerRef const& source, int epsg, Box const& within, std::vector<std::string> fields)
{
    std::erase(fields, "");
    return LayerWindows{{source.file, source.layer, source.where, epsg, within, std::move(fields)}};
}

void tell(LayerRef const& source, LayerWindows const& layer, InputNotes& noted)
{
    auto const seen = layer.seen();
    noted.rejected.insert(noted.rejected.end(), seen.rejected.begin(), seen.rejected.end());
    note_layer(source, layer.about(), {seen.any, seen.repaired, seen.over}, noted);
}

void tell_shapes(LayerRef const& source, LayerWindows const& layer, char const* what, InputNotes& noted)
{
    tell(source, layer, noted);
    auto const seen = layer.seen();
    if (seen.only_points.empty()) return;
    auto const& table = layer.about();
    if (!seen.any_shape)
        throw InputError{fmt::format(
            "{} layer \"{}\": its {} features are points, {} are areas or lines; name the layer with the shapes (of a "
            "GML or a GeoPackage with several geometries the one of polygons is read)",
            table.file, table.layer, seen.only_points.size(), what)};
    for (auto const feature : seen.only_points)
        noted.reject(table, feature, fmt::format("a point; {} are areas or lines", what));
}

FeatureTable read(LayerRef const& source, int epsg, std::optional<Box> within, InputNotes& noted)
{
    auto table = read_layer({source.file, source.layer, source.where, epsg, within});
    noted.rejected.insert(noted.rejected.end(), table.rejected.begin(), table.rejected.end());
    note_layer(source, table, {!table.features.empty(), std::ssize(table.repaired), std::ssize(table.over)}, noted);
    return table;
}

void check_points(FeatureTable const& table, char const* what)
{
    bool const any = std::any_of(table.features.begin(), table.features.end(),
                                 [](Feature const& feature) { return !feature.geometry.points.empty(); });
    if (!any) check_points(table, table.features.size(), what);
}

void check_points(FeatureTable const& table, std::size_t others, char const* what)
{
    if (others > 0)
        throw InputError{
            fmt::format("{} layer \"{}\": none of {} features is a point, {} are points; is it the right "
                        "layer?",
                        table.file, table.layer, others, what)};
}

std::optional<std::size_t> id_column(std::string const& field, FeatureTable const& table)
{
    if (field == "fid" && std::find(table.fields.begin(), table.fields.end(), field) == table.fields.end())
        return std::nullopt;
    return table.optional_column(field);
}

std::string text_at(Feature const& feature, std::optional<std::size_t> column)
{
    return column ? text(feature.values[*column]) : std::string{};
}

bool is_one_of(std::string const& value, std::vector<std::string> const& values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace laad
