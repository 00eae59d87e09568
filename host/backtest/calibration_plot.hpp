// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/backtest/metrics.hpp"
#include "host/present/map/canvas.hpp"

#include <string>
#include <vector>

namespace laad {

struct CalibrationPlot {
    std::string title;
    std::string unit;     ///< of both axes, e.g. "charge points"
    std::string areas;    ///< what a dot is a tenth of, e.g. "buurten"
    std::string warning;  ///< shown above the plot; empty: none
};

/// Mean realised against mean prognosis per group, both axes from 0 with one scale; on the diagonal the prognosis was
/// right, above it too low. Amounts are in thousandths.
cv::Mat3b calibration_plot(CalibrationPlot const&, std::vector<CalibrationGroup> const&);

}  // namespace laad
