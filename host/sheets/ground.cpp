// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/ground.hpp"

#include "host/present/style/base_map.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace laad {
namespace {

constexpr double square_m = 250;

/// By tenths.
Rgb darker(Rgb colour, std::size_t steps)
{
    auto const part = [&](int shift) { return (colour >> shift & 0xff) * static_cast<Rgb>(10 - steps) / 10 << shift; };
    return part(16) | part(8) | part(0);
}

bool is_way(Surface surface)
{
    return surface == Surface::street || surface == Surface::path || surface == Surface::motorway;
}

/// Draws the shapes of some classes as one path for each way of drawing them.
class GroundPainter {
  public:
    GroundPainter(SvgWriter& svg, MapWindow const& window, std::vector<BaseShape const*> const& shapes)
        : svg_{svg}, window_{window}, shapes_{shapes}
    {
    }

    void areas(Surface surface, Pen const& pen) const
    {
        PathData data{window_};
        for (BaseShape const* one : shapes_)
            if (one->surface == surface)
                for (Polygon const& polygon : one->geometry.polygons)
                    data.add(polygon);
        svg_.path(data.data(), pen);
    }
    /// Lines with their width and so much more on both sides, at least `least` wide.
    template <class Wanted>
    void lines(Wanted wanted, Rgb colour, double least, double more = 0) const
    {
        std::map<long, PathData> by_width;
        for (BaseShape const* one : shapes_)
            if (!one->geometry.lines.empty() && wanted(*one)) {
                double const width = std::max(least, window_.mm(one->width_m)) + 2 * more;
                PathData& data = by_width.try_emplace(std::lround(width * 100), window_).first->second;
                for (Line const& line : one->geometry.lines)
                    data.add(line);
            }
        for (auto const& [hundredths, data] : by_width)
            svg_.path(data.data(), {.stroke = colour, .width = static_cast<double>(hundredths) / 100, .round = true});
    }

    template <class Wanted>
    void centres(Wanted wanted, Rgb colour, double width) const
    {
        PathData data{window_};
        for (BaseShape const* one : shapes_)
            if (wanted(*one))
                for (Line const& line : one->geometry.lines)
                    data.add(line);
        svg_.path(data.data(), {.stroke = colour, .width = width});
    }

  private:
    SvgWriter& svg_;
    MapWindow const& window_;
    std::vector<BaseShape const*> const& shapes_;
};

void draw_ways(GroundPainter const& paint, bool raised)
{
    Rgb const edge = 0xa8a29a;
    double const rim = 0.12;
    auto const of = [raised](Surface surface) {
        return [=](BaseShape const& one) { return one.surface == surface && (one.level > 0) == raised; };
    };
    auto const all = [raised](BaseShape const& one) { return is_way(one.surface) && (one.level > 0) == raised; };
    paint.lines(all, edge, 0.2, rim);
    paint.lines(of(Surface::path), 0xf4f1ec, 0.2);
    paint.lines(of(Surface::street), base_colour(Surface::street), 0.35);
    paint.lines(of(Surface::motorway), base_colour(Surface::motorway), 0.5);
}

}  // namespace

SheetGround::SheetGround(StoredPlan const& plan, Box const& box)
{
    BaseVectors vectors = base_vectors(plan, box);
    names_ = street_names(vectors);
    shapes_ = std::move(vectors.shapes);
    notes_ = std::move(vectors.notes);
    known_ = !shapes_.empty();
    add_bays(plan, box);
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
        boxes_.push_back(box_of(shapes_[i].geometry));
        Box const& at = boxes_.back();
        auto const [west, south] = square_of({std::max(at.west, box.west), std::max(at.south, box.south)});
        auto const [east, north] = square_of({std::min(at.east, box.east), std::min(at.north, box.north)});
        for (int x = west; x <= east; ++x)
            for (int y = south; y <= north; ++y)
                by_square_[{x, y}].push_back(i);
    }
}

void SheetGround::add_bays(StoredPlan const& plan, Box const& box)
{
    FeatureTable table = read_layer({.file = plan.path / plan_files::map,
                                     .layer = "candidates",
                                     .epsg = plan.grid.epsg,
                                     .within = box,
                                     .fields = std::vector<std::string>{},
                                     .rows = Rows::may_lack,
                                     .of_ours = true});
    for (Feature& feature : table.features)
        shapes_.push_back({.surface = Surface::parking, .name = {}, .geometry = std::move(feature.geometry)});
}

SheetGround::Square SheetGround::square_of(Point p)
{
    return {static_cast<int>(std::floor(p.x / square_m)), static_cast<int>(std::floor(p.y / square_m))};
}

std::vector<BaseShape const*> SheetGround::in(Box const& box) const
{
    std::set<std::size_t> found;
    auto const [west, south] = square_of({box.west, box.south});
    auto const [east, north] = square_of({box.east, box.north});
    for (auto square = by_square_.lower_bound({west, south}); square != by_square_.end(); ++square) {
        if (square->first.first > east) break;
        if (square->first.second < south || square->first.second > north) continue;
        for (std::size_t const i : square->second)
            if (overlap(boxes_[i], box)) found.insert(i);
    }
    std::vector<BaseShape const*> shapes;
    for (std::size_t const i : found)
        shapes.push_back(&shapes_[i]);
    return shapes;
}

void draw_ground(SvgWriter& svg, MapWindow const& window, std::vector<BaseShape const*> const& shapes)
{
    GroundPainter const paint{svg, window, shapes};
    auto const plain = [](Surface surface) { return Pen{.fill = base_colour(surface)}; };
    auto const edged = [](Surface surface, std::size_t steps, double width) {
        return Pen{.fill = base_colour(surface), .stroke = darker(base_colour(surface), steps), .width = width};
    };
    double const thin = window.scale() > 3000 ? 0.06 : 0.13;
    svg.box({0, 0}, window.width_mm(), window.height_mm(), plain(Surface::unknown));
    paint.areas(Surface::green, plain(Surface::green));
    paint.areas(Surface::square, edged(Surface::square, 3, thin));
    paint.areas(Surface::water, edged(Surface::water, 3, thin));
    paint.lines([](BaseShape const& one) { return one.surface == Surface::water; }, base_colour(Surface::water), 0.2);
    draw_ways(paint, false);
    paint.areas(Surface::street, edged(Surface::street, 3, thin));
    paint.areas(Surface::path, edged(Surface::path, 2, thin));
    paint.areas(Surface::parking, edged(Surface::parking, 3, thin));
    auto const rail = [](BaseShape const& one) { return one.surface == Surface::rail; };
    paint.lines(rail, base_colour(Surface::rail), 0.3);
    paint.centres(rail, 0x8a8a8a, 0.1);
    draw_ways(paint, true);
    paint.areas(Surface::building, edged(Surface::building, 4, thin));
}

}  // namespace laad
