// SPDX-License-Identifier: Apache-2.0
#include "host/usage/occupancy.hpp"

#include "host/usage/observed_table.hpp"
#include "host/usage/plausible.hpp"

#include <array>
#include <string>

namespace laad {
namespace {

std::array<std::string, 9> const occupancy_names{
    "location_id", "date",           "hour_local",        "hour_utc",         "hour",
    "n_evse",      connected_column, charging_columns[0], charging_columns[1]};

UseColumn share_of(UseTable const& table)
{
    UseColumn const connected = table.column(connected_column);
    return connected.index ? connected : table.column(charging_columns[0], {charging_columns[1]});
}

}  // namespace

bool tells_charging_only(UsageFile const& config)
{
    return !UseTable{config}.column(connected_column).index;
}

UseTally read_occupancy(UsageFile const& config, std::string const& local_zone, SessionReading const& reading)
{
    UseTable const table{config};
    table.check_keys(occupancy_names);
    auto const location = table.column("location_id");
    auto const date = table.column("date");
    auto const evse = table.column("n_evse");
    auto const share = share_of(table);
    auto const local = table.column("hour_local");
    auto const of_utc = table.column("hour_utc");
    auto const plain = table.column("hour");
    UseColumn const& hour = local.is_given() ? local : of_utc.is_given() ? of_utc : plain;
    for (auto const& [column, name] : {std::pair{&location, "location_id"}, {&date, "date"}, {&hour, "hour_local"}})
        if (!column->is_given())
            table.refuse(std::string{"has no column "} + name +
                         ", which a table of hours needs; [usage.file] columns = {" + name +
                         " = \"...\"} says what it calls it");
    LocalClock const clock = local.is_given()    ? LocalClock{local_zone, "usage.time_zone"}
                             : of_utc.is_given() ? LocalClock{"UTC", ""}
                                                 : LocalClock{config.time_zone, "usage.file.time_zone"};
    bool const comma = config.decimal == ",";
    return read_observed(table, reading, plausible::hour_s, [&](Cells cells, Observation& one) {
        PlaceTold const told{location.of(cells)};
        one.place = reading.places.find(told);
        one.thing = one.place.location;
        auto const day = read_day(date.of(cells));
        auto const at = read_decimal(hour.of(cells), 0);
        one.at = day && at && *at >= 0 && *at <= 23 ? clock.at(*day + *at * plausible::hour_s)
                                                    : WrittenTime{WrittenTime::Kind::unreadable};
        constexpr std::int64_t most_evse = 500;
        auto const percent = read_decimal(share.of(cells), 3, comma);
        auto count = read_decimal(evse.of(cells), 0);
        if (!evse.is_given() && one.place.known()) count = reading.places.evse_of(one.place.charger);
        bool const fits =
            percent && *percent >= 0 && *percent <= 100'000 && count && *count >= 0 && *count <= most_evse;
        if (!fits) {
            if (one.place.known()) one.wrong = UseRemark::figure_unreadable;
            return told;
        }
        one.available = static_cast<std::int32_t>(*count);
        one.occupied_permille = static_cast<std::int32_t>((*percent * *count + 50) / 100);
        return told;
    });
}

}  // namespace laad
