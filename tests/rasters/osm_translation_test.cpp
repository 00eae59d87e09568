// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap's own files, and layers that others made of them.
#include "rasters/error.hpp"
#include "rasters/io/vectors/osm_tags.hpp"
#include "tests/rasters/foreign_files.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>

#include <sstream>

namespace laad::osm_translation_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr int utm_31 = 32631;

/// key=value|key=value as elements.
std::string tags(std::string const& list)
{
    std::string xml;
    std::istringstream in{list};
    for (std::string tag; std::getline(in, tag, '|');) {
        auto const at = tag.find('=');
        xml += "<tag k=\"" + tag.substr(0, at) + "\" v=\"" + tag.substr(at + 1) + "\"/>";
    }
    return xml;
}

std::string node(int id, double lon, double lat, std::string const& list = {})
{
    std::ostringstream xml;
    xml << std::fixed << "<node id=\"" << id << "\" lat=\"" << lat << "\" lon=\"" << lon << "\">" << tags(list)
        << "</node>\n";
    return xml.str();
}

std::string way(int id, std::vector<int> const& nodes, std::string const& list)
{
    std::string xml = "<way id=\"" + std::to_string(id) + "\">";
    for (int const each : nodes)
        xml += "<nd ref=\"" + std::to_string(each) + "\"/>";
    return xml + tags(list) + "</way>\n";
}

std::string relation(int id, std::vector<std::pair<int, char const*>> const& ways, std::string const& list)
{
    std::string xml = "<relation id=\"" + std::to_string(id) + "\">";
    for (auto const& [member, role] : ways)
        xml += "<member type=\"way\" ref=\"" + std::to_string(member) + "\" role=\"" + role + "\"/>";
    return xml + tags(list) + "</relation>\n";
}

std::vector<int> const square{1, 2, 3, 4, 1};
std::vector<int> const inner{5, 6, 7, 8, 5};

/// A square, one inside it, and what is drawn with them.
std::string osm(std::string const& more)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\">\n" + node(1, 4.35, 52) +
           node(2, 4.351, 52) + node(3, 4.351, 52.001) + node(4, 4.35, 52.001) + node(5, 4.3502, 52.0002) +
           node(6, 4.3508, 52.0002) + node(7, 4.3508, 52.0008) + node(8, 4.3502, 52.0008) + more + "</osm>\n";
}

class OsmTranslation : public Foreign {
  protected:
    std::filesystem::path file(std::string const& more) const { return write("town.osm", osm(more)); }
    FeatureTable read(std::string const& more, std::string const& layer, std::string const& where = {}) const
    {
        return read_layer({.file = file(more), .layer = layer, .where = where, .epsg = utm_31});
    }
    /// The ids of the ways that are areas.
    std::vector<std::string> areas(std::string const& more) const
    {
        return column(read(more + way(99, square, "building=yes"), "multipolygons", "osm_id <> 99"), "osm_id");
    }
};

TEST_F(OsmTranslation, ItsLayersAreToldWithoutTranslatingAndReadAsTold)
{
    auto const town = file(node(10, 4.3505, 52.0005, "amenity=charging_station|capacity:charging=4") +
                           way(11, {1, 3}, "highway=footway") + way(12, square, "building=house"));
    auto const content = contents_of(town);
    EXPECT_EQ(content.format, "OSM");
    EXPECT_THAT(layer_names(town), ElementsAre("points", "lines", "multipolygons", "addresses"));
    EXPECT_EQ(content.layers[0].epsg, 4326);
    EXPECT_EQ(content.layers[2].shape, ShapeKind::polygon);
    expect_as_told(town, utm_31);
    auto const points = read_layer({.file = town, .layer = "points", .epsg = utm_31});
    EXPECT_THAT(column(points, "capacity_charging"), ElementsAre("4"));
    EXPECT_THAT(column(points, "osm_type"), ElementsAre("node"));
    EXPECT_THAT(files(), ElementsAre("town.osm")) << "nothing is written beside it";
}

TEST_F(OsmTranslation, AddressesOnNodesAndOnBuildingsAreColumns)
{
    std::string const town = node(10, 4.3505, 52.0005, "addr:street=Markt|addr:housenumber=12") +
                             way(11, square, "building=apartments|addr:housenumber=14|building:flats=20");
    auto const nodes = read(town, "points");
    EXPECT_THAT(column(nodes, "addr_housenumber"), ElementsAre("12"));
    EXPECT_THAT(column(nodes, "addr_street"), ElementsAre("Markt"));
    auto const buildings = read(town, "multipolygons", "addr_housenumber IS NOT NULL");
    EXPECT_THAT(column(buildings, "building_flats"), ElementsAre("20"));
}

