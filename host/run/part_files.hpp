// SPDX-License-Identifier: Apache-2.0
// What finished parts of tiles found besides their layers, kept on disk: it makes a run resumable and keeps lists out
// of memory.
#pragma once

#include "host/run/part.hpp"
#include "rasters/io/bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
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
        Reading reading = open(part, tile);
        (take(reading, lists), ...);
    }

  private:
    struct Reading {
        std::filesystem::path file;
        int descriptor{-1};
        std::int64_t at{};

        Reading(std::filesystem::path);
        ~Reading();
        Reading(Reading&&) noexcept;
        Reading(Reading const&) = delete;
        Reading& operator=(Reading const&) = delete;
        Reading& operator=(Reading&&) = delete;

        bool bytes(std::span<std::byte>);
        bool text(std::string&);
        [[noreturn]] void refuse() const;
    };
    struct ListHead {
        std::uint64_t bytes{};
        std::uint64_t check{};
    };

    std::filesystem::path file_of(Part, std::size_t tile) const;
    Reading open(Part, std::size_t tile) const;
    static void add(std::vector<std::byte>& to, std::span<std::byte const> list);
    void write(Part, std::size_t tile, std::string_view key, std::span<std::byte const>) const;
    static ListHead next_list(Reading&);
    static void read_list(Reading&, ListHead, std::span<std::byte>);

    template <class T>
    static void take(Reading& reading, std::vector<T>& list)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        ListHead const head = next_list(reading);
        list.resize(static_cast<std::size_t>(head.bytes / sizeof(T)));
        read_list(reading, head, std::as_writable_bytes(std::span{list}));
    }

    std::filesystem::path folder_;
    bool trusted_;
};

}  // namespace laad
