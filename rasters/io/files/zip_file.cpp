// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/zip_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/archive.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <libdeflate.h>

#include <memory>

namespace laad {
namespace {

constexpr std::uint16_t version = 20;
constexpr std::uint16_t names_are_utf8 = 1 << 11;
constexpr std::uint16_t deflated = 8;
constexpr std::uint16_t no_time = 0;
constexpr std::uint16_t first_day = 1 << 5 | 1;  // 1 January of year 0, 1980

std::vector<std::byte> compressed(std::string const& content)
{
    std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> const deflater{
        libdeflate_alloc_compressor(6), libdeflate_free_compressor};
    std::vector<std::byte> out(libdeflate_deflate_compress_bound(deflater.get(), content.size()));
    out.resize(libdeflate_deflate_compress(deflater.get(), content.data(), content.size(), out.data(), out.size()));
    return out;
}

/// What the header of an entry and its line in the directory share.
std::vector<std::byte> facts(ZipEntry const& entry, std::size_t packed_bytes)
{
    std::vector<std::byte> out;
    for (std::uint16_t const field : {version, names_are_utf8, deflated, no_time, first_day})
        append_value(out, field);
    append_value(out, libdeflate_crc32(0, entry.content.data(), entry.content.size()));
    append_value(out, static_cast<std::uint32_t>(packed_bytes));
    append_value(out, static_cast<std::uint32_t>(entry.content.size()));
    append_value(out, static_cast<std::uint16_t>(entry.name.size()));
    append_value(out, std::uint16_t{0});  // no extra field
    return out;
}

}  // namespace

void write_zip(std::filesystem::path const& file, std::vector<ZipEntry> const& entries)
{
    std::vector<std::byte> out;
    std::vector<std::byte> directory;
    for (ZipEntry const& entry : entries) {
        expect(!entry.content.empty() && entry.content.size() < 0xffff'ffff && entry.name.size() < 0xffff,
               "an entry of a zip has content, under 4 GiB");
        auto const packed = compressed(entry.content);
        auto const shared = facts(entry, packed.size());
        auto const name = std::as_bytes(std::span{entry.name});
        append_value(directory, std::uint32_t{0x02014b50});
        append_value(directory, version);
        append(directory, shared);
        append(directory, std::vector<std::byte>(10));  // no comment, first disk, no attributes
        append_value(directory, static_cast<std::uint32_t>(out.size()));
        append(directory, name);
        append_value(out, std::uint32_t{0x04034b50});
        append(out, shared);
        append(out, name);
        append(out, packed);
    }
    auto const begin = static_cast<std::uint32_t>(out.size());
    append(out, directory);
    append_value(out, std::uint32_t{0x06054b50});
    append_value(out, std::uint32_t{0});  // the first and only disk
    for (int i = 0; i < 2; ++i)
        append_value(out, static_cast<std::uint16_t>(entries.size()));
    append_value(out, static_cast<std::uint32_t>(directory.size()));
    append_value(out, begin);
    append_value(out, std::uint16_t{0});  // no comment
    write_whole_file(file, out);
}

}  // namespace laad
