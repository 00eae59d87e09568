// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/blocks/block_layer.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"
#include "tests/rasters/full_disk.hpp"
#include "tests/rasters/layer_hash.hpp"
#include "tests/rasters/scratch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <thread>

namespace laad::block_layer_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

GridSpec grid_of(Shape shape)
{
    return {28992, 10'000'050, 40'000'000, 250, shape};
}

/// Smooth, random and empty land in turn, so that some blocks are absent and others compress badly.
template <class T>
Raster<T> landscape(Shape shape, T empty)
{
    std::mt19937_64 random{20240501};
    Raster<T> raster{shape, empty};
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            int const kind = (row / 100 + col / 150) % 3;
            if (kind == 1) raster[{row, col}] = static_cast<T>(row / 3 + col / 2);
            if (kind == 2) raster[{row, col}] = static_cast<T>(random());
        }
    return raster;
}

template <>
Raster<SiteOffset> landscape(Shape shape, SiteOffset empty)
{
    Raster<std::int16_t> const rows = landscape<std::int16_t>(shape, empty.drow);
    Raster<SiteOffset> raster{shape, empty};
    for (std::size_t i = 0; i < raster.cells().size(); ++i)
        raster.cells()[i] = {rows.cells()[i], static_cast<std::int16_t>(~rows.cells()[i])};
    return raster;
}

/// Of all blocks of a store.
std::int64_t stored_bytes(BlockStore const& store)
{
    std::int64_t bytes = 0;
    for (std::string const& name : store.entries->names("layer/")) {
        auto const places = store.entries->places(name);
        for (std::size_t i = 1; i < places.size(); ++i)  // the first is the record of the tile
            bytes += places[i].bytes;
    }
    return bytes;
}

template <class T>
void write_all(BlockLayer<T>& layer, Raster<T> const& cells, int tile_cells, std::string_view key = "k")
{
    for (Tile const& tile : tiles_of(layer.shape(), tile_cells, 0))
        layer.write(tile.core, cells.view().window(tile.core), key);
}

/// The next overview as block_layer.hpp defines it, a cell at a time.
std::vector<std::int64_t> halved_plainly(std::vector<std::int64_t> const& cells, Shape shape, bool average,
                                         std::optional<std::int64_t> nodata)
{
    std::vector<std::int64_t> out;
    for (int row = 0; row < shape.rows; row += 2)
        for (int col = 0; col < shape.cols; col += 2) {
            double sum = 0, count = 0;
            for (int r = row; r < std::min(row + 2, shape.rows); ++r)
                for (int c = col; c < std::min(col + 2, shape.cols); ++c)
                    if (auto const v = cells[static_cast<std::size_t>(std::int64_t{r} * shape.cols + c)]; v != nodata) {
                        sum += static_cast<double>(v);
                        ++count;
                    }
            auto const first = cells[static_cast<std::size_t>(std::int64_t{row} * shape.cols + col)];
            if (!average)
                out.push_back(first);
            else
                out.push_back(count == 0 ? *nodata : static_cast<std::int64_t>(std::floor(sum / count + 0.5)));
        }
    return out;
}

class Blocks : public Scratch {
  protected:
    BlockStore store(Shape shape, int tile_cells, Codec codec = Codec::zstd) const
    {
        return {std::make_shared<KeyedStore>(path("")), grid_of(shape), tile_cells, codec};
    }

    /// Changes one byte of a file.
    void damage(std::string const& name, std::size_t at) const
    {
        std::string bytes = content_of(path(name));
        bytes.at(at) = static_cast<char>(bytes.at(at) ^ 0x10);
        write(name, bytes);
    }
};

template <class T>
class BlocksOf : public Blocks {
  protected:
    static std::vector<BandInfo> infos()
    {
        if (std::is_same_v<T, SiteOffset>)
            return {{.name = "rows", .nodata = -32768}, {.name = "cols", .nodata = -32768}};
        return {{.name = "layer", .nodata = 77}};
    }
};
using CellTypes =
    testing::Types<std::uint8_t, std::uint16_t, std::int16_t, std::int32_t, std::uint32_t, Surface, SiteOffset>;
