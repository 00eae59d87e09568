// SPDX-License-Identifier: Apache-2.0
// What the program prints: texts of the inputs are in it, so nothing else writes to the terminal.
#pragma once

#include "host/language/language.hpp"
#include "host/present/safe_text.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace laad {

/// Sums up in English what was written in the language of the folder, numbers included.
inline void sum_up_in_english()
{
    speak(Language::en);
}

/// Prints to stdout. Errors  std::system_error
template <class... T>
void say(fmt::format_string<T...> format, T&&... values)
{
    fmt::print("{}", for_terminal(fmt::format(format, std::forward<T>(values)...)));
}

/// Prints to stderr.
template <class... T>
void say_aside(fmt::format_string<T...> format, T&&... values)
{
    fmt::print(stderr, "{}", for_terminal(fmt::format(format, std::forward<T>(values)...)));
}

}  // namespace laad
