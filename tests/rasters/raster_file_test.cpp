// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/raster_file.hpp"

#include "rasters/error.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/scratch.hpp"

#include <gdal_priv.h>

#include <limits>
#include <random>

namespace laad {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

GridSpec const grid{28992, 10'000'050, 40'000'000, 250, {1100, 1300}};  // three blocks each way

template <class T>
Raster<T> random_cells(Shape shape = grid.shape)
{
    std::mt19937_64 random{20240501};
    Raster<T> raster{shape};
    for (T& cell : raster.cells())
        cell = static_cast<T>(random());
    raster.cells().front() = std::numeric_limits<T>::lowest();
    raster.cells().back() = std::numeric_limits<T>::max();
    return raster;
}

class RasterFile : public Scratch {
  protected:
    template <class T>
    std::filesystem::path write_one(Raster<T> const& cells, BandInfo const& info, GridSpec const& where = grid) const
    {
        write_cog<T>(path("a.tif"), where, {cells.view()}, {info}, {{"LAADRASTER_LAYER", info.name}});
        return path("a.tif");
    }

    GDALDatasetUniquePtr open() const
    {
        return GDALDatasetUniquePtr{GDALDataset::Open(path("a.tif").c_str(), GDAL_OF_RASTER)};
    }

    static std::string refusal(std::filesystem::path const& file, GridSpec const& where = grid, int band = 1)
    {
        return message_of<InputError>([&] { read_raster<std::uint16_t>(file, where, band); });
    }
};

template <class T>
class RasterFileOf : public RasterFile {
};
using CellTypes = testing::Types<std::uint8_t, std::uint16_t, std::int16_t, std::int32_t, std::uint32_t>;
TYPED_TEST_SUITE(RasterFileOf, CellTypes);

TYPED_TEST(RasterFileOf, ReadsBackEveryCell)
{
    Raster<TypeParam> const cells = random_cells<TypeParam>();
    auto const file = this->write_one(cells, {.name = "demand"});
    EXPECT_EQ(read_raster<TypeParam>(file, grid).cells(), cells.cells());
    EXPECT_THAT(this->files(), ElementsAre("a.tif"));
}

TEST_F(RasterFile, IsCloudOptimised)
{
    auto const file = write_one(random_cells<std::uint16_t>(), {.name = "distance"});
    auto const dataset = open();
    EXPECT_STREQ(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
    EXPECT_STREQ(dataset->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    EXPECT_STREQ(dataset->GetMetadataItem("PREDICTOR", "IMAGE_STRUCTURE"), "2");
    int width{}, height{};
    dataset->GetRasterBand(1)->GetBlockSize(&width, &height);
    EXPECT_EQ(width, 512);
    EXPECT_EQ(height, 512);
    ASSERT_EQ(dataset->GetRasterBand(1)->GetOverviewCount(), 2);
    EXPECT_EQ(dataset->GetRasterBand(1)->GetOverview(1)->GetXSize(), 325);

    std::string const validator =
        "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_cloud_optimized_geotiff.py";
    if (!std::filesystem::exists(validator)) GTEST_SKIP() << "GDAL's validator is not installed (python3-gdal)";
    std::string const command = "/usr/bin/python3 " + validator + " --full-check=yes " + file.string() + " > " +
                                path("verdict").string() + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << content_of(path("verdict"));
}

TEST_F(RasterFile, CarriesWhatAReaderNeeds)
{
    Raster<std::uint8_t> cells{grid.shape, 1};
    cells[{0, 0}] = 3;
    cells[{0, 1}] = 255;
    write_one(cells, {.name = "surface",
                      .description = "What covers a cell",
                      .unit = "m",
                      .scale = 0.1,
                      .nodata = 255,
                      .overviews = Overviews::nearest,
                      .categories = {"unknown", "green", "", "parking"}});
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetDescription(), "surface");
    EXPECT_STREQ(band->GetMetadataItem("DESCRIPTION"), "What covers a cell");
    EXPECT_STREQ(band->GetUnitType(), "m");
    EXPECT_EQ(band->GetScale(), 0.1);
    EXPECT_EQ(band->GetNoDataValue(), 255);
    EXPECT_STREQ(band->GetMetadataItem("CATEGORIES"), "0=unknown;1=green;3=parking");
    EXPECT_STREQ(dataset->GetMetadataItem("LAADRASTER_LAYER"), "surface");
    EXPECT_STREQ(dataset->GetSpatialRef()->GetAuthorityCode(nullptr), "28992");
}

TEST_F(RasterFile, StoresExactStatisticsOfTheValidCells)
{
    GridSpec small = grid;
    small.shape = {1, 4};
    Raster<std::int32_t> cells{small.shape};
    cells.cells() = {-2'000'000'000, 2'000'000'000, 600'000'000, -1};
    write_one(cells, {.name = "headroom", .nodata = -1}, small);
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MINIMUM"), "-2000000000");
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MAXIMUM"), "2000000000");
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MEAN"), "200000000");
    EXPECT_NEAR(std::atof(band->GetMetadataItem("STATISTICS_STDDEV")), 1657307052.6, 1);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_VALID_PERCENT"), "75");
}

TEST_F(RasterFile, AverageOverviewsLeaveNodataOutAndNearestOnesInventNothing)
{
    Raster<std::uint16_t> cells{grid.shape, 65535};
    for (int row = 0; row < grid.shape.rows; ++row)
        for (int col = row % 2; col < grid.shape.cols; col += 2)
            cells[{row, col}] = static_cast<std::uint16_t>(row % 2 == 0 ? 100 : 300);
    for (auto const& [kind, expected] : {std::pair{Overviews::average, 200}, std::pair{Overviews::nearest, 100}}) {
        write_one(cells, {.name = "x", .nodata = 65535, .overviews = kind});
        std::uint16_t value{};
        auto const dataset = open();
        ASSERT_EQ(dataset->GetRasterBand(1)->GetOverview(0)->RasterIO(GF_Read, 5, 5, 1, 1, &value, 1, 1, GDT_UInt16, 0,
                                                                      0, nullptr),
                  CE_None);
        if (kind == Overviews::average)
            EXPECT_EQ(value, expected);
        else
            EXPECT_TRUE(value == 100 || value == 300 || value == 65535) << value;
    }
}

TEST_F(RasterFile, HoldsSeveralBandsAndIsTheSameBytesEachTime)
{
    Raster<std::int16_t> const rows = random_cells<std::int16_t>();
    Raster<std::int16_t> const cols{grid.shape, 4};
    for (char const* name : {"a.tif", "b.tif"})
        write_cog<std::int16_t>(path(name), grid, {rows.view(), cols.view()}, {{.name = "rows"}, {.name = "cols"}});
    EXPECT_EQ(read_raster<std::int16_t>(path("a.tif"), grid, 2).cells(), cols.cells());
    EXPECT_EQ(content_of(path("a.tif")), content_of(path("b.tif")));
    EXPECT_STREQ(open()->GetRasterBand(2)->GetDescription(), "cols");
}

TEST_F(RasterFile, WritesAWindowOfALargerRaster)
{
    Raster<std::uint16_t> const whole = random_cells<std::uint16_t>({40, 50});
    GridSpec part = grid;
    part.shape = {7, 9};
    View<std::uint16_t const> const window = whole.view().window({{3, 5}, part.shape});
    write_cog<std::uint16_t>(path("a.tif"), part, {window}, {{.name = "part"}});
    Raster<std::uint16_t> const back = read_raster<std::uint16_t>(path("a.tif"), part);
    for (int row = 0; row < 7; ++row)
        for (int col = 0; col < 9; ++col)
            ASSERT_EQ((back[{row, col}]), (window[{row, col}]));
}

TEST_F(RasterFile, AFullDiskLeavesTheOlderFileAndNothingElse)
{
    Raster<std::uint32_t> const cells = random_cells<std::uint32_t>();
    std::size_t const size = std::filesystem::file_size(write_one(cells, {.name = "x"}));
    write("a.tif", "older");
    testing::internal::CaptureStderr();
    for (std::size_t const room :
         {std::size_t{100}, size / 10, size / 5, size / 3, size / 2, size - size / 50, size - 1}) {
        FullDisk const full{room};
        EXPECT_THAT(message_of<OutputError>([&] { write_one(cells, {.name = "x"}); }),
                    AllOf(HasSubstr("a.tif: cannot be written ("), HasSubstr("is there room")))
            << room << " of " << size;
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::IsEmpty());
    EXPECT_THAT(files(), ElementsAre("a.tif"));
    EXPECT_EQ(content_of(path("a.tif")), "older");
}

TEST_F(RasterFile, AFolderThatIsNotThereIsNamed)
{
    Raster<std::uint8_t> const cells{grid.shape};
    EXPECT_THAT(message_of<OutputError>(
                    [&] { write_cog<std::uint8_t>(path("no/a.tif"), grid, {cells.view()}, {{.name = "x"}}); }),
                HasSubstr("no/a.tif: cannot be written ("));
    EXPECT_THROW(write_cog<std::uint8_t>(path("a.tif"), grid, {cells.view()}, {}), ContractError);
}

TEST_F(RasterFile, RefusesWhatIsNotTheRasterThatWasExpected)
{
    auto const file = write_one(random_cells<std::uint16_t>(), {.name = "x"});
    GridSpec other = grid;
    other.west_cm += 125;
    EXPECT_THAT(refusal(file, other),
                AllOf(HasSubstr("a.tif: lies on another grid (expected 1100 rows x 1300 columns of 2.5 x 2.5 m"),
                      HasSubstr("there is 1100 rows x 1300 columns of 2.5 x 2.5 m from x 100000.50, y 400000.00)")));
    other = grid;
    other.shape.rows = 7;
    EXPECT_THAT(refusal(file, other), HasSubstr("lies on another grid (expected 7 rows"));
    other = grid;
    other.epsg = 25831;
    EXPECT_THAT(refusal(file, other), AllOf(HasSubstr("is in EPSG:28992 ("), HasSubstr("EPSG:25831 is expected")));
    EXPECT_THAT(refusal(file, grid, 2), HasSubstr("has no band 2 (it has 1)"));
    EXPECT_THAT(message_of<InputError>([&] { read_raster<std::uint8_t>(file, grid); }),
                AllOf(HasSubstr("has cells of type UInt16 (Byte is expected)"), HasSubstr("gdal_translate -ot Byte")));
    EXPECT_THAT(refusal(path("absent.tif")), HasSubstr("absent.tif: does not exist"));
}

TEST_F(RasterFile, RefusesATiffWithoutACrs)
{
    GDALAllRegister();
    {
        GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        GDALDatasetUniquePtr const plain{driver->Create(path("p.tif").c_str(), 1300, 1100, 1, GDT_UInt16, nullptr)};
    }
    EXPECT_THAT(refusal(path("p.tif")), AllOf(HasSubstr("p.tif: has no CRS"), HasSubstr("-a_srs EPSG:28992")));
}

TEST_F(RasterFile, RefusesATruncatedTiffQuietly)
{
    std::string const whole = content_of(write_one(random_cells<std::uint16_t>(), {.name = "x"}));
    testing::internal::CaptureStderr();
    for (std::size_t const length : {whole.size() - 100, whole.size() / 2, std::size_t{300}, std::size_t{3}})
        EXPECT_THAT(refusal(write("cut.tif", whole.substr(0, length))),
                    AllOf(HasSubstr("cut.tif: cannot be read ("), HasSubstr("is the file complete?")))
            << length;
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace laad
