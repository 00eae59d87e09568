// SPDX-License-Identifier: Apache-2.0
// Files as they come from the web, packed.
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "tests/rasters/foreign_files.hpp"

namespace laad::archives_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr char const* poles_json =
    R"({"type":"FeatureCollection","name":"poles","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)"
    R"("features":[{"type":"Feature","properties":{"id":"a"},"geometry":{"type":"Point","coordinates":[85000,446000]}}]})";

class Archives : public Foreign {
  protected:
    std::string geopackage(std::string const& layer) const
    {
        OutputLayer const poles{.name = layer,
                                .shape = ShapeKind::point,
                                .fields = {{"id"}},
                                .features = {{0, {{{85000, 446000}}, {}, {}}, {std::string{layer}}}}};
        write_geopackage(path("made.gpkg"), 28992, {poles});
        auto bytes = content_of(path("made.gpkg"));
        std::filesystem::remove(path("made.gpkg"));
        return bytes;
    }
};

TEST_F(Archives, TablesAreReadFromArchives)
{
    std::string const csv = "sep=;\na;b\n1;2\n";
    for (auto const& file : {gzip("t.csv.gz", csv), zip("t.zip", {{"deep/t.CSV", csv}, {"licence.txt", "CC0"}}),
                             std::filesystem::path{"/vsizip/" + path("t.zip").string() + "/deep/t.CSV"}}) {
        auto const table = read_table(file);
        EXPECT_THAT(column(table, "b"), ElementsAre("2")) << file;
        EXPECT_EQ(table.file, file.string()) << "messages name what the user named";
        EXPECT_EQ(contents_of(file).layers.at(0).fields, table.fields) << file;
    }
}

TEST_F(Archives, ADataSetInAnArchiveIsReadAsItself)
{
    auto const packed = gzip("poles.gpkg.gz", geopackage("poles"));
    EXPECT_THAT(column(read_layer({.file = packed}), "id"), ElementsAre("poles"));
    auto const zipped = zip("download.ZIP", {{"poles.gpkg", geopackage("poles")}});
    EXPECT_THAT(column(read_layer({.file = zipped}), "id"), ElementsAre("poles"));
    EXPECT_THAT(column(read_layer({.file = gzip("p.geojson.gz", poles_json)}), "id"), ElementsAre("a"));
    EXPECT_THAT(
        column(read_layer({.file = zip("p.zip", {{"p.geojson", poles_json}, {"__MACOSX/p.geojson", "x"}})}), "id"),
        ElementsAre("a"));
    EXPECT_EQ(contents_of(packed).layers.at(0).features, 1);
}

TEST_F(Archives, OfSeveralDataSetsEachIsALayer)
{
    auto const archive = zip("all.zip", {{"a.gpkg", geopackage("poles")},
                                         {"b/b.gpkg", geopackage("poles")},
                                         {"rows.csv", "n\n1\n"},
                                         {"area.geojson", poles_json}});
    EXPECT_THAT(layer_names(archive), UnorderedElementsAre("poles", "b_poles", "rows", "area_poles"));
    EXPECT_THAT(column(read_layer({.file = archive, .layer = "b_poles"}), "id"), ElementsAre("poles"));
    EXPECT_THAT(column(read_table(archive, Rows::needed, "rows"), "n"), ElementsAre("1"));
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = archive}); }), HasSubstr("has 4 layers"));
}

TEST_F(Archives, WhatIsInTheArchiveIsNotWrittenOutsideTheScratchFolder)
{
    auto const archive =
        zip("bad.zip", {{"../outside.csv", "a\n1\n"}, {"in.csv", "a\n2\n"}, {"in.geojson", poles_json}});
    EXPECT_THAT(layer_names(archive), UnorderedElementsAre("in", "poles"));
    EXPECT_FALSE(std::filesystem::exists(process_scratch() / "outside.csv"));
    EXPECT_THAT(files(), ElementsAre("bad.zip"));
}

TEST_F(Archives, ADamagedArchiveIsRefused)
{
    auto const whole = gzip("t.csv.gz", "a;b\n" + std::string(5000, '1') + ";2\n");
    std::string const bytes = content_of(whole);
    auto const cut = write("cut.csv.gz", bytes.substr(0, bytes.size() / 2));
    EXPECT_THAT(message_of<InputError>([&] { read_table(cut); }), HasSubstr("cut.csv.gz: cannot be unpacked"));
    EXPECT_THAT(message_of<InputError>([&] { read_table(write("no.zip", "nonsense")); }),
                HasSubstr("no.zip: cannot be read"));
    EXPECT_THAT(message_of<InputError>([&] {
                    read_layer({.file = zip("e.zip", {{"a.pdf", "x"}})});
                }),
                HasSubstr("e.zip: cannot be read"));
}

TEST_F(Archives, AFileThatChangesIsBroughtOverAgain)
{
    EXPECT_THAT(column(read_table(gzip("t.csv.gz", "a\n1\n")), "a"), ElementsAre("1"));
    std::filesystem::remove(path("t.csv.gz"));
    EXPECT_THAT(column(read_table(gzip("t.csv.gz", "a\n2\n")), "a"), ElementsAre("2"));
}

TEST_F(Archives, AllBytesOfAnArchiveBelongToTheInput)
{
    auto const archive = zip("t.zip", {{"t.csv", "a\n1\n"}});
    EXPECT_THAT(input_parts(archive), ElementsAre(archive));
    EXPECT_THAT(input_parts("/vsizip/" + archive.string() + "/t.csv"), ElementsAre(archive));
    auto const packed = gzip("t.csv.gz", "a\n1\n");
    EXPECT_THAT(input_parts(packed), ElementsAre(packed));
}

}  // namespace
}  // namespace laad::archives_test