TYPED_TEST_SUITE(BlocksOf, CellTypes);

TYPED_TEST(BlocksOf, ReadBackEveryCellAtAnyTileSizeAndCodec)
{
    Shape const shape{700, 1100};
    for (Codec const codec : {Codec::deflate, Codec::zstd})
        for (int const tile_cells : {64, 256, 512, 1024, 2048}) {
            BlockLayer<TypeParam> layer{this->store(shape, tile_cells, codec), "layer", this->infos()};
            Raster<TypeParam> const cells = landscape<TypeParam>(shape, layer.empty());
            write_all(layer, cells, tile_cells);
            EXPECT_EQ(layer.read({{0, 0}, shape}).cells(), cells.cells());
            EXPECT_EQ(layer.content_hash(), content_hash(layer.grid(), cells.view(), layer.empty()));
        }
}

TYPED_TEST(BlocksOf, AreEmptyUntilWritten)
{
    BlockStore const store = this->store({600, 700}, 512);
    BlockLayer<TypeParam> const layer{store, "layer", this->infos()};
    EXPECT_EQ(layer.read({{0, 0}, {600, 700}}).cells(), Raster<TypeParam>({600, 700}, layer.empty()).cells());
    EXPECT_EQ(stored_bytes(store), 0);
    EXPECT_FALSE(layer.has({{0, 0}, {512, 512}}, ""));
    EXPECT_EQ(layer.content_hash(), content_hash<TypeParam>(layer.grid(), ContentSum{}));
}

TEST_F(Blocks, ReadWindowsThatCrossBlocksAndEdges)
{
    Shape const shape{700, 1100};
    BlockLayer<std::int32_t> layer{store(shape, 256), "layer", {{.name = "layer"}}};
    Raster<std::int32_t> const cells = landscape<std::int32_t>(shape, 0);
    write_all(layer, cells, 256);
    for (Rect const window : {Rect{{0, 0}, {1, 1}}, Rect{{255, 511}, {2, 2}}, Rect{{256, 512}, {256, 256}},
                              Rect{{100, 90}, {600, 1010}}, Rect{{699, 1099}, {1, 1}}, Rect{{5, 1023}, {690, 3}}}) {
        Raster<std::int32_t> const read = layer.read(window);
        for (int row = 0; row < window.shape.rows; ++row)
            for (int col = 0; col < window.shape.cols; ++col)
                ASSERT_EQ((read[{row, col}]), (cells[window.first + Cell{row, col}]));
    }
    EXPECT_THROW(layer.read({{600, 0}, {101, 5}}), ContractError);
    EXPECT_THROW(layer.read({{-1, 0}, {1, 1}}), ContractError);
    EXPECT_THROW(layer.read({{0, 0}, {1, 1}}, layer.levels() + 1), ContractError);
    CellReader reader{layer};
    EXPECT_EQ((reader[{699, 1099}]), (cells[{699, 1099}]));
    EXPECT_EQ((reader[{3, 2}]), (cells[{3, 2}]));
}

template <class T>
void expect_overviews(BlockStore const& store, BandInfo const& info)
{
    BlockLayer<T> layer{store, "layer", {info}};
    Raster<T> const cells = landscape<T>(layer.shape(), layer.empty());
    write_all(layer, cells, store.tile_cells);
    std::vector<std::int64_t> expected{cells.cells().begin(), cells.cells().end()};
    auto const nodata = info.nodata ? std::optional{static_cast<std::int64_t>(*info.nodata)} : std::nullopt;
    ASSERT_EQ(layer.levels(), 2);
    for (int level = 1; level <= layer.levels(); ++level) {
        expected = halved_plainly(expected, layer.shape_at(level - 1), info.overviews == Overviews::average, nodata);
        auto const found = layer.read({{0, 0}, layer.shape_at(level)}, level).cells();
        EXPECT_EQ((std::vector<std::int64_t>{found.begin(), found.end()}), expected)
            << "level " << level << ", tiles of " << store.tile_cells;
    }
}

