// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/backtest/backtest.hpp"
#include "host/present/page.hpp"

#include <vector>

namespace laad {

/// The report. `plots`: calibration, one a scenario.
Page backtest_page(Backtest const&, std::vector<Picture> plots);

}  // namespace laad
