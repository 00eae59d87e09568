// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_report.hpp"

#include "host/language/said_with.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/run/parts/demand.hpp"
#include "host/run/parts/headroom.hpp"
#include "host/run/parts/unmet.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

std::string versions(Comparison const& comparison)
{
    return said_with("new ({}) minus old ({})", comparison.new_plan.prognosis_words(),
                     comparison.old_plan.prognosis_words());
}

/// `theme`: how it is named.
Theme change_map(Theme theme, BlockLayer<std::int32_t> const& layer, MapFrame const& frame, Style const& style)
{
    theme.legend = {style};
    theme.paint = painted(layer, frame, style);
    return theme;
}

Theme density_map(Comparison const& comparison, DifferenceLayers const& layers, MapFrame const& frame)
{
    Scenario const& scenario = comparison.new_plan.config;
    double const hectares = density_hectares(scenario.demand.density_radius_m, scenario.region.cell_cm);
    return change_map(
        {.name = "demand_density_change",
         .title = "Demand for public charging in the neighbourhood: what changes",
         .subtitle = said_with("kWh a year per hectare around a place, nearby counts most, nothing beyond {} m; {}",
                               scenario.demand.density_radius_m, versions(comparison))},
        layers[demand_density_layer], frame, style_of(styles::demand_density_change, hectares));
}

Theme headroom_map(Comparison const& comparison, DifferenceLayers const& layers, MapFrame const& frame)
{
    auto const moved = std::ranges::count(comparison.places, Reason::headroom, &PlaceChange::reason);
    std::string const effect = moved == 0 ? said("changes no place") : said_with("changes {} places", grouped(moved));
    return change_map(
        {.name = "headroom_change",
         .title = "Room in the electricity grid before the plan: what changes",
         .subtitle = said_with("least room up the chain of grid assets; {}; {}", effect, versions(comparison))},
        layers[headroom_layer], frame, style_of(styles::headroom_change));
}

Theme unmet_map(Comparison const& comparison, BlockLayer<std::int32_t> const& layer, MapFrame const& frame)
{
    SquareBlocks blocks{layer.grid(), frame};
    MapLayer<std::int32_t> changes{layer, 0};
    for (int row = 0; row < layer.shape().rows; ++row)
        for (int col = 0; col < layer.shape().cols; ++col)
            if (std::int32_t const change = changes[{row, col}]; change != change_nodata)
                blocks.add({row, col}, change);
    Style const style = style_of(styles::unmet_change, 1000 * blocks.hectares());
    return {
        .name = "unmet_change",
        .title = "Unserved demand, before the plan: what changes",
        .subtitle = said_with("kWh a year per hectare, in blocks of {:g} m; {}", blocks.side_m(), versions(comparison)),
        .legend = {style},
        .paint = blocks.painted(style)};
}

/// Places by the class of each, with its number, on the borders of the neighbourhoods of a plan. The legend has the
/// classes that occur.
Theme place_map(Theme theme, Style const& style, std::vector<std::pair<Point, std::string_view>> const& places,
                StoredPlan const& plan)
{
    Style legend = style;
    if (places.size() > most_numbers)
        legend.heading = said_with("Places (number: as in the tables; beyond {} small)", most_numbers);
    legend.classes.clear();
    for (StyleClass const& one : style.classes) {
        auto const count = std::ranges::count(places, one.value, &std::pair<Point, std::string_view>::second);
        if (count == 0) continue;
        legend.classes.push_back(one);
        legend.classes.back().label = fmt::format("{} ({})", said(one.label), grouped(count));
    }
    legend.classes.push_back(styles::neighbourhood_border);
    std::vector<MapPlace> marks;
    for (auto const& [at, value] : places)
        marks.push_back({at, static_cast<int>(marks.size()) + 1, style.of(value).colour, style.of(value).mark});
    theme.legend = {legend};
    theme.draw = [marks, shapes = neighbourhood_shapes(plan)](Canvas& panel, MapFrame const& frame) {
        for (auto const& [name, shape] : shapes)
            for (Polygon const& polygon : shape.polygons)
                panel.shape(rings(polygon, frame), 0, 0, styles::neighbourhood_border.colour, 0.8);
        draw_places(marks, panel, frame);
    };
    return theme;
}

Theme places_map(Comparison const& comparison)
{
    std::vector<std::pair<Point, std::string_view>> places;
    for (PlaceChange const& place : comparison.places)
        places.emplace_back(place.place().at, words(place.change));
    return place_map({.name = "places_change",
                      .title = "Plan map: which places stay, come and go",
                      .subtitle = said_with("old: {}; new: {}", comparison.old_plan.prognosis_words(),
                                            comparison.new_plan.prognosis_words())},
                     styles::places_change, places, comparison.new_plan);
}

Theme robust_map(RobustPlan const& robust)
{
    std::vector<std::pair<Point, std::string_view>> places;
    for (RobustPlace const& place : robust.places)
        places.emplace_back(place.place.at, place.group);
    return place_map({.name = "robust",
                      .title = "Plan map: which places are in the plan whatever comes",
                      .subtitle = said_with("{} plans, {} of {} places are in all of them", robust.plans.size(),
                                            robust.core(), robust.places.size())},
                     styles::robust, places, robust.plans.front());
}

std::vector<MapPicture> write_all(std::vector<StoredPlan const*> const& plans, BaseRasters const& base,
                                  MapFrame const& frame, std::vector<Theme> themes, std::filesystem::path const& folder)
{
    if (!illustrative_parts(plans).empty())
        for (Theme& theme : themes)
            theme.warning = illustrative_inputs;
    StoredPlan const& last = *plans.back();
    return write_maps({base.surface, base.area, last.region, last.config.sources}, frame, themes, folder);
}

}  // namespace

std::vector<std::string> illustrative_parts(std::vector<StoredPlan const*> const& plans)
{
    std::vector<std::string> parts;
    for (StoredPlan const* plan : plans)
        for (std::string const& part : plan->illustrative)
            if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    return parts;
}

std::vector<MapPicture> write_change_maps(Comparison const& comparison, DifferenceLayers const& layers,
                                          BaseRasters const& base, std::filesystem::path const& folder)
{
    MapFrame const frame{base.area};
    std::vector<Theme> themes{places_map(comparison), density_map(comparison, layers, frame),
                              unmet_map(comparison, layers[unmet_layer], frame)};
    if (comparison.both_have_grid()) themes.push_back(headroom_map(comparison, layers, frame));
    return write_all({&comparison.old_plan, &comparison.new_plan}, base, frame, themes, folder);
}

std::vector<MapPicture> write_robust_map(RobustPlan const& robust, BaseRasters const& base,
                                         std::filesystem::path const& folder)
{
    return write_all(pointers(robust.plans), base, MapFrame{base.area}, {robust_map(robust)}, folder);
}

}  // namespace laad
