// SPDX-License-Identifier: Apache-2.0
#include "host/usage/wilson.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

ShareRange wilson(double share, std::int64_t of)
{
    expect(share >= 0 && share <= 1 && of >= 0, "wilson: a share of a number of draws");
    if (of == 0) return {};
    constexpr double z = 1.959964;
    auto const n = static_cast<double>(of);
    double const middle = share + z * z / (2 * n);
    double const half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double const whole = 1 + z * z / n;
    return {std::max(0.0, (middle - half) / whole), std::min(1.0, (middle + half) / whole)};
}

}  // namespace laad