TEST_F(Blocks, OverviewsAreHalvesAtAnyTileSize)
{
    for (int const tile_cells : {64, 512, 1024, 4096})
        for (auto const overviews : {Overviews::average, Overviews::nearest})
            for (auto const nodata : {std::optional<double>{}, std::optional<double>{0}}) {
                BandInfo const info{.name = "layer", .nodata = nodata, .overviews = overviews};
                expect_overviews<std::uint8_t>(store({1111, 1301}, tile_cells), info);
                expect_overviews<std::int32_t>(store({1111, 1301}, tile_cells), info);
                expect_overviews<std::uint32_t>(store({1111, 1301}, tile_cells), info);
            }
}

TEST_F(Blocks, OverviewsFollowATileThatIsWrittenAgain)
{
    Shape const shape{1200, 600};
    BlockLayer<std::uint16_t> layer{store(shape, 512), "layer", {{.name = "layer"}}};
    write_all(layer, Raster<std::uint16_t>{shape, 8}, 512);
    EXPECT_EQ((layer.read({{0, 0}, {1, 1}}, 2)[{0, 0}]), 8);
    layer.write({{0, 0}, {512, 512}}, Raster<std::uint16_t>{{512, 512}, 6}.view(), "other");
    EXPECT_EQ((layer.read({{0, 0}, {1, 1}}, 2)[{0, 0}]), 6);
    layer.write_empty({{0, 0}, {512, 512}}, "none");
    EXPECT_EQ((layer.read({{0, 0}, {1, 1}})[{0, 0}]), 0);
    EXPECT_EQ((layer.read({{0, 0}, {1, 1}}, 2)[{0, 0}]), 0);
    EXPECT_EQ((layer.read({{299, 0}, {1, 1}}, 2)[{0, 0}]), 8);
}

TEST_F(Blocks, ShapesHalveUntilTheyFitOneBlock)
{
    BlockLayer<std::uint8_t> const layer{store({1025, 3}, 64), "layer", {{.name = "layer"}}};
    ASSERT_EQ(layer.levels(), 2);
    EXPECT_EQ(layer.shape_at(1), (Shape{513, 2}));
    EXPECT_EQ(layer.shape_at(2), (Shape{257, 1}));
    EXPECT_EQ((BlockLayer<std::uint8_t>{store({512, 512}, 64), "layer", {{.name = "layer"}}}.levels()), 0);
}

TEST_F(Blocks, ALaterRunFindsTheTiles)
{
    Shape const shape{300, 400};
    Raster<std::uint16_t> const cells = landscape<std::uint16_t>(shape, 9);
    auto const open = [&](BlockStore const& where) {
        return BlockLayer<std::uint16_t>{where, "layer", {{.name = "layer", .nodata = 9}}};
    };
    std::string hash;
    std::int64_t bytes{};
    Rect const first{{0, 0}, {256, 256}};
    {
        BlockStore const where = store(shape, 256);
        auto layer = open(where);
        write_all(layer, cells, 256, "old");
        layer.write(first, cells.view().window(first), "new");
        hash = layer.content_hash();
        bytes = stored_bytes(where);
    }
    BlockStore const there = store(shape, 256);
    auto const again = open(there);
    EXPECT_TRUE(again.has(first, "new"));
    EXPECT_FALSE(again.has(first, "old"));
    EXPECT_TRUE(again.has({{256, 256}, {44, 144}}, "old"));
    EXPECT_EQ(again.content_hash(), hash);
    EXPECT_EQ(stored_bytes(there), bytes);
    EXPECT_EQ(again.read({{0, 0}, shape}).cells(), cells.cells());

    for (auto change : {+[](BlockStore& s) { s.tile_cells = 128; }, +[](BlockStore& s) { s.codec = Codec::deflate; },
                        +[](BlockStore& s) { ++s.grid.west_cm; }}) {
        BlockStore other = store(shape, 256);
        change(other);
        open(other);
        EXPECT_EQ(stored_bytes(other), 0);
        auto layer = open(store(shape, 256));
        EXPECT_FALSE(layer.has(first, "new"));
        write_all(layer, cells, 256, "new");
    }
}

