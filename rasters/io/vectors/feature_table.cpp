// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace laad {
namespace {

template <class Number>
std::string shortest(Number value)
{
    char digits[32];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return {digits, end};
}

std::string_view trimmed(std::string_view s)
{
    constexpr char const* blanks = " \t\r\n";
    std::size_t const first = s.find_first_not_of(blanks);
    return first == std::string_view::npos ? "" : s.substr(first, s.find_last_not_of(blanks) - first + 1);
}

std::optional<double> parsed(std::string_view s)
{
    s = trimmed(s);
    if (s.starts_with('+') && !s.starts_with("+-")) s.remove_prefix(1);
    double value{};
    auto const [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error != std::errc{} || end != s.data() + s.size() || s.empty()) return std::nullopt;
    return value;
}

}  // namespace

std::size_t FeatureTable::column(std::string const& field) const
{
    if (is_empty) return 0;
    auto const found = std::ranges::find(fields, field);
    if (found != fields.end()) return static_cast<std::size_t>(found - fields.begin());
    std::string present;
    for (std::string const& name : fields)
        present += (present.empty() ? "" : ", ") + name;
    throw InputError{file + (layer.empty() ? "" : ", layer " + layer) + ": no field \"" + field +
                     "\" (there are: " + (present.empty() ? "none" : present) + ")" + did_you_mean(field, fields)};
}

std::optional<std::size_t> FeatureTable::optional_column(std::string const& field) const
{
    if (field.empty()) return std::nullopt;
    return column(field);
}

std::string text(Value const& value)
{
    if (auto const* s = std::get_if<std::string>(&value)) return *s;
    if (auto const* i = std::get_if<std::int64_t>(&value)) return shortest(*i);
    if (auto const* d = std::get_if<double>(&value)) return shortest(*d);
    return "";
}

std::optional<double> number(Value const& value)
{
    std::optional<double> result;
    if (auto const* s = std::get_if<std::string>(&value)) result = parsed(*s);
    if (auto const* i = std::get_if<std::int64_t>(&value)) result = static_cast<double>(*i);
    if (auto const* d = std::get_if<double>(&value)) result = *d;
    if (result && !std::isfinite(*result)) result.reset();
    return result;
}

}  // namespace laad
