// SPDX-License-Identifier: Apache-2.0
#include "host/usage/status.hpp"

#include "host/usage/observed_table.hpp"
#include "host/usage/ocpi_locations.hpp"
#include "host/usage/plausible.hpp"
#include "rasters/error.hpp"

#include <array>
#include <optional>
#include <string>

namespace laad {
namespace {

constexpr std::int64_t snapshot_s = 900;

std::array<std::string, 5> const status_names{"evse_uid", "evse_id", "location_id", "status", "time"};

/// In capitals, letters alone: out_of_order and OutOfOrder are OUTOFORDER.
std::string word_of(std::string_view status)
{
    std::string word;
    for (char const c : status)
        if (c >= 'a' && c <= 'z')
            word += static_cast<char>(c - 'a' + 'A');
        else if (c >= 'A' && c <= 'Z')
            word += c;
    return word;
}

bool is_word_in(std::string_view word, std::span<std::string_view const> words)
{
    return std::ranges::find(words, word) != words.end();
}

void judge(std::string_view status, Observation& one)
{
    static constexpr std::string_view occupied[] = {"CHARGING",  "BLOCKED",     "RESERVED",      "OCCUPIED",
                                                    "PREPARING", "SUSPENDEDEV", "SUSPENDEDEVSE", "FINISHING"};
    static constexpr std::string_view out[] = {"OUTOFORDER", "INOPERATIVE", "UNKNOWN",    "REMOVED",
                                               "PLANNED",    "FAULTED",     "UNAVAILABLE"};
    std::string const word = word_of(status);
    if (word.empty()) {
        one.wrong = UseRemark::figure_unreadable;
    } else if (word == "AVAILABLE") {
        one.available = 1;
    } else if (is_word_in(word, occupied)) {
        one.available = 1;
        one.occupied_permille = 1000;
    } else {
        one.odd_status = !is_word_in(word, out);
    }
}

/// The time of a file that states none for each row. Errors  InputError: nothing tells it
WrittenTime time_of_file(UsageFile const& config, LocalClock const& clock)
{
    if (auto const constant = config.constants.find("time"); constant != config.constants.end()) {
        WrittenTime const time = read_time(constant->second, clock);
        if (time.kind == WrittenTime::Kind::sure) return time;
        throw InputError{config.file.string() + ": [usage.file] constants.time is \"" + constant->second +
                         "\", which is no one time; write it like 2026-06-07T21:00Z"};
    }
    WrittenTime const time = time_in_name(config.file.filename().string(), clock);
    if (time.is_known()) return time;
    throw InputError{
        config.file.string() +
        ": does not say of what time the status is; name the file like status_2026-06-07T2100Z.csv, or write "
        "[usage.file] constants = {time = \"2026-06-07T21:00Z\"}"};
}

}  // namespace

UseTally read_status_table(UsageFile const& config, SessionReading const& reading)
{
    UseTable const table{config};
    table.check_keys(status_names);
    auto const evse_uid = table.column("evse_uid");
    auto const evse_id = table.column("evse_id");
    auto const location = table.column("location_id");
    auto const status = table.column("status", {"evse_status"});
    LocalClock const clock{config.time_zone, "usage.file.time_zone"};
    UseColumn time = table.column("time", {"timestamp"});
    WrittenTime const of_file = time.index ? WrittenTime{} : time_of_file(config, clock);
    if (!location.is_given() && !reading.places.knows_evses())
        table.refuse(
            "says of which charge point each status is, but not where that stands; name OCPI Locations or a table "
            "location_id, evse_uid, evse_id as usage.evses");
    return read_observed(table, reading, snapshot_s, [&](Cells cells, Observation& one) {
        PlaceTold const told{location.of(cells), evse_uid.of(cells), evse_id.of(cells)};
        one.place = reading.places.find(told);
        one.thing = one.place.evse;
        one.at = time.index ? read_time(time.of(cells), clock) : of_file;
        judge(status.of(cells), one);
        return told;
    });
}

UseTally read_status_locations(UsageFile const& config, SessionReading const& reading)
{
    LocalClock const clock{config.time_zone, "usage.file.time_zone"};
    WrittenTime const at = time_of_file(config, clock);
    TwinLocations twins;
    auto const told_of = [](OcpiLocation const& location, OcpiEvse const& evse) {
        return PlaceTold{location.id, evse.uid, evse.evse_id, {}, location.at};
    };
    each_ocpi_location(
        config.file,
        [&](OcpiLocation const& location) {
            for (OcpiEvse const& evse : location.evses) {
                Observation one;
                one.place = reading.places.find(told_of(location, evse));
                twins.see(one);
            }
        },
        [] {});
    UseTally tally;
    std::int64_t number = 0;
    Observer observer{reading, twins, snapshot_s};
    each_ocpi_location(
        config.file,
        [&](OcpiLocation const& location) {
            ++number;
            for (OcpiEvse const& evse : location.evses) {
                Observation one;
                PlaceTold const told = told_of(location, evse);
                one.place = reading.places.find(told);
                one.thing = one.place.evse;
                one.at = at;
                judge(evse.status, one);
                if (set_aside_unplaced(one, told, number, reading.now_s, tally)) continue;
                observer.take(one, tally);
                if (!one.place.known()) continue;
                if (evse.power_w > plausible::most_w)
                    tally.notice(UseRemark::megawatts);
                else if (evse.is_ac && evse.power_w > plausible::most_ac_w)
                    tally.notice(UseRemark::ac_power);
            }
        },
        [&] {
            tally.row();
            tally.set_aside(UseRemark::no_record);
        });
    return tally;
}

}  // namespace laad
