// SPDX-License-Identifier: Apache-2.0
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace laad {

std::string words(NalState state)
{
    switch (state) {
        case NalState::green:
            return "green";
        case NalState::blue:
            return "blue";
        case NalState::white:
            return "white";
        case NalState::grey:
            break;
    }
    return "grey";
}

std::string words(GridStatus status)
{
    switch (status) {
        case GridStatus::connectable:
            return "connectable";
        case GridStatus::waits_for_grid:
            return "waits for grid";
        case GridStatus::no_grid_data:
            break;
    }
    return "no grid data";
}

std::string rank_words(Placement const& placement)
{
    return placement.shared_by == 1 ? std::to_string(placement.rank)
                                    : fmt::format("{} (shared by {})", placement.rank, placement.shared_by);
}

std::string meaning(std::string const& reason_code)
{
    for (ReasonCode const& reason : reason_codes)
        if (reason_code == reason.code) return reason.meaning;
    return reason_code;
}

std::string grouped(std::int64_t value)
{
    std::string const digits = fmt::format("{}", value);
    std::size_t const sign = value < 0 ? 1 : 0;
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

std::string whole_kwh(std::int64_t wh)
{
    return grouped((wh + 500) / 1000);
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return "-";
    return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string joined(std::vector<std::string> const& texts, std::string_view separator)
{
    return fmt::format("{}", fmt::join(texts, separator));
}

std::string escaped_html(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:  // a control character has no place in a page
                out += (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f ? "\uFFFD"
                                                                                                     : std::string{c};
        }
    }
    return out;
}

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 40> plain_letters{
    {{"á", "a"},  {"à", "a"},  {"ä", "a"}, {"â", "a"}, {"ã", "a"},   {"å", "a"}, {"é", "e"}, {"è", "e"},
     {"ë", "e"},  {"ê", "e"},  {"í", "i"}, {"ì", "i"}, {"ï", "i"},   {"î", "i"}, {"ó", "o"}, {"ò", "o"},
     {"ö", "o"},  {"ô", "o"},  {"õ", "o"}, {"ú", "u"}, {"ù", "u"},   {"ü", "u"}, {"û", "u"}, {"ç", "c"},
     {"ñ", "n"},  {"É", "E"},  {"Ë", "E"}, {"Ö", "O"}, {"Ü", "U"},   {"ÿ", "y"}, {"’", "'"}, {"‘", "'"},
     {"“", "\""}, {"”", "\""}, {"–", "-"}, {"—", "-"}, {"©", "(c)"}, {"²", "2"}, {"·", "-"}, {"×", "x"}}};

}  // namespace

std::string ascii(std::string_view utf8)
{
    std::string out;
    while (!utf8.empty()) {
        if (static_cast<unsigned char>(utf8[0]) < 0x80) {
            out += utf8[0];
            utf8.remove_prefix(1);
            continue;
        }
        std::string_view plain = "?";
        std::size_t length = 1;
        while (length < utf8.size() && (static_cast<unsigned char>(utf8[length]) & 0xC0u) == 0x80u)
            ++length;
        for (auto const& [letter, replacement] : plain_letters)
            if (utf8.substr(0, length) == letter) plain = replacement;
        out += plain;
        utf8.remove_prefix(length);
    }
    return out;
}

}  // namespace laad
