// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/codes.hpp"

#include <string>
#include <vector>

namespace laad {

/// Names of the surface classes from `green` on, in the order of their codes.
inline std::vector<std::string> const& surface_names()
{
    static std::vector<std::string> const names{"green", "square",   "parking", "motorway", "rail",
                                                "water", "building", "path",    "street"};
    return names;
}

}  // namespace laad
