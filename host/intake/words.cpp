// SPDX-License-Identifier: Apache-2.0
#include "host/intake/words.hpp"

#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace laad {

namespace {

/// The most frequent first.
std::vector<std::pair<std::string, std::int64_t>> by_count(WordCounts const& counts)
{
    std::vector<std::pair<std::string, std::int64_t>> order(counts.begin(), counts.end());
    std::ranges::stable_sort(order, std::ranges::greater{}, [](auto const& word) { return word.second; });
    return order;
}

}  // namespace

std::string trimmed(std::string_view text)
{
    constexpr char const* blanks = " \t\r\n\v\f";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return std::string{text.substr(0, text.find_last_not_of(blanks) + 1)};
}

std::string plain_word(std::string_view text)
{
    return lower(trimmed(text));
}

bool is_one_of(std::string_view value, std::span<std::string const> values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

std::vector<std::string> tag_words(std::string_view tag)
{
    std::vector<std::string> words;
    for (std::size_t from = 0; from <= tag.size();) {
        auto const end = std::min(tag.find(';', from), tag.size());
        words.push_back(plain_word(tag.substr(from, end - from)));
        from = end + 1;
    }
    std::erase(words, "");
    return words;
}

bool says_any_of(std::string_view tag, std::vector<std::string> const& values)
{
    auto const said = tag_words(tag);
    return std::ranges::any_of(values, [&](std::string const& value) {
        return std::ranges::any_of(tag_words(value), [&](std::string const& word) { return is_one_of(word, said); });
    });
}

std::string joined(std::span<std::string const> names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string first_of(std::span<std::string const> names)
{
    constexpr std::size_t most = 10;
    if (names.size() <= most) return joined(names);
    return fmt::format("{} and {} more", joined(names.first(most)), names.size() - most);
}

std::string in_words(WordCounts const& counts)
{
    std::vector<std::string> words;
    for (auto const& [word, times] : by_count(counts))
        words.push_back(fmt::format("\"{}\" ({})", word, times));
    return first_of(words);
}

std::string counted(std::map<std::int64_t, std::string> const& by_feature)
{
    constexpr std::size_t most = 6;
    WordCounts counts;
    for (auto const& [feature, word] : by_feature)
        ++counts[word];
    std::vector<std::string> words;
    for (auto const& [word, times] : by_count(counts))
        words.push_back(fmt::format("{} {}", word, times));
    auto const more = words.size() > most ? fmt::format(", and {} more values", words.size() - most) : "";
    words.resize(std::min(words.size(), most));
    return joined(words) + more;
}

}  // namespace laad
