// SPDX-License-Identifier: Apache-2.0
// What a backtest gives, as values: its outcome in plain words, for the report and the terminal; its tables, of which
// CSV files and hashes are made; the report.
#pragma once

#include "host/backtest/backtest.hpp"
#include "host/present/page.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <string>
#include <vector>

namespace laad {

/// Whole units with thousands separated; with one decimal under 100.
std::string amount_in_words(std::int64_t thousandths);

/// E.g. "midden: 12.3 % too high in total, 3,100 charge points more than the 25,200 that were realised".
std::string bias_in_words(BacktestResult const&);
/// Which scenario the sentences that follow are about, with a space after it; empty when there is only one.
std::string nearest_in_words(ScenarioResults const&, AreaLevel level);
/// How far off an area is, and the errors together.
std::string error_in_words(BacktestResult const&, AreaLevel level);
/// Whether the areas with most were found, beside what chance alone would find; empty for fewer than two areas.
std::string hits_in_words(BacktestResult const&, AreaLevel level);
/// Which share of the areas and of the prognosis the realised data cover.
std::string cover_in_words(BacktestResult const&, AreaLevel realised);
/// What the column coverage says, and what it would change; empty when it says nothing.
std::string coverage_in_words(BacktestResult const&, AreaLevel realised);
/// How the prognosis was converted to the quantity that was realised; empty: it was not.
std::string conversion_in_words(Backtest const&);
/// What is illustrative in the tables; empty: nothing.
std::string illustrative_in_words(Backtest const&);

/// The report. `plots`: calibration, one a scenario.
Page backtest_page(Backtest const&, std::vector<Picture> plots);

/// backtest (a row per scenario, year and quantity), calibration (per tenth of the areas), and buurten or gemeenten
/// (per area, also those that are left out, with the reason).
std::vector<OutputLayer> backtest_tables(Backtest const&);

}  // namespace laad
