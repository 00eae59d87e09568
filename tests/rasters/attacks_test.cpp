// SPDX-License-Identifier: Apache-2.0
// What users have and others send: each is read right, or refused with the way out. The list is docs/attacks.md.
#include "rasters/error.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "tests/rasters/foreign_files.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

namespace laad::attacks_test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int rd_new = 28992;
constexpr char const* rd_crs = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)";

class Attacks : public Foreign {
  protected:
    static std::string refusal(LayerRequest const& request)
    {
        return message_of<InputError>([&] { read_layer(request); });
    }
    static std::string table_refusal(std::filesystem::path const& file)
    {
        return message_of<InputError>([&] { read_table(file); });
    }
    static std::string features(std::vector<std::string> const& geometries, std::string const& crs = rd_crs)
    {
        std::string list;
        for (auto const& geometry : geometries)
            list += (list.empty() ? "" : ",") +
                    std::string{R"({"type":"Feature","properties":{"kind":"a"},"geometry":)"} + geometry + "}";
        return R"({"type":"FeatureCollection","name":"p",)" + crs + R"("features":[)" + list + "]}";
    }
    static std::string point(double x, double y)
    {
        return R"({"type":"Point","coordinates":[)" + std::to_string(x) + "," + std::to_string(y) + "]}";
    }
    std::filesystem::path copied(std::filesystem::path const& from, std::string const& name,
                                 std::vector<char const*> options) const
    {
        GDALAllRegister();
        options.push_back(nullptr);
        GDALDatasetUniquePtr const source{GDALDataset::Open(from.c_str(), GDAL_OF_VECTOR)};
        auto* const how = GDALVectorTranslateOptionsNew(const_cast<char**>(options.data()), nullptr);
        GDALDatasetH input = source.get();
        GDALClose(GDALVectorTranslate(path(name).c_str(), nullptr, 1, &input, how, nullptr));
        GDALVectorTranslateOptionsFree(how);
        return path(name);
    }
    std::filesystem::path json() const { return write("p.geojson", features({point(85000, 446000)})); }
    std::filesystem::path geopackage(std::string const& layer = "p") const
    {
        OutputLayer out{.name = layer, .shape = ShapeKind::point, .fields = {{"kind"}, {"order", FieldKind::integer}}};
        for (std::int64_t i = 0; i < 3; ++i)
            out.features.push_back({0, {{{85000, 446000}}, {}, {}}, {std::string{"a"}, i}});
        write_geopackage(path("p.gpkg"), rd_new, {out});
        return path("p.gpkg");
    }
};

TEST_F(Attacks, TextTablesWithOtherLineEndsMarksAndBlanks)
{
    EXPECT_THAT(column(read_table(write("mac.csv", "a;b\r1;2\r3;4\r")), "b"), ElementsAre("2", "4"));
    EXPECT_THAT(column(read_table(write("mark.csv", "\xEF\xBB\xBFsep=;\na;b\n1;2\n")), "b"), ElementsAre("2"));
    EXPECT_THAT(column(read_table(write("blank.csv", " a ;\tb \n1;2\n")), "b"), ElementsAre("2"));
    EXPECT_THAT(column(read_table(write("last.csv", "a;b\n1;2")), "b"), ElementsAre("2")) << "no line end at the end";
    EXPECT_THAT(column(read_table(write("one.csv", "buurt\nA\n\nB\n")), "buurt"), ElementsAre("A", "B"));
    std::string const no_mark{"a\0;\0b\0\n\0", 8};
    EXPECT_THAT(table_refusal(write("zero.csv", no_mark)), HasSubstr("zero.csv, line 1: has zero bytes"));
    EXPECT_THAT(table_refusal(write("same.csv", "a; a\n1;2\n")), HasSubstr("two columns are named \"a\""));
}

TEST_F(Attacks, CoordinatesInTablesThatAreNoNumbers)
{
    auto const file = write("t.csv", "x;X;y\n85000;1;446000\n85000 m;2;446000\n8.5e4;3;446000\n\"85000,0\";4;446000\n");
    auto const table = read_layer({.file = file, .x_field = "x", .y_field = "y"});
    EXPECT_THAT(column(table, "X"), ElementsAre("1", "3", "4")) << "the column of that very name is taken";
    EXPECT_THAT(table.rejected, SizeIs(1));
}

