// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace laad {

/// The first ten names of a list, and how many there are more.
inline std::string first_of(std::vector<std::string> const& names)
{
    constexpr std::size_t most = 10;
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        list += (i == 0 ? "" : ", ") + names[i];
    return names.size() <= most ? list : list + " and " + std::to_string(names.size() - most) + " more";
}

}  // namespace laad
