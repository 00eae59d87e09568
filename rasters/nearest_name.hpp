// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the candidate that a mistyped name most resembles.
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// ASCII letters in lower case, whatever the locale.
inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
inline std::string lower(std::string text)
{
    for (char& c : text)
        c = lower(c);
    return text;
}

/// The least number of inserted, removed or replaced letters between two names; upper and lower case count as equal.
inline std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// The candidate nearest to `word`, or nothing when none resembles it (more than a third of the letters differ, and
/// more than two) or `word` is too long for a name. Ties: the first.
inline std::optional<std::string> nearest_name(std::string_view word, std::span<std::string const> candidates)
{
    constexpr std::size_t longest = 200;
    if (word.size() > longest) return std::nullopt;
    std::optional<std::string> best;
    std::size_t fewest = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (std::string const& candidate : candidates) {
        std::size_t const longer = std::max(word.size(), candidate.size());
        if (longer - std::min(word.size(), candidate.size()) >= fewest) continue;
        std::size_t const edits = edit_distance(word, candidate);
        if (edits >= fewest || edits >= longer) continue;
        fewest = edits;
        best = candidate;
    }
    return best;
}

/// `; did you mean "x"?` or nothing: the end of a message about an unknown name.
inline std::string did_you_mean(std::string_view word, std::span<std::string const> candidates)
{
    auto const best = nearest_name(word, candidates);
    return best ? "; did you mean \"" + *best + "\"?" : "";
}

}  // namespace laad
