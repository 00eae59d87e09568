// SPDX-License-Identifier: Apache-2.0
// The lists of reached demand of tiles. On disk a tile numbers its own origins and nodes, so that nothing elsewhere
// changes what is kept.
#pragma once

#include "host/run/part_files.hpp"
#include "host/run/tile_pass.hpp"

namespace laad {

/// Whether numbers that were read are lists of `origins`, each of nodes from 0 to `nodes` - 1 in order.
bool are_lists(ReachLists const&, std::size_t origins, std::size_t nodes);

/// The lists of a tile as stored (part stations or candidates), with the nodes of the region.
/// Errors  OutputError: a file is damaged, or is not of this tile
ReachLists reach_of_tile(PartFiles const&, Part, TileInputs const&, std::size_t tile);

/// The lists of all tiles in the order of the origins, which `of_tiles` numbers by tile; an origin without an entry has
/// an empty list. Tiles are read side by side.
ReachLists merged_reach(PartFiles const&, Part, TileInputs const&, ByTile const& of_tiles, std::size_t origins);

}  // namespace laad
