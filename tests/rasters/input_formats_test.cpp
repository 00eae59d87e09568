// SPDX-License-Identifier: Apache-2.0
// The same features whatever the format, and no format that hands over others than the file holds.
#include "rasters/error.hpp"
#include "rasters/io/vectors/layer_windows.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/rasters/scratch.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

#include <memory>

namespace laad::input_formats_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int rd_new = 28992;

/// An object of the BGT as it is published: a surface, perhaps a label point after it.
std::string bgt_object(int number, std::string const& more, bool label)
{
    auto const x = std::to_string(85'000 + 20 * number);
    auto const end = std::to_string(85'010 + 20 * number);
    std::string const crs = R"( srsName="urn:ogc:def:crs:EPSG::28992" srsDimension="2">)";
    return "<cityObjectMember><bui:BuildingPart gml:id=\"b" + std::to_string(number) +
           "\"><creationDate>2014-01-01</creationDate>" + more + "<imgeo:geometrie2dGrondvlak><gml:Polygon" + crs +
           "<gml:exterior><gml:LinearRing><gml:posList srsDimension=\"2\">" + x + " 446000 " + end + " 446000 " + end +
           " 446010 " + x + " 446010 " + x +
           " 446000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dGrondvlak>" +
           (label ? "<imgeo:nummeraanduidingreeks><imgeo:Label><imgeo:tekst>16</imgeo:tekst><imgeo:plaatsingspunt>"
                    "<gml:Point" +
                        crs + "<gml:pos>85005 446005</gml:pos></gml:Point></imgeo:plaatsingspunt></imgeo:Label>" +
                        "</imgeo:nummeraanduidingreeks>"
                  : "") +
           "</bui:BuildingPart></cityObjectMember>\n";
}

std::string bgt(std::string const& objects)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:bui="http://www.opengis.net/citygml/building/2.0")"
           R"( xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns:gml="http://www.opengis.net/gml">)" +
           objects + "</CityModel>\n";
}

class InputFormats : public Scratch {
  protected:
    std::string refusal(LayerRequest const& request) const
    {
        return message_of<InputError>([&] { read_layer(request); });
    }

    /// A GeoJSON of points, one for each value of the field kind (as JSON), in the CRS of the area.
    std::filesystem::path points(std::vector<std::string> const& kinds) const
    {
        std::string list;
        for (std::size_t i = 0; i < kinds.size(); ++i)
            list += (i == 0 ? "" : ",") + std::string{R"({"type":"Feature","properties":{"number":)"} +
                    std::to_string(i) + R"(,"kind":)" + kinds[i] +
                    R"(},"geometry":{"type":"Point","coordinates":[85000,446000]}})";
        return write("points.geojson",
                     R"({"type":"FeatureCollection","name":"points","crs":{"type":"name","properties":)"
                     R"({"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)" +
                         list + "]}");
    }

    /// A copy in another format.
    std::filesystem::path copied(std::filesystem::path const& from, std::string const& name, char const* driver,
                                 std::vector<char const*> options = {}) const
    {
        GDALAllRegister();
        options.insert(options.begin(), {"-f", driver, "-nln", "points"});
        options.push_back(nullptr);
        GDALDatasetUniquePtr const source{GDALDataset::Open(from.c_str(), GDAL_OF_VECTOR)};
        auto* const how = GDALVectorTranslateOptionsNew(const_cast<char**>(options.data()), nullptr);
        GDALDatasetH input = source.get();
        GDALClose(GDALVectorTranslate(path(name).c_str(), nullptr, 1, &input, how, nullptr));
        GDALVectorTranslateOptionsFree(how);
        return path(name);
    }

    static std::vector<std::int64_t> numbers(LayerRequest const& request)
    {
        FeatureTable const table = read_layer(request);
        std::vector<std::int64_t> found;
        for (Feature const& feature : table.features)
            found.push_back(std::get<std::int64_t>(feature.values[table.column("number")]));
        return found;
    }
};

TEST_F(InputFormats, AConditionHoldsForTheSameFeaturesInEveryFormat)
{
    auto const json = points({R"("office")", R"("Office")", R"("home")", "null", R"("")"});
    std::vector<std::filesystem::path> const files{json, copied(json, "p.gpkg", "GPKG"),
                                                   copied(json, "p.fgb", "FlatGeobuf")};
    for (auto const& file : files) {
        EXPECT_THAT(numbers({.file = file, .where = "kind <> 'office'"}), ElementsAre(1, 2, 4)) << file;
        EXPECT_THAT(numbers({.file = file, .where = "NOT kind = 'office'"}), ElementsAre(1, 2, 4)) << file;
        EXPECT_THAT(numbers({.file = file, .where = "kind NOT IN ('office', 'home')"}), ElementsAre(1, 4)) << file;
        EXPECT_THAT(numbers({.file = file, .where = "kind NOT LIKE 'off%' OR number = 3"}), ElementsAre(2, 3, 4))
            << file;
        EXPECT_THAT(numbers({.file = file, .where = "coalesce(kind, 'x') = 'x'"}), ElementsAre(3)) << file;
        EXPECT_THAT(refusal({.file = file, .where = "nosuch = 1"}),
                    HasSubstr("the condition \"nosuch = 1\" is refused"))
            << file;
    }
}

