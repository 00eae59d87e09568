// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/scratch.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace laad::geopackage_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr int rd_new = 28992;

class Geopackage : public Scratch {
  protected:
    static std::vector<OutputLayer> plan_map(int spaces = 2)
    {
        OutputLayer placements{.name = "placements", .description = "Ranked spaces", .shape = ShapeKind::point};
        placements.fields = {{"rank", FieldKind::integer}, {"served_kwh", FieldKind::real}, {"reason"}};
        placements.qml = "<qgis/>";
        for (int i = 0; i < spaces; ++i)
            placements.features.push_back({.geometry = {{{100000.0 + i, 400000}}, {}, {}},
                                           .values = {std::int64_t{5'000'000'000} + i, 0.25, std::string{"Goes é"}}});
        Ring const outer{{0, 300000}, {9, 300000}, {9, 300009}, {0, 300000}};
        Ring const hole{{5, 300001}, {8, 300001}, {8, 300004}, {5, 300001}};
        OutputLayer spots{
            .name = "white_spots", .shape = ShapeKind::polygon, .fields = {{"name"}}, .qml = "<qgis a='1'/>"};
        spots.features = {{.geometry = {{}, {}, {{outer, {hole}}}}, .values = {Value{}}}};
        OutputLayer lines{.name = "walks", .shape = ShapeKind::line};
        lines.features = {{.geometry = {{}, {{{0, 300000}, {1, 300001}}, {{5, 300000}, {6, 300000}}}, {}}}};
        OutputLayer kpis{.name = "kpis", .fields = {{"name"}, {"value", FieldKind::real}}};
        kpis.features = {{.values = {std::string{"coverage"}, 0.5}}};
        return {placements, spots, lines, kpis};
    }

    std::vector<std::string> query(std::string const& sql) const
    {
        GDALDatasetUniquePtr const dataset{GDALDataset::Open(path("plan.gpkg").c_str(), GDAL_OF_VECTOR)};
        OGRLayer* const result = dataset->ExecuteSQL(sql.c_str(), nullptr, "SQLITE");
        std::vector<std::string> rows;
        for (auto const& feature : *result) {
            std::string row;
            for (int i = 0; i < feature->GetFieldCount(); ++i)
                row += (i == 0 ? "" : "|") + std::string{feature->GetFieldAsString(i)};
            rows.push_back(row);
        }
        dataset->ReleaseResultSet(result);
        return rows;
    }
};

TEST_F(Geopackage, ReadsBackAsWritten)
{
    write_geopackage(path("plan.gpkg"), rd_new, plan_map());
    FeatureTable const placements = read_layer({.file = path("plan.gpkg"), .layer = "placements"});
    EXPECT_THAT(placements.fields, ElementsAre("rank", "served_kwh", "reason"));
    ASSERT_THAT(placements.features, SizeIs(2));
    EXPECT_THAT(placements.features[1].geometry.points, ElementsAre(Point{100001, 400000}));
    EXPECT_THAT(placements.features[1].values,
                ElementsAre(Value{std::int64_t{5'000'000'001}}, Value{0.25}, Value{std::string{"Goes é"}}));
    EXPECT_EQ(placements.features[1].id, 2);

    FeatureTable const spots = read_layer({.file = path("plan.gpkg"), .layer = "white_spots"});
    ASSERT_THAT(spots.features.at(0).geometry.polygons, SizeIs(1));
    EXPECT_THAT(spots.features[0].geometry.polygons[0].holes, SizeIs(1));
    EXPECT_EQ(spots.features[0].values.at(0), Value{});
    EXPECT_THAT(read_layer({.file = path("plan.gpkg"), .layer = "walks"}).features.at(0).geometry.lines, SizeIs(2));
    EXPECT_THAT(files(), ElementsAre("plan.gpkg"));
}

TEST_F(Geopackage, RegistersEveryTableWithItsTypeAndIndex)
{
    write_geopackage(path("plan.gpkg"), rd_new, plan_map());
    EXPECT_THAT(query("SELECT table_name, geometry_type_name, srs_id FROM gpkg_geometry_columns ORDER BY 1"),
                ElementsAre("placements|POINT|28992", "walks|MULTILINESTRING|28992", "white_spots|MULTIPOLYGON|28992"));
    EXPECT_THAT(query("SELECT table_name, data_type FROM gpkg_contents ORDER BY 1"),
                ElementsAre("kpis|attributes", "layer_styles|attributes", "placements|features", "walks|features",
                            "white_spots|features"));
    EXPECT_THAT(query("SELECT description FROM gpkg_contents WHERE table_name = 'placements'"),
                ElementsAre("Ranked spaces"));
    EXPECT_THAT(query("SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' ORDER BY 1"),
                ElementsAre("placements", "walks", "white_spots"));
}

TEST_F(Geopackage, CarriesTheStylesThatQgisLoadsByItself)
{
    write_geopackage(path("plan.gpkg"), rd_new, plan_map());
    EXPECT_THAT(query("SELECT f_table_name, f_geometry_column, styleName, styleQML, useAsDefault FROM layer_styles"),
                ElementsAre("placements|geom|placements|<qgis/>|1", "white_spots|geom|white_spots|<qgis a='1'/>|1"));
    EXPECT_THAT(query("SELECT f_table_catalog || f_table_schema || styleSLD || owner || '.' FROM layer_styles"),
                ElementsAre(".", "."));
}

TEST_F(Geopackage, ReplacesAnOlderFileOnlyWhenComplete)
{
    write("plan.gpkg", "older");
    {
        FullDisk const full{100'000};
        EXPECT_THAT(message_of<OutputError>([&] { write_geopackage(path("plan.gpkg"), rd_new, plan_map(20'000)); }),
                    HasSubstr("plan.gpkg: cannot be written ("));
    }
    EXPECT_THAT(files(), ElementsAre("plan.gpkg"));
    EXPECT_EQ(content_of(path("plan.gpkg")), "older");
    write_geopackage(path("plan.gpkg"), rd_new, plan_map());
    EXPECT_THAT(files(), ElementsAre("plan.gpkg"));
    EXPECT_THAT(query("SELECT count(*) FROM placements"), ElementsAre("2"));
}

TEST_F(Geopackage, AFolderThatIsNotThereIsNamed)
{
    testing::internal::CaptureStderr();
    EXPECT_THAT(message_of<OutputError>([&] { write_geopackage(path("no/plan.gpkg"), rd_new, plan_map()); }),
                AllOf(HasSubstr("no/plan.gpkg: cannot be written ("), HasSubstr("may you write there?")));
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace laad::geopackage_test
