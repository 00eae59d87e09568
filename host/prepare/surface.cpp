// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/surface.hpp"

#include "host/prepare/links.hpp"
#include "host/prepare/shape_hash.hpp"
#include "host/prepare/tile_work.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>
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

double width_of(SurfaceRule const& rule, GridSpec const& grid)
{
    return std::max(rule.width_m, 2 * grid.cell_m());
}

Box box_of(Line const& line)
{
    return box_of(Geometry{{}, {line}, {}});
}

}  // namespace

struct SurfaceMaker::Rule {
    Rule(SurfaceRule const& rule, GridSpec const& grid)
        : config{rule},
          width_m{width_of(rule, grid)},
          layer{windows_of(rule.source, grid.epsg, grown(box_of(grid), width_m),
                           {rule.level_field, rule.bridge_field, rule.tunnel_field})},
          levels{rule, layer.about()}
    {
    }

    bool is_of_ways() const { return group_of(config.surface) == Group::ways; }

    SurfaceRule config;
    double width_m;
    LayerWindows layer;
    LevelColumns levels;
    bool has_areas{true};  ///< polygons are read by tile
    std::vector<Way> ways{};
    std::unique_ptr<BoxIndex> way_index{};
    std::mutex mutex{};
    std::map<std::int64_t, std::size_t> below_ground{};  ///< lines by feature
};

/// What one rule burns in a tile.
struct SurfaceMaker::Shapes {
    std::vector<Geometry> polygons;
    std::vector<Line> lines;
    std::map<std::int64_t, std::size_t> below_ground;

    bool empty() const { return polygons.empty() && lines.empty(); }
};

SurfaceMaker::SurfaceMaker(std::vector<SurfaceRule> const& rules, GridSpec const& grid) : grid_{grid}
{
    std::vector<Way> all;
    for (auto const& config : rules) {
        rules_.push_back(std::make_unique<Rule>(config, grid));
        auto& rule = *rules_.back();
        if (!rule.is_of_ways() || rule.layer.only_polygons()) continue;
        rule.has_areas = false;
        for (auto& feature : rule.layer.in(grown(box_of(grid), rule.width_m))) {
            rule.has_areas |= !feature.geometry.polygons.empty();
            auto const level = feature.geometry.lines.empty() ? 0 : rule.levels.of(feature);
            for (auto& line : feature.geometry.lines)
                rule.ways.push_back({std::move(line), level});
        }
        all.insert(all.end(), rule.ways.begin(), rule.ways.end());
    }
    auto const linked = linked_ways(all);
    links_ = links_of(all, linked, grid);
    std::size_t next = 0;
    for (auto& rule : rules_) {
        std::erase_if(rule->ways, [&](Way const&) { return linked[next++] != 0; });
        std::vector<Box> boxes;
        for (auto const& way : rule->ways)
            boxes.push_back(box_of(way.line));
        rule->way_index = std::make_unique<BoxIndex>(std::move(boxes), 1000);
    }
    std::stable_sort(rules_.begin(), rules_.end(), [](auto const& a, auto const& b) {
        return group_of(a->config.surface) < group_of(b->config.surface);
    });
}

SurfaceMaker::~SurfaceMaker() = default;

SurfaceMaker::Shapes SurfaceMaker::shapes_in(Rect core, Rule& rule) const
{
    Shapes shapes;
    Box const box = grown(box_of(grid_, core), rule.width_m);
    for (auto const way : rule.way_index->touching(box))
        shapes.lines.push_back(rule.ways[static_cast<std::size_t>(way)].line);
    if (!rule.has_areas) return shapes;
    for (auto& feature : rule.layer.in(box)) {
        auto& geometry = feature.geometry;
        if (!geometry.polygons.empty()) shapes.polygons.push_back({{}, {}, std::move(geometry.polygons)});
        if (rule.is_of_ways() || geometry.lines.empty()) continue;
        if (rule.levels.of(feature) < 0)
            shapes.below_ground[feature.id] = geometry.lines.size();  // a railway in a tunnel: no barrier
        else
            std::move(geometry.lines.begin(), geometry.lines.end(), std::back_inserter(shapes.lines));
    }
    return shapes;
}

std::string SurfaceMaker::make(Rect core, BlockLayer<Surface>& layer)
{
    std::vector<Shapes> shapes;
    ContentHash hash;
    hash.add(preparation_version);
    bool any = false;
    for (auto const& rule : rules_) {
        auto& mine = shapes.emplace_back(shapes_in(core, *rule));
        any |= !mine.empty();
        {
            std::scoped_lock const lock{rule->mutex};
            rule->below_ground.merge(mine.below_ground);
        }
        if (mine.empty()) continue;
        hash.add(static_cast<std::int64_t>(rule->config.surface));
        hash.add(std::llround(rule->width_m * 1000));
        hash.add(std::ssize(mine.polygons));
        hash.add(std::ssize(mine.lines));
        for (auto const& shape : mine.polygons)
            add(hash, shape);
        for (auto const& line : mine.lines)
            add(hash, line);
    }
    auto const key = hash.digest();
    make_tile(layer, core, key, any, [&](View<Surface> cells) {
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            auto const surface = rules_[i]->config.surface;
            burn<Surface>(shapes[i].polygons, grid_, core, surface, cells);
            for (auto const& line : shapes[i].lines) {
                auto const area = buffered(line, rules_[i]->width_m / 2);
                burn<Surface>({&area, 1}, grid_, core, surface, cells);
            }
        }
    });
    return key;
}

void SurfaceMaker::tell(std::size_t links, Findings& findings) const
{
    std::size_t below_ground = 0;
    for (auto const& rule : rules_) {
        laad::tell(rule->config.source, rule->layer, findings);
        for (auto const& [feature, lines] : rule->below_ground)
            below_ground += lines;
    }
    if (links > 0)
        findings.notes.push_back(fmt::format(
            "{} stretches of street or path cross others at a different level and are walked as links", links));
    if (below_ground > 0)
        findings.notes.push_back(
            fmt::format("{} railways, motorways or waters below ground level are no barrier", below_ground));
}

BandInfo surface_info()
{
    BandInfo info;
    info.name = "surface";
    info.description = "What covers a cell";
    info.overviews = Overviews::nearest;
    info.categories = {"unknown", "green", "square",   "parking", "motorway",
                       "rail",    "water", "building", "path",    "street"};
    return info;
}

}  // namespace laad
