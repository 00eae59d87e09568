// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/findings.hpp"

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
    return table;
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
