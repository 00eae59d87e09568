// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// Name and content hash of each table: field names and typed values, rows in the order of their key, no geometry.
std::vector<std::pair<std::string, std::string>> table_hashes(Run const&);
std::vector<std::pair<std::string, std::string>> table_hashes(std::vector<OutputLayer> const& tables);

}  // namespace laad
