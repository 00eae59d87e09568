// SPDX-License-Identifier: Apache-2.0
// Words as registers and tables write them, and lists of words for a message.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Without blanks around it.
std::string trimmed(std::string_view text);
/// The same in small letters.
std::string plain_word(std::string_view text);

bool is_one_of(std::string_view value, std::span<std::string const> values);

/// The words of a tag: "Private; customers " says private and customers. Split at semicolons, as plain words, without
/// empty ones.
std::vector<std::string> tag_words(std::string_view tag);
/// Whether a tag says any of the values, which are read alike.
bool says_any_of(std::string_view tag, std::vector<std::string> const& values);

/// Names in a row, separated by commas.
std::string joined(std::span<std::string const> names);
/// The first ten names of a list, and how many there are more.
std::string first_of(std::span<std::string const> names);

/// Values and how often each occurs.
using WordCounts = std::map<std::string, std::int64_t>;
/// `"DEFECT" (12), "NIEUW" (3)`: the ten most frequent.
std::string in_words(WordCounts const&);
/// `yes 12, viaduct 3`: the six most frequent of the words of features.
std::string counted(std::map<std::int64_t, std::string> const& by_feature);

}  // namespace laad
