// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/base_map.hpp"

#include "host/basemap/clipped_line.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/rule_layer.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>

namespace laad {

Geometry part_in(Geometry shape, Box const& window)
{
    shape.points.clear();
    if (contains(window, box_of(shape))) return shape;
    Geometry part;
    if (!shape.polygons.empty()) part = clipped({{}, {}, std::move(shape.polygons)}, window);
    for (Line const& line : shape.lines)
        std::ranges::move(clipped_line(line, window), std::back_inserter(part.lines));
    return part;
}

BaseMap::BaseMap(Scenario const& scenario, Box const& within)
{
    for (SurfaceRule const& rule : scenario.surface) {
        try {
            layers_.push_back(std::make_unique<RuleLayer>(rule, scenario.region.epsg, within));
        } catch (InputError const& error) {
            std::string const note = std::string{"missing on the base map: "} + error.what();
            if (std::ranges::find(notes_, note) == notes_.end()) notes_.push_back(note);
        }
    }
    std::ranges::stable_sort(layers_, {}, [](auto const& layer) { return layer->rule.surface; });
}

BaseMap::~BaseMap() = default;
BaseMap::BaseMap(BaseMap&&) noexcept = default;
BaseMap& BaseMap::operator=(BaseMap&&) noexcept = default;

BaseVectors BaseMap::in(Box const& window, Wanted const& wanted) const
{
    BaseVectors found{{}, notes_};
    for (auto const& layer : layers_) {
        SurfaceRule const& rule = layer->rule;
        if (wanted && !wanted(rule.surface)) continue;
        for (Feature& feature : layer->windows.in(grown(window, rule.width_m / 2))) {
            auto geometry = part_in(std::move(feature.geometry), window);
            if (geometry.empty()) continue;
            found.shapes.push_back({rule.surface, text_at(feature, layer->name), rule.width_m,
                                    layer->levels.of(feature), std::move(geometry)});
        }
    }
    return found;
}

BaseVectors base_vectors(Scenario const& scenario, Box const& window)
{
    return BaseMap{scenario, window}.in(window);
}

}  // namespace laad
