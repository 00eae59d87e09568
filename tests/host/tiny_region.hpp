// SPDX-License-Identifier: Apache-2.0
// A made-up town of 500 × 500 m that a test can write, spoil and run: five streets, a canal with one bridge, two
// neighbourhoods, three charge locations, two parking strips and a grid of four assets.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/temp_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace laad {

class TinyRegion {
  public:
    static constexpr double west = 100000;
    static constexpr double south = 450000;
    static constexpr double side = 500;

    TinyRegion()
    {
        add({"area", "", ShapeKind::polygon, {}, {shape(box(0, 0, side, side), {})}, ""});
        add({"gemeenten",
             "",
             ShapeKind::polygon,
             {{"naam"}},
             {shape(box(-50, -50, side + 50, side + 50), {"Proefstad"})},
             ""});
        add({"buurten",
             "",
             ShapeKind::polygon,
             {{"buurt"}},
             {shape(box(0, 0, 250, side), {"West"}), shape(box(250, 0, side, side), {"Oost"})},
             ""});
        add({"water", "", ShapeKind::polygon, {}, {shape(box(0, 300, side, 306), {})}, ""});
        add_streets();
        add_houses();
        add({"chargers",
             "",
             ShapeKind::point,
             {{"id"}, {"evse", FieldKind::integer}, {"type"}, {"open", FieldKind::integer}},
             {charger(60, 53, "c1", 2, "ON_STREET"), charger(400, 453, "c2", 4, ""),
              charger(440, 60, "c3", 2, "PARKING_LOT")},
             ""});
        add({"parking",
             "",
             ShapeKind::polygon,
             {{"id"}, {"access"}},
             {shape(box(100, 153, 136, 155.2), {"langs", ""}), shape(box(300, 353, 325, 358), {"haaks", ""}),
              shape(box(200, 253, 225, 258), {"prive", "private"})},
             ""});
        tables["prognosis.csv"] =
            "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n"
            "West,2023,2028,midden,personenauto,publiek,kwh_per_year,20000.5,illustrative\n"
            "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year,30000,illustrative\n"
            "West,2023,2028,midden,personenauto,thuis,kwh_per_year,4000,illustrative\n";
        tables["assets.csv"] =
            "asset_id,kind,parent_id,x,y,rating_kw,planning_limit,base_kwh_per_year,profile,growth_per_year,base_year,"
            "includes_charging_until,basis,source\n"
            "S,hv_mv_substation,,,,10000,1.0,,,,2026,,capacity_map,test\n"
            "T,mv_lv_transformer,S,100250,450250,250,0.9,,,,2026,,assumed,test\n"
            "F1,lv_feeder,T,100120,450250,100,1.0,200000,huis,0.01,2026,2026-06-07,assumed,test\n"
            "F2,lv_feeder,T,100380,450250,100,1.0,250000,huis,0.01,2026,2026-06-07,assumed,test\n";
        tables["profiles.csv"] = profiles();
        tables["charging_types.csv"] =
            "type,power_w,coincidence,profile,kwh_per_point_year\npubliek,11000,0.15,avond,4000\nthuis,7400,0.2,avond,"
            "2500\n";
        tables["policy.csv"] =
            "area,from_date,connection_class,allowed,source,status\n*,2026-07-01,KVA,no,test,expected\n";
        toml = default_toml();
    }

    /// The layer of that name, to be spoilt before write().
    OutputLayer& layer(std::string const& name)
    {
        for (auto& one : layers_)
            if (one.name == name) return one;
        throw std::logic_error{"no layer " + name};
    }

    void replace(std::string const& what, std::string const& with)
    {
        auto const at = toml.find(what);
        if (at == std::string::npos) throw std::logic_error{"not in the toml: " + what};
        toml.replace(at, what.size(), with);
    }

    std::filesystem::path write(std::filesystem::path const& folder) const
    {
        std::filesystem::create_directories(folder);
        write_geopackage(folder / "town.gpkg", epsg, layers_);
        for (auto const& [name, text] : tables)
            std::ofstream{folder / name} << text;
        std::ofstream{folder / "region.toml"} << toml;
        return folder / "region.toml";
    }

