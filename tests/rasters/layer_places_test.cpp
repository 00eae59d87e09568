// SPDX-License-Identifier: Apache-2.0
// Layers that are empty, state no CRS, or are tables with coordinates.
#include "rasters/error.hpp"
#include "rasters/io/vectors/layer_windows.hpp"
#include "tests/rasters/foreign_files.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace laad::layer_places_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class LayerPlaces : public Foreign {
  protected:
    static std::string refusal(LayerRequest const& request)
    {
        return message_of<InputError>([&] { read_layer(request); });
    }
    /// A shapefile with one point and no .prj.
    std::filesystem::path without_crs(double x, double y) const
    {
        GDALAllRegister();
        GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
        GDALDatasetUniquePtr const set{driver->Create(path("p.shp").c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
        OGRLayer* const layer = set->CreateLayer("p", nullptr, wkbPoint, nullptr);
        OGRFeature feature{layer->GetLayerDefn()};
        feature.SetGeometryDirectly(new OGRPoint{x, y});
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        return path("p.shp");
    }
    std::filesystem::path csv(std::string const& content) const { return write("points.csv", content); }
};

TEST_F(LayerPlaces, AnEmptyLayerIsNoErrorWhereNothingIsNeeded)
{
    write_geopackage(path("e.gpkg"), 28992, {{.name = "e", .shape = ShapeKind::polygon, .fields = {{"kind"}}}});
    std::vector<std::filesystem::path> const empty{
        path("e.gpkg"), write("e.geojson", R"({"type":"FeatureCollection","features":[]})"),
        write("e.gml", R"(<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>)"),
        csv("id,x,y\n")};
    for (auto const& file : empty) {
        LayerRequest request{.file = file, .where = "kind = 'a'", .within = Box{0, 0, 1, 1}, .rows = Rows::may_lack};
        if (file.extension() == ".csv") request.x_field = "x", request.y_field = "y";
        auto const table = read_layer(request);
        EXPECT_TRUE(table.is_empty) << file;
        EXPECT_EQ(table.column("any"), 0u) << "no field of it is missed";
        EXPECT_EQ(feature_count(request), 0) << file;
        LayerWindows const windows{request};
        EXPECT_THAT(windows.in({0, 0, 1, 1}), IsEmpty());
        EXPECT_TRUE(windows.about().is_empty);
        EXPECT_TRUE(windows.only_polygons());
        request.rows = Rows::needed;
        EXPECT_THAT(refusal(request), testing::AnyOf(HasSubstr("has no features"), HasSubstr("has no layers"))) << file;
    }
}

TEST_F(LayerPlaces, ACrsThatIsMissingCanBeStated)
{
    auto const file = without_crs(85000, 446000);
    EXPECT_THAT(refusal({.file = file}), AllOf(HasSubstr("has no CRS"), HasSubstr("epsg = 28992")));
    auto const table = read_layer({.file = file, .source_epsg = 28992});
    EXPECT_THAT(table.features.at(0).geometry.points, ElementsAre(Point{85000, 446000}));
    EXPECT_THAT(table.notes, IsEmpty());
}

TEST_F(LayerPlaces, TheStatedCrsCountsAndANoteSaysThatItDiffers)
{
    write_geopackage(path("p.gpkg"), 28992,
                     {{.name = "p", .shape = ShapeKind::point, .features = {{0, {{{85000, 446000}}, {}, {}}, {}}}}});
    auto const table = read_layer({.file = path("p.gpkg"), .source_epsg = 4326});
    EXPECT_THAT(table.features.at(0).geometry.points, ElementsAre(Point{85000, 446000}));
    EXPECT_THAT(table.notes, ElementsAre("states EPSG:28992 (Amersfoort / RD New), which counts, and not EPSG:4326"));
    EXPECT_THAT(read_layer({.file = path("p.gpkg"), .source_epsg = 28992}).notes, IsEmpty());
}

TEST_F(LayerPlaces, ATableWithCoordinatesIsALayer)
{
    auto const file = csv("Id;X;Y;power\n0503;85000;446000;9\n0504;85010,5;446000;11\n");
    LayerRequest const request{.file = file, .x_field = "x", .y_field = "y"};
    auto const table = read_layer(request);
    EXPECT_THAT(column(table, "Id"), ElementsAre("0503", "0504")) << "a code keeps its zero";
    EXPECT_THAT(table.features.at(1).geometry.points, ElementsAre(Point{85010.5, 446000}));
    EXPECT_EQ(table.features.at(1).id, 3) << "the line";
    LayerRequest strong = request;
    strong.where = "power > 9";
    EXPECT_THAT(column(read_layer(strong), "Id"), ElementsAre("0504")) << "as numbers, not as texts";
    LayerRequest missing = request;
    missing.y_field = "lat";
    EXPECT_THAT(refusal(missing), HasSubstr("no field \"lat\" (there are: Id, X, Y, power)"));
    missing.y_field = "";
    EXPECT_THAT(refusal(missing), HasSubstr("y_field is missing"));
}

TEST_F(LayerPlaces, DegreesOfATableAreBroughtToTheRegion)
{
    auto const file = csv("lon,lat\n4.357068,52.011577\n");
    auto const table = read_layer({.file = file, .source_epsg = 4326, .x_field = "lon", .y_field = "lat"});
    EXPECT_NEAR(table.features.at(0).geometry.points.at(0).x, 84278.5, 1);
    EXPECT_THAT(refusal({.file = file, .source_epsg = 4326, .x_field = "lat", .y_field = "lon"}), HasSubstr("swap"));
    EXPECT_THAT(refusal({.file = file, .x_field = "lon", .y_field = "lat"}), HasSubstr("outside the area of use"));
}

TEST_F(LayerPlaces, RowsWithoutCoordinatesAreSetAside)
{
    auto const file = csv("id;x;y\na;85000;446000\nb;;446000\nc;oost;446000\nd;85.123,4;446000\n");
    auto const table = read_layer({.file = file, .x_field = "x", .y_field = "y"});
    EXPECT_THAT(column(table, "id"), ElementsAre("a"));
    ASSERT_THAT(table.rejected, SizeIs(3));
    EXPECT_EQ(table.rejected[1].reason, "no coordinates: x \"oost\", y \"446000\" are not two numbers");
    EXPECT_EQ(table.rejected[1].feature, 4);
}

TEST_F(LayerPlaces, ThousandsInCoordinatesAreNeverMisreadInSilence)
{
    EXPECT_THAT(refusal({.file = csv("x;y\n85.123;446.000\n"), .x_field = "x", .y_field = "y"}),
                HasSubstr("outside the area of use"));
    EXPECT_THAT(refusal({.file = csv("x;y\n85,123;446,000\n"), .x_field = "x", .y_field = "y"}),
                HasSubstr("outside the area of use"));
}

}  // namespace
}  // namespace laad::layer_places_test
