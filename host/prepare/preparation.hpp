// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/prepare.hpp"
#include "host/work/file_hashes.hpp"

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

/// Names everything that the base layers follow from: the content of the vector inputs and the configuration that
/// `prepare` reads.
/// Errors  InputError: an input is missing or cannot be read
std::string input_key(Scenario const&, FileHashes&);

/// Opens the layers of the grid in the work folder.
void open_layers(BaseLayers&, WorkFolder const&);

/// Makes the base layers, without their key, and says under which keys their tiles were written.
BaseLayers prepared(Scenario const&, WorkFolder const&, PrepareProgress const&, TileKeys& keys);

}  // namespace laad
