// SPDX-License-Identifier: Apache-2.0
#include "host/publish/base_files.hpp"

#include "host/plan_folder/public_rasters.hpp"
#include "host/prepare/boxes.hpp"
#include "host/present/folder.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/style_json.hpp"
#include "host/publish/area_box.hpp"
#include "host/publish/base_tiles.hpp"
#include "host/publish/columnar.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Somewhere in the shape, near its middle: half way of the widest stretch of a line from west to east.
Point inside(Geometry const& shape)
{
    Box const box = box_of(shape);
    Point best{(box.west + box.east) / 2, (box.south + box.north) / 2};
    double widest = 0;
    for (double const part : {0.5, 0.4, 0.6, 0.3, 0.7}) {
        double const y = box.south + part * (box.north - box.south);
        std::vector<double> crossings;
        auto const add = [&](Ring const& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i)
                if ((ring[i - 1].y > y) != (ring[i].y > y))
                    crossings.push_back(ring[i - 1].x + (y - ring[i - 1].y) / (ring[i].y - ring[i - 1].y) *
                                                            (ring[i].x - ring[i - 1].x));
        };
        for (Polygon const& polygon : shape.polygons) {
            add(polygon.outer);
            std::ranges::for_each(polygon.holes, add);
        }
        std::ranges::sort(crossings);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            if (crossings[i + 1] - crossings[i] > 1.2 * widest) {
                widest = crossings[i + 1] - crossings[i];
                best = {(crossings[i] + crossings[i + 1]) / 2, y};
            }
    }
    return best;
}

/// Names with what they are of, at a point.
class Names {
  public:
    Names() { table_.fields = {"name", "kind"}; }
    void add(std::string name, std::string kind, Point at)
    {
        Geometry shape;
        shape.points = {at};
        table_.features.push_back({0, std::move(shape), {std::move(name), std::move(kind)}});
    }
    std::string json() const { return columnar_json(table_, {{"name"}, {"kind"}}, Shapes::with); }

  private:
    FeatureTable table_;
};

/// Beyond the area, as far as a reader looks who wants to know where it lies.
constexpr double around_m = 600;

/// A street of many stretches is one to whoever looks for it; one of the same name in another town is another.
std::string street_index(std::vector<PlaceName> const& streets)
{
    constexpr double same_town_m = 4000;
    std::map<std::tuple<std::string, std::int64_t, std::int64_t>, Point> found;
    for (PlaceName const& street : streets) {
        if (street.at.lines.empty()) continue;
        Line const& line = street.at.lines.front();
        Point const at = line[line.size() / 2];
        auto const square = [](double metres) { return static_cast<std::int64_t>(metres / same_town_m); };
        Point& kept = found.try_emplace({street.name, square(at.x), square(at.y)}, at).first->second;
        if (std::tuple{at.x, at.y} < std::tuple{kept.x, kept.y}) kept = at;
    }
    Names names;
    for (auto const& [name, at] : found)
        names.add(std::get<0>(name), "street", at);
    return names.json();
}

std::string buurt_labels(StoredPlan const& plan, Box const& box)
{
    Names names;
    auto const shapes = neighbourhood_shapes(plan);
    for (AreaFigures const& area : plan.areas) {
        auto const shape = shapes.find(area.name);
        if (area.level != AreaLevel::neighbourhood || shape == shapes.end()) continue;
        names.add(area.called.empty() ? area.name : area.called, "buurt", inside(clipped(shape->second, box)));
    }
    return names.json();
}

}  // namespace

BaseFiles write_base(StoredPlan const& plan, fs::path const& folder)
{
    link_or_copy(plan.raster("surface"), folder / "surface.tif");
    Json base{{"surface",
               {{"file", "base/surface.tif"},
                {"overview", "base/surface-overview.tif"},
                {"codes", style_json(*layer_style("surface", plan.config)).at("codes")}}}};
    Box const area = area_box(plan);
    BaseTiles const tiles = write_base_tiles(plan, cut(grown(area, around_m), grid_box(plan.grid)), folder / "vectors");
    base["vectors"] = tiles.index;
    write_text(folder / "streets.json", street_index(tiles.streets));
    write_text(folder / "buurten.json", buurt_labels(plan, area));
    base["streets"] = "base/streets.json";
    base["buurten"] = "base/buurten.json";
    return {std::move(base), tiles.notes};
}

}  // namespace laad
