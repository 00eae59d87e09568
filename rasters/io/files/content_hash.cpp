// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/content_hash.hpp"

#include "rasters/io/files/cell_types.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <new>

namespace laad {
namespace {

static_assert(std::endian::native == std::endian::little, "values are hashed as they lie in memory");

template <class T>
std::string type_name()
{
    if constexpr (std::is_same_v<T, Surface>) return "surface";
    return sample_name<T>() + (samples_of<T> > 1 ? "x" + std::to_string(samples_of<T>) : "");
}

constexpr int piece_cells = 64;

}  // namespace

ContentHash::ContentHash() : state_{XXH3_createState()}
{
    if (state_ == nullptr) throw std::bad_alloc{};
    XXH3_128bits_reset(state_);
}

ContentHash::~ContentHash()
{
    XXH3_freeState(state_);
}

void ContentHash::add(std::span<std::byte const> bytes)
{
    XXH3_128bits_update(state_, bytes.data(), bytes.size());
}

void ContentHash::add(std::string_view text)
{
    add(static_cast<std::int64_t>(text.size()));
    add(std::as_bytes(std::span{text}));
}

void ContentHash::add(std::int64_t value)
{
    add(std::as_bytes(std::span{&value, 1}));
}

std::string ContentHash::digest() const
{
    XXH128_hash_t const hash = XXH3_128bits_digest(state_);
    char digits[33];
    std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return digits;
}

template <class T>
ContentSum content_sum(Shape grid, Cell first, View<T const> cells, T empty)
{
    static_assert(std::has_unique_object_representations_v<T>, "cells are compared and hashed as bytes");
    auto const whole = [](int begin, int count, int all) {
        return begin % piece_cells == 0 && (count % piece_cells == 0 || begin + count == all);
    };
    expect(whole(first.row, cells.shape.rows, grid.rows) && whole(first.col, cells.shape.cols, grid.cols),
           "content_sum: the cells are whole pieces of 64 x 64");
    std::int64_t const pieces_a_row = (grid.cols + piece_cells - 1) / piece_cells;
    std::vector<T> packed(piece_cells * piece_cells);
    std::vector<T> const nothing(packed.size(), empty);
    ContentSum sum{};
    for (int row = 0; row < cells.shape.rows; row += piece_cells)
        for (int col = 0; col < cells.shape.cols; col += piece_cells) {
            Shape const shape{std::min(piece_cells, cells.shape.rows - row),
                              std::min(piece_cells, cells.shape.cols - col)};
            for (int i = 0; i < shape.rows; ++i)
                std::copy_n(&cells[{row + i, col}], shape.cols, packed.data() + i * shape.cols);
            std::size_t const bytes = static_cast<std::size_t>(shape.cells()) * sizeof(T);
            if (std::memcmp(packed.data(), nothing.data(), bytes) == 0) continue;
            std::int64_t const number =
                (first.row + row) / piece_cells * pieces_a_row + (first.col + col) / piece_cells;
            XXH128_hash_t const hash = XXH3_128bits_withSeed(packed.data(), bytes, static_cast<XXH64_hash_t>(number));
            sum += (ContentSum{hash.high64} << 64) + hash.low64;
        }
    return sum;
}

template <class T>
std::string content_hash(GridSpec const& grid, ContentSum sum)
{
    ContentHash hash;
    for (std::int64_t const value : {std::int64_t{grid.epsg}, grid.west_cm, grid.north_cm, std::int64_t{grid.cell_cm},
                                     std::int64_t{grid.shape.rows}, std::int64_t{grid.shape.cols}})
        hash.add(value);
    hash.add(type_name<T>());
    hash.add(std::as_bytes(std::span{&sum, 1}));
    return hash.digest();
}

#define LAAD_INSTANTIATE(T)                                         \
    template ContentSum content_sum(Shape, Cell, View<T const>, T); \
    template std::string content_hash<T>(GridSpec const&, ContentSum);
LAAD_LAYER_TYPES(LAAD_INSTANTIATE)
#undef LAAD_INSTANTIATE

std::string file_hash(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in || std::filesystem::is_directory(file))
        throw InputError{file.string() + ": cannot be read; check the path and its permissions"};
    ContentHash hash;
    std::vector<char> block(std::size_t{1} << 20);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        hash.add(std::as_bytes(std::span{block.data(), static_cast<std::size_t>(in.gcount())}));
    if (in.bad()) throw InputError{file.string() + ": reading stops halfway; is the disk in order?"};
    return hash.digest();
}

}  // namespace laad
