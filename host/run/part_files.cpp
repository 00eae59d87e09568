// SPDX-License-Identifier: Apache-2.0
#include "host/run/part_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <fstream>
#include <utility>

namespace laad {
namespace {

constexpr std::string_view magic = "laadraster part 1";

void add_text(std::vector<std::byte>& to, std::string_view text)
{
    append_value(to, std::uint64_t{text.size()});
    append(to, std::as_bytes(std::span{text}));
}

}  // namespace

PartFiles::Reading::Reading(std::filesystem::path path) : file{std::move(path)}
{
    descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
}

PartFiles::Reading::~Reading()
{
    if (descriptor >= 0) close(descriptor);
}

PartFiles::Reading::Reading(Reading&& other) noexcept
    : file{std::move(other.file)}, descriptor{std::exchange(other.descriptor, -1)}, at{other.at}
{
}

bool PartFiles::Reading::bytes(std::span<std::byte> to)
{
    while (!to.empty()) {
        auto const got = pread(descriptor, to.data(), to.size(), at);
        if (got <= 0) return false;
        at += got;
        to = to.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

bool PartFiles::Reading::text(std::string& to)
{
    std::uint64_t size = 0;
    constexpr std::uint64_t longest = 1 << 16;
    if (!bytes(std::as_writable_bytes(std::span{&size, 1})) || size > longest) return false;
    to.resize(static_cast<std::size_t>(size));
    return bytes(std::as_writable_bytes(std::span{to}));
}

void PartFiles::Reading::refuse() const
{
    throw OutputError{file.string() + ": is damaged; remove it and run again"};
}

PartFiles::PartFiles(std::filesystem::path folder, bool trusted) : folder_{std::move(folder)}, trusted_{trusted}
{
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) throw OutputError{fmt::format("{}: cannot be made ({})", folder_.string(), error.message())};
}

std::filesystem::path PartFiles::file_of(Part part, std::size_t tile) const
{
    return folder_ / fmt::format("{}-{:06}", part_names[static_cast<std::size_t>(part)], tile);
}

std::string PartFiles::key_of(Part part, std::size_t tile) const
{
    Reading reading{file_of(part, tile)};
    std::string found;
    std::string key;
    if (reading.descriptor < 0 || !reading.text(found) || found != magic || !reading.text(key)) return {};
    return key;
}

bool PartFiles::has(Part part, std::size_t tile, std::string_view key) const
{
    if (key_of(part, tile) != key) return false;
    if (trusted_) return true;
    Reading reading = open(part, tile);
    auto const size = static_cast<std::int64_t>(std::filesystem::file_size(reading.file));
    std::vector<std::byte> bytes;
    while (reading.at < size) {
        ListHead head;
        if (!reading.bytes(std::as_writable_bytes(std::span{&head, 1}))) return false;
        if (head.bytes > static_cast<std::uint64_t>(size - reading.at)) return false;
        bytes.resize(static_cast<std::size_t>(head.bytes));
        if (!reading.bytes(bytes) || XXH3_64bits(bytes.data(), bytes.size()) != head.check) return false;
    }
    return true;
}

PartFiles::Reading PartFiles::open(Part part, std::size_t tile) const
{
    Reading reading{file_of(part, tile)};
    std::string text;
    if (reading.descriptor < 0 || !reading.text(text) || text != magic || !reading.text(text)) reading.refuse();
    return reading;
}

void PartFiles::add(std::vector<std::byte>& to, std::span<std::byte const> list)
{
    append_value(to, ListHead{list.size(), XXH3_64bits(list.data(), list.size())});
    append(to, list);
}

void PartFiles::write(Part part, std::size_t tile, std::string_view key, std::span<std::byte const> bytes) const
{
    std::vector<std::byte> head;
    add_text(head, magic);
    add_text(head, key);
    UnfinishedFile unfinished{file_of(part, tile)};
    std::ofstream stream{unfinished.path(), std::ios::binary};
    stream.write(reinterpret_cast<char const*>(head.data()), static_cast<std::streamsize>(head.size()));
    stream.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream)
        throw OutputError{file_of(part, tile).string() +
                          ": cannot be written; is the disk full, and may you write there?"};
    unfinished.publish();
}

PartFiles::ListHead PartFiles::next_list(Reading& reading)
{
    ListHead head;
    if (!reading.bytes(std::as_writable_bytes(std::span{&head, 1})) ||
        head.bytes > std::filesystem::file_size(reading.file))
        reading.refuse();
    return head;
}

void PartFiles::read_list(Reading& reading, ListHead head, std::span<std::byte> to)
{
    if (to.size() != head.bytes || !reading.bytes(to) || XXH3_64bits(to.data(), to.size()) != head.check)
        reading.refuse();
}

}  // namespace laad
