// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_maps.hpp"

#include "host/compare/change_classes.hpp"
#include "host/compare/numbered_places.hpp"
#include "host/report/map_layer.hpp"
#include "host/report/theme_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace laad {
namespace {

std::string versions(Comparison const& comparison)
{
    return fmt::format("new ({}) minus old ({})", comparison.new_plan.prognosis_words(),
                       comparison.old_plan.prognosis_words());
}

/// A layer of changes as colours; `per_unit` values make one unit of the legend.
Theme change_map(BlockLayer<std::int32_t> const& layer, BaseRasters const& base, MapFrame const& frame,
                 std::string const& unit, std::int64_t per_unit, bool more_is_blue = false)
{
    std::vector<std::int64_t> values = sample(layer, base.area);
    std::erase(values, std::int64_t{change_nodata});
    ChangeClasses classes = change_classes(std::move(values), per_unit);
    classes.more_is_blue = more_is_blue;
    Theme theme;
    theme.legend = classes.legend(unit, per_unit, theme_opacity);
    append(theme.legend, base_legend());
    theme.paint = [changes = map_layer(layer, frame), surface = map_layer(base.surface, frame), classes](
                      Cell cell, cv::Point) -> Paint {
        std::int32_t const change = (*changes)[cell];
        bool const shown = change != change_nodata && (*surface)[cell] != Surface::water;
        return shown ? Paint{classes.colour(change), theme_opacity} : Paint{};
    };
    return theme;
}

/// Changes by square blocks; single cells would be too small to see.
struct ChangeBlocks {
    int cells{};  ///< along a side
    Shape shape{};
    std::vector<std::int64_t> wh;  ///< row-major
    std::vector<bool> any;         ///< whether either plan has demand there

