// SPDX-License-Identifier: Apache-2.0
// A prognosis and what was realised, brought together area by area.
#pragma once

#include "host/backtest/past_prognosis.hpp"
#include "host/backtest/realised.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Amounts in thousandths of the quantity.
struct AreaPair {
    std::string area;
    std::int64_t prognosis{};
    std::int64_t realised{};
};

struct AreaAmount {
    std::string area;
    std::int64_t amount{};
    std::int64_t line{};  ///< in its table
};

/// One scenario, year and quantity. Areas are in the order of their keys; of what is left out too.
struct PastComparison {
    std::string scenario;
    int year{};
    Quantity quantity{};
    bool converted{};                           ///< the prognosis was in the other quantity
    std::vector<AreaPair> pairs;                ///< at the level of the answer, never empty
    std::vector<AreaAmount> without_realised;   ///< prognosis alone, at the level of the realised data
    std::vector<AreaAmount> without_prognosis;  ///< realised alone, likewise
    std::int64_t areas_compared{};              ///< likewise
    std::int64_t prognosis_of_all{};            ///< Σ, also of areas without realised data
    std::int64_t rows_with_coverage{};          ///< of the areas compared
    std::int64_t realised_at_full_coverage{};   ///< Σ value / coverage; value itself where no coverage is stated
};

struct Compared {
    std::vector<PastComparison> comparisons;  ///< by quantity, year, and scenario from laag to hoog
    std::vector<std::string> notes;
};

/// Every year and quantity that both have. A prognosis in the other quantity is converted row by row: charge points =
/// kWh ÷ kWh per point and year, rounded to thousandths; the figure is the row's own (kwh_per_point_year), else
/// `kwh_per_point` (thousandths). Realised values are never changed. Areas that one side lacks are left out.
/// Errors  InputError: no year, no area or no quantity in both; a conversion without a figure, or with one twice; a
///         scenario that lacks an area or a year that another scenario has
Compared compare(PastPrognosis const&, Realised const&, std::optional<std::int64_t> kwh_per_point);

}  // namespace laad
