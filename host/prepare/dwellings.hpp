// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/flags.hpp"
#include "host/intake/input_notes.hpp"
#include "host/prepare/ground.hpp"

#include <mutex>
#include <vector>

namespace laad {

/// The dwellings of the region and its context, each with its access cell, read a tile at a time from several threads.
class DwellingReader {
  public:
    /// Errors  InputError: see read_layer; a field that does not exist
    DwellingReader(DwellingConfig const&, GridSpec const&);

    /// What is read of a tile.
    struct Input {
        std::vector<Feature> addresses;
        std::vector<Feature> not_dwelling;
    };
    Input read(Rect core) const;
    /// Takes the addresses whose cell lies in the tile.
    void add(Input, Rect core, Ground const&);

    /// By feature id, which is the order of the file.
    /// Errors  InputError: no address is a point; a driveway that is neither yes nor no
    std::vector<Dwelling> take(GroundLayers const&, InputNotes& noted);

  private:
    struct Numbered {
        std::int64_t feature;
        std::size_t part;  ///< which of its points
        Dwelling dwelling;
    };

    DwellingConfig const& config_;
    GridSpec const& grid_;
    LayerWindows layer_;
    std::optional<LayerWindows> not_dwelling_;
    FlagField driveway_;
    std::mutex mutex_;
    std::vector<Numbered> dwellings_;
    SeenOnce<char> no_points_;
    std::int64_t excluded_{};
};

}  // namespace laad
