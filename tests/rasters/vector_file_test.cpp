// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/vector_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "tests/rasters/scratch.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <limits>

namespace laad::vector_file_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int rd_new = 28992;
constexpr char const* nan_line = "NaN";  ///< WKT has no way to write it

/// Vector files as others make them, written with GDAL itself.
class VectorFile : public Scratch {
  protected:
    using Shapes = std::vector<std::string>;  ///< as WKT; empty: a feature without geometry

    std::filesystem::path layer(std::string const& name, int epsg, Shapes const& wkts) const
    {
        GDALDatasetUniquePtr const dataset = create(name + ".gpkg");
        add_layer(*dataset, name, epsg, wkts);
        return path(name + ".gpkg");
    }

    GDALDatasetUniquePtr create(std::string const& name) const
    {
        GDALAllRegister();
        GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        return GDALDatasetUniquePtr{driver->Create(path(name).c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    }

    static void add_layer(GDALDataset& dataset, std::string const& name, int epsg, Shapes const& wkts)
    {
        OGRSpatialReference crs;
        if (epsg != 0) crs.importFromEPSG(epsg);
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRLayer* const layer = dataset.CreateLayer(name.c_str(), epsg == 0 ? nullptr : &crs, wkbUnknown, nullptr);
        OGRFieldDefn number{"number", OFTInteger};
        ASSERT_EQ(layer->CreateField(&number), OGRERR_NONE);
        for (std::size_t i = 0; i < wkts.size(); ++i) {
            OGRFeature feature{layer->GetLayerDefn()};
            OGRGeometry* shape = nullptr;
            if (wkts[i] == nan_line)
                shape = line_with_nan();
            else if (!wkts[i].empty())
                OGRGeometryFactory::createFromWkt(wkts[i].c_str(), nullptr, &shape);
            feature.SetGeometryDirectly(shape);
            feature.SetField("number", static_cast<int>(i + 1));
            ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
    }

    static OGRGeometry* line_with_nan()
    {
        auto* const line = new OGRLineString;
        line->addPoint(std::nan(""), 300000);
        line->addPoint(5, 300000);
        return line;
    }

    static std::string refusal(LayerRequest const& request)
    {
        return message_of<InputError>([&] { read_layer(request); });
    }

    static std::string table_refusal(std::filesystem::path const& file)
    {
        return message_of<InputError>([&] { read_table(file); });
    }
};

TEST_F(VectorFile, ReadsPointsInTheirOwnCrs)
{
    FeatureTable const t =
        read_layer({.file = layer("chargers", rd_new, {"POINT (100000 400000)", "POINT Z (1 300000 9)"})});
    ASSERT_THAT(t.features, SizeIs(2));
    EXPECT_THAT(t.features[0].geometry.points, ElementsAre(Point{100000, 400000}));
    EXPECT_THAT(t.features[1].geometry.points, ElementsAre(Point{1, 300000}));
    EXPECT_EQ(t.layer, "chargers");
    EXPECT_EQ(std::get<std::int64_t>(t.features[1].values[t.column("number")]), 2);
    EXPECT_THAT(t.rejected, IsEmpty());
}

TEST_F(VectorFile, TransformsFromAnotherCrs)
{
    // The church tower of Amersfoort in WGS84; RD New has its origin there. Without the national grid file: within a
    // metre.
    FeatureTable const t = read_layer({.file = layer("tower", 4326, {"POINT (5.38720621 52.15517440)"})});
    ASSERT_THAT(t.features, SizeIs(1));
    EXPECT_NEAR(t.features[0].geometry.points[0].x, 155000, 1);
    EXPECT_NEAR(t.features[0].geometry.points[0].y, 463000, 1);
}

TEST_F(VectorFile, IgnoresTheHeightSystemOfACompoundCrs)
{
    constexpr int rd_new_and_nap = 7415;
    FeatureTable const t = read_layer({.file = layer("high", rd_new_and_nap, {"POINT Z (100000 400000 3)"})});
    EXPECT_THAT(t.features.at(0).geometry.points, ElementsAre(Point{100000, 400000}));
}

TEST_F(VectorFile, TakesCollectionsApartAndStraightensCurves)
{
    FeatureTable const t =
        read_layer({.file = layer("mixed", rd_new,
                                  {"GEOMETRYCOLLECTION (POINT (1 300000), LINESTRING (0 300000, 5 300000), "
                                   "POLYGON ((0 300000, 9 300000, 9 300009, 0 300000)))",
                                   "CIRCULARSTRING (0 300000, 10 300010, 20 300000)"})});
    ASSERT_THAT(t.features, SizeIs(2));
    EXPECT_THAT(t.features[0].geometry.points, SizeIs(1));
    EXPECT_THAT(t.features[0].geometry.lines, SizeIs(1));
    EXPECT_THAT(t.features[0].geometry.polygons, SizeIs(1));
    ASSERT_THAT(t.features[1].geometry.lines, SizeIs(1));
    EXPECT_NEAR(length(t.features[1].geometry.lines[0]), 31.4159, 0.05);
}

TEST_F(VectorFile, RepairsABowTieAndSetsAsideWhatCannotBeRepaired)
{
    FeatureTable const t = read_layer({.file = layer("areas", rd_new,
                                                     {"POLYGON ((0 300000, 10 300010, 10 300000, 0 300010, 0 300000))",
                                                      "POLYGON ((0 300000, 10 300000, 0 300000, 0 300000))",
                                                      "LINESTRING (5 300000, 5 300000)", "", "POLYGON EMPTY"})});
    ASSERT_THAT(t.features, SizeIs(1));
    ASSERT_THAT(t.features[0].geometry.polygons, SizeIs(2));
    EXPECT_DOUBLE_EQ(area(t.features[0].geometry.polygons[0]) + area(t.features[0].geometry.polygons[1]), 50);
    ASSERT_THAT(t.rejected, SizeIs(4));
    EXPECT_THAT(t.rejected[0].reason, HasSubstr("invalid geometry that cannot be repaired ("));
    EXPECT_EQ(t.rejected[0].feature, 2);
    EXPECT_EQ(t.rejected[0].layer, "areas");
    EXPECT_THAT(t.rejected[1].reason, HasSubstr("invalid geometry"));
    EXPECT_EQ(t.rejected[2].reason, "no geometry");
    EXPECT_EQ(t.rejected[3].reason, "no geometry");
}

TEST_F(VectorFile, SetsAsideCoordinatesThatAreNotNumbers)
{
    FeatureTable const t = read_layer({.file = layer("broken", rd_new, {nan_line, "POINT (5 300000)"})});
    EXPECT_THAT(t.features, SizeIs(1));
    ASSERT_THAT(t.rejected, SizeIs(1));
    EXPECT_THAT(t.rejected[0].reason, HasSubstr("not a finite number"));
}

TEST_F(VectorFile, OneFeatureOutsideTheAreaOfUseIsSetAsideAlsoWithABox)
{
    auto const file = layer("few", rd_new, {"POINT (100000 400000)", "POINT (400000 100000)", "POINT (0 0)"});
    FeatureTable const t = read_layer({.file = file, .within = Box{90000, 390000, 110000, 410000}});
    EXPECT_THAT(t.features, SizeIs(1));
    ASSERT_THAT(t.rejected, SizeIs(2));
    EXPECT_THAT(t.rejected[0].reason,
                AllOf(HasSubstr("outside the area of use (x 400000, y 100000"), HasSubstr("axes look swapped")));
    EXPECT_THAT(t.rejected[1].reason, testing::Not(HasSubstr("swapped")));
}

TEST_F(VectorFile, SwappedAxesAreNamed)
{
    EXPECT_THAT(refusal({.file = layer("rd", rd_new, {"POINT (400000 100000)", "POINT (410000 90000)"})}),
                AllOf(HasSubstr("rd.gpkg, layer rd: all 2 features have coordinates outside"),
                      HasSubstr("x -7000 to 300000"), HasSubstr("axes look swapped, swap x and y in the file")));
    EXPECT_THAT(refusal({.file = layer("latlon", 4326, {"POINT (52.1 4.3)"}), .within = Box{0, 300000, 9, 300009}}),
                AllOf(HasSubstr("x 52.1, y 4.3"), HasSubstr("axes look swapped")));
}

TEST_F(VectorFile, AWrongCrsIsNamed)
{
    EXPECT_THAT(refusal({.file = layer("liar", 4326, {"POINT (100000 400000)"})}),
                HasSubstr("does the file state the right CRS?"));
    EXPECT_THAT(refusal({.file = layer("nowhere", 0, {"POINT (100000 400000)"})}),
                AllOf(HasSubstr("layer nowhere: has no CRS"), HasSubstr("ogr2ogr -a_srs EPSG:28992")));
}

TEST_F(VectorFile, AnEmptyLayerIsRefusedButAnEmptyBoxIsNot)
{
    EXPECT_THAT(refusal({.file = layer("void", rd_new, {})}), HasSubstr("void.gpkg, layer void: has no features"));
    auto const file = layer("one", rd_new, {"POINT (100000 400000)"});
    EXPECT_THAT(read_layer({.file = file, .within = Box{0, 300000, 10, 300010}}).features, IsEmpty());
}

TEST_F(VectorFile, ABoxKeepsWhatTouchesIt)
{
    auto const file = layer("box", rd_new,
                            {"LINESTRING (0 300000, 50 300050)", "LINESTRING (0 300050, 60 300110)",
                             "POINT (100 300050)", "POINT (100.01 300050)",
                             // an envelope that overlaps the box is not enough
                             "LINESTRING (40 300000, 110 300000, 110 300080)"});
    FeatureTable const t = read_layer({.file = file, .within = Box{50, 300050, 100, 300100}});
    std::vector<std::int64_t> ids;
    for (Feature const& feature : t.features)
        ids.push_back(feature.id);
    EXPECT_THAT(ids, ElementsAre(1, 2, 3));
}

TEST_F(VectorFile, ABoxFindsTheSameInALargeLayerByItsIndex)
{
    OutputLayer many{.name = "many", .shape = ShapeKind::point};
    for (int i = 0; i < 100'000; ++i)
        many.features.push_back({.geometry = {{{100'000.0 + i, 400'000}}, {}, {}}});
    write_geopackage(path("many.gpkg"), rd_new, {many});
    FeatureTable const t = read_layer({.file = path("many.gpkg"), .within = Box{150'000, 399'990, 150'004, 400'000}});
    ASSERT_THAT(t.features, SizeIs(5));
    EXPECT_THAT(t.features.front().geometry.points, ElementsAre(Point{150'000, 400'000}));
}

TEST_F(VectorFile, AnotherRegionHasAnotherCrsAndAreaOfUse)
{
    constexpr int utm_31 = 25831;
    auto const file = layer("utm", 4326, {"POINT (4.5 52)", "POINT (52 4.5)"});
    FeatureTable const t = read_layer({.file = file, .epsg = utm_31});
    ASSERT_THAT(t.features, SizeIs(1));
    EXPECT_NEAR(t.features[0].geometry.points[0].x, 602'972, 5);
    EXPECT_NEAR(t.features[0].geometry.points[0].y, 5'762'130, 500);
    ASSERT_THAT(t.rejected, SizeIs(1));
    EXPECT_THAT(t.rejected[0].reason, HasSubstr("axes look swapped"));
}

TEST_F(VectorFile, AConditionSelects)
{
    auto const file = layer("some", rd_new, {"POINT (1 300000)", "POINT (2 300000)", "POINT (3 300000)"});
    EXPECT_THAT(read_layer({.file = file, .where = "number > 1"}).features, SizeIs(2));
    EXPECT_THAT(
        refusal({.file = file, .where = "numbr > 1"}),
        AllOf(HasSubstr("some.gpkg, layer some: the condition \"numbr > 1\" is refused ("), HasSubstr("numbr")));
}

TEST_F(VectorFile, NamesTheLayersAndTheFieldsThereAre)
{
    {
        GDALDatasetUniquePtr const dataset = create("two.gpkg");
        add_layer(*dataset, "roads", rd_new, {"POINT (1 300000)"});
        add_layer(*dataset, "water", rd_new, {"POINT (1 300000)"});
    }
    EXPECT_THAT(refusal({.file = path("two.gpkg")}), HasSubstr("has 2 layers (roads, water); name one of them"));
    EXPECT_THAT(refusal({.file = path("two.gpkg"), .layer = "road"}),
                HasSubstr("no layer \"road\" (there are: roads, water); did you mean \"roads\"?"));
    FeatureTable const t = read_layer({.file = path("two.gpkg"), .layer = "water"});
    EXPECT_EQ(t.column("number"), 0u);
    EXPECT_FALSE(t.optional_column("").has_value());
    EXPECT_THAT(message_of<InputError>([&] { static_cast<void>(t.column("nummer")); }),
                HasSubstr("two.gpkg, layer water: no field \"nummer\" (there are: number); did you mean \"number\"?"));
}

TEST_F(VectorFile, AMissingOrBrokenFileIsRefusedQuietly)
{
    testing::internal::CaptureStderr();
    EXPECT_THAT(refusal({.file = path("absent.gpkg")}), HasSubstr("absent.gpkg: does not exist"));
    EXPECT_THAT(refusal({.file = write("not.gpkg", "nothing that GDAL knows")}),
                HasSubstr("not.gpkg: cannot be read ("));
    auto const whole = layer("whole", rd_new, Shapes(2000, "POINT (1 300000)"));
    std::string const content = content_of(whole);
    EXPECT_THROW(read_layer({.file = write("cut.gpkg", content.substr(0, content.size() / 2))}), InputError);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(VectorFile, FieldsOfGeoJson)
{
    auto const file = write("typed.geojson", R"({"type": "FeatureCollection",
 "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
 "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [100000, 400000]},
  "properties": {"yes": true, "count": 5000000000, "share": 0.25, "name": "Goes", "since": "2024-02-01",
                 "at": "2024-02-01T13:45:10Z", "none": null}}]})");
    FeatureTable const t = read_layer({.file = file});
    auto const value = [&](char const* field) { return t.features.at(0).values[t.column(field)]; };
    EXPECT_EQ(value("yes"), Value{std::int64_t{1}});
    EXPECT_EQ(value("count"), Value{std::int64_t{5'000'000'000}});
    EXPECT_EQ(value("share"), Value{0.25});
    EXPECT_EQ(value("name"), Value{std::string{"Goes"}});
    EXPECT_EQ(value("since"), Value{std::string{"2024-02-01"}});
    EXPECT_EQ(value("at"), Value{std::string{"2024-02-01T13:45:10Z"}});
    EXPECT_EQ(value("none"), Value{});
}

TEST_F(VectorFile, AShapefileWithTheWktOfEsriIsRdNew)
{
    GDALAllRegister();
    {
        GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
        GDALDatasetUniquePtr const dataset{driver->Create(path("esri.shp").c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
        add_layer(*dataset, "esri", rd_new, {"POINT (100000 400000)"});
    }
    EXPECT_THAT(read_layer({.file = path("esri.shp")}).features.at(0).geometry.points,
                ElementsAre(Point{100000, 400000}));
    std::filesystem::remove(path("esri.prj"));
    EXPECT_THAT(refusal({.file = path("esri.shp")}), HasSubstr("has no CRS"));
}

TEST_F(VectorFile, ReadsCsvWithEitherSeparatorAndAByteOrderMark)
{
    for (char const separator : {',', ';', '\t'}) {
        std::string csv =
            "\xEF\xBB\xBF"
            "buurt,naam\r\nBU07180101,\"Oude, \"\"stad\"\"; \t\nnoord\"\r\n\r\nBU07180102,\r\n";
        for (char& c : csv)  // the comma within the quotes stays text whatever it becomes
            if (c == ',') c = separator;
        FeatureTable const t = read_table(write("t.csv", csv));
        EXPECT_THAT(t.fields, ElementsAre("buurt", "naam"));
        ASSERT_THAT(t.features, SizeIs(2));
        EXPECT_THAT(text(t.features[0].values[1]), AllOf(HasSubstr("\"stad\""), HasSubstr("\nnoord")));
        EXPECT_EQ(t.features[0].id, 2);
        EXPECT_EQ(t.features[1].id, 5);  // after a quoted line break and a blank line
        EXPECT_EQ(t.features[1].values[1], Value{std::string{}});
    }
}

TEST_F(VectorFile, ABrokenCsvIsRefusedWithItsLine)
{
    EXPECT_THAT(table_refusal(write("w.csv", "a,b\n1,2\n\n3,4,5\n")),
                HasSubstr("w.csv, line 4: has 3 columns (the header has 2)"));
    EXPECT_THAT(table_refusal(write("q.csv", "a,b\n1,\"2\n3,4\n")),
                HasSubstr("q.csv, line 2: has a quote that is never closed"));
    EXPECT_THAT(table_refusal(write("x.csv", "a,b\n1,\"2\"2\n")),
                HasSubstr("x.csv, line 2: has text after a closing quote"));
    EXPECT_THAT(table_refusal(write("l.csv", "a,b\n1,2\n1,caf\xE9\n")), HasSubstr("l.csv, line 3: is not UTF-8"));
    EXPECT_THAT(table_refusal(write("d.csv", "a,a\n1,2\n")), HasSubstr("two columns are named \"a\""));
    EXPECT_THAT(table_refusal(write("n.csv", "a,,b\n1,2,3\n")), HasSubstr("column 2 has no name"));
    EXPECT_THAT(table_refusal(write("e.csv", "")), HasSubstr("e.csv: is empty"));
    EXPECT_THAT(table_refusal(write("h.csv", "a,b\n")), HasSubstr("h.csv: has no rows"));
    EXPECT_TRUE(read_table(path("h.csv"), Rows::may_lack).features.empty());
    EXPECT_THAT(table_refusal(path("absent.csv")), HasSubstr("absent.csv: does not exist"));
    std::filesystem::create_directory(path("folder.csv"));
    EXPECT_THAT(table_refusal(path("folder.csv")), HasSubstr("folder.csv: is a folder"));
}

TEST_F(VectorFile, ReadsATableThatIsNoCsv)
{
    FeatureTable const t = read_table(layer("table", rd_new, {"POINT (1 300000)"}));
    EXPECT_EQ(t.features.at(0).values.at(0), Value{std::int64_t{1}});
    EXPECT_TRUE(t.features.at(0).geometry.empty());
}

TEST_F(VectorFile, ASheetHasAHeaderEvenIfAllItsCellsAreTexts)
{
    GDALAllRegister();
    for (char const* format : {"XLSX", "ODS"}) {
        auto const file = path(std::string{"sheet."} + (format[0] == 'X' ? "xlsx" : "ods"));
        {
            GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName(format);
            ASSERT_NE(driver, nullptr) << format;
            GDALDatasetUniquePtr const sheets{driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
            OGRLayer* const sheet = sheets->CreateLayer("prognose", nullptr, wkbNone, nullptr);
            OGRFieldDefn neighbourhood{"buurt", OFTString};
            ASSERT_EQ(sheet->CreateField(&neighbourhood), OGRERR_NONE);
            OGRFeature row{sheet->GetLayerDefn()};
            row.SetField("buurt", "Hof");
            ASSERT_EQ(sheet->CreateFeature(&row), OGRERR_NONE);
        }
        FeatureTable const t = read_table(file);
        EXPECT_THAT(t.fields, ElementsAre("buurt")) << format;
        EXPECT_THAT(t.features, SizeIs(1)) << format;
        EXPECT_EQ(t.features[0].id, 2) << "the row of the sheet, " << format;
    }
}

TEST(Values, NumbersAndTexts)
{
    using std::string;
    EXPECT_EQ(number(Value{string{" 12.5 "}}), 12.5);
    EXPECT_EQ(number(Value{string{"+3"}}), 3);
    EXPECT_EQ(number(Value{string{"-1e3"}}), -1000);
    EXPECT_EQ(number(Value{std::int64_t{7}}), 7);
    for (char const* bad : {"", " ", "12,5", "3 kW", "nan", "inf", "1e999", "+-3", "0x10"})
        EXPECT_FALSE(number(Value{string{bad}}).has_value()) << bad;
    EXPECT_FALSE(number(Value{std::numeric_limits<double>::quiet_NaN()}).has_value());
    EXPECT_FALSE(number(Value{}).has_value());
    EXPECT_EQ(text(Value{}), "");
    EXPECT_EQ(text(Value{std::int64_t{-42}}), "-42");
    EXPECT_EQ(text(Value{0.1}), "0.1");
}

}  // namespace
}  // namespace laad::vector_file_test
