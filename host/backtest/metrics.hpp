// SPDX-License-Identifier: Apache-2.0
// How near a prognosis came; docs/methods/backtest.md has the formulas and an example worked by hand.
#pragma once

#include "host/backtest/comparison.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace laad {

/// Of the k areas with the most realised, how many are among the k with the highest prognosis. Ties: lowest key first.
struct TopHits {
    std::int64_t k{};
    std::optional<std::int64_t> found;  ///< nothing when there are no more than k areas: then every choice is right
};

/// A tenth of the areas by rising prognosis; areas with the same prognosis are in the tenth of the first of them.
struct CalibrationGroup {
    std::int64_t number{};  ///< from 1, the lowest
    std::int64_t areas{};
    std::int64_t prognosis{};  ///< Σ, thousandths
    std::int64_t realised{};
};

struct Metrics {
    std::int64_t areas{};
    std::int64_t prognosis{};                ///< Σ, thousandths
    std::int64_t realised{};                 ///< Σ, thousandths
    std::int64_t absolute_error{};           ///< Σ |prognosis − realised|, thousandths
    std::array<TopHits, 3> top;              ///< k = 10, 20, 50
    TopHits top_tenth;                       ///< k = a tenth of the areas, rounded up
    std::optional<double> rank_correlation;  ///< Spearman's ρ; nothing when one side has one value everywhere
    std::vector<CalibrationGroup> groups;    ///< by number; at most ten, and those without areas are not there

    std::int64_t bias() const { return prognosis - realised; }
    /// Mean absolute error, in thousandths.
    double mean_absolute_error() const { return static_cast<double>(absolute_error) / static_cast<double>(areas); }
};

/// Shape   pairs[n], n ≥ 1, each area once
/// Units   thousandths of the quantity
/// Errors  ContractError: no pairs
/// Cost    O(n log n)
/// Source  docs/methods/backtest.md
Metrics metrics(std::span<AreaPair const> pairs);

/// 100 · part / whole, rounded to hundredths, halves away from 0; nothing when `whole` is 0.
std::optional<double> percentage(std::int64_t part, std::int64_t whole);

}  // namespace laad
