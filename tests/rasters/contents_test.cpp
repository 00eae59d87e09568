// SPDX-License-Identifier: Apache-2.0
// What a file is said to hold is what its readers then read.
#include "rasters/io/vectors/contents.hpp"

#include "rasters/error.hpp"
#include "tests/rasters/scratch.hpp"

namespace laad::contents_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class Contents : public Scratch {
  protected:
    std::filesystem::path geopackage() const
    {
        auto const point = [](double x) { return Feature{0, {{{x, 446000}}, {}, {}}, {std::string{"a"}}}; };
        OutputLayer const poles{.name = "poles",
                                .shape = ShapeKind::point,
                                .fields = {{"name"}},
                                .features = {point(85000), point(85010)},
                                .qml = "<qgis/>"};
        OutputLayer const roads{.name = "roads", .shape = ShapeKind::line, .fields = {{"kind"}, {"width"}}};
        OutputLayer const words{.name = "words", .fields = {{"word"}}};
        write_geopackage(path("town.gpkg"), 28992, {poles, roads, words});
        return path("town.gpkg");
    }
};

TEST_F(Contents, OfAGeopackageAreItsLayersWithFieldsShapeCountAndCrs)
{
    auto const content = contents_of(geopackage());
    EXPECT_EQ(content.format, "GPKG");
    ASSERT_THAT(content.layers, SizeIs(3)) << "styles are no layer";
    EXPECT_EQ(content.layers[0].name, "poles");
    EXPECT_THAT(content.layers[0].fields, ElementsAre("name"));
    EXPECT_EQ(content.layers[0].shape, ShapeKind::point);
    EXPECT_EQ(content.layers[0].features, 2);
    EXPECT_EQ(content.layers[0].epsg, 28992);
    EXPECT_THAT(content.layers[1].fields, ElementsAre("kind", "width"));
    EXPECT_EQ(content.layers[1].shape, ShapeKind::line);
    EXPECT_EQ(content.layers[2].shape, ShapeKind::none);
    EXPECT_EQ(content.layers[2].epsg, std::nullopt);
}

TEST_F(Contents, OfACsvAreTheNamesInItsHeader)
{
    auto const content = contents_of(write("Laadpunten.CSV", "sep=;\nid;x;y;;\n1;85000;446000;;\n"));
    EXPECT_EQ(content.format, "CSV");
    ASSERT_THAT(content.layers, SizeIs(1));
    EXPECT_EQ(content.layers[0].name, "Laadpunten");
    EXPECT_THAT(content.layers[0].fields, ElementsAre("id", "x", "y"));
    EXPECT_EQ(content.layers[0].features, -1);
    EXPECT_EQ(content.layers[0].shape, ShapeKind::none);
}

TEST_F(Contents, WhereALayerDoesNotSayItsFirstFeatureDoes)
{
    auto const content = contents_of(write(
        "mixed.geojson",
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"a":1},"geometry":{"type":"LineString","coordinates":[[4,52],[5,52]]}},)"
        R"({"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[4,52]}}]})"));
    ASSERT_THAT(content.layers, SizeIs(1));
    EXPECT_EQ(content.layers[0].shape, ShapeKind::line);
    EXPECT_EQ(content.layers[0].epsg, 4326);
}

TEST_F(Contents, WhatIsNotReadIsRefused)
{
    EXPECT_THAT(message_of<InputError>([&] { contents_of(path("absent.gpkg")); }), HasSubstr("does not exist"));
    EXPECT_THAT(message_of<InputError>([&] { contents_of(write("a.pdf", "%PDF")); }), HasSubstr("in no format"));
    EXPECT_THAT(message_of<InputError>([&] { contents_of(write("a.gpkg", "nonsense")); }), HasSubstr("cannot be read"));
    EXPECT_THAT(message_of<InputError>([&] { contents_of(write("a.csv", "\n\n")); }), HasSubstr("is empty"));
}

}  // namespace
}  // namespace laad::contents_test
