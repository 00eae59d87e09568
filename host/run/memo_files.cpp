// SPDX-License-Identifier: Apache-2.0
#include "host/run/memo_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>
#include <fstream>
#include <utility>

namespace laad {

// A file: XXH3-64 of what follows, then the bytes.

MemoFiles::MemoFiles(std::filesystem::path folder) : folder_{std::move(folder)}
{
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) throw OutputError{fmt::format("{}: cannot be made ({})", folder_.string(), error.message())};
}

std::optional<std::vector<std::byte>> MemoFiles::get(std::string const& key)
{
    auto const file = folder_ / key;
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    std::uint64_t check = 0;
    if (error || size < sizeof check) return {};
    std::vector<std::byte> bytes(size - sizeof check);
    std::ifstream stream{file, std::ios::binary};
    stream.read(reinterpret_cast<char*>(&check), sizeof check);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream || XXH3_64bits(bytes.data(), bytes.size()) != check) return {};
    used_.insert(key);
    ++known_;
    return bytes;
}

void MemoFiles::put(std::string const& key, std::span<std::byte const> bytes)
{
    UnfinishedFile unfinished{folder_ / key};
    std::uint64_t const check = XXH3_64bits(bytes.data(), bytes.size());
    std::ofstream stream{unfinished.path(), std::ios::binary};
    stream.write(reinterpret_cast<char const*>(&check), sizeof check);
    stream.write(reinterpret_cast<char const*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) throw OutputError{(folder_ / key).string() + ": cannot be written; is the disk full?"};
    unfinished.publish();
    used_.insert(key);
    ++made_;
}

void MemoFiles::forget_others()
{
    std::error_code ignored;
    for (auto const& entry : std::filesystem::directory_iterator{folder_})
        if (!used_.contains(entry.path().filename().string())) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace laad
