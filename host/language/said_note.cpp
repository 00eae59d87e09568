// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_note.hpp"

#include "host/language/catalogue.hpp"
#include "host/language/language.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace laad {
namespace {

using Values = std::vector<std::string_view>;

std::string filled(std::string const& dutch, Values const& values, auto say)
{
    fmt::dynamic_format_arg_store<fmt::format_context> all;
    for (std::string_view const value : values)
        all.push_back(std::string{say(value)});
    return fmt::vformat(dutch, all);
}

bool is_digit(std::string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Where the number ends that begins at `at`: "1,234.5" is one, "5." ends before its point.
std::size_t end_of_number(std::string_view text, std::size_t at)
{
    while (is_digit(text, at) || (at < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text, at + 1)))
        ++at;
    return at;
}

/// "12.5" as 12,5; what has three digits behind its point is grouped already, or no number.
std::string with_comma(std::string_view number)
{
    std::string said{number};
    auto const point = said.find('.');
    bool const is_decimal = point != std::string::npos && point > 0 && said.size() - point > 1 &&
                            said.size() - point < 4 &&
                            said.find_first_not_of("0123456789", point + 1) == std::string::npos &&
                            said.find_first_not_of("0123456789") == point;
    if (is_decimal) said[point] = ',';
    return said;
}

/// By its key with {} for each number, if there is one.
std::optional<std::string> said_by_numbers(std::string_view text)
{
    if (text.find('{') != std::string_view::npos) return {};  // no text of ours
    std::string key;
    Values numbers;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text, i)) {
            key += text[i++];
            continue;
        }
        std::size_t const end = end_of_number(text, i);
        numbers.push_back(text.substr(i, end - i));
        key += "{}";
        i = end;
    }
    auto const found = dutch_catalogue().find(key);
    if (numbers.empty() || found == dutch_catalogue().end()) return {};
    return filled(found->second, numbers, with_comma);
}

/// A key with {} for values that may be words, as what stands between them.
struct Pattern {
    std::vector<std::string> between;
    std::size_t own{};  ///< characters that are no value
    std::string const* dutch{};
};

std::optional<Pattern> pattern_of(std::string_view key, std::string const& dutch)
{
    Pattern pattern;
    pattern.dutch = &dutch;
    for (auto at = key.find('{'); at != std::string_view::npos; at = key.find('{')) {
        if (!key.substr(at).starts_with("{}")) return {};
        pattern.between.emplace_back(key.substr(0, at));
        key.remove_prefix(at + 2);
    }
    if (pattern.between.empty()) return {};
    pattern.between.emplace_back(key);
    for (std::string const& words : pattern.between)
        pattern.own += words.size();
    return pattern;
}

/// Those that say enough of their own not to be taken for a name ("Bureau of Transport"), the most telling first.
std::vector<Pattern> const& patterns()
{
    constexpr std::size_t enough = 9;
    static std::vector<Pattern> const all = [] {
        std::vector<Pattern> found;
        for (auto const& [key, dutch] : dutch_catalogue())
            if (auto pattern = pattern_of(key, dutch); pattern && pattern->own >= enough)
                found.push_back(*std::move(pattern));
        std::ranges::stable_sort(found, std::ranges::greater{}, &Pattern::own);
        return found;
    }();
    return all;
}

/// What parts of a text are put together with.
constexpr std::array<std::string_view, 3> joints{": ", "; ", ". "};

/// Whether a value is one part of a text: a value at its end with a joint in it is several, and so is one in its midst
/// that ends a parenthesis of another.
bool is_one_part(std::string_view value, bool at_end)
{
    if (at_end) return value.find("; ") == std::string_view::npos && value.find(". ") == std::string_view::npos;
    int open = 0;
    for (char const c : value) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open < 0) return false;
    }
    return open == 0;
}

/// The values of a text that the pattern fits.
std::optional<Values> values_in(std::string_view text, Pattern const& pattern)
{
    std::string_view const first = pattern.between.front();
    std::string_view const last = pattern.between.back();
    if (text.size() < pattern.own || !text.starts_with(first) || !text.ends_with(last)) return {};
    Values values;
    std::size_t from = first.size();
    for (std::size_t i = 1; i < pattern.between.size(); ++i) {
        bool const is_last = i + 1 == pattern.between.size();
        std::size_t const end = is_last ? text.size() - last.size() : text.find(pattern.between[i], from);
        if (end == std::string_view::npos || end < from) return {};
        values.push_back(text.substr(from, end - from));
        bool const at_end = (i == 1 && first.empty()) || (is_last && last.empty());
        if (!is_one_part(values.back(), at_end)) return {};
        from = end + pattern.between[i].size();
    }
    return values;
}

std::optional<std::string> said_whole(std::string_view text)
{
    if (auto const found = dutch_catalogue().find(text); found != dutch_catalogue().end()) return found->second;
    if (auto by_numbers = said_by_numbers(text)) return by_numbers;
    for (Pattern const& pattern : patterns())
        if (auto const values = values_in(text, pattern))
            return filled(*pattern.dutch, *values, [](std::string_view value) {
                bool const is_code = value.size() < 3;  // "S" of an id is no compass
                return with_comma(is_code ? std::string{value} : said_note(value));
            });
    return {};
}

/// Where a part of the text ends and what joins it to the rest.
struct Split {
    std::size_t end{};
    std::size_t next{};
};

std::vector<Split> splits_of(std::string_view text)
{
    std::vector<Split> all;
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (std::ranges::count(joints, text.substr(i, 2)) > 0) all.push_back({text[i] == '.' ? i + 1 : i, i + 2});
    return all;
}

}  // namespace

std::string said_note(std::string_view english)
{
    if (spoken() == Language::en) return std::string{english};
    if (auto whole = said_whole(english)) return *std::move(whole);
    auto const splits = splits_of(english);
    if (splits.empty()) return std::string{english};
    auto const joined = [&](Split const& split, std::string const& left) {
        return left + std::string{english.substr(split.end, split.next - split.end)} +
               said_note(english.substr(split.next));
    };
    for (Split const& split : splits)
        if (auto const left = said_whole(english.substr(0, split.end))) return joined(split, *left);
    return joined(splits.front(), std::string{english.substr(0, splits.front().end)});
}

}  // namespace laad
