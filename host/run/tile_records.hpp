// SPDX-License-Identifier: Apache-2.0
// What finished tiles found besides their layers, kept on disk: it makes a run resumable and keeps lists out of memory.
#pragma once

#include "kernels/walk.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace laad {

/// Lists of the origins whose entry lies in the core of a tile, by origin number.
struct TileReach {
    std::vector<std::int32_t> origins;
    ReachLists lists;
};

struct TileFindings {
    TileReach stations;                           ///< origins index base.sites
    TileReach candidates;                         ///< origins index Results::ranked
    std::vector<std::uint16_t> walk_at_dwelling;  ///< of the dwellings that enter in this tile
};

/// An append-only file with one checked record a tile. A record that was cut off by the end of a run does not count.
class TileRecords {
  public:
    /// Opens what an earlier run with the same key left, or begins anew.
    /// Errors  OutputError: the file cannot be written
    TileRecords(std::filesystem::path file, std::string const& key);
    ~TileRecords();
    TileRecords(TileRecords const&) = delete;
    TileRecords& operator=(TileRecords const&) = delete;

    bool has(std::size_t tile) const;
    /// May be called from several threads.
    void add(std::size_t tile, TileFindings const&);
    void each(std::function<void(std::size_t tile, TileFindings const&)> const& visit) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace laad
