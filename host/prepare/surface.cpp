// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/surface.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/prepare/levels.hpp"
#include "host/prepare/links.hpp"
#include "host/prepare/tile_work.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <array>
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

double width_of(SurfaceRule const& rule, GridSpec const& grid)
{
    return std::max(rule.width_m, 2 * grid.cell_m());
}

}  // namespace

struct SurfaceMaker::Rule {
    Rule(SurfaceRule const& rule, GridSpec const& grid)
        : config{rule},
          width_m{width_of(rule, grid)},
          layer{windows_of(rule.source, grid.epsg, grown(box_of(grid), width_m),
                           {rule.level_field, rule.bridge_field, rule.tunnel_field})},
          levels{config, layer.about()}
    {
    }

    bool is_of_ways() const { return group_of(config.surface) == Group::ways; }
    bool is_of_barriers() const { return group_of(config.surface) == Group::barriers; }

    SurfaceRule config;
    double width_m;
    LayerWindows layer;
    Levels levels;
    bool has_areas{true};  ///< polygons are read by tile
    std::vector<Way> ways{};
    double way_m{};  ///< length of all lines of ways
    std::unique_ptr<BoxIndex> way_index{};
    std::vector<Joints> joints{};           ///< of the ways
    std::set<std::int64_t> linked_areas{};  ///< polygons of ways that became links
    SeenOnce<std::size_t> below_ground{};   ///< lines and polygons by feature
};

/// What one rule burns in a tile.
struct SurfaceMaker::Shapes {
    std::vector<Geometry> polygons;
    std::vector<Line> lines;
    std::vector<Point> joints;  ///< ends of lines that others go on from

    bool empty() const { return polygons.empty() && lines.empty(); }
};

SurfaceMaker::SurfaceMaker(std::vector<SurfaceRule> const& rules, GridSpec const& grid)
    : grid_{grid}, walks_straight_{std::ranges::none_of(rules, street_class, &SurfaceRule::surface)}
{
    std::vector<Way> all;
    for (auto const& config : rules) {
        rules_.push_back(std::make_unique<Rule>(config, grid));
        auto& rule = *rules_.back();
        if (rule.is_of_ways()) widest_way_m_ = std::max(widest_way_m_, config.width_m);
        if (!rule.is_of_ways() || rule.layer.only_polygons()) continue;
        rule.has_areas = false;
        for (auto& feature : rule.layer.in(grown(box_of(grid), rule.width_m))) {
            rule.has_areas |= !feature.geometry.polygons.empty();
            auto const level = feature.geometry.lines.empty() ? 0 : rule.levels.of(feature);
            for (auto& line : feature.geometry.lines) {
                rule.way_m += length(line);
                rule.ways.push_back({std::move(line), level});
            }
        }
        all.insert(all.end(), rule.ways.begin(), rule.ways.end());
    }
    refuse_no_ways();
    auto const linked = linked_ways(all);
    links_ = links_of(all, linked, grid);
    link_raised_areas(all, linked);
    auto const joints = joints_of(all, linked);
    std::size_t next = 0;
    for (auto& rule : rules_) {
        std::vector<Way> burned;
        for (auto& way : rule->ways) {
            if (!linked[next]) {
                burned.push_back(std::move(way));
                rule->joints.push_back(joints[next]);
            }
            ++next;
        }
        rule->way_index =
            std::make_unique<BoxIndex>(index_of(burned, 1000, [](Way const& w) { return box_of(w.line); }));
        rule->ways = std::move(burned);
    }
    std::ranges::stable_sort(rules_, {}, [](auto const& rule) { return group_of(rule->config.surface); });
}

SurfaceMaker::~SurfaceMaker() = default;

/// An empty layer is one where there are others; without any street nobody would walk anywhere.
void SurfaceMaker::refuse_no_ways() const
{
    Rule const* first = nullptr;
    for (auto const& rule : rules_) {
        if (!rule->is_of_ways()) continue;
        if (!rule->layer.about().is_empty) return;
        if (!first) first = rule.get();
    }
    if (first)
        refuse(
            first->layer.about(),
            "has no features, nor has any other layer of streets and paths, so nothing could be walked on; is it the "
            "right layer?");
}

