// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/content_hash.hpp"

#include "rasters/error.hpp"
#include "rasters/raster.hpp"
#include "rasters/tile.hpp"
#include "tests/rasters/layer_hash.hpp"
#include "tests/rasters/scratch.hpp"

#include <xxhash.h>

namespace laad::content_hash_test {
namespace {

GridSpec const grid{28992, 100, 900, 250, {3, 4}};

template <class T>
std::string hash_of(GridSpec const& where, Raster<T> const& cells)
{
    return content_hash(where, cells.view());
}

std::string hash_of_texts(std::initializer_list<std::string_view> texts)
{
    ContentHash hash;
    for (std::string_view const text : texts)
        hash.add(text);
    return hash.digest();
}

TEST(ContentHashOfTexts, IsXxh3AndKnowsWhereATextEnds)
{
    EXPECT_EQ(ContentHash{}.digest(), "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing, from its own tests
    EXPECT_NE(hash_of_texts({"ab", "c"}), hash_of_texts({"a", "bc"}));
    EXPECT_EQ(hash_of_texts({"ab", "c"}), hash_of_texts({"ab", "c"}));
}

TEST(ContentHashOfLayer, DoesNotDependOnHowCellsAreStored)
{
    Raster<std::uint16_t> compact{grid.shape};
    Raster<std::uint16_t> wide{{9, 9}, 77};
    View<std::uint16_t> const window = wide.view().window({{2, 3}, grid.shape});
    for (int row = 0; row < 3; ++row)
        for (int col = 0; col < 4; ++col)
            compact[{row, col}] = window[{row, col}] = static_cast<std::uint16_t>(row * 4 + col);
    View<std::uint16_t const> const seen = window;
    EXPECT_EQ(hash_of(grid, compact), content_hash(grid, seen));
}

TEST(ContentHashOfLayer, ChangesWithEveryPart)
{
    Raster<std::int32_t> cells{grid.shape, 5};
    std::string const whole = hash_of(grid, cells);
    for (auto change : {+[](GridSpec& g) { g.epsg = 3035; }, +[](GridSpec& g) { ++g.west_cm; },
                        +[](GridSpec& g) { ++g.north_cm; }, +[](GridSpec& g) { ++g.cell_cm; }}) {
        GridSpec other = grid;
        change(other);
        EXPECT_NE(hash_of(other, cells), whole);
    }
    GridSpec turned = grid;
    turned.shape = {4, 3};
    EXPECT_NE(hash_of(turned, Raster<std::int32_t>{turned.shape, 5}), whole);
    EXPECT_NE(hash_of(grid, Raster<std::uint32_t>{grid.shape, 5}), whole);
    cells[{2, 3}] = 6;
    EXPECT_NE(hash_of(grid, cells), whole);
    EXPECT_THROW(hash_of(turned, cells), ContractError);
}

/// The definition, piece by piece.
template <class T>
std::string hash_by_definition(GridSpec const& where, Raster<T> const& cells, T empty)
{
    ContentSum sum{};
    std::uint64_t number = 0;
    for (int top = 0; top < where.shape.rows; top += 64)
        for (int left = 0; left < where.shape.cols; left += 64, ++number) {
            std::vector<T> piece;
            for (int row = top; row < std::min(top + 64, where.shape.rows); ++row)
                for (int col = left; col < std::min(left + 64, where.shape.cols); ++col)
                    piece.push_back(cells[{row, col}]);
            if (std::ranges::count(piece, empty) == std::ssize(piece)) continue;
            XXH128_hash_t const hash = XXH3_128bits_withSeed(piece.data(), piece.size() * sizeof(T), number);
            sum += (ContentSum{hash.high64} << 64) + hash.low64;
        }
    return content_hash<T>(where, sum);
}

TEST(ContentHashOfLayer, IsTheSumOfItsPieces)
{
    GridSpec const where{28992, 100, 900, 250, {200, 300}};
    for (std::uint16_t const empty : {std::uint16_t{0}, std::uint16_t{65535}}) {
        Raster<std::uint16_t> cells{where.shape, empty};
        EXPECT_EQ(content_hash(where, std::as_const(cells).view(), empty),
                  content_hash<std::uint16_t>(where, ContentSum{}));
        for (int row = 100; row < 200; ++row)
            for (int col = 0; col < 200; ++col)
                cells[{row, col}] = static_cast<std::uint16_t>(row * col);
        std::string const whole = content_hash(where, std::as_const(cells).view(), empty);
        EXPECT_EQ(whole, hash_by_definition(where, cells, empty));
        ContentSum sum{};
        for (Tile const& tile : tiles_of(where.shape, 128, 0))
            sum += content_sum<std::uint16_t>(where.shape, tile.core.first, cells.view().window(tile.core), empty);
        EXPECT_EQ(content_hash<std::uint16_t>(where, sum), whole);
    }
}

TEST(ContentHashOfLayer, KnowsWhereAPieceLies)
{
    GridSpec const where{28992, 100, 900, 250, {128, 128}};
    Raster<std::uint8_t> west{where.shape};
    Raster<std::uint8_t> east{where.shape};
    west[{0, 0}] = east[{0, 64}] = 1;
    EXPECT_NE(hash_of(where, west), hash_of(where, east));
    Raster<std::uint8_t> const part{{64, 65}};
    EXPECT_THROW(content_sum<std::uint8_t>(where.shape, {0, 0}, part.view(), 0), ContractError);
    EXPECT_THROW(content_sum<std::uint8_t>(where.shape, {0, 1}, Raster<std::uint8_t>{{64, 64}}.view(), 0),
                 ContractError);
}

using FileHash = Scratch;

TEST_F(FileHash, IsThatOfTheBytes)
{
    EXPECT_EQ(file_hash(write("empty", "")), "99aa06d3014798d86001c324468d497f");
    std::string big(std::size_t{3} << 20, 'x');
    std::string const before = file_hash(write("a", big));
    EXPECT_EQ(file_hash(write("b", big)), before);
    big.back() = 'y';
    EXPECT_NE(file_hash(write("c", big)), before);
    EXPECT_THAT(message_of<InputError>([&] { file_hash(path("absent")); }),
                testing::HasSubstr("absent: cannot be read"));
    EXPECT_THROW(file_hash(path("")), InputError);
}

}  // namespace
}  // namespace laad::content_hash_test
