// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "host/power/tables.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

namespace laad {
namespace {

constexpr std::size_t quarters_of_day = 96;
using DayKind = std::pair<std::string, std::string>;  ///< season, day type
using Day = std::array<std::optional<std::int64_t>, quarters_of_day>;

std::string quarter_name(DayKind const& day, std::size_t quarter)
{
    return fmt::format("{} {} {:02}:{:02}", day.first, day.second, quarter / 4, quarter % 4 * 15);
}

/// Every profile must give every quarter of every kind of day that any profile has.
std::vector<std::int64_t> all_quarters(TableRows const& table, std::string const& profile,
                                       std::map<DayKind, Day> const& days, std::set<DayKind> const& kinds)
{
    std::vector<std::int64_t> values;
    std::vector<std::string> missing;
    for (DayKind const& kind : kinds) {
        auto const day = days.find(kind);
        for (std::size_t q = 0; q < quarters_of_day; ++q)
            if (day != days.end() && day->second[q])
                values.push_back(*day->second[q]);
            else
                missing.push_back(quarter_name(kind, q));
    }
    if (!missing.empty())
        table.refuse(
            fmt::format("profile \"{}\" has no row for {} of its quarters, the first is {}; every profile needs "
                        "quarters 0 to 95 of the same seasons and day types",
                        profile, missing.size(), missing.front()));
    return values;
}

}  // namespace

std::vector<std::string> Profiles::names() const
{
    std::vector<std::string> names;
    for (auto const& [name, values] : by_name)
        names.push_back(name);
    return names;
}

Profiles read_profiles(std::filesystem::path const& file, NumberStyle const& style)
{
    TableRows table{file, Rows::needed, {}, style};
    auto const profile_column = table.column("profile");
    auto const season_column = table.column("season");
    auto const day_column = table.column("day_type");
    auto const quarter_column = table.column("quarter");
    auto const value_column = table.column("value");

    std::map<std::string, std::map<DayKind, Day>> days_of;
    std::set<DayKind> kinds;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const profile = table.name(i, profile_column);
        auto const season = table.name(i, season_column);
        auto const day = table.name(i, day_column);
        auto const quarter = table.number(i, quarter_column, {0, 0, quarters_of_day - 1, "(quarter-hours of a day)"});
        auto const value =
            table.number(i, value_column, {6, 0, 100'000, "(W per MWh a year, or ‰ of the rated power)"});
        if (!profile || !season || !day || !quarter || !value) continue;
        kinds.emplace(*season, *day);
        auto& place = days_of[*profile][{*season, *day}][static_cast<std::size_t>(*quarter)];
        if (place)
            table.bad(i, fmt::format("profile \"{}\" has {} twice; keep one of them", *profile,
                                     quarter_name({*season, *day}, static_cast<std::size_t>(*quarter))));
        place = *value;
    }
    table.finish();

    Profiles profiles;
    for (DayKind const& kind : kinds)
        for (std::size_t q = 0; q < quarters_of_day; ++q)
            profiles.quarters.push_back(quarter_name(kind, q));
    for (auto const& [name, days] : days_of)
        profiles.by_name.emplace(name, all_quarters(table, name, days, kinds));
    return profiles;
}

}  // namespace laad
