// SPDX-License-Identifier: Apache-2.0
// The words of a charge register: those of OCPI, written as one likes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// In capitals and without blanks around: `removed`, `REMOVED ` and `Removed` are one value.
std::string ocpi_word(std::string_view text);
std::vector<std::string> ocpi_words(std::vector<std::string> const& texts);

/// What a status says of a location. A status that OCPI does not know counts as existing.
enum class ChargerStatus { exists, out_of_order, planned, removed, not_known };
ChargerStatus status_of(std::string const& word);

/// Whether OCPI knows the parking type.
bool is_parking_type(std::string const& word);

/// Values and how often each occurs.
using WordCounts = std::map<std::string, int>;
/// E.g. `"DEFECT" (12), "NIEUW" (3)`; the ten most frequent.
std::string in_words(WordCounts const&);

}  // namespace laad
