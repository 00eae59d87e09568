// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/about.hpp"

#include <algorithm>

namespace laad {

std::vector<std::string> const& about_names()
{
    static std::vector<std::string> const names{"today", "prognosis", "grid"};
    return names;
}

About about_in(std::string const& what)
{
    std::string lower = what;
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (lower.find("prognos") != std::string::npos) return About::prognosis;
    return lower.find("grid") != std::string::npos ? About::grid : About::today;
}

}  // namespace laad
