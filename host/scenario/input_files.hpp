// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <filesystem>
#include <vector>

namespace laad {

/// Every file that a run reads, the configuration included; each once, sorted.
std::vector<std::filesystem::path> input_files(Scenario const&);

}  // namespace laad
