// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/exchange_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/stored_layers.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/scratch.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <iterator>
#include <set>
#include <span>

namespace laad::exchange_files_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int rd_new = 28992;

class ExchangeFiles : public Scratch {
  protected:
    static OutputLayer spaces()
    {
        return {
            .name = "spaces",
            .description = "Ranked spaces",
            .shape = ShapeKind::point,
            .fields = {{"id"}, {"kwh", FieldKind::real}, {"rank", FieldKind::integer}},
            .features = {{.geometry = {{{84500.123, 446100.456}}, {}, {}},
                          .values = {std::string{"=1+1"}, 57554.699348, std::int64_t{5'000'000'000}}},
                         {.geometry = {{{84600, 446200}}, {}, {}}, .values = {std::string{"é"}, Value{}, Value{}}}}};
    }
    std::string content(std::string const& name) const
    {
        std::ifstream in{path(name), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
};

TEST_F(ExchangeFiles, AWorkbookReadsBackAndHasNoFormulas)
{
    write_xlsx(path("a.xlsx"), {spaces()});
    FeatureTable const back = read_table(path("a.xlsx"), Rows::needed, "spaces");
    ASSERT_EQ(back.features.size(), 2u);
    EXPECT_EQ(text(back.features[0].values[0]), "=1+1");
    EXPECT_EQ(number(back.features[0].values[1]), 57554.699348);
    EXPECT_EQ(number(back.features[0].values[2]), 5e9);
    EXPECT_EQ(text(back.features[1].values[0]), "é");
    EXPECT_EQ(text(back.features[1].values[1]), "");
    std::string const sheet = "/vsizip/" + path("a.xlsx").string() + "/xl/worksheets/sheet1.xml";
    GByte* bytes{};
    vsi_l_offset size{};
    ASSERT_TRUE(VSIIngestFile(nullptr, sheet.c_str(), &bytes, &size, -1));
    EXPECT_THAT(std::string(reinterpret_cast<char const*>(bytes), size), Not(HasSubstr("<f>")));
    VSIFree(bytes);
}

TEST_F(ExchangeFiles, GeoJsonHasIdsAndSevenDecimalsOfDegrees)
{
    write_geojson(path("a.geojson"), rd_new, spaces(), "id");
    std::string const json = content("a.geojson");
    EXPECT_THAT(json, HasSubstr("\"id\": \"=1+1\", \"properties\": { \"id\": \"=1+1\", \"kwh\": 57554.699348, "
                                "\"rank\": 5000000000 }"));
    EXPECT_THAT(json, testing::ContainsRegex("\"coordinates\": \\[ 4\\.3[0-9]{6}, 51\\.9[0-9]{6} \\]"));
    EXPECT_THAT(json, Not(HasSubstr("crs")));
}

TEST_F(ExchangeFiles, FlatGeobufKeepsCoordinatesAndNumbers)
{
    write_flatgeobuf(path("a.fgb"), rd_new, spaces());
    FeatureTable const back = read_layer({.file = path("a.fgb")});
    ASSERT_EQ(back.features.size(), 2u);
    auto const ids = back.column("id");
    auto const first =
        std::ranges::find_if(back.features, [&](Feature const& one) { return text(one.values[ids]) == "=1+1"; });
    ASSERT_NE(first, back.features.end());
    EXPECT_EQ(first->geometry.points.front(), (Point{84500.123, 446100.456}));
    EXPECT_EQ(number(first->values[back.column("kwh")]), 57554.699348);
}

/// Lines and areas, in two goes.
void write_shapes(std::filesystem::path const& file, int count)
{
    FlatgeobufWriter fgb{file, rd_new, {.name = "shapes", .shape = ShapeKind::any, .fields = {{"name"}}}};
    std::vector<Feature> shapes;
    for (int i = 0; i < count; ++i) {
        double const x = 84000 + i % 100 * 10, y = 446000 + i / 100 * 10;
        Geometry shape;
        if (i % 2 == 0)
            shape.lines.push_back({{x, y}, {x + 5, y + 3}});
        else
            shape.polygons.push_back({{{x, y}, {x + 5, y}, {x + 5, y + 5}, {x, y}}, {}});
        shapes.push_back({0, std::move(shape), {std::to_string(i)}});
    }
    std::span<Feature const> const all{shapes};
    fgb.add(all.first(all.size() / 2));
    fgb.add(all.subspan(all.size() / 2));
    fgb.finish();
}

TEST_F(ExchangeFiles, FlatGeobufOfAnyShapesHasEachOnceAndTheSameBytesAgain)
{
    write_shapes(path("a.fgb"), 501);
    write_shapes(path("b.fgb"), 501);
    EXPECT_TRUE(content("a.fgb") == content("b.fgb"));
    EXPECT_THAT(files(), testing::ElementsAre("a.fgb", "b.fgb"));
    std::set<std::string> names;
    for (Feature const& one : read_layer({.file = path("a.fgb")}).features) {
        names.insert(text(one.values.front()));
        EXPECT_EQ(one.geometry.lines.size(), std::stoi(text(one.values.front())) % 2 == 0 ? 1u : 0u);
        EXPECT_EQ(one.geometry.lines.size() + one.geometry.polygons.size(), 1u);
    }
    EXPECT_EQ(names.size(), 501u);
    write_shapes(path("none.fgb"), 0);
    EXPECT_TRUE(read_layer({.file = path("none.fgb"), .rows = Rows::may_lack}).features.empty());
}

TEST_F(ExchangeFiles, FlatGeobufWithoutRoomIsOneError)
{
    write_shapes(path("a.fgb"), 2000);
    auto const size = std::filesystem::file_size(path("a.fgb"));
    for (auto const room : {std::uintmax_t{0}, std::uintmax_t{100}, size / 3, size / 2, size - 4096, size - 1}) {
        std::filesystem::remove(path("a.fgb"));
        FullDisk const full{room};
        EXPECT_THROW(write_shapes(path("a.fgb"), 2000), OutputError) << room << " of " << size;
    }
}

TEST_F(ExchangeFiles, LayersOfAGeopackageAreToldAsTheyWereWritten)
{
    OutputLayer const table{.name = "codes", .fields = {{"code", FieldKind::integer}}};
    write_geopackage(path("a.gpkg"), rd_new, {spaces(), table});
    auto const layers = stored_layers(path("a.gpkg"));
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].name, "spaces");
    EXPECT_EQ(layers[0].description, "Ranked spaces");
    EXPECT_EQ(layers[0].shape, ShapeKind::point);
    ASSERT_EQ(layers[0].fields.size(), 3u);
    EXPECT_EQ(layers[0].fields[1].kind, FieldKind::real);
    EXPECT_EQ(layers[0].fields[2].kind, FieldKind::integer);
    EXPECT_EQ(layers[1].shape, ShapeKind::none);
    EXPECT_THROW(stored_layers(path("none.gpkg")), InputError);
}

TEST_F(ExchangeFiles, AFolderThatIsNotThereIsOneError)
{
    EXPECT_THROW(write_xlsx(path("none") / "a.xlsx", {spaces()}), OutputError);
    EXPECT_THROW(write_flatgeobuf(path("none") / "a.fgb", rd_new, spaces()), OutputError);
    EXPECT_THROW(write_geojson(path("none") / "a.geojson", rd_new, spaces(), "id"), OutputError);
}

}  // namespace
}  // namespace laad::exchange_files_test
