// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/raster_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "tests/rasters/scratch.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gdal_priv.h>

#include <limits>
#include <random>

namespace laad::raster_file_test {
namespace {

using testing::AllOf;
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
    /// A layer that is published as a.tif.
    template <class T>
    BlockLayer<T> published(Raster<T> const& cells) const
    {
        constexpr int tile_cells = 2048;  // one tile
        BlockLayer<T> layer{{std::make_shared<KeyedStore>(path("")), grid, tile_cells}, "a", {BandInfo{.name = "a"}}};
        layer.write({{0, 0}, grid.shape}, cells.view(), "");
        layer.publish(path("a.tif"));
        return layer;
    }
    template <class T>
    std::filesystem::path write_one(Raster<T> const& cells) const
    {
        published(cells);
        return path("a.tif");
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
    auto const file = this->write_one(cells);
    EXPECT_EQ(read_raster<TypeParam>(file, grid).cells(), cells.cells());
}

TYPED_TEST(RasterFileOf, ReadsAWindow)
{
    Raster<TypeParam> const cells = random_cells<TypeParam>();
    RasterReader<TypeParam> const reader{this->write_one(cells), grid};
    Rect const window{{500, 1000}, {30, 300}};  // across blocks, up to the eastern edge
    Raster<TypeParam> const read = reader.read(window);
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col)
            ASSERT_EQ((read[{row, col}]), (cells[window.first + Cell{row, col}]));
}

TYPED_TEST(RasterFileOf, ReadsTheOverviewsOfTheLayer)
{
    auto const layer = this->published(random_cells<TypeParam>());
    RasterReader<TypeParam> const file{this->path("a.tif"), grid};
    ASSERT_EQ(layer.levels(), 2);
    ASSERT_EQ(file.levels(), layer.levels());
    for (int level = 1; level <= layer.levels(); ++level) {
        Rect const all{{0, 0}, layer.shape_at(level)};
        EXPECT_EQ(file.read(all, level).cells(), layer.read(all, level).cells());
    }
}

TEST_F(RasterFile, RefusesWhatIsNotTheRasterThatWasExpected)
{
    auto const file = write_one(random_cells<std::uint16_t>());
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
    std::string const whole = content_of(write_one(random_cells<std::uint16_t>()));
    testing::internal::CaptureStderr();
    for (std::size_t const length : {whole.size() - 100, whole.size() / 2, std::size_t{300}, std::size_t{3}})
        EXPECT_THAT(refusal(write("cut.tif", whole.substr(0, length))),
                    AllOf(HasSubstr("cut.tif: cannot be read ("), HasSubstr("is the file complete")))
            << length;
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace laad::raster_file_test
