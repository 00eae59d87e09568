// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <variant>
#include <vector>

namespace laad {

/// A table as the web map reads it: columns, rows and, where it has points, shapes. Of `names` those that it has; empty:
/// all. A name may be "field>name in the file".
inline nlohmann::json columnar(OutputLayer const& table, std::vector<std::string> const& names)
{
    using Json = nlohmann::json;
    Json columns = Json::array();
    std::vector<std::size_t> sources;
    for (std::string const& name : names) {
        auto const arrow = name.find('>');
        for (std::size_t i = 0; i < table.fields.size(); ++i)
            if (table.fields[i].name == name.substr(0, arrow)) {
                columns.push_back(arrow == std::string::npos ? name : name.substr(arrow + 1));
                sources.push_back(i);
            }
    }
    Json rows = Json::array();
    Json shapes = Json::array();
    for (Feature const& feature : table.features) {
        Json row = Json::array();
        for (std::size_t const i : sources)
            std::visit(
                [&]<class T>(T const& value) {
                    if constexpr (std::is_same_v<T, std::monostate>)
                        row.push_back(nullptr);
                    else
                        row.push_back(value);
                },
                feature.values[i]);
        rows.push_back(std::move(row));
        if (!feature.geometry.points.empty())
            shapes.push_back({feature.geometry.points.front().x, feature.geometry.points.front().y});
    }
    return {{"columns", columns}, {"rows", rows}, {"shapes", shapes}};
}

}  // namespace laad
