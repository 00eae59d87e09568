// SPDX-License-Identifier: Apache-2.0
#include "host/usage/ocpi_locations.hpp"

#include "host/usage/json_fields.hpp"
#include "host/usage/json_records.hpp"

#include <algorithm>

namespace laad {
namespace {

void read_connector(ondemand::value value, OcpiEvse& evse)
{
    if (!is_object(value)) return;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "power_type")
            evse.is_ac = evse.is_ac || text_in(field.value()).starts_with("AC");
        else if (key == "max_electric_power")
            evse.power_w = std::max(evse.power_w, number_in(text_in(field.value())).value_or(0));
    }
}

OcpiEvse evse_in(ondemand::value value)
{
    OcpiEvse evse;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "uid")
            evse.uid = text_in(field.value());
        else if (key == "evse_id")
            evse.evse_id = text_in(field.value());
        else if (key == "status")
            evse.status = text_in(field.value());
        else if (key == "connectors" && is_list(field.value()))
            for (auto connector : field.value().get_array())
                read_connector(connector.value(), evse);
    }
    return evse;
}

OcpiLocation location_in(ondemand::document& record)
{
    OcpiLocation location;
    for (auto field : record.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "id" || key == "location_id")
            location.id = text_in(field.value());
        else if (key == "coordinates")
            location.at = degrees_in(field.value());
        else if (key == "last_updated")
            location.last_updated = text_in(field.value());
        else if (key == "evses" && is_list(field.value()))
            for (auto evse : field.value().get_array())
                if (is_object(evse.value())) location.evses.push_back(evse_in(evse.value()));
    }
    return location;
}

}  // namespace

void each_ocpi_location(std::filesystem::path const& file, std::function<void(OcpiLocation const&)> const& take,
                        std::function<void()> const& broken)
{
    JsonRecords records{file};
    ondemand::parser parser;
    RecordBatch batch;
    while (records.next(batch)) {
        for (std::int64_t i = 0; i < batch.strays; ++i)
            broken();
        for (auto const& [begin, size] : batch.records) {
            std::optional<OcpiLocation> location;
            try {
                std::string_view const bytes{batch.bytes};
                auto record = parser.iterate(padded(bytes.substr(begin, size), bytes.size() - begin - size));
                location = location_in(record.value());
            } catch (simdjson::simdjson_error const&) {
            }
            if (location)
                take(*location);
            else
                broken();
        }
    }
}

}  // namespace laad
