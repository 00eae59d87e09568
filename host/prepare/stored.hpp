// SPDX-License-Identifier: Apache-2.0
// The lists of the base layers in the store, so that a later run with the same inputs need not prepare again.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <string>
#include <vector>

namespace laad {

class KeyedStore;

/// The key under which each tile of a layer was written, in the order of tiles_of.
struct TileKeys {
    std::vector<std::string> surface, area, neighbourhood;
};

/// Keeps the grid, the lists and the keys of the tiles; `key` names what they follow from.
/// Errors  OutputError: cannot be written
void store(BaseLayers const&, TileKeys const&, std::string const& key, KeyedStore&);

/// Reads them back; false when they are absent, damaged, were kept under another key, or make no sense.
bool load(KeyedStore const&, std::string const& key, BaseLayers&, TileKeys&);

}  // namespace laad
