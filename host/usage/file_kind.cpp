// SPDX-License-Identifier: Apache-2.0
#include "host/usage/file_kind.hpp"

#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"
#include "host/usage/json_fields.hpp"
#include "host/usage/json_records.hpp"
#include "host/usage/occupancy.hpp"
#include "host/usage/use_table.hpp"
#include "rasters/error.hpp"

#include <algorithm>

namespace laad {
namespace {

std::string first_bytes(std::filesystem::path const& file)
{
    std::string bytes(4096, '\0');
    bytes.resize(ByteStream{file}.read(bytes));
    return bytes;
}

[[noreturn]] void refuse_json(UsageFile const& config, char const* what)
{
    throw InputError{
        config.file.string() + ": " + what +
        "; what is read is OCPI CDRs (start_date_time, end_date_time) and OCPI Locations (evses with a status)"};
}

UseKind kind_of_json(UsageFile const& config)
{
    JsonRecords records{config.file};
    RecordBatch batch;
    while (records.next(batch)) {
        std::string_view const bytes{batch.bytes};
        for (auto const& [begin, size] : batch.records) {
            bool is_session = false, has_begin = false, has_energy = false, is_location = false;
            try {
                ondemand::parser parser;
                auto record = parser.iterate(padded(bytes.substr(begin, size), bytes.size() - begin - size));
                for (auto field : record.get_object()) {
                    std::string_view const key = field.unescaped_key();
                    is_session = is_session || key == "kwh";
                    has_begin = has_begin || key == "start_date_time";
                    has_energy = has_energy || key == "total_energy";
                    is_location = is_location || key == "evses" || key == "coordinates";
                }
            } catch (simdjson::simdjson_error const&) {
                continue;
            }
            if (has_begin && is_session && !has_energy)
                refuse_json(config,
                            "holds OCPI Sessions, which may still change, not the records (CDR) of what they were");
            if (has_begin) return UseKind::cdrs;
            if (is_location) return UseKind::locations;
            refuse_json(config, "holds records that are neither charging sessions nor charge locations");
        }
    }
    return UseKind::cdrs;  // an empty list: nothing charged
}

}  // namespace

std::string text_of(UseKind kind)
{
    switch (kind) {
        case UseKind::cdrs:
            return to_say("OCPI charge detail records (CDR)");
        case UseKind::locations:
            return to_say("OCPI Locations with the status of charge points");
        case UseKind::sessions:
            return to_say("table of charging sessions");
        case UseKind::elaadnl:
            return to_say("open transactions of ElaadNL");
        case UseKind::status:
            return to_say("table of the status of charge points");
        case UseKind::occupancy:
            return to_say("table of occupancy by hour");
    }
    throw ContractError{"broken promise: every kind of file has a text"};
}

bool looks_like_json(std::filesystem::path const& file)
{
    std::string const bytes = first_bytes(file);
    std::string_view text = bytes;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    auto const begin = text.find_first_not_of(" \t\r\n");
    return begin != text.npos && (text[begin] == '[' || text[begin] == '{');
}

bool is_streamed_text(std::filesystem::path const& file)
{
    std::string const bytes = first_bytes(file);
    // A zero byte here and there is a fault of a row; many of them are another encoding, or no text.
    bool const is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                          std::ranges::count(bytes, '\0') * 10 > std::ssize(bytes);
    bool const is_binary = bytes.starts_with("PK\x03\x04") || bytes.starts_with("SQLite format 3") ||
                           bytes.starts_with("\xD0\xCF\x11\xE0");
    bool const is_of_old_mac = bytes.find('\r') != std::string::npos && bytes.find('\n') == std::string::npos;
    return !is_utf16 && !is_binary && !is_of_old_mac;
}

UseKind kind_of(UsageFile const& config)
{
    if (looks_like_json(config.file)) return kind_of_json(config);
    UseTable const table{config};
    auto const has = [&](char const* name, std::vector<std::string> const& others = {}) {
        return table.column(name, others).index.has_value();
    };
    if (has("UTCTransactionStart") && has("ChargePoint")) return UseKind::elaadnl;
    if (has("start", {"start_date_time"}) || has("end", {"end_date_time", "stop_date_time"})) return UseKind::sessions;
    if (has("status", {"evse_status"}) && (has("evse_uid") || has("evse_id"))) return UseKind::status;
    if (has(connected_column) || has(charging_columns[0]) || has(charging_columns[1])) return UseKind::occupancy;
    table.refuse(
        "is no table of use that is known. Columns that would make it one: start and end (sessions); evse_uid and "
        "status (snapshots); location_id, date, hour_local and occupancy_pct (occupancy by hour). [usage.file] "
        "columns says what it calls them; it has " +
        joined(table.columns()));
}

}  // namespace laad
