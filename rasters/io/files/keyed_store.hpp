// SPDX-License-Identifier: Apache-2.0
// The one way in which lists and values are kept on disk from run to run.
#pragma once

#include "rasters/io/files/archive.hpp"
#include "rasters/io/files/positioned_file.hpp"

#include <array>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Entries on disk: each a few lists of numbers, under a name and with the key of what they follow from. The folder has
/// files 0, 1, ...; a store appends to one that no other store, of whatever process, appends to, and reads all. Of
/// entries with one name the last one counts.
///
/// An entry whose writer was killed is not there, and one whose bytes are not those that were put is not given. The
/// space of what is replaced or forgotten is given back. May be used from several threads; an entry that is replaced is
/// not read at the same time. What other stores put after this one was opened is seen when it is opened again.
class KeyedStore {
  public:
    using Bytes = std::span<std::byte const>;

    /// `folder`: exists.
    /// Errors  OutputError: a file cannot be opened
    explicit KeyedStore(std::filesystem::path folder);
    std::filesystem::path const& folder() const { return folder_; }
    /// From now on entries count without a check of their bytes: whoever put them ended well.
    void trust() { trusted_ = true; }

    /// Whether there is an entry of this name and key, with the bytes that were put.
    bool has(std::string_view name, std::string_view key) const;
    /// The key under which it was put, or nothing.
    std::string key_of(std::string_view name) const;
    std::vector<std::string> names(std::string_view begin) const;

    /// Errors  OutputError: cannot be written
    void put(std::string_view name, std::string_view key, std::span<Bytes const> lists);
    template <class... T>
    void put(std::string_view name, std::string_view key, std::vector<T> const&... lists)
    {
        put(name, key, std::array<Bytes, sizeof...(T)>{std::as_bytes(std::span{lists})...});
    }
    /// The lists in the order of put; fewer than were put is allowed. False when there are none, or they are damaged.
    template <class... T>
    bool get(std::string_view name, std::vector<T>&... lists) const
    {
        auto const found = find(name);
        std::size_t number = 0;
        return found && (get(*found, number++, lists) && ...);
    }

    /// Where a list lies on disk.
    struct Place {
        PositionedFile const* file{};
        std::int64_t at{};
        std::int64_t bytes{};
        std::uint64_t check{};
    };
    /// Of each list of an entry; nothing when it is absent. They hold until it is replaced or forgotten.
    std::vector<Place> places(std::string_view name) const;
    /// Whether the bytes that were read are those that were put.
    static bool read(Place const&, std::span<std::byte> to);

    /// Values of any kind as one list.
    template <class... T>
    void put_values(std::string_view name, std::string_view key, T const&... values)
    {
        put(name, key, to_bytes(values...));
    }
    /// False when there are no such values under that name and key.
    template <class... T>
    bool get_values(std::string_view name, std::string_view key, T&... values) const
    {
        auto const found = find(name);
        std::vector<std::byte> bytes;
        return found && found->head.key == key && get(*found, 0, bytes) && from_bytes(bytes, values...);
    }

    /// Errors  OutputError: cannot be written
    void forget(std::string_view name);

  private:
    struct List {
        std::uint64_t bytes{};
        std::uint64_t check{};  ///< XXH3-64
    };
    /// What lies before the lists.
    struct Head {
        std::uint64_t number{};  ///< of entries with one name the highest counts
        std::uint64_t is_gone{};
        std::string name;
        std::string key;
        std::vector<List> lists;
    };
    friend auto fields(Is<Head> auto& v) { return std::tie(v.number, v.is_gone, v.name, v.key, v.lists); }
    struct Shard {
        PositionedFile file;
        std::int64_t end{};                                       ///< of the entries that are known
        bool is_given_up{};                                       ///< after a failure to write there is a gap in it
        std::vector<std::pair<std::int64_t, std::int64_t>> dead;  ///< first byte and bytes of lists that do not count
    };
    struct Entry {
        Shard* shard{};
        std::int64_t at{};
        std::uint64_t number{};
        bool is_gone{};
        bool is_checked{};
        std::int64_t lists{};  ///< first byte
        std::int64_t end{};
    };
    struct Found {
        Entry entry;
        Head head;
    };

    std::optional<Found> find(std::string_view name) const;
    static std::optional<Found> found_at(Shard&, std::int64_t at);
    static Place place(Found const&, std::size_t list);
    template <class T>
    static bool get(Found const& found, std::size_t number, std::vector<T>& list)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        if (number >= found.head.lists.size() || found.head.lists[number].bytes % sizeof(T) != 0) return false;
        list.resize(static_cast<std::size_t>(found.head.lists[number].bytes / sizeof(T)));
        return read(place(found, number), std::as_writable_bytes(std::span{list}));
    }

    void append(Head head, std::span<Bytes const> lists);
    void take_up(Shard&);
    void add(std::string const& name, Entry);
    Shard& own_shard();
    std::filesystem::path file_of(std::size_t shard) const { return folder_ / std::to_string(shard); }

    std::filesystem::path folder_;
    bool trusted_{};
    mutable std::mutex mutex_;  ///< guards what follows
    mutable std::map<std::string, Entry, std::less<>> entries_;
    std::deque<Shard> shards_;
    Shard* own_{};
    std::uint64_t number_{};
};

}  // namespace laad
