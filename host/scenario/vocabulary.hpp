// SPDX-License-Identifier: Apache-2.0
// Words of keys, tables and messages.
#pragma once

#include "rasters/codes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

// Values of keys, in the order of their codes.
inline std::vector<std::string> const surface_names{"green", "square",   "parking", "motorway", "rail",
                                                    "water", "building", "path",    "street"};  ///< the first is 1
inline std::vector<std::string> const parking_kind_names{"areas", "bays"};
inline std::vector<std::string> const language_names{"en", "nl"};
inline std::vector<std::string> const about_names{"today", "prognosis", "grid"};
inline std::vector<std::string> const allowed_names{"erlang-b", "binomial"};  ///< of usage.allowed

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
/// Nothing: no level has that name.
inline std::optional<AreaLevel> area_level(std::string_view named)
{
    for (AreaLevel const level : {AreaLevel::area, AreaLevel::municipality, AreaLevel::neighbourhood})
        if (name(level) == named) return level;
    return {};
}
/// What people call an area, with the key by which tables know it: "Binnenstad (BU05030100)"; without a name the key.
inline std::string called(std::string const& key, std::string const& name)
{
    return name.empty() ? key : name + " (" + key + ")";
}
inline std::string plural(AreaLevel level)
{
    return level == AreaLevel::neighbourhood ? "buurten" : "gemeenten";
}

/// A way of moving on the grid: what it may pass, and the dated identifier of its rules that every file names. How far
/// it goes is in region.toml.
struct TravelMode {
    char const* name;
    char const* definition;
    bool (*passes)(Surface);
};
inline constexpr TravelMode on_foot{"walk", "laadraster-walk-2026", walkable};

}  // namespace laad
