// SPDX-License-Identifier: Apache-2.0
// Charge locations as the Open Charge Point Interface hands them out (OCPI 2.2 Locations), which is how NDW publishes
// the Dutch register, DOT-NL. A row is a location.
#include "rasters/error.hpp"
#include "rasters/io/vectors/json_elements.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_json.h>
#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr int degrees = 4326;  // EPSG
constexpr char const* locations_layer = "locations";

enum Column : std::size_t {
    location_id,
    country_code,
    party_id,
    name,
    operator_name,
    address,
    postal_code,
    city,
    n_evse,
    parking_type,
    open_24_7,
    status,
    publish,
    last_updated,
    max_power_kw,
    problem
};
std::vector<Field> const columns{{"location_id"},
                                 {"country_code"},
                                 {"party_id"},
                                 {"name"},
                                 {"operator"},
                                 {"address"},
                                 {"postal_code"},
                                 {"city"},
                                 {"n_evse", FieldKind::integer},
                                 {"parking_type"},
                                 {"open_24_7", FieldKind::integer},
                                 {"status"},
                                 {"publish", FieldKind::integer},
                                 {"last_updated"},
                                 {"max_power_kw", FieldKind::real},
                                 {problem_field}};

Value text_in(CPLJSONObject const& object, char const* key)
{
    CPLJSONObject const value = object.GetObj(key);
    if (!value.IsValid() || value.GetType() == CPLJSONObject::Type::Null) return {};
    std::string text = value.ToString();
    return text.empty() ? Value{} : Value{std::move(text)};
}

Value flag_in(CPLJSONObject const& object, char const* key)
{
    CPLJSONObject const value = object.GetObj(key);
    if (!value.IsValid() || value.GetType() != CPLJSONObject::Type::Boolean) return {};
    return std::int64_t{value.ToBool()};
}

std::optional<double> number_in(CPLJSONObject const& object, char const* key)
{
    CPLJSONObject const value = object.GetObj(key);
    if (!value.IsValid() || value.GetType() == CPLJSONObject::Type::Null) return std::nullopt;
    return number(Value{value.ToString()});
}

std::vector<CPLJSONObject> members(CPLJSONObject const& object, char const* key)
{
    CPLJSONArray const array = object.GetArray(key);
    if (!array.IsValid()) return {};
    std::vector<CPLJSONObject> all;
    for (int i = 0; i < array.Size(); ++i)
        all.push_back(array[i]);
    return all;
}

/// OCPI: max_voltage of three phases is that between line and neutral.
double power_w(CPLJSONObject const& connector)
{
    if (auto const stated = number_in(connector, "max_electric_power"); stated && *stated > 0) return *stated;
    auto const volts = number_in(connector, "max_voltage");
    auto const amperes = number_in(connector, "max_amperage");
    if (!volts || !amperes) return 0;
    return *volts * *amperes * (text(text_in(connector, "power_type")) == "AC_3_PHASE" ? 3 : 1);
}

Value max_power(std::vector<CPLJSONObject> const& evses)
{
    double most = 0;
    for (auto const& evse : evses)
        for (auto const& connector : members(evse, "connectors"))
            most = std::max(most, power_w(connector));
    return most > 0 ? Value{most / 1000} : Value{};
}

/// What the statuses of its charge points make of a location, and how many of them count.
struct Standing {
    std::string status;
    std::int64_t evses{};
};

Standing standing_of(std::vector<CPLJSONObject> const& evses)
{
    constexpr std::array<std::string_view, 4> working{"AVAILABLE", "BLOCKED", "CHARGING", "RESERVED"};
    std::map<std::string, std::int64_t> counts;
    std::string first;  // that neither works nor is planned or removed
    bool works = false;
    for (auto const& evse : evses) {
        std::string word = text(text_in(evse, "status"));
        std::ranges::transform(word, word.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
        if (word.empty()) word = "UNKNOWN";
        ++counts[word];
        bool const is_working = std::ranges::count(working, word) > 0;
        works |= is_working;
        if (!is_working && word != "REMOVED" && word != "PLANNED" && first.empty()) first = word;
    }
    auto const all = std::ssize(evses);
    auto const removed = counts["REMOVED"], planned = counts["PLANNED"];
    if (removed == all) return {"REMOVED", all};
    if (removed + planned == all) return {"PLANNED", planned};
    return {works ? "AVAILABLE" : first, all - removed - planned};
}

Feature feature_of(CPLJSONObject const& location)
{
    Feature feature;
    feature.values.resize(columns.size());
    auto& values = feature.values;
    values[location_id] = text_in(location, "id");
    values[country_code] = text_in(location, "country_code");
    values[party_id] = text_in(location, "party_id");
    values[name] = text_in(location, "name");
    values[operator_name] = text_in(location, "operator/name");
    values[address] = text_in(location, "address");
    values[postal_code] = text_in(location, "postal_code");
    values[city] = text_in(location, "city");
    values[parking_type] = text_in(location, "parking_type");
    values[open_24_7] = flag_in(location, "opening_times/twentyfourseven");
    values[publish] = flag_in(location, "publish");
    values[last_updated] = text_in(location, "last_updated");
    if (auto const evses = members(location, "evses"); !evses.empty()) {
        auto const standing = standing_of(evses);
        values[n_evse] = standing.evses;
        values[status] = standing.status;
        values[max_power_kw] = max_power(evses);
    }
    auto const latitude = number_in(location, "coordinates/latitude");
    auto const longitude = number_in(location, "coordinates/longitude");
    if (latitude && longitude)
        feature.geometry.points.push_back({*longitude, *latitude});
    else
        values[problem] = "coordinates are not two numbers (latitude \"" +
                          text(text_in(location, "coordinates/latitude")) + "\", longitude \"" +
                          text(text_in(location, "coordinates/longitude")) + "\")";
    return feature;
}

bool is_ocpi(fs::path const& input)
{
    if (lower(input.extension().string()) != ".json") return false;
    std::string const begin = first_lines_of_file(input);
    auto const has = [&](char const* word) { return begin.find(word) != std::string::npos; };
    return has("\"coordinates\"") && has("\"latitude\"") && !has("\"FeatureCollection\"");
}

std::vector<LayerContent> layers_of_ocpi(fs::path const&)
{
    std::vector<std::string> names;
    for (Field const& column : columns)
        names.push_back(column.name);
    return {{locations_layer, names, ShapeKind::point, -1, degrees}};
}

fs::path translate_ocpi(fs::path const& input, fs::path const& folder)
{
    OutputLayer layer{.name = locations_layer, .shape = ShapeKind::point, .fields = columns};
    each_element(input, [&](std::string const& element) {
        std::string const number = std::to_string(layer.features.size() + 1);
        if (!CPLIsUTF8(element.c_str(), static_cast<int>(element.size())))
            throw InputError{input.string() + ": element " + number +
                             " of its list is not UTF-8 text; convert the file with: iconv -f WINDOWS-1252 -t UTF-8"};
        CPLJSONDocument document;
        bool const parsed = document.LoadMemory(element);
        if (!parsed || document.GetRoot().GetType() != CPLJSONObject::Type::Object)
            throw InputError{input.string() + ": element " + number +
                             " of its list is no OCPI location; is the file damaged?"};
        layer.features.push_back(feature_of(document.GetRoot()));
    });
    fs::path const to = folder / "locations.gpkg";
    write_geopackage(to, degrees, {layer});
    return to;
}

}  // namespace

Translator const ocpi_translator{"OCPI", is_ocpi, layers_of_ocpi, translate_ocpi};

}  // namespace laad