TEST_F(Blocks, AStoreThatIsCutKeepsTheTilesBeforeTheCut)
{
    Shape const shape{64, 192};
    Raster<std::uint8_t> const cells = landscape<std::uint8_t>(shape, 0);
    std::vector<Tile> const tiles = tiles_of(shape, 64, 0);
    std::vector<std::size_t> ends;
    {
        BlockLayer<std::uint8_t> layer{store(shape, 64), "layer", {{.name = "layer"}}};
        for (Tile const& tile : tiles) {
            layer.write(tile.core, cells.view().window(tile.core), "k");
            ends.push_back(std::filesystem::file_size(path("0")));
        }
    }
    std::string const bytes = content_of(path("0"));
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        write("0", bytes.substr(0, length));
        BlockLayer<std::uint8_t> layer{store(shape, 64), "layer", {{.name = "layer"}}};
        for (std::size_t i = 0; i < tiles.size(); ++i)
            ASSERT_EQ(layer.has(tiles[i].core, "k"), length >= ends[i]) << length;
        for (Tile const& tile : tiles)
            if (!layer.has(tile.core, "k")) layer.write(tile.core, cells.view().window(tile.core), "k");
        ASSERT_EQ(layer.read({{0, 0}, shape}).cells(), cells.cells()) << length;
    }
}

TEST_F(Blocks, DamageIsFound)
{
    Shape const shape{64, 128};
    Rect const west{{0, 0}, {64, 64}};
    Rect const east{{0, 64}, {64, 64}};
    Raster<std::uint32_t> const cells = landscape<std::uint32_t>(shape, 0);
    auto const open = [&] { return BlockLayer<std::uint32_t>{store(shape, 64), "layer", {{.name = "layer"}}}; };
    std::size_t east_end{};
    {
        auto layer = open();
        layer.write(east, Raster<std::uint32_t>{{64, 64}, 5}.view(), "k");
        east_end = std::filesystem::file_size(path("0"));
        layer.write(west, Raster<std::uint32_t>{{64, 64}, 6}.view(), "k");
    }
    std::size_t const end = std::filesystem::file_size(path("0"));
    damage("0", east_end - 1);
    auto layer = open();
    EXPECT_FALSE(layer.has(east, "k"));
    EXPECT_TRUE(layer.has(west, "k"));
    EXPECT_THAT(message_of<OutputError>([&] { layer.read(east); }),
                AllOf(HasSubstr("/0: the bytes at "), HasSubstr("Run again")));
    EXPECT_EQ(layer.read(west).cells().front(), 6U);
    layer.write(east, Raster<std::uint32_t>{{64, 64}, 5}.view(), "k");
    EXPECT_EQ(layer.read(east).cells().front(), 5U);

    damage("0", end + 30);  // in what comes before the blocks of the tile that was written again
    EXPECT_TRUE(open().has(west, "k"));
    EXPECT_FALSE(open().has(east, "k"));
    std::filesystem::remove(path("0"));
    EXPECT_FALSE(open().has(west, "k"));
}

TEST_F(Blocks, TilesFromSeveralThreadsGiveTheSameLayer)
{
    Shape const shape{1500, 1300};
    Raster<std::uint16_t> const cells = landscape<std::uint16_t>(shape, 0);
    BlockLayer<std::uint16_t> layer{store(shape, 128), "layer", {{.name = "layer"}}};
    std::vector<Tile> const tiles = tiles_of(shape, 128, 0);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (std::size_t i = t; i < tiles.size(); i += 4) {
                    layer.write(tiles[i].core, cells.view().window(tiles[i].core), "k");
                    layer.read(tiles[i].core, 0);
                    layer.read({{0, 0}, {100, 100}}, 2);
                }
            });
    }
    EXPECT_EQ(layer.read({{0, 0}, shape}).cells(), cells.cells());
    EXPECT_EQ(layer.content_hash(), content_hash(layer.grid(), cells.view()));
}

