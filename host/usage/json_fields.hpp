// SPDX-License-Identifier: Apache-2.0
// Values of JSON as OCPI means them, whatever type a sender gave them. Included where simdjson is.
#pragma once

#include "host/usage/ocpi_locations.hpp"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace laad {

namespace ondemand = simdjson::ondemand;

/// A text, or a number or truth as it is written; empty for null, lists and objects. Lives as long as the record.
inline std::string_view text_in(ondemand::value value)
{
    using simdjson::ondemand::json_type;
    switch (value.type()) {
        case json_type::string:
            return value.get_string();
        case json_type::number:
        case json_type::boolean: {
            std::string_view text = value.raw_json_token();
            while (!text.empty() &&
                   (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
                text.remove_suffix(1);
            return text;
        }
        default:
            return {};
    }
}

inline bool is_object(ondemand::value value)
{
    return value.type() == simdjson::ondemand::json_type::object;
}
inline bool is_list(ondemand::value value)
{
    return value.type() == simdjson::ondemand::json_type::array;
}

inline std::optional<double> number_in(std::string_view text)
{
    double value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

/// `coordinates` of a location.
inline std::optional<Degrees> degrees_in(ondemand::value value)
{
    if (!is_object(value)) return {};
    std::optional<double> latitude, longitude;
    for (auto field : value.get_object()) {
        std::string_view const key = field.unescaped_key();
        if (key == "latitude")
            latitude = number_in(text_in(field.value()));
        else if (key == "longitude")
            longitude = number_in(text_in(field.value()));
    }
    if (!latitude || !longitude) return {};
    return Degrees{*latitude, *longitude};
}

/// The record as simdjson takes it, in a batch.
inline simdjson::padded_string_view padded(std::string_view record, std::size_t behind)
{
    return simdjson::padded_string_view{record.data(), record.size(), record.size() + behind};
}

}  // namespace laad
