// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/host_device.hpp"

#include <cstdint>

namespace laad {

/// How strongly a station draws a node: EVSE × weight of the walk; a walk past the end of the weights draws nothing.
struct Pull {
    std::int32_t const* weight_by_m;
    std::int64_t weights;

    LAAD_HD std::int64_t operator()(std::int32_t evse, std::int32_t walk_cm) const
    {
        std::int64_t const metres = (std::int64_t{walk_cm} + 99) / 100;
        return metres < weights ? std::int64_t{evse} * weight_by_m[metres] : 0;
    }
};

}  // namespace laad
