// SPDX-License-Identifier: Apache-2.0
#include "host/intake/flags.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

namespace {

constexpr std::array<std::string_view, 7> yes{"1", "yes", "y", "true", "t", "ja", "j"};
constexpr std::array<std::string_view, 7> no{"", "0", "no", "n", "false", "f", "nee"};

}  // namespace

std::string plain_word(Value const& value)
{
    constexpr char const* blanks = " \t\r\n";
    auto word = text(value);
    auto const first = word.find_first_not_of(blanks);
    if (first == std::string::npos) return {};
    word = word.substr(first, word.find_last_not_of(blanks) - first + 1);
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return word;
}

std::optional<bool> flag_of(Value const& value)
{
    auto const word = plain_word(value);
    if (std::find(yes.begin(), yes.end(), word) != yes.end() || word == "waar") return true;
    if (std::find(no.begin(), no.end(), word) != no.end() || word == "onwaar") return false;
    auto const n = number(value);
    if (n == 1) return true;
    if (n == 0) return false;
    return std::nullopt;
}

bool says_bridge(Value const& value)
{
    return flag_of(value).value_or(true);
}

bool says_tunnel(Value const& value)
{
    return plain_word(value) != "building_passage" && flag_of(value).value_or(true);
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
    if (flag) return *flag;
    std::scoped_lock const lock{mutex_};
    unknown_.try_emplace(feature.id, text(value));
    return false;
}

void FlagField::finish(FeatureTable const& table) const
{
    if (unknown_.empty()) return;
    throw InputError{fmt::format(
        "{} layer \"{}\": field \"{}\" ({}) holds {} values that are neither yes nor no ({}), the first at feature {}; "
        "write them as "
        "yes or no, true or false, ja or nee, or 1 or 0",
        table.file, table.layer, field_, key_, unknown_.size(), counted(unknown_), unknown_.begin()->first)};
}

std::string counted(std::map<std::int64_t, std::string> const& words)
{
    constexpr std::size_t most_shown = 6;
    std::map<std::string, std::int64_t> counts;
    for (auto const& [id, word] : words)
        ++counts[word];
    std::vector<std::pair<std::string, std::int64_t>> order(counts.begin(), counts.end());
    std::stable_sort(order.begin(), order.end(), [](auto const& a, auto const& b) { return a.second > b.second; });
    std::string list;
    for (std::size_t i = 0; i < std::min(order.size(), most_shown); ++i)
        list += fmt::format("{}{} {}", i == 0 ? "" : ", ", order[i].first, order[i].second);
    return order.size() > most_shown ? list + fmt::format(", and {} more values", order.size() - most_shown) : list;
}

}  // namespace laad
