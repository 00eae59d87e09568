// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/plain_text.hpp"

#include <cstddef>

namespace laad {
namespace {

/// Bytes of the character at the begin of a text that has no place on a line; 0: it may stay.
std::size_t unseen(std::string_view text)
{
    auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    if (byte(0) < 0x20 || byte(0) == 0x7f) return 1;
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0) return 2;   // U+0080 to U+009F
    if (byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf) return 3;  // U+FEFF
    if (byte(0) != 0xe2) return 0;
    bool const marks = byte(1) == 0x80 && ((byte(2) >= 0x8b && byte(2) <= 0x8f) ||  // U+200B to U+200F
                                           (byte(2) >= 0xa8 && byte(2) <= 0xae));   // U+2028 to U+202E
    bool const isolates = byte(1) == 0x81 && byte(2) >= 0xa0 && byte(2) <= 0xaf;    // U+2060 to U+206F
    return marks || isolates ? 3 : 0;
}

}  // namespace

std::string plain_text(std::string_view utf8)
{
    std::string out;
    while (!utf8.empty()) {
        std::size_t const away = unseen(utf8);
        out += away > 0 ? ' ' : utf8.front();
        utf8.remove_prefix(away > 0 ? away : 1);
    }
    auto const first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

}  // namespace laad