    std::size_t number(Cell cell) const
    {
        return static_cast<std::size_t>(std::int64_t{cell.row / cells} * shape.cols + cell.col / cells);
    }
};

ChangeBlocks blocks_of(BlockLayer<std::int32_t> const& layer, MapFrame const& frame)
{
    GridSpec const& grid = layer.grid();
    auto const side_m = readable(std::max<std::int64_t>(25, std::llround(std::ceil(14 * frame.metres_per_pixel()))));
    ChangeBlocks blocks;
    blocks.cells = std::max(1, static_cast<int>(std::lround(static_cast<double>(side_m) / grid.cell_m())));
    blocks.shape = {grid.shape.rows / blocks.cells + 1, grid.shape.cols / blocks.cells + 1};
    blocks.wh.resize(static_cast<std::size_t>(blocks.shape.cells()));
    blocks.any.resize(blocks.wh.size());
    MapLayer<std::int32_t> changes{layer, 0};
    for (int row = 0; row < grid.shape.rows; ++row)
        for (int col = 0; col < grid.shape.cols; ++col) {
            std::int32_t const change = changes[{row, col}];
            if (change == change_nodata) continue;
            std::size_t const block = blocks.number({row, col});
            blocks.wh[block] += change;
            blocks.any[block] = true;
        }
    return blocks;
}

Theme unmet_map(Comparison const& comparison, BlockLayer<std::int32_t> const& layer, MapFrame const& frame)
{
    constexpr std::int64_t wh_per_kwh = 1000;
    auto const blocks = std::make_shared<ChangeBlocks const>(blocks_of(layer, frame));
    ChangeClasses const classes = change_classes(blocks->wh, wh_per_kwh);
    Theme theme;
    theme.name = "unmet_change";
    theme.title = "Unserved demand, before the plan: what changes";
    theme.subtitle =
        fmt::format("kWh a year per block of {:g} m, {}", blocks->cells * layer.grid().cell_m(), versions(comparison));
    theme.legend = classes.legend("Unserved kWh a year", wh_per_kwh, theme_opacity);
    append(theme.legend, base_legend());
    theme.paint = [blocks, classes](Cell cell, cv::Point) -> Paint {
        std::size_t const block = blocks->number(cell);
        return blocks->any[block] ? Paint{classes.colour(blocks->wh[block]), theme_opacity} : Paint{};
    };
    return theme;
}

Theme density_map(Comparison const& comparison, DifferenceLayers const& layers, BaseRasters const& base,
                  MapFrame const& frame)
{
    Theme theme = change_map(layers.demand_density_kwh, base, frame, "kWh a year", 1);
    theme.name = "demand_density_change";
    theme.title = "Demand for public charging in the neighbourhood: what changes";
    theme.subtitle = fmt::format("kWh a year, Gaussian weight cut at {} m, {}",
                                 comparison.new_plan.config.demand.density_radius_m, versions(comparison));
    return theme;
}

Theme headroom_map(Comparison const& comparison, DifferenceLayers const& layers, BaseRasters const& base,
                   MapFrame const& frame)
{
    Theme theme = change_map(layers.headroom_w, base, frame, "Room in kW (red: less room)", 1000, true);
    theme.name = "headroom_change";
    theme.title = "Room in the electricity grid before the plan: what changes";
    auto const moved = std::ranges::count(comparison.places, Reason::headroom, &PlaceChange::reason);
    theme.subtitle = fmt::format("least room up the chain of grid assets; {}; {}",
                                 moved == 0 ? "changes no place" : fmt::format("changes {} places", grouped(moved)),
                                 versions(comparison));
    return theme;
}

/// How each kind of change looks; place_change_style draws the same in GIS.
struct ChangeLook {
    Change change{};
    Rgb colour{};
    char const* meaning{};
};
constexpr ChangeLook looks[] = {{Change::shifted, orange, "shifted within the station spacing"},
                                {Change::gained, blue, "new in the plan"},
                                {Change::lost, vermilion, "no longer in the plan"},
                                {Change::moved, 0x56b4e9, "stays, at another rank"},
                                {Change::kept, grey, "stays"}};

std::vector<MapPlace> map_places(Comparison const& comparison)
{
    std::vector<MapPlace> places;
    for (PlaceChange const& place : comparison.places) {
        auto const look = std::ranges::find(looks, place.change, &ChangeLook::change);
        bool const light = place.change == Change::shifted || place.change == Change::moved;
        places.push_back(
            {place.place().at, static_cast<int>(places.size()) + 1, look->colour, place.change == Change::lost, light});
    }
    return places;
}

Theme places_map(Comparison const& comparison)
{
    Theme theme;
    theme.name = "places_change";
    theme.title = "Plan map: which places stay, come and go";
    theme.subtitle =
        fmt::format("old: {}; new: {}", comparison.old_plan.prognosis_words(), comparison.new_plan.prognosis_words());
    theme.legend = {{Symbol::heading, 0, number_words(comparison.places.size())}};
    for (ChangeLook const& look : looks)
        if (std::int64_t const count = comparison.count(look.change); count > 0)
            theme.legend.push_back({look.change == Change::lost ? Symbol::square : Symbol::dot, look.colour,
                                    fmt::format("{} ({})", look.meaning, grouped(count))});
    theme.legend.push_back({Symbol::line, buurt_border, "border of a buurt"});
    append(theme.legend, base_legend());
    theme.draw = [places = map_places(comparison), shapes = buurt_shapes(comparison.new_plan)](Canvas& panel,
                                                                                               MapFrame const& frame) {
        draw_buurten(shapes, panel, frame);
        draw_places(places, panel, frame);
    };
    return theme;
}

}  // namespace

std::vector<std::string> illustrative_parts(std::vector<PlanFolder const*> const& plans)
{
    std::vector<std::string> parts;
    for (PlanFolder const* plan : plans)
        for (std::string const& part : plan->illustrative)
            if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    return parts;
}

MapBase map_base(std::vector<PlanFolder const*> const& plans, BaseRasters const& base)
{
    PlanFolder const& last = *plans.back();
    bool const any = !illustrative_parts(plans).empty();
    return {base.surface, base.area, last.region, last.config.sources,
            any ? "ILLUSTRATIVE: some of the inputs are examples or assumptions" : ""};
}

std::vector<MapPicture> write_themes(MapBase const& base, MapFrame const& frame, std::vector<Theme> const& themes,
                                     std::filesystem::path const& folder)
{
    std::vector<MapPicture> pictures;
    for (Theme const& theme : themes) {
        pictures.push_back({folder / (theme.name + ".png"), theme.title, theme.subtitle});
        write_map(map_sheet(base, frame, theme), pictures.back().file);
    }
    return pictures;
}

std::vector<MapPicture> write_change_maps(Comparison const& comparison, DifferenceLayers const& layers,
                                          BaseRasters const& base, std::filesystem::path const& folder)
{
    MapFrame const frame{base.area};
    return write_themes(map_base({&comparison.old_plan, &comparison.new_plan}, base), frame,
                        {places_map(comparison), density_map(comparison, layers, base, frame),
                         unmet_map(comparison, layers.unmet_wh, frame), headroom_map(comparison, layers, base, frame)},
                        folder);
}

}  // namespace laad
