// SPDX-License-Identifier: Apache-2.0
// How the cells of our tables are made.
#pragma once

#include "host/report/words.hpp"
#include "rasters/io/vector_file.hpp"
#include "rasters/millimetres.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

using Fields = std::vector<Field>;
inline constexpr auto integer = FieldKind::integer;
inline constexpr auto real = FieldKind::real;
inline constexpr auto words_field = FieldKind::text;

inline Value yes_no(bool yes)
{
    return std::string{yes ? "yes" : "no"};
}

inline Value integer_value(std::int64_t value)
{
    return value;
}

inline Value known(std::optional<double> value)
{
    Value out;
    if (value) out.emplace<double>(*value);
    return out;
}

inline Value known(std::optional<int> value)
{
    Value out;
    if (value) out.emplace<std::int64_t>(*value);
    return out;
}

/// In per cent, rounded to hundredths. `part` ≥ 0.
inline Value share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return known(std::optional<double>{});
    return static_cast<double>((part * 10000 + whole / 2) / whole) / 100;
}

inline std::optional<double> room_kw(ChainRoom const& room)
{
    return room.basis == Basis::none ? std::nullopt : std::optional{kw(room.headroom_w)};
}

inline Geometry point(Point p)
{
    Geometry geometry;
    geometry.points = {p};
    return geometry;
}

inline Polygon rectangle(Box b)
{
    return {{{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}}, {}};
}

inline Geometry polygons(std::vector<Polygon> shapes)
{
    Geometry geometry;
    geometry.polygons = std::move(shapes);
    return geometry;
}

/// Adds rows to a layer; features are numbered from 1.
inline void add(OutputLayer& layer, Geometry geometry, std::vector<Value> values)
{
    layer.features.push_back(
        {static_cast<std::int64_t>(layer.features.size()) + 1, std::move(geometry), std::move(values)});
}

}  // namespace laad
