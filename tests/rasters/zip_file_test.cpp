// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/zip_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "tests/rasters/scratch.hpp"

namespace laad {
namespace {

class ZipFile : public Scratch {};

/// As GDAL reads it.
std::string entry(std::filesystem::path const& zip, std::string const& name)
{
    return text_of_file("/vsizip/{" + zip.string() + "}/" + name);
}

TEST_F(ZipFile, IsReadByOthers)
{
    std::string const large(300'000, 'x');
    write_zip(path("a.zip"), {{"project.qgs", "<qgis/>\n"}, {"map/Súdwest.txt", large}});
    EXPECT_EQ(entry(path("a.zip"), "project.qgs"), "<qgis/>\n");
    EXPECT_EQ(entry(path("a.zip"), "map/Súdwest.txt"), large);
    EXPECT_LT(std::filesystem::file_size(path("a.zip")), 2'000u);
}

TEST_F(ZipFile, OfTheSameEntriesHasTheSameBytes)
{
    for (char const* name : {"a.zip", "b.zip"})
        write_zip(path(name), {{"project.qgs", "<qgis/>"}});
    EXPECT_EQ(text_of_file(path("a.zip")), text_of_file(path("b.zip")));
}

TEST_F(ZipFile, IsNotLeftHalfWritten)
{
    EXPECT_THROW(write_zip(path("no such folder/a.zip"), {{"a", "b"}}), OutputError);
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace laad
