// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/links.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace laad {

namespace {

constexpr double touching_m = 0.1;
constexpr double overlap_m2 = 1;
constexpr double overlap_m = 1;
constexpr double step_m = 0.25;
constexpr double window_m = 4000;

/// A way that is a polygon.
struct Area {
    std::size_t layer{};
    std::int64_t feature{};
    int level{};
    Geometry shape{};

    bool operator==(Area const& other) const { return layer == other.layer && feature == other.feature; }
};

/// Where a link enters another way.
struct Contact {
    Point at;
    Cell cell;
};

/// Points along a ring, at most `step_m` apart.
std::vector<Point> along(Ring const& ring)
{
    std::vector<Point> points;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        Point const a = ring[i - 1], b = ring[i];
        auto const steps = std::max(1, static_cast<int>(std::ceil(distance(a, b) / step_m)));
        for (int s = 0; s < steps; ++s)
            points.push_back({a.x + (b.x - a.x) * s / steps, a.y + (b.y - a.y) * s / steps});
    }
    return points;
}

/// The middle of the longest stretch of the outline that lies on the other shape.
std::optional<Point> shared_edge(Geometry const& shape, Geometry const& other)
{
    std::vector<Point> longest, stretch;
    for (auto const& polygon : shape.polygons) {
        auto const points = along(polygon.outer);
        stretch.clear();
        for (std::size_t i = 0; i < 2 * points.size(); ++i) {  // twice round: a stretch may pass the first vertex
            Point const p = points[i % points.size()];
            if (distance_between(p, other) > touching_m || stretch.size() == points.size())
                stretch.clear();
            else
                stretch.push_back(p);
            if (stretch.size() > longest.size()) longest = stretch;
        }
    }
    if (longest.empty()) return std::nullopt;
    return longest[longest.size() / 2];
}

double length_inside(Line const& line, Geometry const& shape)
{
    double inside_m = 0;
    auto const points = along(line);
    for (std::size_t i = 1; i < points.size(); ++i)
        if (contains(shape, (points[i - 1] + points[i]) * 0.5)) inside_m += distance(points[i - 1], points[i]);
    return inside_m;
}

class RaisedPolygons {
  public:
    RaisedPolygons(std::vector<WayLayer> const& layers, std::vector<Way> const& lines,
                   std::vector<char> const& linked_lines, GridSpec const& grid)
        : layers_{layers},
          lines_{lines},
          linked_lines_{linked_lines},
          grid_{grid},
          line_index_{index_of(lines, 50, [](Way const& way) { return box_of(way.line); })}
    {
    }

    RaisedWays run()
    {
        RaisedWays result{std::vector<std::set<std::int64_t>>(layers_.size()), {}};
        for (auto& area : off_the_ground())
            if (crosses_another_level(area)) linked_.push_back(std::move(area));
        for (auto const& area : linked_) {
            result.linked[area.layer].insert(area.feature);
            auto const contacts = contacts_of(area);
            for (std::size_t i = 0; i < contacts.size(); ++i)
                for (std::size_t k = i + 1; k < contacts.size(); ++k)
                    add_link(result.links, contacts[i].cell, contacts[k].cell, distance(contacts[i].at, contacts[k].at),
                             grid_);
        }
        return result;
    }

  private:
    int level(std::size_t layer, Feature const& feature) const
    {
        return layers_[layer].level_of ? layers_[layer].level_of(feature) : 0;
    }

    /// By windows, so that few of the features that lie on the ground are in memory together.
    std::vector<Area> off_the_ground() const
    {
        Box const box = box_of(grid_);
        std::vector<Area> areas;
        for (std::size_t l = 0; l < layers_.size(); ++l) {
            if (!layers_[l].level_of) continue;
            std::set<std::int64_t> seen;
            for (double west = box.west; west < box.east; west += window_m)
                for (double south = box.south; south < box.north; south += window_m)
                    for (auto& feature :
                         layers_[l].layer->in(cut({west, south, west + window_m, south + window_m}, box)))
                        if (int const at = level(l, feature);
                            at != 0 && !feature.geometry.polygons.empty() && seen.insert(feature.id).second)
                            areas.push_back({l, feature.id, at, {{}, {}, std::move(feature.geometry.polygons)}});
        }
        return areas;
    }

