// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// A file or folder and what it is, in English.
using FileWords = std::vector<std::pair<std::string, std::string>>;

/// What lies in a folder of downloads, how it is to be read, under which licence and from which sources, as plain text
/// in the language spoken. `tables`: those that are in it; `others`: what else is there.
std::string read_me(StoredPlan const&, std::vector<OutputLayer> const& tables, FileWords const& others);

}  // namespace laad
