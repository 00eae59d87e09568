// SPDX-License-Identifier: Apache-2.0
// A region of 500 by 500 m whose layers each test writes for itself.
#pragma once

#include "host/prepare/prepare.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace laad::test {

inline constexpr Point origin{85000, 446000};

/// A point of the region in the CRS; arguments in metres from its south-west corner.
inline Point at(double x, double y)
{
    return {origin.x + x, origin.y + y};
}

inline std::string coordinates(std::vector<Point> const& points)
{
    std::string list;
    for (auto const p : points)
        list += fmt::format("{}[{},{}]", list.empty() ? "" : ",", p.x + origin.x, p.y + origin.y);
    return "[" + list + "]";
}

inline std::string feature(std::string const& type, std::string const& where, std::string const& properties)
{
    return fmt::format(R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":"{}","coordinates":{}}}}})",
                       properties, type, where);
}

/// Features as GeoJSON; `properties` is the inside of a JSON object.
inline std::string point(double x, double y, std::string const& properties = "")
{
    return feature("Point", fmt::format("[{},{}]", x + origin.x, y + origin.y), properties);
}
inline std::string line(std::vector<Point> const& points, std::string const& properties = "")
{
    return feature("LineString", coordinates(points), properties);
}
inline std::string box(double west, double south, double east, double north, std::string const& properties = "")
{
    return feature("Polygon",
                   "[" + coordinates({{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}) + "]",
                   properties);
}

inline Polygon rectangle(double west, double south, double east, double north)
{
    return {{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}, {}};
}

/// Neighbourhood A in the west, B in the east; one street along y = 100, one dwelling, one charger.
class SmallRegion {
  public:
    SmallRegion()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "laad_prepare_XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        scenario.region.name = "small";
        scenario.region.context_m = 0;
        scenario.region.area = layer("area", {box(1, 1, 499, 499)});
        scenario.region.neighbourhoods =
            layer("buurten", {box(0, 0, 250, 500, R"("code":"A")"), box(250, 0, 500, 500, R"("code":"B")")});
        scenario.region.neighbourhood_key_field = "code";
        add_surface(Surface::street, 5, {line({{0, 100}, {500, 100}})});
        scenario.dwellings.source = layer("dwellings", {point(100, 110)});
        scenario.chargers.source = layer("chargers", {point(50, 105)});
        scenario.placement.rules = {};
    }
    ~SmallRegion() { std::filesystem::remove_all(folder_); }
    SmallRegion(SmallRegion const&) = delete;
    SmallRegion& operator=(SmallRegion const&) = delete;

    LayerRef layer(std::string const& name, std::vector<std::string> const& features) const
    {
        auto const file = folder_ / (name + ".geojson");
        std::string list;
        for (auto const& f : features)
            list += (list.empty() ? "" : ",") + f;
        std::ofstream{file} << R"({"type":"FeatureCollection","name":")" << name
                            << R"(","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)"
                            << R"("features":[)" << list << "]}";
        return {file, "", ""};
    }

    SurfaceRule& add_surface(Surface surface, double width_m, std::vector<std::string> const& features)
    {
        SurfaceRule rule;
        rule.source = layer("surface" + std::to_string(scenario.surface.size()), features);
        rule.surface = surface;
        rule.width_m = width_m;
        scenario.surface.push_back(rule);
        return scenario.surface.back();
    }

    /// Base layers in a folder of their own.
    BaseLayers prepared(int tile_cells = 4096, int threads = 2) const
    {
        return prepared_in(fmt::format("work{}", ++works_), tile_cells, threads);
    }
    /// The names of the steps that are taken are added to `steps`.
    BaseLayers prepared_in(std::string const& folder, int tile_cells = 4096, int threads = 2,
                           std::set<std::string>* steps = nullptr) const
    {
        std::filesystem::create_directories(path(folder));
        return prepare(scenario, {path(folder), tile_cells, Codec::zstd, threads},
                       [&](std::string const& what, double) {
                           if (steps) steps->insert(what);
                       });
    }
    std::filesystem::path path(std::string const& name) const { return folder_ / name; }

    Scenario scenario;

  private:
    std::filesystem::path folder_;
    mutable int works_{};
};

inline Surface surface_at(BaseLayers const& base, double x, double y)
{
    return base.surface.read({base.grid.cell_at(at(x, y)), {1, 1}})[{0, 0}];
}

inline bool has(std::vector<std::string> const& list, std::string const& word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

inline bool rejected_because(BaseLayers const& base, std::string const& part)
{
    return std::any_of(base.rejected.begin(), base.rejected.end(),
                       [&](Rejected const& r) { return r.reason.find(part) != std::string::npos; });
}

}  // namespace laad::test
