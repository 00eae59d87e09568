// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_note.hpp"

#include "host/language/language.hpp"

#include <vector>

namespace laad {
namespace {

bool is_digit(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Where the number ends that begins at `at`: "1,234.5" is one, "5." ends before its point.
std::size_t end_of_number(std::string_view text, std::size_t at)
{
    while (is_digit(text, at) || (at < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text, at + 1)))
        ++at;
    return at;
}

struct Numbered {
    std::string key;
    std::vector<std::string_view> numbers;
};

Numbered numbered(std::string_view text)
{
    Numbered out;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text, i)) {
            out.key += text[i++];
            continue;
        }
        std::size_t const end = end_of_number(text, i);
        out.numbers.push_back(text.substr(i, end - i));
        out.key += "{}";
        i = end;
    }
    return out;
}

std::string filled(std::string text, std::vector<std::string_view> const& numbers)
{
    std::size_t from = 0;
    for (std::string_view const number : numbers) {
        from = text.find("{}", from);
        if (from == std::string::npos) break;
        text.replace(from, 2, number);
        from += number.size();
    }
    return text;
}

}  // namespace

std::string said_note(std::string_view english)
{
    std::string whole = said(english);
    if (whole != english) return whole;
    if (auto const [key, numbers] = numbered(english); !numbers.empty())
        if (std::string const dutch = said(key); dutch != key) return filled(dutch, numbers);
    for (std::string_view const between : {": ", "; "})
        if (auto const at = english.find(between); at != std::string_view::npos)
            return said_note(english.substr(0, at)) + std::string{between} +
                   said_note(english.substr(at + between.size()));
    return whole;
}

}  // namespace laad
