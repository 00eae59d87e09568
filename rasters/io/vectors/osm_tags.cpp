// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/osm_tags.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace laad {
namespace {

/// Keys that make an area of a closed way, with the values that do not. Source: the OSM wiki, key:area and the area
/// style of osm2pgsql.
struct AreaKey {
    char const* key;
    std::vector<std::string_view> lines{};
};
std::vector<AreaKey> const area_keys{{"aeroway", {"taxiway", "taxilane", "runway"}},
                                     {"amenity"},
                                     {"boundary"},
                                     {"building"},
                                     {"building:part"},
                                     {"craft"},
                                     {"historic", {"citywalls"}},
                                     {"landuse"},
                                     {"leisure", {"slipway", "track"}},
                                     {"military"},
                                     {"natural", {"arete", "cliff", "coastline", "ridge", "tree_row", "valley"}},
                                     {"office"},
                                     {"parking", {"street_side", "lane"}},
                                     {"parking_space"},
                                     {"place"},
                                     {"shop"},
                                     {"tourism"},
                                     {"water"}};

/// Values that make an area, of keys that otherwise do not.
struct AreaValue {
    char const* key;
    std::vector<std::string_view> areas;
};
std::vector<AreaValue> const area_values{{"highway", {"platform", "rest_area", "services"}},
                                         {"man_made",
                                          {"bridge", "bunker_silo", "courtyard", "pier", "reservoir_covered", "silo",
                                           "storage_tank", "wastewater_plant", "water_works", "works"}},
                                         {"power", {"generator", "plant", "substation", "transformer"}},
                                         {"public_transport", {"platform", "station"}},
                                         {"railway", {"platform", "station", "traverser", "turntable"}},
                                         {"waterway", {"boatyard", "dam", "dock", "fuel", "riverbank"}}};

bool holds(std::vector<std::string_view> const& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

/// A text in quotes at `at`, which moves behind it; a backslash keeps what follows.
std::optional<std::string> quoted(std::string_view text, std::size_t& at)
{
    if (at >= text.size() || text[at] != '"') return std::nullopt;
    std::string word;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        if (at < text.size()) word += text[at];
    }
    if (at >= text.size()) return std::nullopt;
    ++at;
    return word;
}

bool take(std::string_view text, std::size_t& at, std::string_view what)
{
    if (text.substr(at, what.size()) != what) return false;
    at += what.size();
    return true;
}

}  // namespace

std::vector<std::string> const& osm_keys()
{
    static std::vector<std::string> const keys{
        // clang-format off
        "access", "addr:city", "addr:flats", "addr:housenumber", "addr:postcode", "addr:street", "admin_level",
        "aeroway", "amenity", "area", "barrier", "bicycle", "boundary", "brand", "bridge", "building",
        "building:flats", "building:levels", "building:part", "capacity", "capacity:charging",
        "capacity:disabled", "covered", "craft", "cycleway", "fee", "foot", "footway", "highway", "historic",
        "indoor", "junction", "landuse", "layer", "leisure", "level", "location", "man_made", "military",
        "motor_vehicle", "motorcar", "name", "natural", "network", "office", "opening_hours", "operator",
        "orientation", "parking", "parking:both", "parking:left", "parking:orientation", "parking:right",
        "parking_space", "place", "population", "power", "public_transport", "railway", "ref", "service", "shop",
        "sidewalk", "start_date", "substation", "surface", "tourism", "tracktype", "tunnel", "type", "usage",
        "vehicle", "voltage", "water", "waterway", "wetland", "width"
        // clang-format on
    };
    return keys;
}

std::string osm_column(std::string key)
{
    std::ranges::replace(key, ':', '_');
    return key;
}

bool is_osm_area(std::function<std::string_view(char const* key)> const& tag)
{
    if (tag("area") == "yes") return true;
    if (tag("area") == "no") return false;
    auto const is_area_value = [&](AreaValue const& each) { return holds(each.areas, tag(each.key)); };
    if (std::ranges::any_of(area_values, is_area_value)) return true;
    if (!tag("highway").empty()) return false;  // a road around a field is a road
    return std::ranges::any_of(area_keys, [&](AreaKey const& each) {
        auto const value = tag(each.key);
        return !value.empty() && value != "no" && !holds(each.lines, value);
    });
}

Hstore parsed_hstore(std::string_view text)
{
    Hstore result;
    std::size_t at = 0;
    while (at < text.size()) {
        auto key = quoted(text, at);
        if (!key || !take(text, at, "=>")) return result;
        if (!take(text, at, "NULL")) {
            auto value = quoted(text, at);
            if (!value) return result;
            result.tags[std::move(*key)] = std::move(*value);
        }
        if (at == text.size()) break;
        if (!take(text, at, ",")) return result;
        while (take(text, at, " ")) {
        }
    }
    result.whole = true;
    return result;
}

}  // namespace laad
