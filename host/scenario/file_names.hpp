// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// A file as region.toml, which lies in `folder`, names it: relative when it was given so, wherever the folder is and
/// however the program was called. Results are shared, folders of a machine are not.
std::string named_from(std::filesystem::path const& folder, std::filesystem::path const& file);

/// Every file that a run reads, the configuration included; each once, sorted.
std::vector<std::filesystem::path> input_files(Scenario);

}  // namespace laad
