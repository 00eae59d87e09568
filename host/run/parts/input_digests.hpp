// SPDX-License-Identifier: Apache-2.0
// The key under which a part of a tile is kept: what it follows from, as named content hashes, so that a change can be
// named too.
#pragma once

#include "rasters/io/files/content_hash.hpp"

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

}  // namespace laad
