// SPDX-License-Identifier: Apache-2.0
// The key under which a part of a tile is kept: what it follows from, as named content hashes, so that a change can be
// named too; and the content of what lies in and around a tile.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/tile.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

/// Named digests as one text, `name=digest;name=digest`.
std::string key_of(std::initializer_list<std::pair<std::string_view, std::string>> inputs);

/// The names whose digest is another in the second key. Of a key that is empty: "new".
std::vector<std::string> changed_inputs(std::string_view before, std::string_view now);

/// The digest of what `feed` adds.
std::string digest_of(std::function<void(ContentHash&)> const& feed);

/// Content hashes of what can change a part of a tile. No name, path, number or time of anything elsewhere is among
/// what they follow from. What they are called in keys:
///   algorithm   the version of the way it is computed; of gains also gains_algorithm
///   settings    the distances, weights and capacities of the configuration
///   ground      streets, buildings, water and borders in the tile and within reach
///   chargers    public charge locations that the part can see
///   use         what was observed of the public sites within reach
///   dwellings   where demand sits, within reach
///   candidates  the parking spaces with their pole and entry
///   demand      what the prognosis puts where demand sits
///   grid        the room of the assets that can feed the tile
///   unmet       the demand within reach that the stations leave
///   capacity    what a new station can serve in a year
///   gains       what the candidates would newly serve
///   use         what was counted at charge points within reach, and what will relieve them
class TileDigests {
  public:
    TileDigests(BaseLayers const& base, std::size_t tile, Rect core) : base_{base}, tile_{tile}, core_{core} {}

    std::size_t tile() const { return tile_; }
    Rect core() const { return core_; }

    /// What one walks on.
    std::string ground_within(Rect window);
    /// Where demand sits.
    std::string places_within(Rect window);
    /// Values of the nodes in a window.
    std::string nodes_in(Rect window, NodeWh const& wh) const;
    /// Which cells of the tile are outside.
    std::string outside() const;
    /// Nothing is known of the tile, so its layers are empty whatever lies elsewhere.
    bool is_outside() const;

  private:
    using OfWindows = std::vector<std::pair<Rect, std::string>>;  ///< parts of a tile often share a window

    BaseLayers const& base_;
    std::size_t tile_;
    Rect core_;
    OfWindows ground_;
    OfWindows places_;
};

void add_to(ContentHash&, Cell);
void add_to(ContentHash&, Access const& entry);

/// Settings as they are in keys.
std::string digest_of_numbers(std::initializer_list<std::int64_t>);

}  // namespace laad
