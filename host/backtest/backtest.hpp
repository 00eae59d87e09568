// SPDX-License-Identifier: Apache-2.0
// A past prognosis held against what was realised.
#pragma once

#include "host/backtest/comparison.hpp"
#include "host/backtest/metrics.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct BacktestRequest {
    std::filesystem::path prognosis;
    std::filesystem::path realised;
    std::optional<std::filesystem::path> municipalities{};  ///< table buurt, gemeente
    std::optional<AreaLevel> level{};                       ///< nothing: that of the realised data
    std::vector<std::string> types{"publiek"};              ///< location types that the realised data hold
    std::optional<std::int64_t> kwh_per_point{};            ///< a year, in thousandths
};

struct BacktestResult {
    PastComparison comparison;
    Metrics metrics;
};

struct Backtest {
    BacktestRequest request;
    AreaLevel realised_kind{AreaLevel::neighbourhood};
    AreaLevel level{AreaLevel::neighbourhood};
    std::vector<std::string> modalities;
    bool prognosis_illustrative{};
    bool realised_illustrative{};
    std::vector<BacktestResult> results;  ///< by quantity, year, and scenario from laag to hoog; never empty
    std::vector<std::string> notes;
};

/// Errors  InputError: see read_past_prognosis, read_realised and compare; municipalities or a level that cannot be had
Backtest backtest(BacktestRequest const&);

/// Results of one quantity and year, one for each scenario.
using ScenarioResults = std::vector<BacktestResult const*>;
std::vector<ScenarioResults> by_quantity_and_year(Backtest const&);
/// The scenario with the smallest weighted absolute error; ties: the first.
BacktestResult const& nearest_scenario(ScenarioResults const&);

/// Writes backtest.csv, calibration.csv, buurten.csv or gemeenten.csv, calibration plots, report.html and manifest.json
/// in a new folder, all or nothing. Errors  OutputError: it exists, or cannot be written
void write_backtest(Backtest const&, std::filesystem::path const& folder);

}  // namespace laad
