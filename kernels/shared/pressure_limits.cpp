// SPDX-License-Identifier: Apache-2.0
#include "kernels/pressure_contracts.hpp"

namespace laad {

bool reaches_limits(NearbyUse const& use, PressureLimits const& limits)
{
    return pressure_maths(limits, limits.allowed_ppm.data()).reaches_limits(use);
}

std::int64_t minutes_with_relief(std::int64_t minutes, NearbyUse const& use)
{
    return PressureMaths::with_relief(minutes, use);
}

std::int32_t allowed_ppm_of(NearbyUse const& use, std::span<std::int32_t const> allowed_ppm)
{
    return PressureMaths{allowed_ppm.data(), std::ssize(allowed_ppm), 0}.allowed_of(use);
}

}  // namespace laad
