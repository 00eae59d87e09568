// SPDX-License-Identifier: Apache-2.0
#include "host/run/part_files.hpp"

#include "host/run/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>

namespace laad {
namespace {

// A file: two texts, the magic and the key, and lists; each text and list after its size (8 bytes), a list also after
// the XXH3-64 of its bytes.
constexpr std::string_view magic = "laadraster part 1";

void add_text(std::vector<std::byte>& to, std::string_view text)
{
    append_value(to, std::uint64_t{text.size()});
    append(to, std::as_bytes(std::span{text}));
}

std::optional<std::uint64_t> take_number(std::span<std::byte const>& rest)
{
    std::uint64_t number = 0;
    if (rest.size() < sizeof number) return std::nullopt;
    std::memcpy(&number, rest.data(), sizeof number);
    rest = rest.subspan(sizeof number);
    return number;
}

std::string_view take_text(std::span<std::byte const>& rest)
{
    auto const size = take_number(rest);
    if (!size || *size > rest.size()) return {};
    std::string_view const text{reinterpret_cast<char const*>(rest.data()), static_cast<std::size_t>(*size)};
    rest = rest.subspan(text.size());
    return text;
}

}  // namespace

PartFiles::PartFiles(std::filesystem::path folder, bool trusted) : folder_{std::move(folder)}, trusted_{trusted}
{
    make_subfolder(folder_);
}

std::filesystem::path PartFiles::file_of(Part part, std::size_t tile) const
{
    return folder_ / fmt::format("{}-{:06}", part_names[static_cast<std::size_t>(part)], tile);
}

std::string PartFiles::key_of(Part part, std::size_t tile) const
{
    MappedFile const mapped{file_of(part, tile)};
    return std::string{lists_in(mapped.bytes()).first};
}

bool PartFiles::has(Part part, std::size_t tile, std::string_view key) const
{
    MappedFile const mapped{file_of(part, tile)};
    auto [found, rest] = lists_in(mapped.bytes());
    if (found != key) return false;
    while (!trusted_ && !rest.empty())
        if (!next_list(rest)) return false;
    return true;
}

std::pair<std::string_view, PartFiles::Bytes> PartFiles::lists_in(Bytes file)
{
    if (take_text(file) != magic) return {};
    std::string_view const key = take_text(file);
    return {key, file};
}

std::optional<PartFiles::Bytes> PartFiles::next_list(Bytes& rest)
{
    auto const size = take_number(rest);
    auto const check = take_number(rest);
    if (!size || !check || *size > rest.size()) return std::nullopt;
    Bytes const list = rest.first(static_cast<std::size_t>(*size));
    rest = rest.subspan(list.size());
    if (XXH3_64bits(list.data(), list.size()) != *check) return std::nullopt;
    return list;
}

PartFiles::Bytes PartFiles::next_list(Bytes& rest, std::filesystem::path const& file)
{
    if (auto const list = next_list(rest)) return *list;
    refuse(file);
}

void PartFiles::refuse(Part part, std::size_t tile) const
{
    refuse(file_of(part, tile));
}

void PartFiles::refuse(std::filesystem::path const& file)
{
    throw OutputError{file.string() + ": is damaged; remove it and run again"};
}

void PartFiles::add(std::vector<std::byte>& to, Bytes list)
{
    append_value(to, std::uint64_t{list.size()});
    append_value(to, std::uint64_t{XXH3_64bits(list.data(), list.size())});
    append(to, list);
}

void PartFiles::write(Part part, std::size_t tile, std::string_view key, Bytes lists) const
{
    std::vector<std::byte> content;
    add_text(content, magic);
    add_text(content, key);
    append(content, lists);
    write_whole_file(file_of(part, tile), content);
}

}  // namespace laad
