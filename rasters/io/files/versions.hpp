// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// Name and version of the libraries that reading and writing rest on.
std::vector<std::pair<std::string, std::string>> library_versions();

/// Whether WGS84 to RD New goes through the RDNAPTRANS grid here, and how far off it is otherwise; in words.
std::string rd_transformation();

}  // namespace laad
