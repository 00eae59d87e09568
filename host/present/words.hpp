// SPDX-License-Identifier: Apache-2.0
// How codes and numbers read: for tables, maps and the report alike.
#pragma once

#include "host/coverage/coverage.hpp"
#include "host/language/language.hpp"
#include "host/placement/rank.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

std::string words(NalState);
std::string words(GridStatus);
/// "3", or "3 (shared by 2)".
std::string rank_words(Placement const&);
/// "north side" of NE and the like, in the language spoken; empty of an empty code.
std::string side_words(std::string const& compass);
/// "Oude Delft, north side, 12 m from Oude Delft 7", as far as it is known.
std::string words(Whereabouts const&);
/// What a reason code of a hard rule means; the code itself when it is not one of ours.
std::string meaning(std::string const& reason_code);

/// 1234567 as 1,234,567; in Dutch as 1.234.567.
std::string grouped(std::int64_t value);
std::string grouped(std::int64_t value, Language);
/// With so many decimals: 1,234.5; in Dutch 1.234,5.
std::string number_words(double, int decimals);
/// 1 as A, 26 as Z, 27 as AA.
std::string letters(int number);
/// Wh as whole kWh, rounded half up, grouped.
std::string whole_kwh(std::int64_t wh);
/// One decimal; "-" of nothing.
std::string percent(std::int64_t part, std::int64_t whole);
std::string joined(std::vector<std::string> const& texts, std::string_view separator);

inline double kwh(std::int64_t wh)
{
    return static_cast<double>(wh) / 1000;
}
inline double weighted_kwh(WeightedWh worth)
{
    return static_cast<double>(worth) / 1e6;
}
inline double kw(std::int64_t w)
{
    return static_cast<double>(w) / 1000;
}

}  // namespace laad
