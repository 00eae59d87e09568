// SPDX-License-Identifier: Apache-2.0
#include "host/intake/number_style.hpp"

#include <algorithm>

namespace laad {

namespace {

std::string_view without_sign(std::string_view text)
{
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    return text;
}

/// Whether `digits` are groups of three behind a first of one to three, with `sign` between them.
bool in_threes(std::string_view digits, char sign)
{
    std::size_t const first = digits.find(sign);
    if (first == 0 || first > 3) return false;
    for (std::size_t at = first; at < digits.size(); at += 4) {
        if (digits[at] != sign || digits.size() - at < 4) return false;
        auto const group = digits.substr(at + 1, 3);
        if (!std::all_of(group.begin(), group.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    }
    return true;
}

}  // namespace

std::optional<std::string> plain_number(std::string_view text, char decimal)
{
    char const thousands = decimal == ',' ? '.' : ',';
    std::string_view const whole = text.substr(0, text.find(decimal));
    std::string_view const rest = text.substr(whole.size());
    if (rest.find(thousands) != std::string_view::npos) return std::nullopt;
    bool const has_groups = whole.find(thousands) != std::string_view::npos;
    if (has_groups && !in_threes(without_sign(whole), thousands)) return std::nullopt;
    std::string plain{text};
    std::erase(plain, thousands);
    std::replace(plain.begin(), plain.end(), decimal, '.');
    return plain;
}

bool may_be_thousands(std::string_view text)
{
    auto const digits = without_sign(text);
    return digits.find('.') != std::string_view::npos && !digits.starts_with('0') && in_threes(digits, '.') &&
           digits.front() >= '1' && digits.front() <= '9';
}

}  // namespace laad
