// SPDX-License-Identifier: Apache-2.0
#include "host/inspect/input_maps.hpp"

#include "host/intake/input_notes.hpp"
#include "host/language/language.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/base_map.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <fmt/format.h>

#include <array>

namespace laad {
namespace {

constexpr Rgb area_colour = 0x9b1c6b;

/// In the order of the codes of Surface, from green on; stronger than on the base map, since here they are the theme.
constexpr std::array<Rgb, 9> surface_colours{0x9ccb86, 0xf2e3a0, 0x7f9fd1, 0xe07b39, 0x8a7f9c,
                                             0x6fb7e0, 0xb9aca0, 0xd9a9c8, 0x4d4d4d};

Style surface_legend()
{
    Style legend{.heading = "What covers the land"};
    for (std::size_t i = 0; i < surface_names.size(); ++i)
        legend.classes.push_back(
            {.value = surface_names[i],
             .label = surface_names[i],
             .colour = surface_names[i] == "water" ? base_colour(Surface::water) : surface_colours[i]});
    legend.classes.push_back({.label = "faded: outside the area, context only", .colour = 0xd5d2cd});
    legend.classes.push_back({.label = "not told by any [[surface]] rule: nobody walks there", .colour = 0xf3f0ea});
    return legend;
}

StyleClass sign(char const* label, Rgb colour, Mark mark = Mark::dot)
{
    return {.label = label, .colour = colour, .mark = mark};
}

StyleClass const border_of_area = sign("border of the area", area_colour, Mark::line);

/// Borders of the area and the neighbourhoods.
class Borders {
  public:
    explicit Borders(Inputs const& inputs) : neighbourhoods_{inputs.base.neighbourhoods}
    {
        RegionConfig const& region = inputs.scenario.region;
        area_ = read_layer(request_of(region.area, region.epsg, {})).features;
    }

    void draw(Canvas& panel, MapFrame const& frame) const
    {
        for (Neighbourhood const& one : neighbourhoods_)
            outline(one.shape, styles::neighbourhood_border.colour, 1, panel, frame);
        for (Feature const& feature : area_)
            outline(feature.geometry, area_colour, 2.5, panel, frame);
    }
    static void add_to(Style& legend)
    {
        legend.classes.push_back(border_of_area);
        legend.classes.push_back(styles::neighbourhood_border);
    }

  private:
    static void outline(Geometry const& shape, Rgb colour, double width, Canvas& panel, MapFrame const& frame)
    {
        for (Polygon const& polygon : shape.polygons)
            panel.shape(rings(polygon, frame), colour, 0, colour, width);
    }

    Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods_;
    std::vector<Feature> area_;
};

Theme surface_map(Inputs const& inputs, MapFrame const& frame, Borders const& borders)
{
    Style legend = surface_legend();
    Borders::add_to(legend);
    return {
        .name = "surface",
        .title = "What covers the land",
        .subtitle = "as the [[surface]] rules say; streets, paths, squares, parking and public green can be walked on",
        .legend = {legend},
        .covers_base_map = true,
        .paint = [cells = std::make_shared<MapLayer<Surface>>(inputs.base.surface, frame.level())](Cell cell,
                                                                                                   cv::Point) -> Paint {
            auto const code = static_cast<std::size_t>((*cells)[cell]);
            return code == 0 ? Paint{} : Paint{surface_colours[code - 1], 1};
        },
        .draw = [&borders](Canvas& panel, MapFrame const& shown) { borders.draw(panel, shown); }};
}

std::string counted(char const* what, std::int64_t count)
{
    return fmt::format("{}: {}", said(what), grouped(count));
}

/// A kind of point: how it looks and where its points are.
struct PointKind {
    StyleClass look;
    double size{};
    std::vector<Point> places{};
};

/// Draws the kinds on top of each other, the first one lowest, each as large as the number of all leaves room for.
void draw_kinds(std::vector<PointKind> const& kinds, Canvas& panel, MapFrame const& frame)
{
    for (PointKind const& kind : kinds) {
        double const size = frame.symbol_size(kind.size, kind.places.size(), 1.2);
        for (Point const place : kind.places)
            draw_mark(panel, kind.look.mark, kind.look.colour, frame.pixel(place), size, size > 6 ? size / 8 : 0);
    }
}

Style legend_of(char const* heading, std::vector<PointKind> const& kinds)
{
    Style legend{heading};
    for (PointKind const& kind : kinds) {
        legend.classes.push_back(kind.look);
        legend.classes.back().label = counted(kind.look.label.c_str(), std::ssize(kind.places));
    }
    Borders::add_to(legend);
    return legend;
}

Theme dwelling_map(Inputs const& inputs, Borders const& borders)
{
    std::vector<PointKind> kinds{{sign("dwelling", styles::blue), 5},
                                 {sign("with its own driveway", styles::sky), 5},
                                 {sign("finds no street within reach: no demand", styles::vermilion), 6},
                                 {sign("in no buurt: no demand", styles::pink), 6}};
    for (Dwelling const& dwelling : inputs.base.dwelling_points) {
        std::size_t const kind = !dwelling.entry ? 2 : !dwelling.neighbourhood ? 3 : dwelling.own_driveway ? 1 : 0;
        kinds[kind].places.push_back(dwelling.at);
    }
    std::erase_if(kinds, [](PointKind const& kind) { return kind.places.empty(); });
    Style const legend = legend_of("Dwellings, rim included", kinds);
    return {.name = "dwellings",
            .title = "Where people live",
            .subtitle = "the dwellings that carry demand, and those that cannot",
            .legend = {legend},
            .draw = [kinds, &borders](Canvas& panel, MapFrame const& frame) {
                borders.draw(panel, frame);
                draw_kinds(kinds, panel, frame);
            }};
}

Theme charging_map(Inputs const& inputs, Borders const& borders)
{
    std::vector<PointKind> kinds{{sign("pair of bays stopped by a hard rule", 0x9a9a9a), 4},
                                 {sign("pair of bays where a station may come", styles::blue), 5},
                                 {sign("semi-public charging location", styles::orange, Mark::triangle), 11},
                                 {sign("public charging location", styles::teal, Mark::square), 12},
                                 {sign("planned charging location", styles::pink, Mark::diamond), 12}};
    for (Candidate const& candidate : inputs.base.candidates)
        kinds[candidate.eligible() ? 1 : 0].places.push_back(candidate.pole);
    for (Charger const& charger : inputs.base.chargers)
        kinds[charger.planned ? 4 : charger.access == ChargerAccess::is_public ? 3 : 2].places.push_back(charger.at);
    Style const legend = legend_of("Charging and bays, rim included", kinds);
    return {.name = "charging",
            .title = "Where charging is, and where stations may come",
            .subtitle = "charge locations of today and planned, and every pair of bays that was looked at",
            .legend = {legend},
            .draw = [kinds, &borders](Canvas& panel, MapFrame const& frame) {
                borders.draw(panel, frame);
                draw_kinds(kinds, panel, frame);
            }};
}

}  // namespace

std::vector<MapPicture> write_input_maps(Inputs const& inputs, std::filesystem::path const& folder)
{
    MapFrame const frame{inputs.base.area};
    Borders const borders{inputs};
    std::vector<Theme> themes{surface_map(inputs, frame, borders), dwelling_map(inputs, borders),
                              charging_map(inputs, borders)};
    for (Theme& theme : themes)
        theme.warning = illustrative_warning(inputs, RestsOn::today);
    return write_maps({inputs.base.surface, inputs.base.area, inputs.scenario.region.name, inputs.scenario.sources},
                      frame, themes, folder);
}

}  // namespace laad
