// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/files/cog_file.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/tile.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/scratch.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gdal_priv.h>

#include <array>
#include <cstring>
#include <fstream>
#include <limits>
#include <random>

namespace laad::cog_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

template <class T>
Raster<T> random_cells(Shape shape)
{
    std::mt19937_64 random{20240501};
    Raster<T> raster{shape};
    for (T& cell : raster.cells())
        cell = static_cast<T>(random() % 1000);
    raster.cells().front() = std::numeric_limits<T>::lowest();
    raster.cells().back() = std::numeric_limits<T>::max();
    return raster;
}

class Cog : public Scratch {
  protected:
    BlockStore store(Shape shape, int tile_cells, Codec codec = Codec::deflate) const
    {
        return {std::make_shared<KeyedStore>(path("")), {28992, 10'000'050, 40'000'000, 250, shape}, tile_cells, codec};
    }

    template <class T>
    BlockLayer<T> layer_of(Raster<T> const& cells, int tile_cells, BandInfo const& info,
                           Codec codec = Codec::deflate) const
    {
        BlockLayer<T> layer{store(cells.shape(), tile_cells, codec), "layer", {info}};
        for (Tile const& tile : tiles_of(cells.shape(), tile_cells, 0))
            layer.write(tile.core, cells.view().window(tile.core), "");
        return layer;
    }

    GDALDatasetUniquePtr open(char const* name = "a.tif") const
    {
        GDALAllRegister();
        return GDALDatasetUniquePtr{GDALDataset::Open(path(name).c_str(), GDAL_OF_RASTER)};
    }

