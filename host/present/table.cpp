// SPDX-License-Identifier: Apache-2.0
#include "host/present/table.hpp"

#include "host/present/safe_text.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>

namespace laad {

std::string TableCell<Decimal>::shown(Decimal number)
{
    return number_words(number.value, number.decimals);
}

Value TableCell<Portion>::value(Portion portion)
{
    auto const [part, whole] = portion;
    if (whole == 0) return {};
    return static_cast<double>((part * 10000 + (part < 0 ? -whole : whole) / 2) / whole) / 100;
}

namespace {

std::string csv_text(Value const& value)
{
    if (auto const* real_value = std::get_if<double>(&value)) return fmt::format("{}", *real_value);
    return csv_cell(text(value));
}

void add(ContentHash& hash, Value const& value)
{
    hash.add(static_cast<std::int64_t>(value.index()));
    if (auto const* whole = std::get_if<std::int64_t>(&value)) hash.add(*whole);
    if (auto const* real = std::get_if<double>(&value)) hash.add(fmt::format("{}", *real));
    if (auto const* words = std::get_if<std::string>(&value)) hash.add(*words);
}

std::string hash_of(OutputLayer const& table)
{
    ContentHash hash;
    for (Field const& field : table.fields)
        hash.add(field.name);
    for (Feature const& row : table.features)
        for (Value const& value : row.values)
            add(hash, value);
    return hash.digest();
}

}  // namespace

std::string csv(OutputLayer const& layer)
{
    std::vector<std::string> cells;
    for (Field const& field : layer.fields)
        cells.push_back(csv_cell(field.name));
    std::string out = joined(cells, ",") + "\n";
    for (Feature const& feature : layer.features) {
        cells.clear();
        for (Value const& value : feature.values)
            cells.push_back(csv_text(value));
        out += joined(cells, ",") + "\n";
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> table_hashes(std::vector<OutputLayer> const& tables)
{
    std::vector<std::pair<std::string, std::string>> hashes;
    for (OutputLayer const& table : tables)
        hashes.emplace_back(table.name, hash_of(table));
    return hashes;
}

Geometry point(Point p)
{
    Geometry geometry;
    geometry.points = {p};
    return geometry;
}

Geometry polygons(std::vector<Polygon> shapes)
{
    Geometry geometry;
    geometry.polygons = std::move(shapes);
    return geometry;
}

Polygon rectangle(Box b)
{
    return {{{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}}, {}};
}

}  // namespace laad
