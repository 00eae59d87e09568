// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/content_hash.hpp"

#include "rasters/codes.hpp"
#include "rasters/error.hpp"

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
constexpr std::string_view type_name();
template <>
constexpr std::string_view type_name<std::uint8_t>()
{
    return "uint8";
}
template <>
constexpr std::string_view type_name<std::uint16_t>()
{
    return "uint16";
}
template <>
constexpr std::string_view type_name<std::int16_t>()
{
    return "int16";
}
template <>
constexpr std::string_view type_name<std::uint32_t>()
{
    return "uint32";
}
template <>
constexpr std::string_view type_name<std::int32_t>()
{
    return "int32";
}
template <>
constexpr std::string_view type_name<std::uint64_t>()
{
    return "uint64";
}
template <>
constexpr std::string_view type_name<std::int64_t>()
{
    return "int64";
}
template <>
constexpr std::string_view type_name<SiteOffset>()
{
    return "int16x2";
}
template <>
constexpr std::string_view type_name<Surface>()
{
    return "surface";
}
template <>
constexpr std::string_view type_name<Basis>()
{
    return "basis";
}

constexpr int piece_cells = 64;

XXH3_state_t* of(void* state)
{
    return static_cast<XXH3_state_t*>(state);
}

}  // namespace

ContentHash::ContentHash() : state_{XXH3_createState()}
{
    if (state_ == nullptr) throw std::bad_alloc{};
    XXH3_128bits_reset(of(state_));
}

ContentHash::~ContentHash()
{
    XXH3_freeState(of(state_));
}

void ContentHash::add(std::span<std::byte const> bytes)
{
    XXH3_128bits_update(of(state_), bytes.data(), bytes.size());
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
    XXH128_hash_t const hash = XXH3_128bits_digest(of(state_));
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

template <class T>
std::string content_hash(GridSpec const& grid, View<T const> cells, std::type_identity_t<T> empty)
{
    expect(cells.shape == grid.shape, "content_hash: the cells are those of the grid");
    return content_hash<T>(grid, content_sum<T>(grid.shape, {0, 0}, cells, empty));
}

template ContentSum content_sum(Shape, Cell, View<std::uint8_t const>, std::uint8_t);
template ContentSum content_sum(Shape, Cell, View<std::uint16_t const>, std::uint16_t);
template ContentSum content_sum(Shape, Cell, View<std::int16_t const>, std::int16_t);
template ContentSum content_sum(Shape, Cell, View<std::uint32_t const>, std::uint32_t);
template ContentSum content_sum(Shape, Cell, View<std::int32_t const>, std::int32_t);
template ContentSum content_sum(Shape, Cell, View<std::uint64_t const>, std::uint64_t);
template ContentSum content_sum(Shape, Cell, View<std::int64_t const>, std::int64_t);
template ContentSum content_sum(Shape, Cell, View<SiteOffset const>, SiteOffset);
template ContentSum content_sum(Shape, Cell, View<Surface const>, Surface);
template ContentSum content_sum(Shape, Cell, View<Basis const>, Basis);
template std::string content_hash<std::uint8_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::uint16_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::int16_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::uint32_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::int32_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::uint64_t>(GridSpec const&, ContentSum);
template std::string content_hash<std::int64_t>(GridSpec const&, ContentSum);
template std::string content_hash<SiteOffset>(GridSpec const&, ContentSum);
template std::string content_hash<Surface>(GridSpec const&, ContentSum);
template std::string content_hash<Basis>(GridSpec const&, ContentSum);
template std::string content_hash<std::uint8_t>(GridSpec const&, View<std::uint8_t const>, std::uint8_t);
template std::string content_hash<std::uint16_t>(GridSpec const&, View<std::uint16_t const>, std::uint16_t);
template std::string content_hash<std::int16_t>(GridSpec const&, View<std::int16_t const>, std::int16_t);
template std::string content_hash<std::uint32_t>(GridSpec const&, View<std::uint32_t const>, std::uint32_t);
template std::string content_hash<std::int32_t>(GridSpec const&, View<std::int32_t const>, std::int32_t);
template std::string content_hash<std::uint64_t>(GridSpec const&, View<std::uint64_t const>, std::uint64_t);
template std::string content_hash<std::int64_t>(GridSpec const&, View<std::int64_t const>, std::int64_t);
template std::string content_hash<SiteOffset>(GridSpec const&, View<SiteOffset const>, SiteOffset);
template std::string content_hash<Surface>(GridSpec const&, View<Surface const>, Surface);
template std::string content_hash<Basis>(GridSpec const&, View<Basis const>, Basis);

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
