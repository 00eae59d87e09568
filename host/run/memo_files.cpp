// SPDX-License-Identifier: Apache-2.0
#include "host/run/memo_files.hpp"

#include "host/run/own_folder.hpp"
#include "rasters/io/bytes.hpp"
#include "rasters/io/mapped_file.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <xxhash.h>

#include <cstring>
#include <utility>

namespace laad {

// A file: XXH3-64 of what follows, then the bytes.

MemoFiles::MemoFiles(std::filesystem::path folder) : folder_{std::move(folder)}
{
    make_subfolder(folder_);
}

std::optional<std::vector<std::byte>> MemoFiles::get(std::string const& key)
{
    MappedFile const file{folder_ / key};
    std::uint64_t check = 0;
    if (file.bytes().size() < sizeof check) return {};
    std::memcpy(&check, file.bytes().data(), sizeof check);
    auto const content = file.bytes().subspan(sizeof check);
    if (XXH3_64bits(content.data(), content.size()) != check) return {};
    used_.insert(key);
    ++known_;
    return std::vector<std::byte>(content.begin(), content.end());
}

void MemoFiles::put(std::string const& key, std::span<std::byte const> bytes)
{
    std::vector<std::byte> content;
    append_value(content, std::uint64_t{XXH3_64bits(bytes.data(), bytes.size())});
    append(content, bytes);
    write_whole_file(folder_ / key, content);
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
