// SPDX-License-Identifier: Apache-2.0
// What use of a charge point can be. Where no source is named these are our own proposal.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace laad::plausible {

inline constexpr std::int64_t hour_s = 3600;
inline constexpr std::int64_t day_s = 24 * hour_s;
inline constexpr std::int64_t longest_s = 31 * day_s;
inline constexpr std::int64_t earliest_s = 1'230'768'000;  ///< 2009-01-01, as the profile of LINDA has it
inline constexpr std::int64_t most_wh = 1'000'000;         ///< of a session
inline constexpr std::int64_t most_ac_w = 35'000;
inline constexpr std::int64_t most_w = 1'000'000;
inline constexpr std::int64_t duration_slack_s = 120;  ///< sources round to minutes or hundredths of an hour

/// 1970-01-01, whatever the offset was.
inline bool stands_for_unknown(std::int64_t s)
{
    return std::abs(s) <= day_s;
}

}  // namespace laad::plausible
