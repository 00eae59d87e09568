// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/read_use.hpp"
#include "host/work/file_hashes.hpp"

#include <string>

namespace laad {

class KeyedStore;

/// Names everything that the use of the sites follows from: what is in the files, how they are read, the charge
/// locations and their sites, and how it is added up.
/// Errors  InputError: a file is missing or cannot be read
std::string use_key(Scenario const&, BaseLayers const&, FileHashes&);

/// Errors  OutputError: cannot be written
void store(ReadUse const&, std::string const& key, KeyedStore&);

/// Reads it back; false when it is absent, damaged, was kept under another key, or makes no sense for that many sites.
bool load(KeyedStore const&, std::string const& key, std::size_t sites, ReadUse&);

}  // namespace laad
