// SPDX-License-Identifier: Apache-2.0
// What tables, keys and messages call what another country has other words for.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace laad {

/// Scenarios of a prognosis, from low to high.
inline std::array<std::string, 3> const scenario_names{"laag", "midden", "hoog"};

/// What figures are given for.
enum class AreaLevel : std::uint8_t { area, municipality, neighbourhood };

/// Also the name of the column that holds its key.
inline std::string const& name(AreaLevel level)
{
    static std::array<std::string, 3> const names{"area", "gemeente", "buurt"};
    return names[static_cast<std::size_t>(level)];
}
inline std::string plural(AreaLevel level)
{
    return level == AreaLevel::neighbourhood ? "buurten" : "gemeenten";
}

}  // namespace laad
