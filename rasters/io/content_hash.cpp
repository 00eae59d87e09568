// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/content_hash.hpp"

#include "rasters/codes.hpp"
#include "rasters/error.hpp"

#include <xxhash.h>

#include <array>
#include <bit>
#include <cstdio>
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
std::string content_hash(GridSpec const& grid, View<T const> cells)
{
    expect(cells.shape == grid.shape, "content_hash: the cells are those of the grid");
    ContentHash hash;
    for (std::int64_t const value : {std::int64_t{grid.epsg}, grid.west_cm, grid.north_cm, std::int64_t{grid.cell_cm},
                                     std::int64_t{grid.shape.rows}, std::int64_t{grid.shape.cols}})
        hash.add(value);
    hash.add(type_name<T>());
    for (int row = 0; row < cells.shape.rows; ++row)
        hash.add(std::as_bytes(std::span{&cells[{row, 0}], static_cast<std::size_t>(cells.shape.cols)}));
    return hash.digest();
}

template std::string content_hash(GridSpec const&, View<std::uint8_t const>);
template std::string content_hash(GridSpec const&, View<std::uint16_t const>);
template std::string content_hash(GridSpec const&, View<std::int16_t const>);
template std::string content_hash(GridSpec const&, View<std::uint32_t const>);
template std::string content_hash(GridSpec const&, View<std::int32_t const>);
template std::string content_hash(GridSpec const&, View<std::uint64_t const>);
template std::string content_hash(GridSpec const&, View<std::int64_t const>);
template std::string content_hash(GridSpec const&, View<SiteOffset const>);
template std::string content_hash(GridSpec const&, View<Surface const>);
template std::string content_hash(GridSpec const&, View<Basis const>);

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
