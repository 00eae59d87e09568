// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/findings.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <set>
#include <tuple>

namespace laad {

void Findings::reject(FeatureTable const& table, Feature const& feature, std::string reason)
{
    reject(table, feature.id, std::move(reason));
}

void Findings::reject(FeatureTable const& table, std::int64_t feature, std::string reason)
{
    rejected.push_back({table.file, table.layer, feature, std::move(reason)});
}

void Findings::put_in_order()
{
    auto const all = [](Rejected const& r) { return std::tie(r.file, r.layer, r.feature, r.reason); };
    std::sort(rejected.begin(), rejected.end(), [&](Rejected const& a, Rejected const& b) { return all(a) < all(b); });
    auto const same = [&](Rejected const& a, Rejected const& b) { return all(a) == all(b); };
    rejected.erase(std::unique(rejected.begin(), rejected.end(), same), rejected.end());
    std::set<std::string> seen;
    std::erase_if(notes, [&](std::string const& note) { return !seen.insert(note).second; });
}

namespace {

void note_layer(LayerRef const& source, std::string const& layer, bool any, std::int64_t repaired, Findings& findings)
{
    auto const where = source.where.empty() ? "" : " (where " + source.where + ")";
    auto const name = fmt::format("{} layer \"{}\"{}", source.file.filename().string(), layer, where);
    if (!any) findings.notes.push_back(name + ": no feature lies in the region; is the condition, or the CRS, right?");
    if (repaired > 0)
        findings.notes.push_back(
            fmt::format("{}: {} features with an invalid shape (it crosses itself, mostly) are "
                        "repaired; look at them on a map",
                        name, repaired));
}

}  // namespace

LayerWindows windows_of(LayerRef const& source, int epsg, Box const& within, std::vector<std::string> fields)
{
    std::erase(fields, "");
    return LayerWindows{{source.file, source.layer, source.where, epsg, within, std::move(fields)}};
}

void tell(LayerRef const& source, LayerWindows const& layer, Findings& findings)
{
    auto const seen = layer.seen();
    findings.rejected.insert(findings.rejected.end(), seen.rejected.begin(), seen.rejected.end());
    note_layer(source, layer.about().layer, seen.any, seen.repaired, findings);
}

FeatureTable read(LayerRef const& source, int epsg, std::optional<Box> within, Findings& findings)
{
    auto table = read_layer({source.file, source.layer, source.where, epsg, within});
    findings.rejected.insert(findings.rejected.end(), table.rejected.begin(), table.rejected.end());
    note_layer(source, table.layer, !table.features.empty(), std::ssize(table.repaired), findings);
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

bool is_true(Value const& value)
{
    if (auto const n = number(value)) return *n != 0;
    auto word = text(value);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word == "true" || word == "yes";
}

bool is_one_of(std::string const& value, std::vector<std::string> const& values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace laad
