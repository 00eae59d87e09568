// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/surface.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/links.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <cmath>

namespace laad {

namespace {

enum class Group { areas, barriers, ways };

Group group_of(Surface surface)
{
    switch (surface) {
        case Surface::motorway:
        case Surface::rail:
        case Surface::water:
        case Surface::building:
            return Group::barriers;
        case Surface::path:
        case Surface::street:
            return Group::ways;
        default:
            return Group::areas;
    }
}

/// Where a rule finds the height level of a feature.
struct LevelColumns {
    std::optional<std::size_t> level, bridge, tunnel;

    LevelColumns(SurfaceRule const& rule, FeatureTable const& table)
        : level{table.optional_column(rule.level_field)},
          bridge{table.optional_column(rule.bridge_field)},
          tunnel{table.optional_column(rule.tunnel_field)}
    {
    }

    int of(Feature const& feature) const
    {
        if (level)
            if (auto const stated = number(feature.values[*level])) return static_cast<int>(std::lround(*stated));
        if (auto const value = text_at(feature, bridge); !value.empty() && value != "no") return 1;
        auto const value = text_at(feature, tunnel);
        return value.empty() || value == "no" || value == "building_passage" ? 0 : -1;
    }
};

/// The shapes of one rule, before it is known which ways are links.
struct Shapes {
    Surface surface{};
    double width_m{};
    std::vector<Geometry> polygons{};
    std::vector<Line> lines{};  ///< of areas and barriers
    std::vector<Way> ways{};    ///< centre lines of paths and streets
    std::int64_t below_ground{};
};

Shapes read_rule(SurfaceRule const& rule, GridSpec const& grid, Findings& findings)
{
    auto const widest = std::max(rule.width_m, 2 * grid.cell_m());
    auto table = read(rule.source, grid.epsg, grown(box_of(grid), widest), findings);
    LevelColumns const levels{rule, table};
    Shapes shapes{.surface = rule.surface, .width_m = widest};
    for (auto& feature : table.features) {
        auto& geometry = feature.geometry;
        auto const level = geometry.lines.empty() ? 0 : levels.of(feature);
        for (auto& line : geometry.lines) {
            if (group_of(rule.surface) == Group::ways)
                shapes.ways.push_back({std::move(line), level});
            else if (level >= 0)
                shapes.lines.push_back(std::move(line));
            else
                ++shapes.below_ground;  // a railway in a tunnel, a ditch in a culvert: no barrier
        }
        if (!geometry.polygons.empty()) shapes.polygons.push_back({{}, {}, std::move(geometry.polygons)});
    }
    return shapes;
}

std::vector<Geometry> buffered_lines(std::vector<Line> const& lines, double width_m)
{
    std::vector<Geometry> areas(lines.size());
    tbb::parallel_for(std::size_t{0}, lines.size(), [&](std::size_t i) { areas[i] = buffered(lines[i], width_m / 2); });
    return areas;
}

void burn_rule(Shapes const& shapes, GridSpec const& grid, Raster<Surface>& cells)
{
    auto const view = cells.view();
    View<std::uint8_t> const bytes{reinterpret_cast<std::uint8_t*>(view.data), view.shape, view.pitch};
    auto const code = static_cast<std::uint8_t>(shapes.surface);
    burn(shapes.polygons, grid, code, bytes);
    burn(buffered_lines(shapes.lines, shapes.width_m), grid, code, bytes);
}

/// Takes the links out of all ways and leaves the other ways as lines to burn.
std::vector<Link> take_links(std::vector<Shapes>& rules, GridSpec const& grid)
{
    std::vector<Way> ways;
    for (auto const& shapes : rules)
        ways.insert(ways.end(), shapes.ways.begin(), shapes.ways.end());
    auto const linked = linked_ways(ways);
    std::size_t next = 0;
    for (auto& shapes : rules)
        for (auto& way : shapes.ways)
            if (!linked[next++]) shapes.lines.push_back(std::move(way.line));
    return links_of(ways, linked, grid);
}

}  // namespace

SurfaceLayers surface_layers(std::vector<SurfaceRule> const& rules, GridSpec const& grid, Findings& findings)
{
    std::vector<Shapes> shapes;
    std::int64_t below_ground = 0;
    for (auto const& rule : rules) {
        shapes.push_back(read_rule(rule, grid, findings));
        below_ground += shapes.back().below_ground;
    }
    SurfaceLayers layers{Raster<Surface>{grid.shape}, take_links(shapes, grid)};
    for (auto const group : {Group::areas, Group::barriers, Group::ways})
        for (auto const& rule : shapes)
            if (group_of(rule.surface) == group) burn_rule(rule, grid, layers.cells);
    if (!layers.links.empty())
        findings.notes.push_back(
            fmt::format("{} stretches of street or path cross others at a different level and are walked as links",
                        layers.links.size()));
    if (below_ground > 0)
        findings.notes.push_back(
            fmt::format("{} railways, motorways or waters below ground level are no barrier", below_ground));
    return layers;
}

}  // namespace laad
