// SPDX-License-Identifier: Apache-2.0
#include "host/usage/table_sessions.hpp"

#include "host/usage/use_table.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <array>
#include <string>
#include <vector>

namespace laad {
namespace {

std::array<std::string, 14> const session_names{"country_code", "party_id",    "id",        "start",     "end",
                                                "energy_kwh",   "location_id", "evse_uid",  "evse_id",   "user",
                                                "credit_of",    "latitude",    "longitude", "total_time"};

struct SessionColumns {
    explicit SessionColumns(UseTable const& table)
        : country{table.column("country_code")},
          party{table.column("party_id")},
          id{table.column("id", {"cdr_id"})},
          start{table.column("start", {"start_date_time"})},
          end{table.column("end", {"end_date_time", "stop_date_time"})},
          energy{table.column("energy_kwh", {"total_energy", "kwh"})},
          location{table.column("location_id", {"cdr_location.id", "cdr_location_id"})},
          evse_uid{table.column("evse_uid", {"cdr_location.evse_uid", "cdr_location_evse_uid"})},
          evse_id{table.column("evse_id", {"cdr_location.evse_id", "cdr_location_evse_id"})},
          user{table.column("user", {"cdr_token.contract_id", "cdr_token_contract_id", "contract_id", "cdr_token.uid",
                                     "cdr_token_uid", "auth_id"})},
          credit_of{table.column("credit_of", {"credit_reference_id"})},
          latitude{table.column("latitude", {"cdr_location.coordinates.latitude"})},
          longitude{table.column("longitude", {"cdr_location.coordinates.longitude"})},
          total_time{table.column("total_time")}
    {
        table.check_keys(session_names);
        for (auto const& [column, name] : {std::pair{&start, "start"}, {&end, "end"}})
            if (!column->index)
                table.refuse(std::string{"has no column "} + name + ", which a table of sessions needs; [usage.file] " +
                             "columns = {" + name + " = \"...\"} says what it calls it");
        if (!location.is_given() && !evse_uid.is_given() && !evse_id.is_given() && !latitude.is_given())
            table.refuse(
                "has no column location_id, evse_uid or evse_id, by which the place of a session is known; "
                "[usage.file] "
                "columns = {location_id = \"...\"} says what it calls one");
    }

    UseColumn country, party, id, start, end, energy, location, evse_uid, evse_id, user, credit_of, latitude, longitude,
        total_time;
};

std::optional<Degrees> degrees(std::string_view latitude, std::string_view longitude, bool comma)
{
    constexpr int decimals = 9;
    auto const y = read_decimal(latitude, decimals, comma);
    auto const x = read_decimal(longitude, decimals, comma);
    if (!x || !y) return {};
    return Degrees{static_cast<double>(*y) / 1e9, static_cast<double>(*x) / 1e9};
}

template <class Fill>
UseTally read_rows(UseTable const& table, SessionReading const& reading, Fill const& fill)
{
    tbb::enumerable_thread_specific<UseTally> tallies;
    table.each(
        [&](Cells cells) {
            SessionRow row;
            row.record = cells.line;
            fill(cells, row);
            take_session(reading, row, tallies.local());
        },
        [&] {
            tallies.local().row();
            tallies.local().set_aside(UseRemark::other_length);
        });
    UseTally all;
    for (UseTally const& tally : tallies)
        all += tally;
    return all;
}

}  // namespace

UseTally read_table_sessions(UsageFile const& config, SessionReading const& reading)
{
    UseTable const table{config};
    SessionColumns const columns{table};
    LocalClock const clock{config.time_zone, "usage.file.time_zone"};
    bool const comma = config.decimal == ",";
    return read_rows(table, reading, [&](Cells cells, SessionRow& row) {
        row.country = columns.country.of(cells);
        row.party = columns.party.of(cells);
        row.id = columns.id.of(cells);
        row.credit_of = columns.credit_of.of(cells);
        row.user = columns.user.of(cells);
        row.place = {columns.location.of(cells), columns.evse_uid.of(cells), columns.evse_id.of(cells)};
        if (columns.latitude.is_given() && columns.longitude.is_given())
            row.place.at = degrees(columns.latitude.of(cells), columns.longitude.of(cells), comma);
        row.start = read_time(columns.start.of(cells), clock);
        row.end = read_time(columns.end.of(cells), clock);
        std::string_view const energy = columns.energy.of(cells);
        if (!comma && config.decimal.empty() && energy.find(',') != energy.npos)
            table.refuse(
                "its energy has numbers with a comma; say which sign stands before decimals: [usage.file] decimal = "
                "\",\" or decimal = \".\"");
        row.energy_wh = read_decimal(energy, 3, comma);
        if (auto const hours = read_decimal(columns.total_time.of(cells), 6, comma)) row.total_s = *hours * 36 / 10'000;
    });
}

UseTally read_elaadnl(UsageFile const& config, SessionReading const& reading)
{
    UseTable const table{config};
    auto const id = table.column("TransactionId");
    auto const charge_point = table.column("ChargePoint");
    auto const connector = table.column("Connector");
    auto const start = table.column("UTCTransactionStart");
    auto const end = table.column("UTCTransactionStop");
    auto const card = table.column("StartCard");
    auto const connected = table.column("ConnectedTime");
    auto const energy = table.column("TotalEnergy");
    auto const power = table.column("MaxPower");
    for (auto const& [column, name] : {std::pair{&id, "TransactionId"},
                                       {&charge_point, "ChargePoint"},
                                       {&start, "UTCTransactionStart"},
                                       {&end, "UTCTransactionStop"},
                                       {&energy, "TotalEnergy"}})
        if (!column->index) table.refuse(std::string{"has no column "} + name + ", which ElaadNL's transactions have");
    LocalClock const utc{"UTC", ""};
    bool const comma = config.decimal != ".";
    return read_rows(table, reading, [&](Cells cells, SessionRow& row) {
        row.party = "ElaadNL";
        row.id = id.of(cells);
        row.user = card.of(cells);
        row.place.evse_uid = charge_point.of(cells);
        row.place.connector = connector.of(cells);
        row.start = read_time(start.of(cells), utc);
        row.end = read_time(end.of(cells), utc);
        row.energy_wh = read_decimal(energy.of(cells), 3, comma);
        if (auto const hours = read_decimal(connected.of(cells), 6, comma)) row.total_s = *hours * 36 / 10'000;
        if (auto const kw = read_decimal(power.of(cells), 3, comma)) row.power_w = *kw;
    });
}

}  // namespace laad
