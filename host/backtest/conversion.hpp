// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/backtest/past_prognosis.hpp"
#include "host/backtest/realised.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace laad {

/// The quantities of the realised data that the prognosis can be held against; `notes` gets those that are left out.
/// Errors  InputError: none, because the kWh per point and year are not given; or they are given twice
std::set<Quantity> comparable_quantities(PastPrognosis const&, Realised const&,
                                         std::optional<std::int64_t> kwh_per_point, std::vector<std::string>& notes);

/// `value` of a row in another quantity, rounded half up. Errors  InputError: the row has no kWh per point
std::int64_t converted(PastPrognosis const&, PrognosisValue const&, Quantity to,
                       std::optional<std::int64_t> kwh_per_point);

}  // namespace laad
