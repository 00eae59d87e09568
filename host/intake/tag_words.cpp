// SPDX-License-Identifier: Apache-2.0
#include "host/intake/tag_words.hpp"

#include <algorithm>
#include <cctype>

namespace laad {

std::vector<std::string> tag_words(std::string const& tag)
{
    constexpr char const* blanks = " \t\r\n";
    std::vector<std::string> words;
    for (std::size_t from = 0; from <= tag.size();) {
        auto const end = std::min(tag.find(';', from), tag.size());
        auto word = tag.substr(from, end - from);
        word.erase(0, std::min(word.find_first_not_of(blanks), word.size()));
        word.erase(word.find_last_not_of(blanks) + 1);
        std::transform(word.begin(), word.end(), word.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (!word.empty()) words.push_back(std::move(word));
        from = end + 1;
    }
    return words;
}

bool says_any_of(std::string const& tag, std::vector<std::string> const& values)
{
    auto const said = tag_words(tag);
    return std::any_of(values.begin(), values.end(), [&](std::string const& value) {
        auto const words = tag_words(value);
        return std::any_of(words.begin(), words.end(), [&](std::string const& word) {
            return std::find(said.begin(), said.end(), word) != said.end();
        });
    });
}

}  // namespace laad
