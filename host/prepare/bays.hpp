// SPDX-License-Identifier: Apache-2.0
// Parking bays: cut from parking areas, or mapped one by one and joined to rows.
#pragma once

#include "host/scenario/scenario.hpp"
#include "rasters/geometry.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace laad {

/// Bays of which each is the neighbour of the one before.
using BayRow = std::vector<Polygon>;

enum class Orientation { unknown, parallel, across };

struct ParkingArea {
    Polygon shape;
    Orientation orientation{Orientation::unknown};
    std::optional<int> capacity{};
};

/// Whether a street or path is mapped at a place.
using IsWay = std::function<bool(Point)>;

/// Cuts a parking area into bays along the long side of its least rectangle: parallel ones when it is narrow, one row
/// of bays across when no aisle fits beside them, otherwise a lot: row, aisle, row, row, aisle, row ... A strip is
/// followed where it bends. Where streets are mapped inside a lot they are its aisles: the pattern is turned and moved
/// to where most bays stay free of them. Never more bays than the stated capacity.
std::vector<BayRow> cut_bays(ParkingArea const&, BayConfig const&, IsWay const& is_way);

/// Rows of mapped bays, as positions in the list: side by side, or else end to end, and aligned. Bays without a
/// neighbour are rows of one.
std::vector<std::vector<std::size_t>> rows_of_mapped(std::vector<Polygon> const& bays);

}  // namespace laad
