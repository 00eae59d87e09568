// SPDX-License-Identifier: Apache-2.0
#include "host/present/safe_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace laad {
namespace {

unsigned byte_at(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

/// Bytes of the UTF-8 character of several bytes at the begin of a text; 0: it is none, or a control character.
std::size_t wide_character(std::string_view text)
{
    unsigned const first = byte_at(text, 0);
    std::size_t const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte_at(text, i) & 0xc0u) != 0x80u) return 0;
    bool const is_control = first == 0xc2 && byte_at(text, 1) < 0xa0;  // C1
    return is_control ? 0 : length;
}

bool is_number(std::string_view text)
{
    double value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

/// Whether the text, or what follows apostrophes at its begin, looks like a formula.
bool is_formula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return text.size() > 1 && std::string_view{"=+-@\t\r"}.find(text[0]) != text.npos && !is_number(text);
}

}  // namespace

std::string for_terminal(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        unsigned const byte = byte_at(text, 0);
        std::size_t length = 1;
        bool harmless = (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t';
        if (byte >= 0x80) {
            length = wide_character(text);
            harmless = length > 0;
            length = std::max(length, std::size_t{1});
        }
        out += harmless ? std::string{text.substr(0, length)} : fmt::format("\\x{:02x}", byte);
        text.remove_prefix(length);
    }
    return out;
}

std::string csv_cell(std::string_view text, char separator)
{
    std::string const cell = (is_formula(text) ? "'" : "") + std::string{text};
    if (cell.find_first_of(std::string{",\t\"\r\n"} + separator) == std::string::npos) return cell;
    std::string quoted = "\"";
    for (char const c : cell)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

std::string from_csv_cell(std::string text)
{
    if (text.starts_with('\'') && is_formula(text)) text.erase(0, 1);
    return text;
}

std::string as_file_name(std::string_view text)
{
    constexpr std::size_t most = 100;
    std::string name;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const wide = byte_at(text, i) < 0x80 ? 0 : wide_character(text.substr(i));
        if (name.size() + std::max(wide, std::size_t{1}) > most) break;
        char const c = text[i];
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                           c == '-' || (c == '.' && i > 0);
        name += wide > 0 ? std::string{text.substr(i, wide)} : std::string(1, plain ? c : '_');
        i += std::max(wide, std::size_t{1});
    }
    return name;
}

}  // namespace laad
