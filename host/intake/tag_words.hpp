// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace laad {

/// The words of a tag: "Private; customers " says private and customers. Split at semicolons, in lower case, without
/// the blanks around them, without empty ones.
std::vector<std::string> tag_words(std::string const& tag);

/// Whether a tag says any of the values, which are read alike.
bool says_any_of(std::string const& tag, std::vector<std::string> const& values);

}  // namespace laad
