// SPDX-License-Identifier: Apache-2.0
#include "host/exports/spreadsheet.hpp"

#include "host/exports/meaning.hpp"
#include "host/language/language.hpp"
#include "host/present/field_words.hpp"
#include "host/present/safe_text.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

constexpr char const* byte_order_mark = "\xef\xbb\xbf";
constexpr char const* line_end = "\r\n";  // RFC 4180

struct Notation {
    char separator{};
    char decimal{};
};

std::string cell(Value const& value, Notation notation)
{
    auto const* const real = std::get_if<double>(&value);
    if (real == nullptr) return csv_cell(text(value), notation.separator);
    std::string digits = fmt::format("{}", *real);
    std::ranges::replace(digits, '.', notation.decimal);
    return digits;
}

}  // namespace

std::string spreadsheet_csv(OutputLayer const& table)
{
    bool const dutch = spoken() == Language::nl;
    Notation const notation = dutch ? Notation{';', ','} : Notation{',', '.'};
    std::string const separator{notation.separator};
    std::string out = dutch ? byte_order_mark : "";
    std::vector<std::string> cells;
    for (Field const& field : table.fields)
        cells.push_back(csv_cell(field.name, notation.separator));
    out += joined(cells, separator) + line_end;
    for (Feature const& row : table.features) {
        cells.clear();
        for (Value const& value : row.values)
            cells.push_back(cell(value, notation));
        out += joined(cells, separator) + line_end;
    }
    return out;
}

OutputLayer explanation_of(std::vector<OutputLayer> const& tables)
{
    OutputLayer sheet{.name = said("explanation"),
                      .fields = {{said("sheet")}, {said("column")}, {said("name")}, {said("meaning")}}};
    for (OutputLayer const& table : tables) {
        sheet.features.push_back({.values = {table.name, Value{}, Value{}, table_meaning(table)}});
        for (Field const& field : table.fields)
            sheet.features.push_back(
                {.values = {table.name, field.name, field_words(field.name), field_meaning(field.name)}});
    }
    return sheet;
}

}  // namespace laad
