// SPDX-License-Identifier: Apache-2.0
#include "host/present/words.hpp"

#include "host/language/language.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace laad {

std::string words(NalState state)
{
    static constexpr std::array in_order{"green", "blue", "white", "grey"};
    return in_order[static_cast<std::size_t>(state)];
}

std::string words(GridStatus status)
{
    static constexpr std::array in_order{"connectable", "waits for grid", "no grid data"};
    return in_order[static_cast<std::size_t>(status)];
}

std::string rank_words(Placement const& placement)
{
    return placement.shared_by == 1 ? std::to_string(placement.rank)
                                    : fmt::format("{} (shared by {})", placement.rank, placement.shared_by);
}

std::string side_words(std::string const& compass)
{
    static std::map<std::string, char const*> const sides{
        {"N", "north side"}, {"NE", "north-east side"}, {"E", "east side"}, {"SE", "south-east side"},
        {"S", "south side"}, {"SW", "south-west side"}, {"W", "west side"}, {"NW", "north-west side"}};
    auto const side = sides.find(compass);
    return side == sides.end() ? std::string{} : said(side->second);
}

std::string words(Whereabouts const& where)
{
    std::vector<std::string> parts;
    if (!where.street.empty()) parts.push_back(where.street);
    if (!where.side.empty()) parts.push_back(side_words(where.side));
    if (where.address_cm)
        parts.push_back(fmt::format(fmt::runtime(said("{} m from {}")), (*where.address_cm + 50) / 100, where.address));
    return joined(parts, ", ");
}

std::string meaning(std::string const& reason_code)
{
    for (ReasonCode const& reason : reason_codes)
        if (reason_code == reason.code) return reason.meaning;
    return reason_code;
}

std::string grouped(std::int64_t value)
{
    return grouped(value, spoken());
}

std::string grouped(std::int64_t value, Language language)
{
    std::string const digits = fmt::format("{}", value);
    std::size_t const sign = value < 0 ? 1 : 0;
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) out += language == Language::nl ? '.' : ',';
        out += digits[i];
    }
    return out;
}

std::string number_words(double number, int decimals)
{
    std::string const digits = fmt::format("{:.{}f}", number, decimals);
    auto const point = digits.find('.');
    bool const negative = digits.starts_with('-');
    std::string const whole = grouped(std::stoll(digits.substr(negative ? 1 : 0, point - (negative ? 1 : 0))));
    std::string const rest =
        point == std::string::npos ? "" : (spoken() == Language::nl ? ',' : '.') + digits.substr(point + 1);
    bool const is_zero = digits.find_first_of("123456789") == std::string::npos;
    return (negative && !is_zero ? "-" : "") + whole + rest;
}

std::string letters(int number)
{
    std::string out;
    for (int rest = number; rest > 0; rest = (rest - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return out;
}

std::string whole_kwh(std::int64_t wh)
{
    std::int64_t const above = wh + 500;
    return grouped(above / 1000 - (above % 1000 < 0 ? 1 : 0));
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return "-";
    return number_words(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
}

std::string joined(std::vector<std::string> const& texts, std::string_view separator)
{
    return fmt::format("{}", fmt::join(texts, separator));
}

}  // namespace laad
