// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <string_view>

namespace laad {

/// Whether `text` is a day that exists, written like 2026-07-01.
inline bool is_iso_date(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::count_if(text.begin(), text.end(), is_digit) != 8) return false;
    auto const two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
    std::chrono::year_month_day const day{std::chrono::year{two(0) * 100 + two(2)},
                                          std::chrono::month{static_cast<unsigned>(two(5))},
                                          std::chrono::day{static_cast<unsigned>(two(8))}};
    return day.ok();
}

}  // namespace laad
