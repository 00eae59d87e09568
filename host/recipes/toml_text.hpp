// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace laad {

/// A text as TOML writes it, in quotes.
inline std::string toml_text(std::string_view text)
{
    std::string out{"\""};
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            out += fmt::format("\\u{:04X}", c);
        else
            out += c;
    }
    return out + '"';
}

}  // namespace laad
