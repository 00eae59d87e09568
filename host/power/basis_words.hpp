// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/codes.hpp"

#include <string>

namespace laad {

/// On what a figure of the grid rests, as tables, rasters and reports name it.
inline std::string words(Basis basis)
{
    switch (basis) {
        case Basis::network_operator:
            return "grid operator";
        case Basis::capacity_map:
            return "capacity map";
        case Basis::assumed:
            return "assumed";
        case Basis::none:
            break;
    }
    return "no grid data";
}

}  // namespace laad