TEST_F(Attacks, GeoJsonThatIsCutOffEmptyOrWithoutShapes)
{
    auto const whole = features({point(85000, 446000), "null", point(85010, 446000)});
    auto const table = read_layer({.file = write("n.geojson", whole)});
    EXPECT_THAT(table.features, SizeIs(2));
    ASSERT_THAT(table.rejected, SizeIs(1));
    EXPECT_EQ(table.rejected[0].reason, "no geometry");
    EXPECT_THAT(refusal({.file = write("cut.geojson", whole.substr(0, whole.size() - 40))}), HasSubstr("cut.geojson"));
    EXPECT_THAT(refusal({.file = write("zero.geojson", "")}), HasSubstr("zero.geojson: cannot be read"));
    EXPECT_THAT(
        refusal({.file = write("degrees.geojson", features({point(85000, 446000)}, "")), .source_epsg = rd_new}),
        HasSubstr("outside the area of use"))
        << "GeoJSON without crs is in degrees, whatever is said of it";
}

TEST_F(Attacks, ShapefilesWithPartsMissing)
{
    auto const shape = copied(json(), "p.shp", {"-f", "ESRI Shapefile"});
    EXPECT_THAT(column(read_layer({.file = shape}), "kind"), ElementsAre("a"));
    std::string const bytes = content_of(shape);
    write("p.shp", bytes.substr(0, bytes.size() - 10));
    EXPECT_THAT(refusal({.file = shape}), HasSubstr("p.shp"));
    write("p.shp", bytes);
    std::filesystem::remove(path("p.dbf"));
    EXPECT_THAT(refusal({.file = shape, .where = "kind = 'a'"}), HasSubstr("p.shp"));
    std::filesystem::remove(path("p.shx"));
    EXPECT_THAT(refusal({.file = shape}), HasSubstr("p.shp: cannot be read"));
    EXPECT_FALSE(std::filesystem::exists(path("p.shx"))) << "nothing is mended beside it";
}

TEST_F(Attacks, ADbfThatStatesItsCodePageIsReadInIt)
{
    auto const cafe =
        write("c.geojson", R"({"type":"FeatureCollection",)" + std::string{rd_crs} +
                               R"("features":[{"type":"Feature","properties":{"name":"Café"},"geometry":)" +
                               point(85000, 446000) + "}]}");
    auto const shape = copied(cafe, "c.shp", {"-f", "ESRI Shapefile", "-lco", "ENCODING=ISO-8859-1"});
    std::filesystem::remove(path("c.cpg"));
    for (int const page : {0x03, 0x57}) {
        std::string table = content_of(path("c.dbf"));
        table[29] = static_cast<char>(page);
        write("c.dbf", table);
        EXPECT_THAT(column(read_layer({.file = shape}), "name"), ElementsAre("Café")) << page;
    }
    std::filesystem::rename(path("c.dbf"), path("ONLY.DBF"));
    EXPECT_THAT(column(read_table(path("ONLY.DBF")), "name"), ElementsAre("Café"));
}

TEST_F(Attacks, NamesThatSqlWouldMisread)
{
    auto const odd = geopackage("my \"odd' layer");
    EXPECT_THAT(read_layer({.file = odd, .where = "\"order\" = 1"}).features, SizeIs(1));
    EXPECT_THAT(read_layer({.file = odd, .layer = "my \"odd' layer", .where = "kind = 'a' -- all"}).features,
                SizeIs(3));
    auto const copy = copied(odd, "o.geojson", {"-f", "GeoJSON"});
    EXPECT_THAT(read_layer({.file = copy, .where = "\"order\" = 1 -- one"}).features, SizeIs(1));
}

TEST_F(Attacks, AConditionCannotWrite)
{
    auto const file = geopackage();
    std::string const before = content_of(file);
    for (char const* attack : {"1=1); DROP TABLE p; --", "1=1; DELETE FROM p", "kind = 'a'); ATTACH 'x' AS y; --"})
        EXPECT_THAT(refusal({.file = file, .where = attack}), HasSubstr("is refused")) << attack;
    EXPECT_EQ(content_of(file), before);
    EXPECT_THAT(files(), ElementsAre("p.gpkg"));
}

TEST_F(Attacks, ExtensionsInCapitals)
{
    std::filesystem::rename(geopackage(), path("P.GPKG"));
    EXPECT_THAT(read_layer({.file = path("P.GPKG")}).features, SizeIs(3));
    std::filesystem::rename(json(), path("Q.GEOJSON"));
    EXPECT_THAT(read_layer({.file = path("Q.GEOJSON")}).features, SizeIs(1));
    EXPECT_EQ(contents_of(path("P.GPKG")).format, "GPKG");
}