void SurfaceMaker::link_raised_areas(std::vector<Way> const& lines, std::vector<char> const& linked_lines)
{
    std::vector<Rule*> ways;
    std::vector<WayLayer> layers;
    for (auto const& rule : rules_) {
        if (!rule->is_of_ways() || !rule->has_areas) continue;
        ways.push_back(rule.get());
        auto& layer = layers.emplace_back(WayLayer{&rule->layer, {}});
        if (rule->levels.stated())
            layer.level_of = [&levels = rule->levels](Feature const& feature) { return levels.of(feature); };
    }
    auto raised = raised_ways(layers, lines, linked_lines, grid_);
    for (std::size_t i = 0; i < ways.size(); ++i)
        ways[i]->linked_areas = std::move(raised.linked[i]);
    links_.insert(links_.end(), raised.links.begin(), raised.links.end());
    put_in_order(links_);
}

SurfaceMaker::Shapes SurfaceMaker::shapes_in(Box const& box, Rule& rule) const
{
    Shapes shapes;
    for (auto const item : rule.way_index->touching(box)) {
        auto const way = static_cast<std::size_t>(item);
        auto const& line = rule.ways[way].line;
        shapes.lines.push_back(line);
        if (rule.joints[way].front) shapes.joints.push_back(line.front());
        if (rule.joints[way].back) shapes.joints.push_back(line.back());
    }
    if (!rule.has_areas) return shapes;
    for (auto& feature : rule.layer.in(box)) {
        auto& geometry = feature.geometry;
        if (rule.linked_areas.contains(feature.id)) continue;
        if (rule.is_of_barriers() && rule.levels.of(feature) < 0) {
            rule.below_ground.add(feature.id, geometry.lines.size() + geometry.polygons.size());  // no barrier
            continue;
        }
        if (!geometry.polygons.empty()) shapes.polygons.push_back({{}, {}, std::move(geometry.polygons)});
        if (!rule.is_of_ways())
            std::move(geometry.lines.begin(), geometry.lines.end(), std::back_inserter(shapes.lines));
    }
    return shapes;
}

std::unique_ptr<Barriers const> SurfaceMaker::barriers(Rect window) const
{
    Rect const seen = grow(window, Barriers::rim(widest_way_m_, grid_.cell_m()), grid_.shape);
    std::vector<Shapes> shapes;
    for (auto const& rule : rules_)
        shapes.push_back(rule->is_of_ways() || rule->is_of_barriers() ? shapes_in(box_of(grid_, seen), *rule)
                                                                      : Shapes{});
    return standing(seen, shapes);
}

std::unique_ptr<Barriers const> SurfaceMaker::standing(Rect seen, std::vector<Shapes> const& shapes) const
{
    constexpr double narrowest_way_m = 0.5;
    BarrierShapes found;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        Rule const& rule = *rules_[i];
        for (auto const& line : shapes[i].lines) {
            if (rule.is_of_barriers()) found.add_line(line, rule.config.width_m);
            if (rule.is_of_ways()) found.ways.push_back({&line, std::max(rule.config.width_m, narrowest_way_m) / 2});
        }
        for (auto const& shape : shapes[i].polygons)
            for (auto const& polygon : shape.polygons) {
                if (rule.is_of_ways()) found.decks.push_back(&polygon);
                if (!rule.is_of_barriers()) continue;
                found.barriers.push_back(&polygon);
                found.is_building.push_back(rule.config.surface == Surface::building);
            }
    }
    return std::make_unique<Barriers const>(grid_, seen, found);
}

