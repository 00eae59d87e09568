// SPDX-License-Identifier: Apache-2.0
// The files on which an input rests, so that a change in any of them is a change of the input.
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/rasters/scratch.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace laad::input_parts_test {
namespace {

namespace fs = std::filesystem;

class InputParts : public Scratch {
  protected:
    void file(std::string const& name, std::string const& text = "x") const
    {
        fs::create_directories((folder / name).parent_path());
        std::ofstream{folder / name} << text;
    }
    void geopackage(std::string const& name) const
    {
        OutputLayer layer{.name = "roads", .shape = ShapeKind::point, .fields = {{"name"}}};
        layer.features.push_back({0, Geometry{{{100000, 450000}}, {}, {}}, {std::string{"a"}}});
        fs::create_directories((folder / name).parent_path());
        write_geopackage(folder / name, 28992, {layer});
    }
    /// A virtual layer of a source; `where`: text of SrcDataSource as a user writes it.
    void vrt(std::string const& name, std::string const& source) const
    {
        file(name, "<OGRVRTDataSource><OGRVRTLayer name=\"roads\"><SrcDataSource relativeToVRT=\"1\">" + source +
                       "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    }
    std::string parts(std::string const& name) const
    {
        std::string names;
        for (fs::path const& part : input_parts(folder / name))
            names += part.lexically_relative(folder).string() + " ";
        return names;
    }

    fs::path const folder{path("").parent_path()};
};

TEST_F(InputParts, OfAShapefileWhateverTheCaseOfItsNames)
{
    for (char const* name :
         {"ROADS.SHP", "ROADS.DBF", "roads.prj", "Roads.Shx", "ROADS.CPG", "ROADS.xlsx", "OTHER.DBF"})
        file(name);
    EXPECT_EQ(parts("ROADS.SHP"), "ROADS.CPG ROADS.DBF ROADS.SHP Roads.Shx roads.prj ");
}

TEST_F(InputParts, OfAVirtualLayerAreItsSourcesAndTheirs)
{
    geopackage("deep/town.gpkg");
    vrt("deep/first.vrt", "town.gpkg");
    vrt("second.vrt", "deep/first.vrt");
    EXPECT_EQ(parts("second.vrt"), "deep/first.vrt deep/town.gpkg second.vrt ");
    file("deep/town.gpkg-wal");
    EXPECT_EQ(parts("second.vrt"), "deep/first.vrt deep/town.gpkg deep/town.gpkg-wal second.vrt ");
    fs::rename(folder / "second.vrt", folder / "area.geojson");  // known by what is in it
    file("deep/town.gpkg-wal");                                  // SQLite removes one that holds nothing
    EXPECT_EQ(parts("area.geojson"), "area.geojson deep/first.vrt deep/town.gpkg deep/town.gpkg-wal ");
}

TEST_F(InputParts, OfALayerWithinALayerAreItsSources)
{
    geopackage("deep/town.gpkg");
    vrt("deep/first.vrt", "town.gpkg");
    std::ofstream{folder / "union.vrt"}
        << "<OGRVRTDataSource><OGRVRTUnionLayer name=\"town\"><OGRVRTLayer name=\"town\">"
           "<SrcDataSource relativeToVRT=\"1\">deep/first.vrt</SrcDataSource>"
           "</OGRVRTLayer></OGRVRTUnionLayer></OGRVRTDataSource>";
    EXPECT_EQ(parts("union.vrt"), "deep/first.vrt deep/town.gpkg union.vrt ");
}

TEST_F(InputParts, OfAFolderAnArchiveAndNothing)
{
    file("town.gdb/a.gdbtable");
    file("town.gdb/b.gdbtable");
    EXPECT_EQ(parts("town.gdb"), "town.gdb/a.gdbtable town.gdb/b.gdbtable ");
    file("town.zip");
    std::string const zip = (folder / "town.zip").string();
    for (std::string const& path :
         {"/vsizip/" + zip + "/roads.shp", "/vsizip/{" + zip + "}/roads.shp", "/vsizip/" + zip})
        EXPECT_EQ(input_parts(path), std::vector<fs::path>{zip}) << path;
    EXPECT_EQ(parts("absent.gpkg"), "");
    std::string const remote = "/vsicurl/https://example.org/town.gpkg";  // known by the bytes that are fetched
    EXPECT_EQ(input_parts(remote), std::vector<fs::path>{remote});
    EXPECT_TRUE(input_parts("/vsizip//absent/town.zip/roads.shp").empty());
}

}  // namespace
}  // namespace laad::input_parts_test
