// SPDX-License-Identifier: Apache-2.0
// Decimal signs and thousands signs in the numbers of a text table.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace laad {

/// How the numbers of a text table are written.
struct NumberStyle {
    std::string decimal{};  ///< "." or ","; empty: not stated: a point, and what may be thousands is refused
    std::string key{};      ///< key of region.toml that states it; empty: there is none
};

/// A number written with `decimal` ('.' or ',') and perhaps the other of the two between groups of three digits, in the
/// plain form 1234.5; nothing when the groups are not of three.
std::optional<std::string> plain_number(std::string_view text, char decimal);

/// Whether its dots may stand between thousands: 33.783 or 1.204.000, but not 0.125, 1234.567 or 2.50.
bool may_be_thousands(std::string_view text);

}  // namespace laad