TEST_F(Attacks, CoordinatesWithHeightsAndCrsWithHeights)
{
    auto const file =
        write("z.geojson", R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":)"
                           R"("urn:ogc:def:crs:EPSG::7415"}},"features":[{"type":"Feature","properties":{},)"
                           R"("geometry":{"type":"Point","coordinates":[85000,446000,3.5]}}]})");
    EXPECT_THAT(read_layer({.file = file}).features.at(0).geometry.points, ElementsAre(Point{85000, 446000}));
}

TEST_F(Attacks, AGeopackageWhoseCrsIsUndefined)
{
    auto const file = copied(json(), "u.gpkg", {"-f", "GPKG"});
    {
        GDALDatasetUniquePtr const set{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
        set->ReleaseResultSet(set->ExecuteSQL("UPDATE gpkg_geometry_columns SET srs_id = -1", nullptr, nullptr));
        set->ReleaseResultSet(set->ExecuteSQL("UPDATE gpkg_contents SET srs_id = -1", nullptr, nullptr));
    }
    EXPECT_THAT(refusal({.file = file}), HasSubstr("has no CRS"));
    EXPECT_THAT(read_layer({.file = file, .source_epsg = rd_new}).features, SizeIs(1));
    EXPECT_EQ(contents_of(file).layers.at(0).epsg, std::nullopt);
}

TEST_F(Attacks, AGmlOfAnyKindLeavesNothingBesideIt)
{
    auto const file = copied(json(), "g.gml", {"-f", "GML", "-dsco", "XSISCHEMA=OFF"});
    std::filesystem::remove(path("p.geojson"));
    ASSERT_THAT(files(), ElementsAre("g.gml"));
    EXPECT_THAT(read_layer({.file = file}).features, SizeIs(1));
    EXPECT_THAT(contents_of(file).layers, SizeIs(1));
    EXPECT_THAT(files(), ElementsAre("g.gml"));
    std::string text = content_of(file);
    for (std::size_t at = text.find(" srsName="); at != text.npos; at = text.find(" srsName="))
        text.erase(at, text.find('"', at + 10) + 1 - at);
    EXPECT_THAT(refusal({.file = write("g.gml", text)}), HasSubstr("has no CRS"));
    EXPECT_THAT(read_layer({.file = file, .source_epsg = rd_new}).features, SizeIs(1));
}

TEST_F(Attacks, ArchivesAsBrowsersSaveThem)
{
    auto const again = zip("bgt download (1).zip", {{"p.geojson", features({point(85000, 446000)})}});
    EXPECT_THAT(read_layer({.file = again}).features, SizeIs(1));
    auto const unpacked = write("already.csv.gz", "a;b\n1;2\n");
    EXPECT_THAT(column(read_table(unpacked), "b"), ElementsAre("2")) << "unpacked by the browser, under the old name";
    EXPECT_THAT(contents_of(unpacked).layers.at(0).fields, ElementsAre("a", "b"));
    EXPECT_THAT(refusal({.file = zip("nested.zip", {{"inner.zip", content_of(again)}})}), HasSubstr("nested.zip"));
    EXPECT_THAT(table_refusal(write("empty.zip", "")), HasSubstr("empty.zip: cannot be read"));
    EXPECT_THAT(table_refusal(write("empty.csv.gz", "")), HasSubstr("is empty"));
}

TEST_F(Attacks, AZipOfShapefilesIsOneDataSet)
{
    copied(json(), "a.shp", {"-f", "ESRI Shapefile"});
    std::map<std::string, std::string> members;
    for (char const* part : {"a.shp", "a.shx", "a.dbf", "a.prj"})
        members[part] = content_of(path(part));
    auto const archive = zip("shapes.zip", members);
    EXPECT_THAT(column(read_layer({.file = archive}), "kind"), ElementsAre("a"));
    members["rows.csv"] = "n\n1\n";
    auto const mixed = zip("mixed.zip", members);
    EXPECT_THAT(layer_names(mixed), testing::UnorderedElementsAre("a", "rows"));
    EXPECT_THAT(column(read_layer({.file = mixed, .layer = "a"}), "kind"), ElementsAre("a"));
}

TEST_F(Attacks, TextsInAnArchiveAreNotMadeReadableInSilence)
{
    auto const cafe =
        write("c.geojson", R"({"type":"FeatureCollection",)" + std::string{rd_crs} +
                               R"("features":[{"type":"Feature","properties":{"name":"Café"},"geometry":)" +
                               point(85000, 446000) + "}]}");
    copied(cafe, "c.shp", {"-f", "ESRI Shapefile", "-lco", "ENCODING=ISO-8859-1"});
    std::string table = content_of(path("c.dbf"));
    table[29] = 0;  // the code page
    auto const archive = zip("both.zip", {{"c.shp", content_of(path("c.shp"))},
                                          {"c.shx", content_of(path("c.shx"))},
                                          {"c.dbf", table},
                                          {"rows.csv", "n\n1\n"}});
    EXPECT_THAT(refusal({.file = archive, .layer = "c"}), HasSubstr("is not UTF-8 text"));
}

TEST_F(Attacks, FoldersOfFiles)
{
    copied(json(), "a.shp", {"-f", "ESRI Shapefile"});
    std::filesystem::create_directory(path("town"));
    for (char const* part : {"a.shp", "a.shx", "a.dbf", "a.prj"})
        std::filesystem::rename(path(part), path("town") / part);
    EXPECT_THAT(read_layer({.file = path("town")}).features, SizeIs(1));
    std::filesystem::create_directory(path("nothing"));
    EXPECT_THAT(refusal({.file = path("nothing")}), HasSubstr("nothing: cannot be read"));
}

TEST_F(Attacks, OcpiAsItShouldNotBe)
{
    std::string const place = R"("coordinates":{"latitude":"52.011577","longitude":"4.357068"})";
    auto const read = [&](std::string const& json) { return read_layer({.file = write("o.json", json)}); };
    EXPECT_THAT(column(read("\xEF\xBB\xBF [ {\"id\":\"a\",\"evses\":null," + place + "} ]"), "n_evse"),
                ElementsAre(""));
    EXPECT_THAT(column(read("[{\"id\":7,\"evses\":[{\"status\":null,\"connectors\":null}]," + place + "}]"), "status"),
                ElementsAre("UNKNOWN"));
    EXPECT_THAT(column(read("[{\"id\":\"a\",\"name\":\"\\u00e9\\\\\\\"]}\"," + place + "}]"), "name"),
                ElementsAre("\xC3\xA9\\\"]}"));
    EXPECT_THAT(message_of<InputError>(
                    [&] { read(R"([{"id":"a","coordinates":{"latitude":"4.357068","longitude":"52.011577"}}])"); }),
                HasSubstr("swap"));
}

TEST_F(Attacks, OsmAsItShouldNotBe)
{
    auto const file = write("TOWN.OSM", R"(<osm version="0.6"><node id="1" lat="52" lon="4.35"/>)"
                                        R"(<node id="2" lat="52.001" lon="4.35"/>)"
                                        R"(<way id="1"><nd ref="1"/><tag k="highway" v="path"/></way>)"
                                        R"(<way id="2"><nd ref="1"/><nd ref="9"/><tag k="highway" v="path"/></way>)"
                                        R"(<way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a&lt;b"/>)"
                                        R"(<tag k="layer" v="1;2"/></way></osm>)");
    auto const table = read_layer({.file = file, .layer = "lines"});
    EXPECT_THAT(column(table, "highway"), ElementsAre("a<b")) << "ways of one point are no lines";
    EXPECT_THAT(column(table, "layer"), ElementsAre("1;2"));
    EXPECT_THAT(refusal({.file = write("html.osm", "<html>Too many requests</html>"), .layer = "lines"}),
                HasSubstr("html.osm"));
}

TEST_F(Attacks, AWebPageUnderTheNameOfADownload)
{
    std::string const page = "<!DOCTYPE html><html><body>404</body></html>";
    for (char const* name :
         {"a.gpkg", "a.zip", "a.json", "a.gml", "a.xlsx", "a.osm.pbf", "a.geojson", "a.fgb", "a.shp"})
        EXPECT_THAT(refusal({.file = write(name, page)}),
                    AllOf(HasSubstr(name), AnyOf(HasSubstr("cannot be read"), HasSubstr("has no layers"))))
            << name;
}

TEST_F(Attacks, ALinkAndAPathWithDots)
{
    auto const file = geopackage();
    std::filesystem::create_symlink(file, path("link.gpkg"));
    EXPECT_THAT(read_layer({.file = path("link.gpkg")}).features, SizeIs(3));
    std::filesystem::create_directory(path("sub"));
    EXPECT_THAT(read_layer({.file = path("sub") / ".." / "p.gpkg"}).features, SizeIs(3));
    std::filesystem::create_symlink("nowhere.gpkg", path("broken.gpkg"));
    EXPECT_THAT(refusal({.file = path("broken.gpkg")}), HasSubstr("does not exist"));
}

}  // namespace
}  // namespace laad::attacks_test
