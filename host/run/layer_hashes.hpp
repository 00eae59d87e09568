// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

namespace laad {

/// Name and content hash of every base and analysis layer: what has to be equal for two runs to be equal.
std::vector<std::pair<std::string, std::string>> layer_hashes(Run const&);

}  // namespace laad
