// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/host_device.hpp"

#include <cmath>
#include <cstdint>

namespace laad {

/// ⌈√v⌉ of 0 ≤ v < 2^62. The floating root is a first guess; integers decide.
LAAD_HD inline std::int64_t ceil_root(std::int64_t v)
{
    auto root = static_cast<std::int64_t>(sqrt(static_cast<double>(v)));
    while (root * root >= v && root > 0)
        --root;
    while (root * root < v)
        ++root;
    return root;
}

/// What one asset has left in each quarter.
struct QuarterRoom {
    std::int64_t limit_w{};
    std::int64_t rated_w{};

    /// limit − base − charging, charging = min(mean + ⌈√variance⌉, rated).
    LAAD_HD std::int64_t operator()(std::int64_t base_w, std::int64_t mean_w, std::int64_t variance_w2) const
    {
        std::int64_t const load_w = mean_w + ceil_root(variance_w2);
        return limit_w - base_w - (load_w < rated_w ? load_w : rated_w);
    }
};

}  // namespace laad
