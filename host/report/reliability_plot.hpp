// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/map/canvas.hpp"
#include "host/usage/judge.hpp"

namespace laad {

/// What was said against what came true, a dot a bin with the number of its quarter-hours; on the diagonal what was said
/// came true.
cv::Mat3b reliability_plot(ChanceScore const&);

}  // namespace laad
