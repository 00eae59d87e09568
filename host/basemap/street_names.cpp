// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/base_map.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace laad {
namespace {

/// Joins lines that go on in each other; where more than two meet none does.
class Joining {
  public:
    explicit Joining(std::vector<Line> const& parts) : parts_{parts}, used_(parts.size())
    {
        for (std::size_t i = 0; i < parts.size(); ++i) {
            ends_[place_order(parts[i].front())].push_back(i);
            ends_[place_order(parts[i].back())].push_back(i);
        }
    }

    std::vector<Line> lines()
    {
        std::vector<Line> all;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            if (used_[i]) continue;
            used_[i] = true;
            Line line = parts_[i];
            extend(line);
            std::ranges::reverse(line);
            extend(line);
            all.push_back(std::move(line));
        }
        return all;
    }

  private:
    void extend(Line& line)
    {
        for (;;) {
            auto const& meeting = ends_.at(place_order(line.back()));
            if (meeting.size() != 2) return;
            auto const next = std::ranges::find_if(meeting, [&](std::size_t i) { return !used_[i]; });
            if (next == meeting.end()) return;
            used_[*next] = true;
            Line part = parts_[*next];
            if (place_order(part.front()) != place_order(line.back())) std::ranges::reverse(part);
            line.insert(line.end(), part.begin() + 1, part.end());
        }
    }

    std::vector<Line> const& parts_;
    std::vector<bool> used_;
    std::map<PlaceOrder, std::vector<std::size_t>> ends_;  ///< parts by where they begin or end
};

/// In the middle of the areas, the largest first; one that lies near a larger one needs no name of its own.
std::vector<Point> middles_of(std::vector<Polygon> areas)
{
    constexpr double near_m = 500;
    std::ranges::stable_sort(areas, std::greater{}, [](Polygon const& polygon) { return area(polygon); });
    std::vector<Point> middles;
    for (Polygon const& polygon : areas) {
        Point const middle = least_rectangle(polygon.outer).centre();
        if (std::ranges::none_of(middles, [&](Point other) { return distance(middle, other) < near_m; }))
            middles.push_back(middle);
    }
    return middles;
}

}  // namespace

std::vector<PlaceName> street_names(BaseVectors const& vectors)
{
    std::map<std::pair<Surface, std::string>, Geometry> by_name;
    for (BaseShape const& shape : vectors.shapes) {
        if (shape.name.empty()) continue;
        Geometry& all = by_name[{shape.surface, shape.name}];
        std::ranges::copy(shape.geometry.lines, std::back_inserter(all.lines));
        std::ranges::copy(shape.geometry.polygons, std::back_inserter(all.polygons));
    }
    std::vector<PlaceName> names;
    for (auto const& [key, shapes] : by_name) {
        if (!shapes.lines.empty())
            names.push_back({key.second, key.first, {{}, Joining{shapes.lines}.lines(), {}}});
        else
            names.push_back({key.second, key.first, {middles_of(shapes.polygons), {}, {}}});
    }
    return names;
}

}  // namespace laad
