// SPDX-License-Identifier: Apache-2.0
#include "host/usage/ocpi_cdr.hpp"

#include "host/usage/batches.hpp"
#include "host/usage/json_fields.hpp"
#include "host/usage/json_records.hpp"
#include "host/usage/use_table.hpp"

#include <tbb/enumerable_thread_specific.h>

namespace laad {
namespace {

bool is_yes(ondemand::value value)
{
    return text_in(value).starts_with('t');
}

/// Of the token of 2.2 and later: the contract names a person over all his cards, so it goes before the card.
void read_token(ondemand::value value, SessionRow& row)
{
    if (!is_object(value)) return;
    std::string_view uid, contract;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "contract_id")
            contract = text_in(field.value());
        else if (key == "uid")
            uid = text_in(field.value());
    }
    row.user = contract.empty() ? uid : contract;
}

void read_connectors(ondemand::value value, SessionRow& row)
{
    if (!is_list(value)) return;
    for (auto connector : value.get_array()) {
        if (!is_object(connector.value())) continue;
        for (auto field : connector.get_object())
            if (std::string_view{field.unescaped_key()} == "power_type")
                row.is_ac = row.is_ac || text_in(field.value()).starts_with("AC");
    }
}

/// Of 2.1.1: a location with the charge point that was used.
void read_evses(ondemand::value value, SessionRow& row)
{
    if (!is_list(value)) return;
    int count = 0;
    for (auto evse : value.get_array()) {
        if (!is_object(evse.value()) || ++count > 1) continue;
        for (auto field : evse.get_object()) {
            std::string_view const key = field.unescaped_key();
            if (key == "uid")
                row.place.evse_uid = text_in(field.value());
            else if (key == "evse_id")
                row.place.evse_id = text_in(field.value());
            else if (key == "connectors")
                read_connectors(field.value(), row);
        }
    }
    if (count > 1) row.place.evse_uid = row.place.evse_id = {};  // which of them, it does not say
}

void read_location(ondemand::value value, SessionRow& row)
{
    if (!is_object(value)) return;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "id")
            row.place.location_id = text_in(field.value());
        else if (key == "evse_uid")
            row.place.evse_uid = text_in(field.value());
        else if (key == "evse_id")
            row.place.evse_id = text_in(field.value());
        else if (key == "coordinates")
            row.place.at = degrees_in(field.value());
        else if (key == "connector_power_type")
            row.is_ac = text_in(field.value()).starts_with("AC");
        else if (key == "evses")
            read_evses(field.value(), row);
    }
}

struct Period {
    WrittenTime start;
    bool is_reserved{};
    bool is_used{};
    std::int64_t power_w{};
};

Period period_in(ondemand::value value, LocalClock const& utc)
{
    Period period;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "start_date_time") {
            period.start = read_time(text_in(field.value()), utc);
        } else if (key == "dimensions" && is_list(field.value())) {
            for (auto dimension : field.value().get_array()) {
                if (!is_object(dimension.value())) continue;
                std::string_view type, volume;
                for (auto part : dimension.get_object()) {
                    std::string_view const name = part.unescaped_key();
                    if (name == "type")
                        type = text_in(part.value());
                    else if (name == "volume")
                        volume = text_in(part.value());
                }
                bool const is_nothing = read_decimal(volume, 6).value_or(1) == 0;
                if (type.starts_with("RESERVATION"))
                    period.is_reserved = true;
                else if (!is_nothing)
                    period.is_used = true;
                if (type == "MAX_POWER" || type == "POWER")
                    period.power_w = std::max(period.power_w, read_decimal(volume, 3).value_or(0));
            }
        }
    }
    return period;
}

/// Periods follow in time. Those that are nothing but a reservation come before the car.
void read_periods(ondemand::value value, LocalClock const& utc, SessionRow& row)
{
    if (!is_list(value)) return;
    bool was_reserved = false, is_plugged_in = false;
    std::int64_t power_w = 0;
    for (auto one : value.get_array()) {
        if (!is_object(one.value())) continue;
        Period const period = period_in(one.value(), utc);
        power_w = std::max(power_w, period.power_w);
        if (is_plugged_in) continue;
        if (period.is_reserved && !period.is_used) {
            was_reserved = true;
            continue;
        }
        is_plugged_in = true;
        if (was_reserved) row.plugged_in = period.start;
    }
    row.only_reserved = was_reserved && !is_plugged_in;
    if (power_w > 0) row.power_w = power_w;
}

/// A number in 2.1.1, an object from 2.2 on.
bool is_negative_cost(ondemand::value value)
{
    if (!is_object(value)) return text_in(value).starts_with('-');
    bool is_negative = false;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "excl_vat" || key == "before_taxes")
            is_negative = read_decimal(text_in(field.value()), 6).value_or(0) < 0;
    }
    return is_negative;
}

void read_field(std::string_view key, ondemand::value value, LocalClock const& utc, SessionRow& row)
{
    if (key == "id")
        row.id = text_in(value);
    else if (key == "country_code")
        row.country = text_in(value);
    else if (key == "party_id")
        row.party = text_in(value);
    else if (key == "start_date_time")
        row.start = read_time(text_in(value), utc);
    else if (key == "end_date_time" || key == "stop_date_time")
        row.end = read_time(text_in(value), utc);
    else if (key == "cdr_token")
        read_token(value, row);
    else if (key == "auth_id")
        row.user = text_in(value);
    else if (key == "cdr_location" || key == "location")
        read_location(value, row);
    else if (key == "charging_periods")
        read_periods(value, utc, row);
    else if (key == "total_cost")
        row.costs_less_than_nothing = is_negative_cost(value);
    else if (key == "total_energy")
        row.energy_wh = read_decimal(text_in(value), 3);
    else if (key == "total_time") {
        if (auto const hours = read_decimal(text_in(value), 6)) row.total_s = *hours * 36 / 10'000;
    } else if (key == "credit")
        row.is_credit = is_yes(value);
    else if (key == "credit_reference_id")
        row.credit_of = text_in(value);
}

}  // namespace

UseTally read_ocpi_cdrs(std::filesystem::path const& file, SessionReading const& reading)
{
    struct Reader {
        ondemand::parser parser;
        UseTally tally;
    };
    LocalClock const utc{"UTC", ""};
    tbb::enumerable_thread_specific<Reader> readers;
    JsonRecords records{file};
    auto const broken = [](UseTally& tally) {
        tally.row();
        tally.set_aside(UseRemark::no_record);
    };
    for_each_batch<RecordBatch>(
        [&](RecordBatch& batch) { return records.next(batch); },
        [&](RecordBatch const& batch) {
            Reader& reader = readers.local();
            std::string_view const bytes{batch.bytes};
            for (std::int64_t i = 0; i < batch.strays; ++i)
                broken(reader.tally);
            std::int64_t number = batch.first_number;
            for (auto const& [begin, size] : batch.records) {
                SessionRow row;
                row.record = number++;
                bool is_read = false;
                try {
                    auto record = reader.parser.iterate(padded(bytes.substr(begin, size), bytes.size() - begin - size));
                    for (auto field : record.get_object())
                        read_field(field.unescaped_key(), field.value(), utc, row);
                    is_read = true;
                } catch (simdjson::simdjson_error const&) {
                    broken(reader.tally);
                }
                if (is_read) take_session(reading, row, reader.tally);
            }
        });
    UseTally all;
    for (Reader const& reader : readers)
        all += reader.tally;
    return all;
}

}  // namespace laad
