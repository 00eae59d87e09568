// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/conversion.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <map>

namespace laad {

std::set<Quantity> comparable_quantities(PastPrognosis const& prognosis, Realised const& realised,
                                         std::optional<std::int64_t> kwh_per_point, std::vector<std::string>& notes)
{
    if (kwh_per_point && prognosis.has_kwh_per_point)
        throw InputError{fmt::format("{}: has a column kwh_per_point_year and --kwh-per-point is given too; give one",
                                     prognosis.file)};
    std::map<Quantity, std::int64_t> first_line;
    for (RealisedRow const& row : realised.rows)
        first_line.emplace(row.quantity, row.line);
    bool const can_convert = kwh_per_point || prognosis.has_kwh_per_point;
    std::set<Quantity> comparable;
    for (auto const& [quantity, line] : first_line)
        if (quantity == prognosis.quantity || can_convert) comparable.insert(quantity);
    if (comparable.empty())
        throw InputError{fmt::format(
            "{}, line {}: the prognosis is in {}, what was realised in {} ({}, line {}); give --kwh-per-point N, "
            "or a column kwh_per_point_year in the prognosis",
            prognosis.file, prognosis.quantity_line, name(prognosis.quantity), name(first_line.begin()->first),
            realised.file, first_line.begin()->second)};
    for (auto const& [quantity, line] : first_line)
        if (!comparable.contains(quantity))
            notes.push_back(
                fmt::format("What was realised in {} is left out: the prognosis is in {}, and no kWh per "
                            "point and year (--kwh-per-point) is given.",
                            words(quantity), words(prognosis.quantity)));
    return comparable;
}

std::int64_t converted(PastPrognosis const& prognosis, PrognosisValue const& row, Quantity to,
                       std::optional<std::int64_t> kwh_per_point)
{
    if (to == prognosis.quantity) return row.value;
    auto const each = row.kwh_per_point ? row.kwh_per_point : kwh_per_point;
    if (!each)
        throw InputError{
            fmt::format("{}, line {}: kwh_per_point_year is empty, and without it {} cannot become {}; "
                        "fill it in",
                        prognosis.file, row.line, name(prognosis.quantity), name(to))};
    // At most 10^13 × 10^3 and 10^9 × 10^8: see most_of and the range of kwh_per_point_year.
    return to == Quantity::charge_points ? (row.value * 1000 + *each / 2) / *each : (row.value * *each + 500) / 1000;
}

}  // namespace laad
