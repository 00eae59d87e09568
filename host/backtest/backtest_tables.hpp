// SPDX-License-Identifier: Apache-2.0
// The tables of a backtest as typed values; CSV files and hashes are made of the same rows.
#pragma once

#include "host/backtest/backtest.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <vector>

namespace laad {

/// backtest (a row per scenario, year and quantity), calibration (per tenth of the areas), and buurten or gemeenten
/// (per area, also those that are left out, with the reason).
std::vector<OutputLayer> backtest_tables(Backtest const&);

}  // namespace laad
