// SPDX-License-Identifier: Apache-2.0
// What we carry over of OpenStreetMap's tags.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// The keys that become columns, sorted; all others are left behind.
std::vector<std::string> const& osm_keys();

/// addr:street becomes addr_street.
std::string osm_column(std::string key);

/// Whether a closed way is an area, as tools for OSM judge: area=yes or a key of areas, and no road or path otherwise.
/// `tag`: its value of a key, empty where it has none.
bool is_osm_area(std::function<std::string_view(char const* key)> const& tag);

/// The tags of "highway"=>"footway","name"=>"Say \"A\"", as GDAL and PostgreSQL write many in one text (hstore); all
/// that is whole when it is cut off.
struct Hstore {
    std::map<std::string, std::string> tags;
    bool whole{};
};
Hstore parsed_hstore(std::string_view text);

}  // namespace laad
