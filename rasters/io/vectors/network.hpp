// SPDX-License-Identifier: Apache-2.0
// Inputs that lie on the network: not read unless it is allowed, and then as a copy.
#pragma once

#include <filesystem>

namespace laad {

/// From now on inputs on the network are fetched; anything else that GDAL could reach there stays closed.
void allow_network();

/// https://..., http://... and GDAL's /vsicurl/https://...
bool is_on_network(std::filesystem::path const& input);

/// The copy of an input on the network in the scratch folder, fetched once in the life of the process.
/// Errors  InputError: the network is not allowed, or the file cannot be had; OutputError: no room in the scratch folder
std::filesystem::path fetched(std::filesystem::path const& input);

}  // namespace laad
