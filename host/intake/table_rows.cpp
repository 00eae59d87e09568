// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"

#include "host/intake/flags.hpp"
#include "host/intake/words.hpp"
#include "host/scenario/iso_date.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace laad {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits of a decimal number and how many places its point stands to the right of their end.
struct Digits {
    bool negative{};
    std::string digits;
    int shift{};
};

std::optional<Digits> digits_of(std::string_view text)
{
    Digits result;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) result.negative = text[i++] == '-';
    bool after_point = false;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !after_point)); ++i) {
        if (text[i] == '.') {
            after_point = true;
            continue;
        }
        result.digits += text[i];
        if (after_point) --result.shift;
    }
    if (result.digits.empty()) return std::nullopt;
    if (i == text.size()) return result;
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    ++i;
    if (i < text.size() && text[i] == '+') ++i;
    constexpr int largest = 400;
    int exponent = 0;
    auto const [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), exponent);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (exponent < -largest || exponent > largest) return std::nullopt;
    result.shift += exponent;
    return result;
}

/// Whether a number has nothing but zeros behind its point.
bool is_whole(std::string_view text)
{
    auto const number = digits_of(text);
    if (!number) return false;
    auto const last = number->digits.find_last_not_of('0');
    if (last == std::string::npos) return true;
    return number->shift + static_cast<std::ptrdiff_t>(number->digits.size() - 1 - last) >= 0;
}

std::int64_t power_of_ten(int exponent)
{
    std::int64_t result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

}  // namespace

std::optional<std::int64_t> decimal(std::string_view text, int decimals)
{
    auto number = digits_of(text);
    if (!number) return std::nullopt;
    std::string& digits = number->digits;
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) return 0;
    int const shift = number->shift + decimals;
    std::int64_t rounding = 0;
    if (shift >= 0) {
        digits.append(static_cast<std::size_t>(shift), '0');
    } else {
        auto const cut = static_cast<std::size_t>(-shift);
        if (cut > digits.size()) return 0;
        rounding = digits[digits.size() - cut] >= '5' ? 1 : 0;
        digits.erase(digits.size() - cut);
    }
    std::int64_t magnitude = 0;
    if (digits.size() > 18)
        magnitude = INT64_MAX;
    else
        for (char const c : digits)
            magnitude = magnitude * 10 + (c - '0');
    if (magnitude < INT64_MAX) magnitude += rounding;
    return number->negative ? -magnitude : magnitude;
}

TableRows::TableRows(std::filesystem::path const& file, Rows rows, std::string const& layer, NumberStyle style)
    : file_{file.string()},
      table_{read_table(file, rows, layer)},
      style_{std::move(style)},
      style_checked_(table_.fields.size(), 0),
      bad_{file_, row_word()}
{
}

TableRows::Column TableRows::column(std::string const& name) const
{
    return {table_.column(name), name};
}

std::optional<TableRows::Column> TableRows::optional_column(std::string const& name) const
{
    return is_one_of(name, table_.fields) ? std::optional{column(name)} : std::nullopt;
}

std::string TableRows::cell(std::size_t row, Column const& column) const
{
    return trimmed(text(table_.features[row].values[column.index]));
}

std::optional<std::string> TableRows::name(std::size_t row, Column const& column)
{
    std::string found = cell(row, column);
    if (!found.empty()) return found;
    bad(row, fmt::format("{} is empty, fill it in", column.name));
    return std::nullopt;
}