    static Ring ring(double x0, double y0, double x1, double y1)
    {
        return {{west + x0, south + y0},
                {west + x1, south + y0},
                {west + x1, south + y1},
                {west + x0, south + y1},
                {west + x0, south + y0}};
    }
    static Geometry box(double x0, double y0, double x1, double y1)
    {
        Geometry geometry;
        geometry.polygons.push_back({ring(x0, y0, x1, y1), {}});
        return geometry;
    }
    static Geometry point(double x, double y)
    {
        Geometry geometry;
        geometry.points.push_back({west + x, south + y});
        return geometry;
    }
    static Feature shape(Geometry geometry, std::vector<Value> values)
    {
        return {0, std::move(geometry), std::move(values)};
    }
    static Feature charger(double x, double y, std::string id, std::int64_t evse, std::string type)
    {
        return shape(point(x, y),
                     {std::move(id), evse, type.empty() ? Value{} : Value{std::move(type)}, std::int64_t{1}});
    }

    int epsg{28992};
    std::map<std::string, std::string> tables;
    std::string toml;

  private:
    void add(OutputLayer one) { layers_.push_back(std::move(one)); }

    void add_streets()
    {
        OutputLayer streets{"streets", "", ShapeKind::line, {{"bridge"}}, {}, ""};
        auto const line = [&](double x0, double y0, double x1, double y1, Value bridge) {
            Geometry geometry;
            geometry.lines.push_back({{west + x0, south + y0}, {west + x1, south + y1}});
            streets.features.push_back(shape(geometry, {std::move(bridge)}));
        };
        for (double y = 50; y < side; y += 100)
            line(0, y, side, y, {});
        for (double x : {50.0, 450.0}) {
            line(x, 0, x, 290, {});
            line(x, 316, x, side, {});
        }
        line(250, 0, 250, 295, {});
        line(250, 295, 250, 311, std::string{"yes"});
        line(250, 311, 250, side, {});
        add(streets);
    }

    void add_houses()
    {
        OutputLayer buildings{"buildings", "", ShapeKind::polygon, {}, {}, ""};
        OutputLayer dwellings{"dwellings", "", ShapeKind::point, {{"street"}}, {}, ""};
        for (double y = 50; y < side; y += 100)
            for (double x = 70; x < side - 60; x += 12) {
                buildings.features.push_back(shape(box(x, y + 12, x + 10, y + 22), {}));
                dwellings.features.push_back(shape(point(x + 5, y + 13), {fmt::format("street {}", y)}));
            }
        add(buildings);
        add(dwellings);
    }

    static std::string profiles()
    {
        std::ostringstream out;
        out << "profile,season,day_type,quarter,value\n";
        for (int q = 0; q < 96; ++q)
            out << "huis,winter,weekday," << q << ',' << 80 + (q >= 68 && q < 84 ? 120 : 0) << '\n';
        for (int q = 0; q < 96; ++q)
            out << "avond,winter,weekday," << q << ',' << (q >= 72 ? 800 : 100) << '\n';
        return out.str();
    }

    static std::string default_toml()
    {
        return R"([region]
name = "Proefstad"
cell_m = 2.5
snap_m = 100
context_m = 0
area = {file = "town.gpkg", layer = "area"}
buurten = {file = "town.gpkg", layer = "buurten"}
buurt_key_field = "buurt"
gemeenten = {file = "town.gpkg", layer = "gemeenten"}
gemeente_name_field = "naam"

[[surface]]
file = "town.gpkg"
layer = "water"
class = "water"
[[surface]]
file = "town.gpkg"
layer = "buildings"
class = "building"
[[surface]]
file = "town.gpkg"
layer = "streets"
class = "street"
width_m = 5.0
bridge_field = "bridge"

[dwellings]
file = "town.gpkg"
layer = "dwellings"

[chargers]
file = "town.gpkg"
layer = "chargers"
id_field = "id"
evse_field = "evse"
parking_type_field = "type"
on_street_values = ["ON_STREET"]
open_24_7_field = "open"
snapshot_date = "2026-06-07"

[[parking]]
file = "town.gpkg"
layer = "parking"
kind = "areas"
id_field = "id"
access_field = "access"
closed_access = ["private"]

[prognosis]
file = "prognosis.csv"
target_year = 2028

[grid]
assets = "assets.csv"
profiles = "profiles.csv"
charging_types = "charging_types.csv"
policy = "policy.csv"

[placement.rules]
min_station_m = 20.0
buildings = {file = "town.gpkg", layer = "buildings"}

[[placement.quota]]
gemeente = "Proefstad"
stations = 3

[[source]]
what = "a made-up town"
origin = "the tests"
licence = "none"
illustrative = true
)";
    }

    std::vector<OutputLayer> layers_;
};

}  // namespace laad