    std::vector<Area> others_near(Area const& area) const
    {
        std::vector<Area> others;
        Box const box = grown(box_of(area.shape), touching_m);
        for (std::size_t l = 0; l < layers_.size(); ++l)
            for (auto& feature : layers_[l].layer->in(box)) {
                Area other{l, feature.id, level(l, feature), {{}, {}, std::move(feature.geometry.polygons)}};
                if (!other.shape.polygons.empty() && !(other == area)) others.push_back(std::move(other));
            }
        return others;
    }

    std::vector<std::size_t> lines_near(Area const& area) const
    {
        auto const items = line_index_.touching(grown(box_of(area.shape), touching_m));
        return {items.begin(), items.end()};
    }

    static bool overlaps(Area const& area, Area const& other)
    {
        return area_of_intersection(area.shape, other.shape) > overlap_m2;
    }

    bool crosses_another_level(Area const& area) const
    {
        for (auto const& other : others_near(area))
            if (other.level != area.level && overlaps(area, other)) return true;
        for (auto const line : lines_near(area))
            if (lines_[line].level != area.level && length_inside(lines_[line].line, area.shape) > overlap_m)
                return true;
        return false;
    }

    std::vector<Contact> contacts_of(Area const& area) const
    {
        std::vector<Contact> contacts;
        for (auto const& other : others_near(area)) {
            bool const chained = std::find(linked_.begin(), linked_.end(), other) != linked_.end();
            if (chained && other.level != area.level) continue;
            if (overlaps(area, other)) continue;
            bool const first = std::pair{area.layer, area.feature} < std::pair{other.layer, other.feature};
            auto const& [a, b] = first ? std::tie(area, other) : std::tie(other, area);  // the same point for both
            auto const edge = shared_edge(a.shape, b.shape);
            if (edge) contacts.push_back({*edge, chained ? grid_.cell_at(*edge) : cell_in(other.shape, *edge)});
        }
        for (auto const line : lines_near(area))
            if (!linked_lines_[line]) add_ends(contacts, lines_[line].line, area);
        return contacts;
    }

    /// A line that ends at the polygon goes on over it.
    void add_ends(std::vector<Contact>& contacts, Line const& line, Area const& area) const
    {
        if (line.size() < 2 || length_inside(line, area.shape) > overlap_m) return;
        auto const end = [&](Point last, Point before) {
            if (distance_between(last, area.shape) > touching_m) return;
            double const m = distance(before, last);
            double const back = m > 0 ? std::min(1.0, grid_.cell_m() / m) : 0;  // where the flat end cannot cut
            contacts.push_back({last, grid_.cell_at(last + (before - last) * back)});
        };
        end(line.front(), line[1]);
        end(line.back(), line[line.size() - 2]);
    }

    /// The cell nearest to `p` whose centre lies in the shape: one that the shape burns; the cell of `p` when none is
    /// near.
    Cell cell_in(Geometry const& shape, Point p) const
    {
        constexpr int reach = 4;
        Cell const at = grid_.cell_at(p);
        Cell best = at;
        double nearest = INFINITY;
        for (int row = at.row - reach; row <= at.row + reach; ++row)
            for (int col = at.col - reach; col <= at.col + reach; ++col) {
                Point const centre = grid_.centre({row, col});
                double const away = distance(centre, p);
                if (away < nearest && contains(shape, centre)) {
                    nearest = away;
                    best = {row, col};
                }
            }
        return best;
    }

    std::vector<WayLayer> const& layers_;
    std::vector<Way> const& lines_;
    std::vector<char> const& linked_lines_;
    GridSpec const& grid_;
    BoxIndex line_index_;
    std::vector<Area> linked_;
};

}  // namespace

RaisedWays raised_ways(std::vector<WayLayer> const& layers, std::vector<Way> const& lines,
                       std::vector<char> const& linked_lines, GridSpec const& grid)
{
    return RaisedPolygons{layers, lines, linked_lines, grid}.run();
}

}  // namespace laad
