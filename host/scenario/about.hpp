// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace laad {

/// As region.toml names them, in the order of About.
std::vector<std::string> const& about_names();

/// What a data set of that description tells of, where region.toml leaves it out.
About about_in(std::string const& what);

}  // namespace laad
