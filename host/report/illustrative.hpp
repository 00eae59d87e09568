// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

#include <string>
#include <vector>

namespace laad {

/// What in this run is an example or an assumption instead of data, in words; empty: nothing.
std::vector<std::string> illustrative_parts(Run const&);

}  // namespace laad