std::optional<std::int64_t> TableRows::number(std::size_t row, Column const& column, NumberRange range)
{
    auto const found = name(row, column);
    if (!found) return std::nullopt;
    check_style(column, range);
    auto const written = plain(row, column, *found);
    auto const value = written ? decimal(*written, range.decimals) : std::nullopt;
    auto const allowed = fmt::format("{} to {}{}{}", range.least, range.most, *range.unit ? " " : "", range.unit);
    if (!value) {
        bad(row, fmt::format("{} \"{}\" is not a number, write it like 1234{}5 ({}){}", column.name, *found,
                             style_.decimal.empty() ? "." : style_.decimal, allowed,
                             style_.decimal.empty() && !style_.key.empty() && found->find(',') != std::string::npos
                                 ? fmt::format(", or state {} = \",\"", style_.key)
                                 : ""));
        return std::nullopt;
    }
    if (range.decimals == 0 && !is_whole(*written)) {
        bad(row, fmt::format("{} {} is not a whole number ({}); correct it", column.name, *found, allowed));
        return std::nullopt;
    }
    std::int64_t const one = power_of_ten(range.decimals);
    if (*value >= range.least * one && *value <= range.most * one) return value;
    bad(row, fmt::format("{} {} is outside {} to {} {}; correct it or check its unit", column.name, *found, range.least,
                         range.most, range.unit));
    return std::nullopt;
}

/// What a GDAL table holds as a number is one already.
std::optional<std::string> TableRows::plain(std::size_t row, Column const& column, std::string const& cell) const
{
    bool const is_text = std::holds_alternative<std::string>(table_.features[row].values[column.index]);
    if (!is_text || style_.decimal.empty()) return cell;
    return plain_number(cell, style_.decimal.front());
}

/// Refuses a column of which all texts with a dot, or all but one in twenty, would be right as thousands too.
void TableRows::check_style(Column const& column, NumberRange range)
{
    if (style_checked_[column.index]) return;
    style_checked_[column.index] = 1;
    if (!style_.decimal.empty()) return;
    std::size_t thousands = 0;
    std::size_t others = 0;
    std::optional<std::size_t> first;
    for (std::size_t row = 0; row < size(); ++row) {
        if (!std::holds_alternative<std::string>(table_.features[row].values[column.index])) continue;
        auto const found = cell(row, column);
        if (found.find('.') == std::string::npos) continue;
        auto const grouped = may_be_thousands(found) ? decimal(*plain_number(found, ','), 0) : std::nullopt;
        bool const fits = grouped && *grouped >= range.least && *grouped <= range.most;
        ++(fits ? thousands : others);
        if (fits && !first) first = row;
    }
    if (!first || others * 20 > thousands) return;
    auto const found = cell(*first, column);
    auto const whole = *plain_number(found, ',');
    refuse(fmt::format(
        "column {} has numbers whose dot may stand before decimals or between thousands ({} on {} {}: is that {} or "
        "{}?); {}",
        column.name, found, row_word(), line(*first), found, whole,
        style_.key.empty()
            ? fmt::format("write {0}, or {1}0 with one more decimal", whole, found)
            : fmt::format(
                  "state {0} = \",\" in region.toml when it is {1}, {0} = \".\" when the dot stands before decimals",
                  style_.key, whole)));
}

std::optional<std::size_t> TableRows::choice(std::size_t row, Column const& column, std::span<std::string const> names)
{
    auto const found = name(row, column);
    if (!found) return std::nullopt;
    auto const match = std::find(names.begin(), names.end(), *found);
    if (match != names.end()) return static_cast<std::size_t>(match - names.begin());
    bad(row, fmt::format("{} \"{}\" is unknown (known: {}){}", column.name, *found, joined(names),
                         shows_more() ? did_you_mean(*found, names) : ""));
    return std::nullopt;
}

std::optional<bool> TableRows::yes_no(std::size_t row, Column const& column)
{
    auto const found = name(row, column);
    if (!found) return std::nullopt;
    auto const flag = flag_of(*found);
    if (!flag) bad(row, fmt::format("{} \"{}\" is neither yes nor no, write one of them", column.name, *found));
    return flag;
}

std::optional<std::string> TableRows::date(std::size_t row, Column const& column)
{
    auto found = name(row, column);
    if (!found || is_iso_date(*found)) return found;
    bad(row, fmt::format("{} \"{}\" is not a date, write it like 2026-07-01", column.name, *found));
    return std::nullopt;
}

void TableRows::bad(std::size_t row, std::string problem)
{
    bad_.add(line(row), std::move(problem));
}

void TableRows::finish() const
{
    bad_.finish();
}

void TableRows::refuse(std::string const& problem) const
{
    throw InputError{fmt::format("{}: {}", file_, problem)};
}

}  // namespace laad
