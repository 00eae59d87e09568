// SPDX-License-Identifier: Apache-2.0
#include "host/intake/flags.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/words.hpp"

#include <utility>
#include <vector>

namespace laad {

std::optional<bool> flag_of(Value const& value)
{
    static std::vector<std::string> const yes{"1", "yes", "y", "true", "t", "ja", "j", "waar"};
    static std::vector<std::string> const no{"", "0", "no", "n", "false", "f", "nee", "onwaar"};
    auto const word = plain_word(text(value));
    if (is_one_of(word, yes)) return true;
    if (is_one_of(word, no)) return false;
    auto const n = number(value);
    return n == 1 || n == 0 ? std::optional{n == 1} : std::nullopt;
}

bool says_bridge(Value const& value)
{
    return flag_of(value).value_or(true);
}

bool says_tunnel(Value const& value)
{
    return plain_word(text(value)) != "building_passage" && flag_of(value).value_or(true);
}

FlagField::FlagField(std::string key, std::string field, FeatureTable const& table)
    : key_{std::move(key)}, field_{std::move(field)}, column_{table.optional_column(field_)}
{
}

bool FlagField::of(Feature const& feature)
{
    if (!column_) return false;
    auto const& value = feature.values[*column_];
    auto const flag = flag_of(value);
    if (!flag) unknown_.add(feature.id, text(value));
    return flag.value_or(false);
}

void FlagField::finish(FeatureTable const& table) const
{
    auto const& unknown = unknown_.all();
    if (!unknown.empty())
        refuse(table,
               "field \"{}\" ({}) holds {} values that are neither yes nor no ({}), the first at feature {}; write "
               "them as yes or no, true or false, ja or nee, or 1 or 0",
               field_, key_, unknown.size(), counted(unknown), unknown.begin()->first);
}

}  // namespace laad
