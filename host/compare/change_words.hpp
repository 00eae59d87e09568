// SPDX-License-Identifier: Apache-2.0
// How changes and ranks read.
#pragma once

#include "host/compare/plan_folder.hpp"

#include <cstdint>
#include <string>

namespace laad {

/// "3", or "1 - 25" where places tie.
std::string words(RankRange);
/// 1,234 with its sign: +1,234, -1,234, 0.
std::string signed_number(std::int64_t value);
/// Wh as whole kWh, half away from zero, with its sign.
std::string signed_kwh(std::int64_t wh);
/// "+3.2 %" of the change from `before`; "-" from nothing.
std::string signed_percent(std::int64_t before, std::int64_t after);

}  // namespace laad
