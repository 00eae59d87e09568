// SPDX-License-Identifier: Apache-2.0
// What a backtest counts, and of what.
#pragma once

#include "host/scenario/vocabulary.hpp"

#include <array>
#include <string>

namespace laad {

/// Amounts of either are kept in thousandths: Wh a year, or thousandths of a charge point.
enum class Quantity { charge_points, kwh_per_year };
inline std::array<std::string, 2> const quantity_names{"charge_points", "kwh_per_year"};

inline std::string const& name(Quantity quantity)
{
    return quantity_names[static_cast<std::size_t>(quantity)];
}
/// As it reads in a sentence.
inline std::string words(Quantity quantity)
{
    return quantity == Quantity::charge_points ? "charge points" : "kWh a year";
}

}  // namespace laad
