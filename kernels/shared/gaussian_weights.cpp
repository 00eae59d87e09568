// SPDX-License-Identifier: Apache-2.0
#include "kernels/demand.hpp"
#include "rasters/error.hpp"

#include <cmath>

namespace laad {

std::vector<std::int32_t> gaussian_weights(int radius_cm, int cell_cm)
{
    expect(radius_cm >= 0 && cell_cm > 0, "gaussian_weights: radius >= 0, cell > 0");
    std::vector<std::int32_t> weights{32768};
    for (int i = 1; i <= radius_cm / cell_cm; ++i) {
        double const sigmas = 3.0 * i * cell_cm / radius_cm;
        weights.push_back(static_cast<std::int32_t>(std::lround(32768 * std::exp(-sigmas * sigmas / 2))));
    }
    return weights;
}

}  // namespace laad
