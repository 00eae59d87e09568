// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/shapes.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_values.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace laad {
namespace {

/// GEOS, which has the flat line ends that GDAL does not offer; one context a thread.
class Geos {
  public:
    Geos() : context_{GEOS_init_r()} {}
    ~Geos() { GEOS_finish_r(context_); }
    static Geos const& of_this_thread()
    {
        static thread_local Geos const geos;
        return geos;
    }
    Geos(Geos const&) = delete;
    Geos& operator=(Geos const&) = delete;

    std::unique_ptr<OGRGeometry> buffer(OGRGeometry const& shape, double distance, GEOSBufCapStyles ends) const
    {
        constexpr int quarter_segments = 8;
        constexpr double mitre_limit = 5;  // not used by round joins
        return changed(shape, [&](GEOSGeometry const* source) {
            return GEOSBufferWithStyle_r(context_, source, distance, quarter_segments, ends, GEOSBUF_JOIN_ROUND,
                                         mitre_limit);
        });
    }

    std::unique_ptr<OGRGeometry> merged(OGRGeometry const& shapes, double precision) const
    {
        return changed(shapes,
                       [&](GEOSGeometry const* source) { return GEOSUnaryUnionPrec_r(context_, source, precision); });
    }

    std::unique_ptr<OGRGeometry> outline(OGRGeometry const& coverage) const
    {
        return changed(coverage, [&](GEOSGeometry const* source) { return GEOSCoverageUnion_r(context_, source); });
    }

  private:
    /// What `change` makes of a copy of `shape`; nothing when GEOS refuses.
    template <class Change>
    std::unique_ptr<OGRGeometry> changed(OGRGeometry const& shape, Change const& change) const
    {
        auto const destroy = [this](GEOSGeometry* g) { GEOSGeom_destroy_r(context_, g); };
        using Owner = std::unique_ptr<GEOSGeometry, decltype(destroy)>;
        Owner const source{shape.exportToGEOS(context_), destroy};
        if (!source) return nullptr;
        Owner const result{change(source.get()), destroy};
        if (!result) return nullptr;
        return std::unique_ptr<OGRGeometry>{OGRGeometryFactory::createFromGEOS(context_, result.get())};
    }

    GEOSContextHandle_t context_;
};

double ring_area(Ring const& ring)
{
    if (ring.empty()) return 0;
    double twice = 0;
    Point const o = ring.front();  // near the ring, so that large coordinates cost no digits
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += (ring[i - 1].x - o.x) * (ring[i].y - o.y) - (ring[i].x - o.x) * (ring[i - 1].y - o.y);
    return std::abs(twice) / 2;
}

/// How often a ray from `p` to the east crosses the ring, odd or even. A point on an edge that two areas share lies in
/// exactly one of them.
bool odd_crossings(Ring const& ring, Point p)
{
    bool odd = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        // From south to north, so that both areas at an edge compute the same.
        auto const [a, b] =
            ring[i - 1].y <= ring[i].y ? std::pair{ring[i - 1], ring[i]} : std::pair{ring[i], ring[i - 1]};
        if (a.y <= p.y && p.y < b.y && (p.x - a.x) * (b.y - a.y) < (b.x - a.x) * (p.y - a.y)) odd = !odd;
    }
    return odd;
}

double distance_between(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distance_to_segment(Point p, Point a, Point b)
{
    double const dx = b.x - a.x, dy = b.y - a.y;
    double const squared = dx * dx + dy * dy;
    double const along = squared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared : 0;
    if (along <= 0) return distance_between(p, a);
    if (along >= 1) return distance_between(p, b);
    return std::abs((a.y - p.y) * dx - (a.x - p.x) * dy) / std::sqrt(squared);
}

double distance_to_line(Point p, Line const& line)
{
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.size(); ++i)
        least = std::min(least, distance_to_segment(p, line[i - 1], line[i]));
    return least;
}

}  // namespace

Geometry buffered(Line const& line, double half_width)
{
    GdalMessages const quiet;
    auto const area = Geos::of_this_thread().buffer(to_ogr(line), half_width, GEOSBUF_CAP_FLAT);
    return area ? from_ogr(*area) : Geometry{};
}

Geometry disc(Point centre, double radius)
{
    GdalMessages const quiet;
    OGRPoint const point{centre.x, centre.y};
    auto const area = Geos::of_this_thread().buffer(point, radius, GEOSBUF_CAP_ROUND);
    return area ? from_ogr(*area) : Geometry{};
}

Geometry merged(std::vector<Polygon> const& polygons)
{
    constexpr double precision_m = 0.001;
    GdalMessages const quiet;
    Geometry apart;
    apart.polygons = polygons;
    if (polygons.empty()) return apart;
    auto const whole = Geos::of_this_thread().merged(*to_ogr(apart), precision_m);
    return whole ? from_ogr(*whole) : apart;
}

Geometry outline(std::vector<Polygon> const& polygons)
{
    GdalMessages const quiet;
    Geometry apart;
    apart.polygons = polygons;
    auto const whole = Geos::of_this_thread().outline(*to_ogr(apart));
    if (!whole || !whole->IsValid()) return merged(polygons);
    return from_ogr(*whole);
}

Geometry clipped(Geometry const& shape, Box const& box)
{
    GdalMessages const quiet;
    OGRPolygon const window = to_ogr(box);
    std::unique_ptr<OGRGeometry> const inside{to_ogr(shape)->Intersection(&window)};
    return inside ? Geometry{{}, {}, from_ogr(*inside).polygons} : Geometry{};
}

double area(Polygon const& polygon)
{
    double sum = ring_area(polygon.outer);
    for (Ring const& hole : polygon.holes)
        sum -= ring_area(hole);
    return sum;
}

double area(Geometry const& shape)
{
    double sum = 0;
    for (Polygon const& polygon : shape.polygons)
        sum += area(polygon);
    return sum;
}

double length(Line const& line)
{
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        sum += distance_between(line[i], line[i - 1]);
    return sum;
}

bool contains(Polygon const& polygon, Point p)
{
    return odd_crossings(polygon.outer, p) &&
           std::ranges::none_of(polygon.holes, [p](Ring const& hole) { return odd_crossings(hole, p); });
}

bool contains(Geometry const& shape, Point p)
{
    return std::ranges::any_of(shape.polygons, [p](Polygon const& polygon) { return contains(polygon, p); });
}

double area_of_intersection(Geometry const& a, Geometry const& b)
{
    GdalMessages const quiet;
    std::unique_ptr<OGRGeometry> const shared{to_ogr(a)->Intersection(to_ogr(b).get())};
    return shared ? area(from_ogr(*shared)) : 0;
}

double distance_between(Geometry const& a, Geometry const& b)
{
    expect(!a.empty() && !b.empty(), "distance_between: both shapes have something in them");
    GdalMessages const quiet;
    return to_ogr(a)->Distance(to_ogr(b).get());
}

double distance_between(Point p, Geometry const& shape)
{
    if (contains(shape, p)) return 0;
    double least = std::numeric_limits<double>::infinity();
    for (Point const& point : shape.points)
        least = std::min(least, distance_between(p, point));
    for (Line const& line : shape.lines)
        least = std::min(least, distance_to_line(p, line));
    for (Polygon const& polygon : shape.polygons) {
        least = std::min(least, distance_to_line(p, polygon.outer));
        for (Ring const& hole : polygon.holes)
            least = std::min(least, distance_to_line(p, hole));
    }
    return least;
}

}  // namespace laad
