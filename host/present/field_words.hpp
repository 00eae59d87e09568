// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// What a field of our tables holds, with its unit, for whoever reads it: in the language spoken; the name itself of one
/// that is not ours.
std::string field_words(std::string_view field);

/// The same as a key of the catalogue; "" for a field that is not ours, or whose words hold a number.
std::string_view field_key(std::string_view field);

/// A sentence about the field for an explanation of tables, in the language spoken; "" for a field that has none.
std::string field_meaning(std::string_view field);

}  // namespace laad
