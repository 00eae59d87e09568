// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace laad {

inline std::string_view without_blanks(std::string_view text)
{
    auto const is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

}  // namespace laad
