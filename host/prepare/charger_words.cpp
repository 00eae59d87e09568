// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/charger_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace laad {

std::string ocpi_word(std::string_view text)
{
    auto const is_blank = [](unsigned char c) { return std::isspace(c) != 0; };
    auto const first = std::find_if_not(text.begin(), text.end(), is_blank);
    auto const last = std::find_if_not(text.rbegin(), std::make_reverse_iterator(first), is_blank).base();
    std::string word(first, last);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return word;
}

std::vector<std::string> ocpi_words(std::vector<std::string> const& texts)
{
    std::vector<std::string> words;
    for (std::string const& text : texts)
        words.push_back(ocpi_word(text));
    return words;
}

ChargerStatus status_of(std::string const& word)
{
    static std::map<std::string, ChargerStatus> const known{{"", ChargerStatus::exists},
                                                            {"AVAILABLE", ChargerStatus::exists},
                                                            {"BLOCKED", ChargerStatus::exists},
                                                            {"CHARGING", ChargerStatus::exists},
                                                            {"INOPERATIVE", ChargerStatus::out_of_order},
                                                            {"OUTOFORDER", ChargerStatus::out_of_order},
                                                            {"PLANNED", ChargerStatus::planned},
                                                            {"REMOVED", ChargerStatus::removed},
                                                            {"RESERVED", ChargerStatus::exists},
                                                            {"UNKNOWN", ChargerStatus::exists}};
    auto const found = known.find(word);
    return found == known.end() ? ChargerStatus::not_known : found->second;
}

bool is_parking_type(std::string const& word)
{
    static std::set<std::string> const known{"ALONG_MOTORWAY", "ON_DRIVEWAY", "ON_STREET",
                                             "PARKING_GARAGE", "PARKING_LOT", "UNDERGROUND_GARAGE"};
    return known.contains(word);
}

std::string in_words(WordCounts const& counts)
{
    constexpr std::size_t most_shown = 10;
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) { return a.second > b.second; });
    std::string text;
    for (std::size_t i = 0; i < std::min(sorted.size(), most_shown); ++i)
        text += fmt::format("{}\"{}\" ({})", i == 0 ? "" : ", ", sorted[i].first, sorted[i].second);
    return sorted.size() <= most_shown ? text : fmt::format("{} and {} more", text, sorted.size() - most_shown);
}

}  // namespace laad
