// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "host/power/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

constexpr std::int64_t least_coincidence = million / 100;

/// part (10^-6) × power × shape (10^-6 of a thousandth), rounded up.
std::int64_t shaped_w(std::int64_t part, std::int64_t power_w, std::int64_t shape)
{
    constexpr __int128 one = static_cast<__int128>(million) * million * 1000;
    __int128 const product = static_cast<__int128>(part) * power_w * shape;
    return static_cast<std::int64_t>((product + one - 1) / one);
}

}  // namespace

std::vector<ChargingType> read_charging_types(std::filesystem::path const& file, NumberStyle const& style,
                                              Profiles const& profiles)
{
    TableRows table{file, Rows::needed, {}, style};
    auto const type_column = table.column("type");
    auto const power_column = table.column("power_w");
    auto const coincidence_column = table.column("coincidence");
    auto const profile_column = table.column("profile");
    auto const energy_column = table.column("kwh_per_point_year");
    auto const connection_column = table.optional_column("connects_at");
    auto const names = profiles.names();

    std::vector<ChargingType> types;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const name = table.name(i, type_column);
        auto const power = table.number(i, power_column, {0, 1000, 5 * million, "W (1 kW is 1000)"});
        auto const coincidence = table.number(i, coincidence_column, {6, 0, 1, "(share of the points)"});
        auto const profile = table.choice(i, profile_column, names);
        auto const energy = table.number(i, energy_column, {0, 1, 10 * million, "kWh per year"});
        if (coincidence && *coincidence < least_coincidence)
            table.bad(i,
                      fmt::format("coincidence {} is outside 0.01 to 1 (the share of the points that charge at once); "
                                  "correct it",
                                  table.cell(i, coincidence_column)));
        if (!name || !power || !coincidence || !profile || !energy) continue;
        if (std::any_of(types.begin(), types.end(), [&](ChargingType const& t) { return t.name == *name; }))
            table.bad(i, fmt::format("type \"{}\" is there twice; keep one of them", *name));
        std::optional<std::size_t> kind;
        if (connection_column && !table.cell(i, *connection_column).empty()) {
            kind = table.choice(i, *connection_column, asset_kinds);
            if (!kind) continue;
        }
        std::string const connects_at = kind ? asset_kinds[*kind] : "";
        ChargingType type{*name, *power, *energy, {}, {}, connects_at};
        auto const& shape = profiles.by_name.at(names[*profile]);
        if (*std::max_element(shape.begin(), shape.end()) > 1000 * million)
            table.bad(i,
                      fmt::format("profile \"{}\" of type \"{}\" is above 1000 ‰ of the rated power; a charging shape "
                                  "is in ‰",
                                  names[*profile], *name));
        for (std::int64_t const value : shape) {
            type.mean_w.push_back(shaped_w(*coincidence, *power, value));
            type.deviation_w.push_back(shaped_w(million - *coincidence, *power, value));
        }
        types.push_back(std::move(type));
    }
    table.finish();
    return types;
}

}  // namespace laad