TEST_F(OsmTranslation, AnAddressOfABuildingCountsUnlessANodeHasIt)
{
    std::string const here = "addr:housenumber=1|addr:street=Kerkstraat";
    auto const town = node(20, 4.3505, 52.0005, here) + node(21, 4.3506, 52.0005, "addr:housenumber=7") +
                      way(30, square, "building=yes|addr:housenumber=1|addr:street=kerkstraat") +
                      way(31, inner, "building=yes|addr:housenumber=2|addr:street=Kerkstraat") +
                      way(32, inner, "building=yes|addr:housenumber=7") + way(33, inner, "building=yes");
    auto const table = read(town, "addresses");
    EXPECT_THAT(column(table, "osm_id"), UnorderedElementsAre("20", "21", "31", "32"));
    for (Feature const& feature : table.features)
        EXPECT_EQ(feature.geometry.points.size(), 1u);
}

TEST_F(OsmTranslation, ClosedWaysAreAreasAsToolsForOsmJudge)
{
    for (char const* area : {"building=yes", "amenity=parking", "amenity=parking_space|parking_space=charging",
                             "natural=water", "waterway=riverbank", "highway=pedestrian|area=yes", "highway=platform",
                             "railway=platform", "landuse=residential", "leisure=park", "power=substation",
                             "man_made=pier", "place=square", "building:part=yes", "water=pond"})
        EXPECT_THAT(areas(way(10, square, area)), ElementsAre("10")) << area;
    for (char const* line :
         {"highway=residential|junction=roundabout", "highway=pedestrian", "highway=service|landuse=grass",
          "railway=rail", "waterway=ditch", "barrier=fence", "building=yes|area=no", "leisure=track",
          "natural=tree_row", "building=no", "aeroway=taxiway"}) {
        EXPECT_THAT(areas(way(10, square, line)), IsEmpty()) << line;
        EXPECT_THAT(column(read(way(10, square, line), "lines"), "osm_id"), ElementsAre("10")) << line;
    }
    EXPECT_THAT(areas(way(10, {1, 2, 3}, "building=yes")), IsEmpty()) << "it is open";
}

TEST_F(OsmTranslation, IdsMayComeInAnyOrder)
{
    auto const town =
        write("overpass.osm", "<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n" + node(90, 4.35, 52) +
                                  node(-3, 4.351, 52) + node(7, 4.351, 52.001) + way(8, {90, -3}, "highway=footway") +
                                  way(-2, {-3, 7}, "highway=steps") + "</osm>\n");
    auto const ways = read_layer({.file = town, .layer = "lines", .epsg = utm_31});
    EXPECT_THAT(column(ways, "highway"), UnorderedElementsAre("footway", "steps"));
}

TEST_F(OsmTranslation, AWayOnTheEdgeOfALargerAreaIsKept)
{
    std::string const lake = way(10, square, "building=yes") + way(11, inner, "natural=water") +
                             relation(20, {{10, "outer"}, {11, "inner"}}, "type=multipolygon|landuse=forest");
    auto const table = read(lake, "multipolygons");
    EXPECT_THAT(column(table, "osm_id"), UnorderedElementsAre("10", "11", "20"));
    for (auto const& feature : table.features)
        if (text(feature.values[table.column("osm_id")]) == "20") {
            EXPECT_THAT(feature.geometry.polygons.at(0).holes, SizeIs(1));
            EXPECT_EQ(text(feature.values[table.column("landuse")]), "forest");
            EXPECT_EQ(text(feature.values[table.column("osm_type")]), "relation");
        }
}

TEST_F(OsmTranslation, ABoundaryIsAnArea)
{
    auto const table = read(way(10, {1, 2, 3}, "") + way(11, {3, 4, 1}, "") +
                                relation(20, {{10, "outer"}, {11, "outer"}},
                                         "type=boundary|boundary=administrative|admin_level=8|name=Delft"),
                            "multipolygons", "admin_level = 8");
    EXPECT_THAT(column(table, "name"), ElementsAre("Delft"));
}

TEST_F(OsmTranslation, WhatSaysNothingInOurColumnsIsLeftBehind)
{
    auto const table = read(node(10, 4.3505, 52.0005, "created_by=x") + node(11, 4.3505, 52.0005, "name=Y") +
                                relation(20, {}, "type=route"),
                            "points");
    EXPECT_THAT(column(table, "osm_id"), ElementsAre("11"));
}

