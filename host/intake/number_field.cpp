// SPDX-License-Identifier: Apache-2.0
#include "host/intake/number_field.hpp"

#include "host/intake/number_style.hpp"
#include "host/intake/words.hpp"

#include <cmath>
#include <utility>

namespace laad {

NumberField::NumberField(std::string key, std::string field, FeatureTable const& table, double most)
    : key_{std::move(key)}, field_{std::move(field)}, column_{table.optional_column(field_)}, most_{most}
{
}

std::optional<double> NumberField::of(Feature const& feature)
{
    if (!column_) return std::nullopt;
    Value const& value = feature.values[*column_];
    auto const found = number(value);
    if (!std::holds_alternative<std::string>(value)) return found;
    auto const word = trimmed(text(value));
    if (word.empty()) return std::nullopt;
    if (!found) no_numbers_.add(feature.id, word);
    if (word.find('.') != word.npos) {
        bool const fits =
            may_be_thousands(word) && std::abs(number(Value{*plain_number(word, ',')}).value_or(0)) <= most_;
        if (fits)
            thousands_.add(feature.id, word);
        else
            decimals_.add(feature.id, 0);
    }
    return found;
}

void NumberField::check_style(FeatureTable const& table) const
{
    auto const& thousands = thousands_.all();
    if (thousands.empty() || decimals_.all().size() * 20 > thousands.size()) return;
    auto const& [feature, word] = *thousands.begin();
    refuse(table,
           "field \"{}\" ({}) has texts whose dot may stand before decimals or between thousands ({} at feature {}); "
           "make it a field of numbers in the file",
           field_, key_, word, feature);
}

void NumberField::finish(FeatureTable const& table, char const* costs, InputNotes& noted) const
{
    check_style(table);
    auto const& bad = no_numbers_.all();
    if (!bad.empty())
        noted.note("{}: field \"{}\" ({}) holds {} values that are no numbers ({}), the first at feature {}; {}",
                   short_name(table), field_, key_, bad.size(), counted(bad), bad.begin()->first, costs);
}

void NumberField::finish(FeatureTable const& table) const
{
    check_style(table);
    auto const& bad = no_numbers_.all();
    if (!bad.empty())
        refuse(table,
               "field \"{}\" ({}) holds {} values that are no numbers ({}), the first at feature {}; correct them",
               field_, key_, bad.size(), counted(bad), bad.begin()->first);
}

}  // namespace laad
