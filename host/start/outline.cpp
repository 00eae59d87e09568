// SPDX-License-Identifier: Apache-2.0
#include "host/start/outline.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {

Box box_of_all(std::vector<Feature> const& features)
{
    Box all = box_of(Geometry{});
    for (Feature const& feature : features)
        all = joined(all, box_of(feature.geometry));
    return all;
}

Box box_of_layer(LayerRequest const& request)
{
    LayerRequest shapes = request;
    shapes.fields.emplace();
    FeatureTable const table = read_layer(shapes);
    if (table.features.empty())
        throw InputError{fmt::format("{} layer \"{}\": has no usable feature", table.file, table.layer)};
    return box_of_all(table.features);
}

Box box_of_data(std::vector<Source> const& sources, int epsg)
{
    // Long ways stick out of an extract; buildings and addresses do not.
    for (char const* const part :
         {"dwellings", "buildings", "addresses", "pand", "verblijfsobject", "roads", "wegdeel"})
        for (Source const& source : sources) {
            RecipeMatch const match{*source.recipe, source.found->content};
            if (LayerContent const* const layer = match.layer(part))
                return box_of_layer({.file = source.found->file, .layer = layer->name, .epsg = epsg});
        }
    throw InputError{
        "no file says where the region is: add a polygon of it, area.geojson, or the gemeenten (CBS) with --gemeente"};
}

std::string outline_of(Box const& b)
{
    return fmt::format(
        "{{\"type\": \"FeatureCollection\", \"features\": [{{\"type\": \"Feature\", \"properties\": {{}}, "
        "\"geometry\": "
        "{{\"type\": \"Polygon\", \"coordinates\": [[[{0:.7f}, {1:.7f}], [{2:.7f}, {1:.7f}], [{2:.7f}, {3:.7f}], "
        "[{0:.7f}, {3:.7f}], [{0:.7f}, {1:.7f}]]]}}}}]}}\n",
        b.west, b.south, b.east, b.north);
}

int utm_zone(Point const& lon_lat)
{
    int const zone = std::clamp(static_cast<int>(std::floor((lon_lat.x + 180) / 6)) + 1, 1, 60);
    return (lon_lat.y < 0 ? 32700 : 32600) + zone;
}

std::string with_names(std::string const& where, std::string const& field, std::vector<std::string> const& names)
{
    std::vector<std::string> quoted;
    for (auto const& name : names)
        quoted.push_back(sql_text(name));
    auto const named = fmt::format("{} IN ({})", sql_name(field), fmt::join(quoted, ", "));
    return where.empty() ? named : fmt::format("({}) AND {}", where, named);
}

}  // namespace laad
