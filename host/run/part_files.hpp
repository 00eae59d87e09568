// SPDX-License-Identifier: Apache-2.0
// What finished parts of tiles found besides their layers, kept on disk: it makes a run resumable and keeps lists out
// of memory.
#pragma once

#include "host/run/part.hpp"
#include "rasters/io/bytes.hpp"
#include "rasters/io/mapped_file.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

/// Lists of numbers, one file a part and tile, each with the key of what it follows from. A file appears whole or not
/// at all. May be used from several threads, each for another tile.
class PartFiles {
  public:
    /// `trusted`: the run that left the files ended well, so their bytes need no check before they count.
    /// Errors  OutputError: the folder cannot be made
    PartFiles(std::filesystem::path folder, bool trusted);

    bool has(Part, std::size_t tile, std::string_view key) const;
    /// The key under which it was put, or nothing.
    std::string key_of(Part, std::size_t tile) const;

    /// Errors  OutputError: the file cannot be written
    template <class... T>
    void put(Part part, std::size_t tile, std::string_view key, std::vector<T> const&... lists)
    {
        std::vector<std::byte> bytes;
        (add(bytes, std::as_bytes(std::span{lists})), ...);
        write(part, tile, key, bytes);
    }
    /// The lists in the order of put; fewer than were put is allowed.
    /// Errors  OutputError: the file is damaged (what to do)
    template <class... T>
    void get(Part part, std::size_t tile, std::vector<T>&... lists) const
    {
        auto const file = file_of(part, tile);
        MappedFile const mapped{file};
        Bytes rest = lists_in(mapped.bytes()).second;
        (take(next_list(rest, file), lists), ...);
    }

    /// For numbers that are not those of the tile. Throws OutputError, which says what to do.
    [[noreturn]] void refuse(Part, std::size_t tile) const;

  private:
    [[noreturn]] static void refuse(std::filesystem::path const& file);

    using Bytes = std::span<std::byte const>;

    std::filesystem::path file_of(Part, std::size_t tile) const;
    static void add(std::vector<std::byte>& to, Bytes list);
    void write(Part, std::size_t tile, std::string_view key, Bytes lists) const;
    /// The key in the bytes of a file, and what follows it; nothing when it is no such file.
    static std::pair<std::string_view, Bytes> lists_in(Bytes file);
    /// Takes a list off the front, or nothing when it is not as it was put.
    static std::optional<Bytes> next_list(Bytes& rest);
    static Bytes next_list(Bytes& rest, std::filesystem::path const& file);

    template <class T>
    static void take(Bytes bytes, std::vector<T>& list)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        list.resize(bytes.size() / sizeof(T));
        if (!list.empty()) std::memcpy(list.data(), bytes.data(), list.size() * sizeof(T));
    }

    std::filesystem::path folder_;
    bool trusted_;
};

}  // namespace laad
