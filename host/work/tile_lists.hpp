// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <fmt/format.h>

namespace laad {

/// What finished parts of tiles found besides their layers, as lists of numbers under the key of the part: it makes a
/// run resumable and keeps lists out of memory. May be used from several threads, each for another tile.
class TileLists {
  public:
    TileLists(KeyedStore& store, int tile_cells) : store_{&store}, tile_cells_{tile_cells} {}

    bool has(std::string_view part, std::size_t tile, std::string_view key) const
    {
        return store_->has(name(part, tile), key);
    }
    /// The key under which they were put, or nothing.
    std::string key_of(std::string_view part, std::size_t tile) const { return store_->key_of(name(part, tile)); }

    /// Errors  OutputError: cannot be written
    template <class... T>
    void put(std::string_view part, std::size_t tile, std::string_view key, std::vector<T> const&... lists)
    {
        store_->put(name(part, tile), key, lists...);
    }
    /// The lists in the order of put; fewer than were put is allowed.
    /// Errors  OutputError: they are damaged (what to do)
    template <class... T>
    void get(std::string_view part, std::size_t tile, std::vector<T>&... lists) const
    {
        if (!store_->get(name(part, tile), lists...)) refuse(part, tile);
    }
    /// For numbers that are not those of the tile. Throws OutputError, which says what to do.
    [[noreturn]] void refuse(std::string_view part, std::size_t tile) const
    {
        throw OutputError{
            fmt::format("{}: {} is damaged; run again to make it again", store_->folder().string(), name(part, tile))};
    }

  private:
    std::string name(std::string_view part, std::size_t tile) const
    {
        return fmt::format("tiles-{}/{}-{:06}", tile_cells_, part, tile);
    }

    KeyedStore* store_;
    int tile_cells_;
};

}  // namespace laad
