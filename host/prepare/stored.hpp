// SPDX-License-Identifier: Apache-2.0
// The lists of the base layers on disk, so that a later run with the same inputs need not prepare again.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// The key under which each tile of a layer was written, in the order of tiles_of.
struct TileKeys {
    std::vector<std::string> surface, area, buurt;
};

/// Writes the grid, the lists and the keys of the tiles; `key` names what they follow from.
/// Errors  OutputError: cannot be written
void store(BaseLayers const&, TileKeys const&, std::string const& key, std::filesystem::path const& file);

/// Reads them back; false when the file is absent, not whole, was written under another key, or its numbers make no
/// sense.
bool load(std::filesystem::path const& file, std::string const& key, BaseLayers&, TileKeys&);

}  // namespace laad