    /// What GDAL's own validator says, when it is installed.
    void expect_valid(char const* name = "a.tif") const
    {
        EXPECT_STREQ(open(name)->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
        std::string const validator =
            "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_cloud_optimized_geotiff.py";
        if (!std::filesystem::exists(validator)) GTEST_SKIP() << "GDAL's validator is not installed (python3-gdal)";
        std::string const command = "/usr/bin/python3 " + validator + " --full-check=yes " + path(name).string() +
                                    " > " + path("verdict").string() + " 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0);
        EXPECT_THAT(content_of(path("verdict")),
                    AllOf(HasSubstr("is a valid cloud optimized GeoTIFF"), testing::Not(HasSubstr("warning"))));
    }

    /// All cells of a level as GDAL reads them, bands side by side.
    template <class Sample>
    static std::vector<Sample> cells_at(GDALDataset& dataset, int level, GDALDataType type)
    {
        GDALRasterBand* const first = dataset.GetRasterBand(1);
        GDALRasterBand* const band = level == 0 ? first : first->GetOverview(level - 1);
        int const bands = dataset.GetRasterCount();
        std::vector<Sample> cells(static_cast<std::size_t>(std::int64_t{band->GetXSize()} * band->GetYSize() * bands));
        for (int i = 0; i < bands; ++i) {
            GDALRasterBand* const one = dataset.GetRasterBand(i + 1);
            GDALRasterBand* const source = level == 0 ? one : one->GetOverview(level - 1);
            auto const bytes = static_cast<int>(sizeof(Sample)) * bands;
            EXPECT_EQ(source->RasterIO(GF_Read, 0, 0, source->GetXSize(), source->GetYSize(), cells.data() + i,
                                       source->GetXSize(), source->GetYSize(), type, bytes,
                                       std::int64_t{bytes} * source->GetXSize(), nullptr),
                      CE_None);
        }
        return cells;
    }

    template <class Sample, class T>
    void expect_same_cells(BlockLayer<T> const& layer, GDALDataType type, char const* name = "a.tif") const
    {
        auto const dataset = open(name);
        ASSERT_EQ(dataset->GetRasterBand(1)->GetOverviewCount(), layer.levels());
        EXPECT_EQ(dataset->GetRasterBand(1)->GetRasterDataType(), type);
        for (int level = 0; level <= layer.levels(); ++level) {
            auto const ours = layer.read({{0, 0}, layer.shape_at(level)}, level).cells();
            std::vector<Sample> const theirs = cells_at<Sample>(*dataset, level, type);
            ASSERT_EQ(theirs.size() * sizeof(Sample), ours.size() * sizeof(T));
            EXPECT_EQ(std::memcmp(ours.data(), theirs.data(), ours.size() * sizeof(T)), 0) << "level " << level;
        }
    }
};

template <class T>
class CogOf : public Cog {
};
using CellTypes = testing::Types<std::uint8_t, std::uint16_t, std::int16_t, std::int32_t, std::uint32_t>;
TYPED_TEST_SUITE(CogOf, CellTypes);

TYPED_TEST(CogOf, IsReadAsItWasStored)
{
    std::vector<GDALDataType> const types{GDT_Byte, GDT_UInt16, GDT_Int16, GDT_Int32, GDT_UInt32};
    std::size_t const index = std::is_same_v<TypeParam, std::uint8_t>    ? 0
                              : std::is_same_v<TypeParam, std::uint16_t> ? 1
                              : std::is_same_v<TypeParam, std::int16_t>  ? 2
                              : std::is_same_v<TypeParam, std::int32_t>  ? 3
                                                                         : 4;
    for (Codec const codec : {Codec::deflate, Codec::zstd}) {
        auto const layer = this->layer_of(random_cells<TypeParam>({1100, 1300}), 1024, {.name = "x"}, codec);
        layer.publish(this->path("a.tif"));
        this->template expect_same_cells<TypeParam>(layer, types[index]);
        this->expect_valid();
    }
}

TEST_F(Cog, OfSitesHasTwoBands)
{
    BlockLayer<SiteOffset> layer{
        store({700, 900}, 256), "sites", {{.name = "rows", .nodata = -32768}, {.name = "columns", .nodata = -32768}}};
    Raster<SiteOffset> cells{{256, 256}, no_site};
    for (int row = 0; row < 256; ++row)
        for (int col = 0; col < row; ++col)
            cells[{row, col}] = {static_cast<std::int16_t>(-row), static_cast<std::int16_t>(3 * col)};
    layer.write({{256, 256}, {256, 256}}, cells.view(), "");
    layer.publish(path("a.tif"));
    expect_same_cells<std::int16_t>(layer, GDT_Int16);
    expect_valid();
    auto const dataset = open();
    EXPECT_STREQ(dataset->GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE"), "PIXEL");
    EXPECT_STREQ(dataset->GetRasterBand(2)->GetDescription(), "columns");
    EXPECT_EQ(dataset->GetRasterBand(2)->GetNoDataValue(), -32768);
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_MINIMUM"), "-255");
    EXPECT_STREQ(dataset->GetRasterBand(2)->GetMetadataItem("STATISTICS_MAXIMUM"), "762");
    EXPECT_EQ(dataset->GetRasterBand(1)->GetColorInterpretation(), GCI_GrayIndex);
    EXPECT_EQ(dataset->GetRasterBand(2)->GetColorInterpretation(), GCI_Undefined);
}

TEST_F(Cog, MayBeOneCellOneBlockOrEmpty)
{
    for (Shape const shape : {Shape{1, 1}, Shape{512, 512}, Shape{3, 513}}) {
        auto const layer = layer_of(random_cells<std::uint16_t>(shape), 512, {.name = "x"});
        layer.publish(path("a.tif"));
        expect_same_cells<std::uint16_t>(layer, GDT_UInt16);
        expect_valid();
    }
    BlockLayer<std::uint16_t> const empty{store({1100, 1300}, 512), "empty", {{.name = "x", .nodata = 65535}}};
    empty.publish(path("empty.tif"));
    expect_same_cells<std::uint16_t>(empty, GDT_UInt16, "empty.tif");
    expect_valid("empty.tif");
    EXPECT_EQ(open("empty.tif")->GetRasterBand(1)->GetMetadataItem("STATISTICS_MINIMUM"), nullptr);
}

TEST_F(Cog, BytesDoNotDependOnTheTilesNorOnTheOrderOfWriting)
{
    Raster<std::uint16_t> const cells = random_cells<std::uint16_t>({1700, 1300});
    BandInfo const info{.name = "x", .nodata = 9};
    for (Codec const codec : {Codec::deflate, Codec::zstd}) {
        layer_of(cells, 512, info, codec).publish(path("a.tif"));
        std::string const bytes = content_of(path("a.tif"));
        for (int const tile_cells : {1024, 4096}) {
            layer_of(cells, tile_cells, info, codec).publish(path("b.tif"));
            EXPECT_TRUE(content_of(path("b.tif")) == bytes) << tile_cells;
        }
        BlockLayer<std::uint16_t> layer{store(cells.shape(), 512, codec), "other", {info}};
        auto tiles = tiles_of(cells.shape(), 512, 0);
        std::reverse(tiles.begin(), tiles.end());
        for (Tile const& tile : tiles)
            layer.write(tile.core, cells.view().window(tile.core), "");
        layer.publish(path("b.tif"));
        EXPECT_TRUE(content_of(path("b.tif")) == bytes);
    }
}

TEST_F(Cog, CarriesWhatAReaderNeeds)
{
    Raster<std::uint8_t> cells{{600, 700}, 1};
    cells[{0, 0}] = 3;
    cells[{0, 1}] = 255;
    auto const layer = layer_of(cells, 512,
                                {.name = "surface",
                                 .description = "What covers a cell",
                                 .unit = "m",
                                 .scale = 0.1,
                                 .nodata = 255,
                                 .overviews = Overviews::nearest,
                                 .categories = {"unknown", "green", "", "parking"}});
    layer.publish(path("a.tif"), {{"LAADRASTER_LAYER", "surface"}});
    expect_valid();
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetDescription(), "surface");
    EXPECT_STREQ(band->GetMetadataItem("DESCRIPTION"), "What covers a cell");
    EXPECT_STREQ(band->GetUnitType(), "m");
    EXPECT_EQ(band->GetScale(), 0.1);
    EXPECT_EQ(band->GetNoDataValue(), 255);
    EXPECT_EQ(band->GetOverview(0)->GetNoDataValue(), 255);
    EXPECT_STREQ(band->GetMetadataItem("CATEGORIES"), "0=unknown;1=green;3=parking");
    EXPECT_STREQ(dataset->GetMetadataItem("LAADRASTER_LAYER"), "surface");
    EXPECT_STREQ(dataset->GetSpatialRef()->GetAuthorityCode(nullptr), "28992");
    EXPECT_STREQ(dataset->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    double corner[6];
    ASSERT_EQ(dataset->GetGeoTransform(corner), CE_None);
    EXPECT_THAT(corner, ElementsAre(100'000.5, 2.5, 0, 400'000, 0, -2.5));
    EXPECT_EQ(read_raster<std::uint8_t>(path("a.tif"), layer.grid()).cells(), cells.cells());
    EXPECT_THAT(files(), ElementsAre("0", "a.tif", "verdict"));
}

TEST_F(Cog, StoresExactStatisticsOfTheValidCells)
{
    Raster<std::int32_t> cells{{1, 4}};
    cells.cells() = {-2'000'000'000, 2'000'000'000, 600'000'000, -1};
    layer_of(cells, 64, {.name = "headroom", .nodata = -1}).publish(path("a.tif"));
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MINIMUM"), "-2000000000");
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MAXIMUM"), "2000000000");
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MEAN"), "200000000");
    EXPECT_NEAR(std::atof(band->GetMetadataItem("STATISTICS_STDDEV")), 1657307052.6, 1);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_VALID_PERCENT"), "75");
}

TEST_F(Cog, LeavesCodesOutOfStatistics)
{
    Raster<std::uint16_t> cells{{1, 5}};
    cells.cells() = {100, 300, 65533, 65534, 65535};
    auto const layer = layer_of(cells, 64, {.name = "walk", .nodata = 65535, .codes_from = 65534});
    layer.publish(path("a.tif"));
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MAXIMUM"), "65533");
    EXPECT_NEAR(std::atof(band->GetMetadataItem("STATISTICS_MEAN")), 65933 / 3., 0.001);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_VALID_PERCENT"), "60");
    EXPECT_EQ(read_raster<std::uint16_t>(path("a.tif"), layer.grid()).cells(), cells.cells());
    auto const plain = layer_of(cells, 64, {.name = "walk", .nodata = 65535});
    EXPECT_EQ(plain.content_hash(), layer.content_hash()) << "the cells are the same";
}

TEST_F(Cog, HasColoursAndNamesOfCodes)
{
    Raster<std::uint8_t> cells{{600, 600}, 1};
    BandInfo const info{
        .name = "kind", .nodata = 255, .overviews = Overviews::nearest, .categories = {"none", "land & water <new>"}};
    auto const layer = layer_of(cells, 512, info);
    layer.publish(path("a.tif"), {}, {0x102030, 0xffa500});
    std::ofstream{path("a.tif.aux.xml")} << category_names_xml(layer.categories());
    expect_valid();
    auto const dataset = open();
    for (GDALRasterBand* const band : {dataset->GetRasterBand(1), dataset->GetRasterBand(1)->GetOverview(0)}) {
        ASSERT_NE(band->GetColorTable(), nullptr);
        EXPECT_EQ(band->GetColorInterpretation(), GCI_PaletteIndex);
        GDALColorEntry const* const land = band->GetColorTable()->GetColorEntry(1);
        EXPECT_THAT((std::array{land->c1, land->c2, land->c3}), ElementsAre(0xff, 0xa5, 0));
        EXPECT_EQ(band->GetColorTable()->GetColorEntry(9)->c2, 0xff) << "white after the last one";
    }
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetCategoryNames()[1], "land & water <new>");
    EXPECT_EQ(read_raster<std::uint8_t>(path("a.tif"), layer.grid()).cells(), cells.cells());
}

TEST_F(Cog, CountsCellsThatWereNotWrittenAsZeroUnlessZeroIsNodata)
{
    BlockLayer<std::uint32_t> layer{store({128, 64}, 64), "layer", {{.name = "x"}}};
    layer.write({{0, 0}, {64, 64}}, Raster<std::uint32_t>{{64, 64}, 4'000'000'000}.view(), "");
    layer.publish(path("a.tif"));
    auto dataset = open();
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_MINIMUM"), "0");
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_MEAN"), "2000000000");
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_STDDEV"), "2000000000");
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_VALID_PERCENT"), "100");
    BlockLayer<std::uint32_t> holed{store({128, 64}, 64), "layer", {{.name = "x", .nodata = 0}}};
    holed.write({{0, 0}, {64, 64}}, Raster<std::uint32_t>{{64, 64}, 4'000'000'000}.view(), "");
    holed.publish(path("a.tif"));
    dataset = open();
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_MINIMUM"), "4000000000");
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_STDDEV"), "0");
    EXPECT_STREQ(dataset->GetRasterBand(1)->GetMetadataItem("STATISTICS_VALID_PERCENT"), "50");
}

TEST_F(Cog, AboveTwoToThe31CellsTakesOnlyWhatIsInIt)
{
    Shape const shape{46'400, 46'400};
    BlockLayer<std::uint16_t> layer{store(shape, 4096, Codec::zstd), "layer", {{.name = "x", .nodata = 65535}}};
    auto const tiles = tiles_of(shape, 4096, 0);
    Raster<std::uint16_t> first{tiles.front().core.shape, 65535};
    Raster<std::uint16_t> last{tiles.back().core.shape, 65535};
    first[{0, 0}] = 11;
    last.cells().back() = 22;
    layer.write(tiles.front().core, first.view(), "");
    layer.write(tiles.back().core, last.view(), "");
    EXPECT_EQ((layer.read({{46'399, 46'399}, {1, 1}})[{0, 0}]), 22);
    layer.publish(path("a.tif"));
    expect_valid();
    EXPECT_LT(std::filesystem::file_size(path("a.tif")), 500'000);  // directories alone hold 12 bytes a block
    auto const dataset = open();
    GDALRasterBand* const band = dataset->GetRasterBand(1);
    auto const cell = [](GDALRasterBand& of, int row, int col) {
        std::uint16_t value{};
        EXPECT_EQ(of.RasterIO(GF_Read, col, row, 1, 1, &value, 1, 1, GDT_UInt16, 0, 0, nullptr), CE_None);
        return value;
    };
    EXPECT_EQ(cell(*band, 0, 0), 11);
    EXPECT_EQ(cell(*band, 46'399, 46'399), 22);
    EXPECT_EQ(cell(*band, 0, 46'399), 65535);
    EXPECT_EQ(cell(*band, 20'000, 20'000), 65535);
    ASSERT_EQ(band->GetOverviewCount(), 7);
    GDALRasterBand& smallest = *band->GetOverview(6);
    EXPECT_EQ(cell(smallest, 0, 0), 11);
    EXPECT_EQ(cell(smallest, smallest.GetYSize() - 1, smallest.GetXSize() - 1), 22);
    EXPECT_STREQ(band->GetMetadataItem("STATISTICS_MEAN"), "16.5");
}

TEST_F(Cog, IsABigTiffWhenItIsTooLargeForAClassicOne)
{
    CogImage const image{{Codec::deflate, 64, 2, 1}, false, {}, {{{64, 128}, {0, 0}}, {{32, 64}, {0}}}};
    std::vector<std::byte> block;
    std::vector<std::byte> cells(image.format.bytes(), std::byte{7});
    compress_block(image.format, cells, block);
    CogImage full = image;
    auto const bytes = static_cast<std::uint32_t>(block.size());
    full.levels[0].block_bytes = {bytes, bytes};
    full.levels[1].block_bytes = {bytes};
    auto const fetch = [&](std::size_t, std::size_t, std::span<std::byte> to) { std::ranges::copy(block, to.begin()); };
    write_cog_file(path("a.tif"), full, fetch);
    auto const size = static_cast<std::int64_t>(std::filesystem::file_size(path("a.tif")));
    write_cog_file(path("limit.tif"), full, fetch, size);
    write_cog_file(path("big.tif"), full, fetch, size - 1);
    EXPECT_EQ(content_of(path("a.tif")).substr(0, 4), (std::string{"II\x2a\0", 4}));
    EXPECT_EQ(content_of(path("limit.tif")), content_of(path("a.tif")));
    EXPECT_EQ(content_of(path("big.tif")).substr(0, 4), (std::string{"II\x2b\0", 4}));
    expect_valid("big.tif");
    for (int level = 0; level < 2; ++level)
        EXPECT_THAT(cells_at<std::uint16_t>(*open("big.tif"), level, GDT_UInt16), testing::Each(0x0707));
}

TEST_F(Cog, AFullDiskLeavesTheOlderFileAndNothingElse)
{
    auto const layer = layer_of(random_cells<std::uint32_t>({1100, 1300}), 512, {.name = "x"});
    layer.publish(path("a.tif"));
    std::size_t const size = std::filesystem::file_size(path("a.tif"));
    write("a.tif", "older");
    testing::internal::CaptureStderr();
    for (std::size_t const room : {std::size_t{0}, std::size_t{100}, size / 3, size - 1}) {
        FullDisk const full{room};
        EXPECT_THAT(message_of<OutputError>([&] { layer.publish(path("a.tif")); }),
                    AllOf(HasSubstr("a.tif: cannot be written ("), HasSubstr("is there room")))
            << room << " of " << size;
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::IsEmpty());
    EXPECT_THAT(files(), ElementsAre("0", "a.tif"));
    EXPECT_EQ(content_of(path("a.tif")), "older");
    EXPECT_THAT(message_of<OutputError>([&] { layer.publish(path("no/a.tif")); }),
                HasSubstr("no/a.tif: cannot be written ("));
}

TEST_F(Cog, OfDamagedBlocksIsRefused)
{
    auto const layer = layer_of(random_cells<std::uint32_t>({600, 100}), 512, {.name = "x"});
    std::string bytes = content_of(path("0"));
    bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
    write("0", bytes);
    EXPECT_THAT(message_of<OutputError>([&] { layer.publish(path("a.tif")); }), HasSubstr("/0: the bytes at "));
    EXPECT_THAT(files(), ElementsAre("0"));
}

}  // namespace
}  // namespace laad::cog_test