void SurfaceMaker::paint(Rect window, std::vector<Shapes> const& shapes, View<Surface> cells) const
{
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        double const half_m = rules_[i]->width_m / 2;
        auto const paint_all = [&](std::span<Geometry const> areas) {
            burn<Surface>(areas, grid_, window, rules_[i]->config.surface, cells);
        };
        paint_all(shapes[i].polygons);
        for (auto const& line : shapes[i].lines)
            paint_all(std::array{buffered(line, half_m)});
        for (auto const joint : shapes[i].joints)
            paint_all(std::array{disc(joint, half_m)});
    }
}

std::string SurfaceMaker::make(Rect core, BlockLayer<Surface>& layer, BlockLayer<std::uint8_t>& walls)
{
    Rect const near = grow(core, move_reach, grid_.shape);
    int const rim = Barriers::rim(widest_way_m_, grid_.cell_m());
    Rect const seen = grow(near, rim, grid_.shape);
    std::vector<Shapes> shapes;
    ContentHash hash;
    hash.add(algorithm::surface.version);
    if (walks_straight_) hash.add(std::string_view{"straight"});
    bool any = false;
    for (auto const& rule : rules_) {
        bool const is_of_areas = !rule->is_of_ways() && !rule->is_of_barriers();
        double const margin = is_of_areas ? rule->width_m / 2 : std::max(rule->width_m / 2, rim * grid_.cell_m());
        auto& mine = shapes.emplace_back(shapes_in(grown(box_of(grid_, near), margin), *rule));
        any |= !mine.empty();
        if (mine.empty()) continue;
        hash.add(static_cast<std::int64_t>(rule->config.surface));
        hash.add(std::llround(rule->width_m * 1000));
        hash.add(std::ssize(mine.polygons));
        hash.add(std::ssize(mine.lines));
        for (auto const& shape : mine.polygons)
            add(hash, shape);
        for (auto const& line : mine.lines)
            add(hash, line);
        add(hash, mine.joints);
    }
    auto const key = hash.digest();
    if (layer.has(core, key) && walls.has(core, key)) return key;
    Raster<Surface> cells{near.shape, layer.empty()};
    if (any) paint(near, shapes, cells.view());
    if (walks_straight_) std::ranges::replace(cells.cells(), Surface::unknown, Surface::street);
    layer.write(core, std::as_const(cells).view().window({core.first - near.first, core.shape}), key);
    make_tile(walls, core, key, any, [&](View<std::uint8_t> stopped) {
        standing(seen, shapes)->wall_off(core, near, std::as_const(cells).view(), stopped);
    });
    return key;
}

void SurfaceMaker::tell(std::size_t links, InputNotes& noted) const
{
    if (walks_straight_)
        noted.note(
            "{}no [[surface]] rule is a street or path: all land that no rule covers counts as one, so walks are "
            "straight lines over land (around what barriers are given) and understate real walks",
            warning_sign);
    std::size_t below_ground = 0;
    double way_m = 0;
    Levels::Seen levels;
    for (auto const& rule : rules_) {
        tell_shapes(rule->config.source, rule->layer, "what a [[surface]] rule covers", noted);
        rule->levels.add_to(levels);
        way_m += rule->way_m;
        rule->levels.finish(rule->layer.about(), noted);
        for (auto const& [feature, lines] : rule->below_ground.all())
            below_ground += lines;
    }
    laad::tell(levels, noted);
    noted.guess({"streets and paths are lines; how wide they are is assumed", "surface.width_m", std::llround(way_m),
                 std::llround(way_m), "m of street and path"});
    if (links > 0)
        noted.note("{} stretches of street or path cross others at a different level and are walked as links", links);
    if (below_ground > 0)
        noted.note("{} railways, motorways or waters below ground level are no barrier", below_ground);
}

BandInfo surface_info()
{
    auto info = codes_info("surface", "What covers a cell");
    info.categories = surface_names;
    info.categories.insert(info.categories.begin(), "unknown");
    return info;
}

BandInfo walls_info()
{
    return codes_info("walls", "Moves to later cells that a barrier stops, a bit each");
}

}  // namespace laad
