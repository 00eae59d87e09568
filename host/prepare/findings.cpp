// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/findings.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>

namespace laad {

void Findings::reject(FeatureTable const& table, Feature const& feature, std::string reason)
{
    rejected.push_back({table.file, table.layer, feature.id, std::move(reason)});
}

FeatureTable read(LayerRef const& source, int epsg, std::optional<Box> within, Findings& findings)
{
    auto table = read_layer({source.file, source.layer, source.where, epsg, within});
    findings.rejected.insert(findings.rejected.end(), table.rejected.begin(), table.rejected.end());
    auto const where = source.where.empty() ? "" : " (where " + source.where + ")";
    auto const name = fmt::format("{} layer \"{}\"{}", source.file.filename().string(), table.layer, where);
    if (table.features.empty())
        findings.notes.push_back(name + ": no feature lies in the region; is the condition, or the CRS, right?");
    if (table.repaired > 0)
        findings.notes.push_back(
            fmt::format("{}: {} features with an invalid shape (it crosses itself, mostly) are "
                        "repaired; look at them on a map",
                        name, table.repaired));
    return table;
}

void check_points(FeatureTable const& table, char const* what)
{
    bool const any = std::any_of(table.features.begin(), table.features.end(),
                                 [](Feature const& feature) { return !feature.geometry.points.empty(); });
    if (!table.features.empty() && !any)
        throw InputError{
            fmt::format("{} layer \"{}\": none of {} features is a point, {} are points; is it the right "
                        "layer?",
                        table.file, table.layer, table.features.size(), what)};
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
