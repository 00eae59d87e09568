// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/maps.hpp"
#include "host/run/parts/headroom.hpp"

#include <array>

namespace laad {
namespace {

/// The grid assets that a map shows: those of the lowest levels are left out where all would hide it.
struct DrawnAssets {
    std::vector<Point> places;
    char const* from{};  ///< the lowest level that is drawn, in words; null: all
    std::int64_t at_assumed_places{};
};

DrawnAssets drawn_assets(PowerGrid const& grid, MapFrame const& frame)
{
    struct Level {
        char const* kind;
        char const* in_words;
    };
    static constexpr std::array<Level, 4> upwards{{{"lv_feeder", "low-voltage feeders"},
                                                   {"mv_lv_transformer", "MV/LV transformers"},
                                                   {"mv_feeder", "medium-voltage feeders"},
                                                   {"hv_mv_substation", "HV/MV substations"}}};
    DrawnAssets drawn;
    for (AssetInfo const& info : grid.info) {
        if (info.stands_there()) drawn.places.push_back(*info.at);
        if (info.at && !info.stands_there()) ++drawn.at_assumed_places;
    }
    for (auto lowest = upwards.begin() + 1; lowest != upwards.end() && !frame.has_room_for(drawn.places.size());
         ++lowest) {
        drawn.places.clear();
        drawn.from = lowest->in_words;
        for (AssetInfo const& info : grid.info)
            if (info.stands_there() &&
                std::any_of(lowest, upwards.end(), [&](Level const& level) { return level.kind == info.kind; }))
                drawn.places.push_back(*info.at);
    }
    return drawn;
}

Style basis_legend(DrawnAssets const& drawn)
{
    Style legend = styles::basis;
    if (!drawn.places.empty()) {
        legend.classes.push_back(styles::grid_asset);
        if (drawn.from != nullptr)
            legend.classes.back().label = said_with("{}: {} and above", said("grid asset"), said(drawn.from));
    }
    if (drawn.at_assumed_places > 0)
        legend.classes.push_back({.label = said_with("{} grid assets are not drawn: where they stand is assumed",
                                                     grouped(drawn.at_assumed_places)),
                                  .mark = Mark::words});
    return legend;
}

}  // namespace

Theme headroom_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    DrawnAssets const drawn = drawn_assets(inputs.grid, frame);
    Style const style = *layer_style(headroom_layer.name, inputs.scenario);
    return {.name = "headroom",
            .title = "Room in the electricity grid before the plan",
            .subtitle = said_with("least room up the chain of grid assets in the worst quarter of an hour, {}",
                                  prognosis_words(inputs)),
            .legend = {style, basis_legend(drawn)},
            .paint = [even = painted(layers[headroom_layer], frame, style),
                      rests_on = std::make_shared<MapLayer<std::uint8_t>>(layers[basis_layer], frame.level())](
                         Cell cell, cv::Point pixel) -> Paint {
                Paint const paint = even(cell, pixel);
                bool const assumed = (*rests_on)[cell] == static_cast<std::uint8_t>(Basis::assumed);
                bool const on_hatch = assumed && (pixel.x + pixel.y) % 18 < 4;
                return {on_hatch ? 0xffffff : paint.colour, paint.opacity};
            },
            .draw =
                [drawn](Canvas& panel, MapFrame const& shown) {
                    double const size = shown.symbol_size(8, drawn.places.size(), 2);
                    for (Point const place : drawn.places)
                        draw_mark(panel, styles::grid_asset.mark, styles::grid_asset.colour, shown.pixel(place),
                                  1.15 * size, 0.15 * size);
                }};
}

}  // namespace laad
