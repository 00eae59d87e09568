// SPDX-License-Identifier: Apache-2.0
#include "host/publish/places.hpp"

#include "host/publish/columnar.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace laad {
namespace {

std::vector<PublicColumn> const columns{{"rank"},
                                        {"shared_by"},
                                        {"candidate"},
                                        {.field = "status", .coded = true},
                                        {"x_m", "x", 2},
                                        {"y_m", "y", 2},
                                        {"gain_kwh", "", 1},
                                        {"worth_kwh", "", 1},
                                        {"cumulative_kwh", "", 1},
                                        {.field = "buurt", .coded = true},
                                        {.field = "buurt_name", .may_lack = true, .coded = true},
                                        {.field = "gemeente", .coded = true},
                                        {.field = "street", .may_lack = true, .coded = true},
                                        {.field = "side", .may_lack = true, .coded = true},
                                        {.field = "address", .may_lack = true},
                                        {"mean_walk_m", "", 1},
                                        {"headroom_before_kw", "", 1},
                                        {"headroom_after_kw", "", 1},
                                        {.field = "basis", .coded = true},
                                        {.field = "fills_white_square", .coded = true},
                                        {"white_spot"}};

constexpr std::array<std::string_view, 7> only_in_table{
    "shared_by", "worth_kwh", "cumulative_kwh", "mean_walk_m", "headroom_before_kw", "headroom_after_kw", "basis"};

/// Adds a column with the white spot that each place lies in; NULL: in none.
void add_white_spots(FeatureTable& places, PublicTables const& tables)
{
    places.fields.emplace_back("white_spot");
    FeatureTable spots;
    if (tables.has("white_spots")) spots = tables.read("white_spots");
    std::size_t const number = spots.fields.empty() ? 0 : spots.column("white_spot");
    std::vector<Box> boxes;
    for (Feature const& spot : spots.features)
        boxes.push_back(box_of(spot.geometry));
    tbb::parallel_for(std::size_t{0}, places.features.size(), [&](std::size_t i) {
        Feature& place = places.features[i];
        Point const at = place.geometry.points.front();
        Value& in = place.values.emplace_back();
        for (std::size_t s = 0; s < boxes.size(); ++s)
            if (overlap(boxes[s], box_of(at)) && contains(spots.features[s].geometry, at))
                in = spots.features[s].values[number];
    });
}

}  // namespace

std::string places_json(PublicTables const& tables, PlaceColumns wanted)
{
    FeatureTable places = tables.read("placements");
    add_white_spots(places, tables);
    std::vector<PublicColumn> chosen = columns;
    if (wanted == PlaceColumns::first)
        std::erase_if(chosen,
                      [](PublicColumn const& column) { return std::ranges::count(only_in_table, column.field) > 0; });
    return columnar_json(places, chosen, Shapes::without);
}

}  // namespace laad
