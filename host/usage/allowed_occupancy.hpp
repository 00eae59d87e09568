// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace laad {

/// From so many EVSE within reach on, the occupancy that is allowed is that of this number.
inline constexpr int allowed_most_evse = 512;

/// The largest mean occupancy of 1, 2, ... `most_evse` charge points (EVSE) at which all of them are busy in at most
/// `all_busy_percent` of the time, in millionths, rounded down.
///
/// erlang-b  cars come at random and go elsewhere when all are busy: the carried occupancy, offered × (1 − B) / n, at which
///           B(n, offered) is the limit; of 10 % for 2, 4, 8 and 16 EVSE 0.27, 0.46, 0.63 and 0.76
/// binomial  each is busy or not, whatever the others are: occupancy^n is the limit; 0.32, 0.56, 0.75 and 0.87
///
/// Errors  ContractError: there is no such rule, a limit outside 1 to 90 %, less than one EVSE
/// Source  docs/methods/usage.md#pressure; A.K. Erlang (1917)
std::vector<std::int32_t> allowed_occupancy(std::string_view rule, int all_busy_percent, int most_evse);

}  // namespace laad
