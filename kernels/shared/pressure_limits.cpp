// SPDX-License-Identifier: Apache-2.0
#include "kernels/pressure_contracts.hpp"

namespace laad {

bool reaches_limits(NearbyUse const& use, PressureLimits const& limits)
{
    return pressure_maths(limits, limits.allowed_ppm.data()).reaches_limits(use);
}

}  // namespace laad