TEST_F(InputFormats, AnIncompleteSpatialIndexHidesNothing)
{
    constexpr int many = 100'100;
    OutputLayer layer{.name = "many", .shape = ShapeKind::point};
    for (int i = 0; i < many; ++i)
        layer.features.push_back({.geometry = {{{100'000.0 + i % 400, 400'000}}, {}, {}}});
    auto const file = path("many.gpkg");
    write_geopackage(file, rd_new, {layer});
    LayerRequest const request{.file = file, .within = Box{99'000, 399'000, 101'000, 401'000}};
    EXPECT_THAT(LayerWindows{request}.about().notes, IsEmpty());
    {
        GDALDatasetUniquePtr const open{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
        open->ReleaseResultSet(open->ExecuteSQL("DELETE FROM rtree_many_geom WHERE id < 50000", nullptr, nullptr));
    }
    LayerWindows const windows{request};
    EXPECT_THAT(windows.in({100'000, 399'000, 100'009, 401'000}), SizeIs(2510));
    EXPECT_THAT(windows.about().notes, ElementsAre(HasSubstr("its spatial index lacks features; a copy")));
    LayerRequest some = request;
    some.where = "fid <= 200";
    EXPECT_THAT(LayerWindows{some}.in({100'000, 399'000, 100'009, 401'000}), SizeIs(10));
}

TEST_F(InputFormats, TextThatIsNotUtf8IsRefused)
{
    auto const file = copied(points({R"("Café")"}), "p.shp", "ESRI Shapefile", {"-lco", "ENCODING=ISO-8859-1"});
    EXPECT_EQ(std::get<std::string>(read_layer({.file = file}).features[0].values[1]), "Café");
    std::filesystem::remove(path("p.cpg"));
    std::string table = content_of(path("p.dbf"));
    table[29] = 0;  // the code page
    write("p.dbf", table);
    EXPECT_THAT(refusal({.file = file}),
                AllOf(HasSubstr("p.shp, layer p, feature 0: field \"kind\" (Caf?) is not UTF-8"), HasSubstr(".cpg")));
}

TEST_F(InputFormats, OfABuildingOfTheBgtTheFootprintIsRead)
{
    auto const file = write("bgt_pand.gml", bgt(bgt_object(0, "", true) + bgt_object(1, "", false)));
    FeatureTable const table = read_layer({.file = file});
    ASSERT_THAT(table.features, SizeIs(2));
    for (Feature const& feature : table.features) {
        EXPECT_THAT(feature.geometry.points, IsEmpty());
        EXPECT_THAT(feature.geometry.polygons, SizeIs(1));
    }
    EXPECT_THAT(files(), ElementsAre("bgt_pand.gml"));  // GDAL's own notes are not left beside it
}

TEST_F(InputFormats, ObjectsOfTheBgtThatAreNotThereAreLeftOut)
{
    auto const status = [](std::string const& word) { return "<imgeo:bgt-status>" + word + "</imgeo:bgt-status>"; };
    auto const file = write(
        "bgt_pand.gml", bgt(bgt_object(0, status("bestaand"), true) + bgt_object(1, status("plan"), true) +
                            bgt_object(2, "<imgeo:eindRegistratie>2018-01-01T00:00:00</imgeo:eindRegistratie>", true) +
                            bgt_object(3, "<terminationDate>2018-01-01</terminationDate>" + status("bestaand"), true)));
    FeatureTable const table = read_layer({.file = file, .fields = std::vector<std::string>{}});
    EXPECT_THAT(table.features, SizeIs(1));
    EXPECT_THAT(table.over, SizeIs(3));
}

TEST_F(InputFormats, OfSeveralGeometriesThePolygonsAreRead)
{
    auto const file = write("two.vrt", R"(<OGRVRTDataSource><OGRVRTLayer name="two"><SrcDataSource relativeToVRT="1">)"
                                       R"(two.csv</SrcDataSource><SrcLayer>two</SrcLayer>)"
                                       R"(<GeometryField name="label" encoding="WKT" field="label"><GeometryType>)"
                                       R"(wkbPoint</GeometryType><SRS>EPSG:28992</SRS></GeometryField>)"
                                       R"(<GeometryField name="shape" encoding="WKT" field="shape"><GeometryType>)"
                                       R"(wkbPolygon</GeometryType><SRS>EPSG:28992</SRS></GeometryField>)"
                                       R"(</OGRVRTLayer></OGRVRTDataSource>)");
    write("two.csv",
          "label,shape\n\"POINT (85001 446001)\",\"POLYGON ((85000 446000,85010 446000,85010 446010,85000 "
          "446000))\"\n");
    FeatureTable const table = read_layer({.file = file});
    ASSERT_THAT(table.features, SizeIs(1));
    EXPECT_THAT(table.features[0].geometry.polygons, SizeIs(1));
    EXPECT_THAT(table.notes, ElementsAre("has 2 geometries, of which \"shape\" is read"));
}

TEST_F(InputFormats, TheExtensionDecidesAndNothingIsReadOverTheNetwork)
{
    auto const csv = write("secret.csv", "x\n1\n");
    std::string const vrt = R"(<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>)";
    EXPECT_THAT(refusal({.file = write("area.geojson",
                                       vrt + csv.string() + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")}),
                HasSubstr("area.geojson: cannot be read"));
    EXPECT_THAT(
        refusal({.file = write("wfs.json", "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>")}),
        HasSubstr("wfs.json: cannot be read"));
    EXPECT_THAT(refusal({.file = "/vsicurl/http://127.0.0.1:9/area.geojson"}),
                HasSubstr("lies on the network, which is not read"));
    EXPECT_THAT(refusal({.file = write("remote.vrt", vrt + "/vsicurl/http://127.0.0.1:9/a.geojson</SrcDataSource>"
                                                           "</OGRVRTLayer></OGRVRTDataSource>")}),
                HasSubstr("remote.vrt"));
    EXPECT_THAT(refusal({.file = write("roads.xyz", "")}), HasSubstr("is in no format that is read"));
}

}  // namespace
}  // namespace laad::input_formats_test
