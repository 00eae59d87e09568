// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>

namespace laad {

/// A text in English, as the command line prints it, of which said_note makes what is written for people: the catalogue
/// has it with {} for each value, whatever its format.
template <class... T>
std::string to_say(fmt::format_string<T...> english, T&&... values)
{
    return fmt::format(english, std::forward<T>(values)...);
}

/// The same where one and several are said differently.
template <class... T>
std::string to_say_count(std::int64_t count, fmt::format_string<T const&...> one, fmt::format_string<T const&...> many,
                         T const&... values)
{
    return count == 1 ? fmt::format(one, values...) : fmt::format(many, values...);
}

}  // namespace laad