TEST_F(OsmTranslation, APackedFileIsReadAndAPoorOneRefused)
{
    auto const packed = gzip("town.osm.gz", osm(way(11, {1, 3}, "highway=footway")));
    EXPECT_THAT(column(read_layer({.file = packed, .layer = "lines", .epsg = utm_31}), "highway"),
                ElementsAre("footway"));
    auto const cut = write("cut.osm", osm(way(11, {1, 3}, "highway=footway") + node(12, 4.35, 52)).substr(0, 500));
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = cut, .layer = "lines"}); }),
                AllOf(HasSubstr("cut.osm"), HasSubstr("is the file complete")));
    auto const empty = write("empty.osm.pbf", "");
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = empty, .layer = "lines"}); }),
                HasSubstr("empty.osm.pbf: cannot be read as OpenStreetMap data"));
}

TEST_F(OsmTranslation, TagsInOneColumnAreExpanded)
{
    GDALAllRegister();
    auto const source = file(node(10, 4.3505, 52.0005, "amenity=charging_station|capacity=4|name=A &quot;B&quot;") +
                             way(11, {1, 3}, "highway=footway|tunnel=yes|layer=-1"));
    GDALDatasetUniquePtr const raw{GDALDataset::Open(source.c_str(), GDAL_OF_VECTOR)};
    char const* const options[] = {"-f", "GPKG", nullptr};
    auto* const how = GDALVectorTranslateOptionsNew(const_cast<char**>(options), nullptr);
    GDALDatasetH input = raw.get();
    auto const copy = path("converted.gpkg");
    GDALClose(GDALVectorTranslate(copy.c_str(), nullptr, 1, &input, how, nullptr));
    GDALVectorTranslateOptionsFree(how);

    auto const content = contents_of(copy);
    EXPECT_EQ(content.format, "OSM");
    EXPECT_THAT(content.layers[0].fields, AllOf(Contains("capacity"), Contains("osm_id")));
    expect_as_told(copy, utm_31);
    auto const points =
        read_layer({.file = copy, .layer = "points", .where = "amenity = 'charging_station'", .epsg = utm_31});
    EXPECT_THAT(column(points, "capacity"), ElementsAre("4"));
    EXPECT_THAT(column(points, "name"), ElementsAre("A \"B\""));
    auto const lines = read_layer({.file = copy, .layer = "lines", .where = "tunnel = 'yes'", .epsg = utm_31});
    EXPECT_THAT(column(lines, "layer"), ElementsAre("-1"));
    EXPECT_THAT(files(), ElementsAre("converted.gpkg", "town.osm"));
}

TEST_F(OsmTranslation, TagsThatAreCutOffAreRefused)
{
    OutputLayer layer{.name = "points", .shape = ShapeKind::point, .fields = {{"osm_id"}, {"other_tags"}}};
    layer.features.push_back(
        {0, {{{590000, 5760000}}, {}, {}}, {std::string{"1"}, std::string{"\"foot\"=>\"no\",\"acc"}}});
    write_geopackage(path("cut.gpkg"), utm_31, {layer});
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = path("cut.gpkg"), .epsg = utm_31}); }),
                HasSubstr("the tags in other_tags are cut off in 1 features"));
}

TEST_F(OsmTranslation, OtherThingsUnderThatNameAreLeftAlone)
{
    OutputLayer layer{.name = "points", .shape = ShapeKind::point, .fields = {{"osm_id"}, {"other_tags"}}};
    layer.features.push_back({0, {{{590000, 5760000}}, {}, {}}, {std::string{"1"}, Value{}}});
    layer.features.push_back({0, {{{590000, 5760000}}, {}, {}}, {std::string{"2"}, std::string{R"({"foot": "no"})"}}});
    write_geopackage(path("json.gpkg"), utm_31, {layer});
    EXPECT_EQ(contents_of(path("json.gpkg")).format, "GPKG");
    auto const table = read_layer({.file = path("json.gpkg"), .epsg = utm_31});
    EXPECT_THAT(column(table, "other_tags"), ElementsAre("", R"({"foot": "no"})"));
}

TEST(Hstore, IsReadWithItsEscapes)
{
    auto const all = parsed_hstore(R"("a"=>"b","c d"=>"e \"f\" \\g", "h"=>NULL,"i"=>"=>,")");
    EXPECT_TRUE(all.whole);
    EXPECT_THAT(all.tags, UnorderedElementsAre(testing::Pair("a", "b"), testing::Pair("c d", "e \"f\" \\g"),
                                               testing::Pair("i", "=>,")));
    EXPECT_TRUE(parsed_hstore("").whole);
    for (char const* bad : {"\"a\"", "\"a\"=>", "\"a\"=>\"b", "a=>b", "\"a\"=>\"b\" \"c\"=>\"d\"", "\"a\\"})
        EXPECT_FALSE(parsed_hstore(bad).whole) << bad;
}

}  // namespace
}  // namespace laad::osm_translation_test
