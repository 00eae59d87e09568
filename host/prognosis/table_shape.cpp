// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/table_shape.hpp"

#include "host/scenario/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace laad {
namespace {

/// Words and numbers of a column's name: "kWh_laag_2030" has kwh, laag and 2030.
std::vector<std::string> parts_of(std::string const& name)
{
    std::vector<std::string> parts;
    auto const is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    for (char const c : plain_word(name)) {
        bool const begins = parts.empty() || parts.back().empty() ||
                            (c >= '0' && c <= '9') != (parts.back().back() >= '0' && parts.back().back() <= '9');
        if (!is_part(c)) {
            if (!parts.empty() && !parts.back().empty()) parts.emplace_back();
        } else if (begins && !(!parts.empty() && parts.back().empty())) {
            parts.emplace_back(1, c);
        } else {
            parts.back() += c;
        }
    }
    std::erase(parts, "");
    return parts;
}

std::optional<int> year_of(std::string const& part)
{
    int year = 0;
    auto const [end, error] = std::from_chars(part.data(), part.data() + part.size(), year);
    bool const is_whole = error == std::errc{} && end == part.data() + part.size();
    return is_whole && part.size() == 4 && year >= 1990 && year <= 2200 ? std::optional{year} : std::nullopt;
}

/// The year and scenario that a name consists of; nothing when it has other words, or says one twice.
std::optional<std::pair<std::optional<int>, std::optional<std::size_t>>> named(std::string const& name)
{
    std::optional<int> year;
    std::optional<std::size_t> scenario;
    for (std::string const& part : parts_of(name)) {
        if (auto const found = year_of(part); found && !year)
            year = found;
        else if (auto const which = scenario_of(part); which && !scenario)
            scenario = which;
        else
            return std::nullopt;
    }
    if (!year && !scenario) return std::nullopt;
    return std::pair{year, scenario};
}

}  // namespace

TableShape shape_of(PrognosisConfig const& config)
{
    return {config.layer, config.decimal, config.columns, config.constants};
}

std::optional<std::size_t> scenario_of(std::string const& word)
{
    static std::array<std::string, 3> const in_english{"low", "middle", "high"};
    auto const plain = plain_word(word);
    for (std::size_t i = 0; i < scenario_names.size(); ++i)
        if (plain == scenario_names[i] || plain == in_english[i]) return i;
    return std::nullopt;
}

std::string location_type_of(std::string const& word)
{
    static std::array<std::string, 7> const ours{"thuis", "publiek", "semipubliek", "werk", "snel", "depot", "total"};
    auto plain = plain_word(word);
    return is_one_of(plain, ours) ? plain : word;
}

ShapedColumns::ShapedColumns(TableRows const& table, TableShape const& shape) : table_{table}, shape_{shape} {}

std::string ShapedColumns::name_of(std::string const& name) const
{
    auto const mapped = shape_.columns.find(name);
    return mapped == shape_.columns.end() ? name : mapped->second;
}

std::optional<ShapedColumn> ShapedColumns::optional(std::string const& name) const
{
    std::string const theirs = name_of(name);
    auto const constant = shape_.constants.find(name);
    bool const is_mapped = shape_.columns.contains(name);
    auto column = is_mapped ? std::optional{table_.column(theirs)} : table_.optional_column(theirs);
    if (column && constant != shape_.constants.end())
        table_.refuse(
            fmt::format("prognosis.constants says {} = \"{}\", but the table has a column {}; keep one of them", name,
                        constant->second, theirs));
    if (column) return ShapedColumn{theirs, std::move(column), {}};
    if (constant == shape_.constants.end()) return std::nullopt;
    return ShapedColumn{"prognosis.constants." + name, std::nullopt, constant->second};
}

ShapedColumn ShapedColumns::needed(std::string const& name) const
{
    if (auto found = optional(name)) return *found;
    bool const may_be_constant = std::ranges::count(constant_columns, name) > 0;
    table_.refuse(fmt::format(
        "no column {0}; it has {1}. If another one is meant, say so in region.toml: [prognosis] columns = {{{0} = "
        "\"...\"}}{2}",
        name, joined(table_.columns()),
        may_be_constant ? fmt::format("; if it is the same everywhere: constants = {{{} = \"...\"}}", name) : ""));
}

std::vector<FigureColumn> ShapedColumns::figures() const
{
    if (auto const value = optional("value")) return {{*value->column, {}, {}}};
    std::vector<FigureColumn> wide;
    for (std::string const& column : table_.columns())
        if (auto const said = named(column)) wide.push_back({table_.column(column), said->first, said->second});
    if (wide.empty()) needed("value");
    FigureColumn const& first = wide.front();
    for (FigureColumn const& one : wide)
        if (one.year.has_value() != first.year.has_value() || one.scenario.has_value() != first.scenario.has_value())
            table_.refuse(
                fmt::format("columns {} and {} are both figures, but not of one kind: each must name a year, or "
                            "each a scenario, or each both",
                            first.column.name, one.column.name));
    return wide;
}

}  // namespace laad