TEST_F(Blocks, AFullDiskIsOneErrorAndTheLayerGoesOnWhenThereIsRoom)
{
    Shape const shape{512, 1024};
    Raster<std::uint32_t> const cells = landscape<std::uint32_t>(shape, 0);
    BlockLayer<std::uint32_t> layer{store(shape, 512), "layer", {{.name = "layer"}}};
    Rect const west{{0, 0}, {512, 512}};
    layer.write(west, cells.view().window(west), "k");
    Rect const east{{0, 512}, {512, 512}};
    {
        FullDisk const full{std::filesystem::file_size(path("0")) + 1000};
        EXPECT_THAT(message_of<OutputError>([&] { layer.write(east, cells.view().window(east), "k"); }),
                    AllOf(HasSubstr("/0: cannot be written ("), HasSubstr("is there room")));
    }
    EXPECT_TRUE(layer.has(west, "k"));
    EXPECT_FALSE(layer.has(east, "k"));
    layer.write(east, cells.view().window(east), "k");
    BlockLayer<std::uint32_t> const again{store(shape, 512), "layer", {{.name = "layer"}}};
    EXPECT_TRUE(again.has(east, "k"));
    EXPECT_EQ(again.read({{0, 0}, shape}).cells(), cells.cells());
    BlockStore nowhere = store(shape, 512);
    nowhere.entries = std::make_shared<KeyedStore>(path("no"));
    BlockLayer<std::uint8_t> lost{nowhere, "layer", {{.name = "layer"}}};
    EXPECT_THAT(message_of<OutputError>([&] { lost.write_empty(west, "k"); }), HasSubstr("no/0: cannot be written ("));
}

TEST_F(Blocks, GiveTheSpaceBackOfATileThatIsReplaced)
{
    auto const on_disk = [&] {
        struct stat status {};
        stat(path("0").c_str(), &status);
        return std::int64_t{status.st_blocks} * 512;
    };
    write("probe", std::string(1 << 16, 'x'));
    int const probe = open(path("probe").c_str(), O_RDWR);
    bool const can = fallocate(probe, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1 << 16) == 0;
    close(probe);
    if (!can) GTEST_SKIP() << "the file system cannot give space back";

    Raster<std::uint32_t> const cells = landscape<std::uint32_t>({512, 512}, 0);
    BlockStore const where = store({512, 512}, 512);
    BlockLayer<std::uint32_t> layer{where, "layer", {{.name = "layer"}}};
    for (int turn = 0; turn < 10; ++turn)
        write_all(layer, cells, 512);
    EXPECT_LT(on_disk(), 2 * stored_bytes(where));
    EXPECT_EQ(layer.read({{0, 0}, {512, 512}}).cells(), cells.cells());
    BlockLayer<std::uint32_t> const again{store({512, 512}, 512), "layer", {{.name = "layer"}}};
    EXPECT_TRUE(again.has({{0, 0}, {512, 512}}, "k"));
}

TEST_F(Blocks, RefuseWhatIsNotATile)
{
    BlockLayer<std::uint8_t> layer{store({100, 100}, 64), "layer", {{.name = "layer"}}};
    Raster<std::uint8_t> const cells{{64, 64}};
    EXPECT_THROW(layer.write({{0, 1}, {64, 64}}, cells.view(), ""), ContractError);
    EXPECT_THROW(layer.write({{64, 64}, {64, 64}}, cells.view(), ""), ContractError);
    EXPECT_THROW(layer.write_empty({{128, 0}, {64, 64}}, ""), ContractError);
    EXPECT_THROW((BlockLayer<std::uint8_t>{store({9, 9}, 96), "layer", {{.name = "layer"}}}), ContractError);
    EXPECT_THROW((BlockLayer<std::uint8_t>{store({9, 9}, 64), "layer", {{.name = "layer", .nodata = 300}}}),
                 ContractError);
    EXPECT_THROW((BlockLayer<SiteOffset>{store({9, 9}, 64), "layer", {{.name = "rows"}}}), ContractError);
}

}  // namespace
}  // namespace laad::block_layer_test
