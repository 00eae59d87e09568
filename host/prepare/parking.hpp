// SPDX-License-Identifier: Apache-2.0
// The parking layers of a scenario, read into areas and mapped bays.
#pragma once

#include "host/prepare/bays.hpp"
#include "host/prepare/findings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

/// What all bays of one parking feature have in common.
struct ParkingLot {
    std::string id;
    std::optional<bool> is_closed;  ///< nothing: neither access nor type is known of this layer
};

struct NamedArea {
    ParkingLot lot;
    std::vector<ParkingArea> parts;
};

struct MappedBay {
    ParkingLot lot;
    Polygon shape;
    bool is_reserved{};
};

struct Parking {
    std::vector<NamedArea> areas;
    std::vector<MappedBay> bays;
    bool knows_use{};  ///< a layer of bays says what its bays are used for
};

/// Features whose id occurred before, and features without a surface, are set aside.
Parking read_parking(std::vector<ParkingConfig> const&, GridSpec const& grid, Findings& findings);

}  // namespace laad
