// SPDX-License-Identifier: Apache-2.0
#include "host/live/edit_json.hpp"

#include "rasters/error.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace laad {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 6;
constexpr double farthest_m = 1e7;  ///< of a coordinate in any projected CRS in metres
constexpr std::array op_names{"place", "move", "remove", "block"};

/// How deep brackets stand in one another, texts left out.
int depth_of(std::string_view text)
{
    int depth = 0, most = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (in_text && c == '\\') ++i;
        if (c == '"' && (i == 0 || text[i] == c)) in_text = !in_text;
        if (in_text) continue;
        if (c == '{' || c == '[') most = std::max(most, ++depth);
        if (c == '}' || c == ']') --depth;
    }
    return most;
}

double coordinate(Json const& object, char const* key)
{
    auto const found = object.find(key);
    if (found == object.end() || !found->is_number())
        throw InputError{fmt::format("{} is missing or no number; give metres in the CRS of the region", key)};
    double const value = found->get<double>();
    if (!std::isfinite(value) || std::abs(value) > farthest_m)
        throw InputError{fmt::format("{} = {} is no coordinate; give metres in the CRS of the region", key, value)};
    return rounded_to_mm(value);
}

int evse_of(Json const& object)
{
    auto const found = object.find("evse");
    bool const is_fit =
        found != object.end() && found->is_number_integer() && *found >= 1 && *found <= most_placed_evse;
    if (!is_fit) throw InputError{fmt::format("evse is missing, or no whole number from 1 to {}", most_placed_evse)};
    return found->get<int>();
}

void allow(Json const& object, std::initializer_list<std::string_view> keys)
{
    for (auto const& [key, value] : object.items())
        if (std::ranges::find(keys, key) == keys.end()) throw InputError{fmt::format("key \"{}\" is not known", key)};
}

std::string needed_text(Json const& object, char const* key)
{
    std::string const text = text_of(object, key);
    if (text.empty()) throw InputError{fmt::format("{} is missing", key)};
    return text;
}

}  // namespace

Json json_from(std::string_view text)
{
    if (depth_of(text) > deepest) throw InputError{fmt::format("the JSON is nested deeper than {} levels", deepest)};
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) throw InputError{"the text is no JSON"};
    return value;
}

std::string text_of(Json const& object, char const* key, std::size_t most)
{
    auto const found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (!found->is_string()) throw InputError{fmt::format("{} is no text", key)};
    auto const& text = found->get_ref<std::string const&>();
    if (text.size() > most) throw InputError{fmt::format("{} is longer than {} bytes", key, most)};
    return text;
}

Edit edit_from(Json const& object)
{
    if (!object.is_object()) throw InputError{"an edit is an object with \"op\""};
    std::string const op = text_of(object, "op");
    auto const found = std::ranges::find(op_names, op);
    if (found == op_names.end())
        throw InputError{fmt::format("op \"{}\" is not known; there are: {}", op, fmt::join(op_names, ", "))};
    Edit edit{.op = static_cast<Edit::Op>(found - op_names.begin())};
    switch (edit.op) {
        case Edit::Op::place:
            allow(object, {"op", "station", "candidate", "x", "y", "evse"});
            edit.station = text_of(object, "station");
            edit.candidate = text_of(object, "candidate");
            edit.evse = evse_of(object);
            break;
        case Edit::Op::move:
            allow(object, {"op", "station", "x", "y"});
            edit.station = needed_text(object, "station");
            break;
        case Edit::Op::remove:
            allow(object, {"op", "station"});
            edit.station = needed_text(object, "station");
            break;
        case Edit::Op::block:
            allow(object, {"op", "candidate"});
            edit.candidate = needed_text(object, "candidate");
    }
    bool const at_point = edit.op == Edit::Op::move || (edit.op == Edit::Op::place && edit.candidate.empty());
    if (at_point) edit.at = {coordinate(object, "x"), coordinate(object, "y")};
    return edit;
}

Json to_json(Edit const& edit)
{
    Json object{{"op", op_names[static_cast<std::size_t>(edit.op)]}};
    if (!edit.station.empty()) object["station"] = edit.station;
    if (!edit.candidate.empty()) object["candidate"] = edit.candidate;
    if (edit.op == Edit::Op::move || (edit.op == Edit::Op::place && edit.candidate.empty())) {
        object["x"] = edit.at.x;
        object["y"] = edit.at.y;
    }
    if (edit.op == Edit::Op::place) object["evse"] = edit.evse;
    return object;
}

Edits edits_from(Json const& list)
{
    if (!list.is_array()) throw InputError{"edits are a list"};
    Edits edits;
    for (Json const& one : list)
        edits.push_back(edit_from(one));
    return edits;
}

Json to_json(Edits const& edits)
{
    Json list = Json::array();
    for (Edit const& edit : edits)
        list.push_back(to_json(edit));
    return list;
}

}  // namespace laad
