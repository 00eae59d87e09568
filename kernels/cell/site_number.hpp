// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

/// The number of a site among `sites`, which are sorted, distinct, and hold it.
LAAD_HD inline std::int64_t site_number(Cell const* sites, std::int64_t count, Cell site)
{
    std::int64_t low = 0;
    for (std::int64_t high = count; high - low > 1;) {
        std::int64_t const middle = (low + high) / 2;
        (site < sites[middle] ? high : low) = middle;
    }
    return low;
}

}  // namespace laad
