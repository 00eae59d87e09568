// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <cstdint>

namespace laad {

/// Cells of the area of the plan in which pressure reaches 100 %, over all its months together, by what is known of their
/// energy: why they become search areas, or do not.
struct PressedCells {
    std::int64_t all{};
    std::int64_t energy_unknown{};  ///< of no site within reach the energy is known
    std::int64_t energy_below{};    ///< it is known, and below its limit

    std::int64_t reach_both() const { return all - energy_unknown - energy_below; }
    friend bool operator==(PressedCells const&, PressedCells const&) = default;
};

/// Shape   percent, energy_kwh[rows, cols] on the grid of the base layers
/// Units   per cent of what is allowed; kWh an EVSE and month, as is the limit
/// Nodata  percent above 65533: the cell is not pressed; energy_kwh above it: unknown
/// Errors  ContractError: shapes differ
/// Cost    one read of percent a cell, of the others in parts that hold pressed cells
PressedCells pressed_cells(BaseLayers const&, RasterSource<std::uint16_t> const& percent,
                           RasterSource<std::uint16_t> const& energy_kwh, std::int32_t limit_kwh);

/// The same, from the store where the layers did not change.
PressedCells kept_pressed_cells(BaseLayers const&, BlockLayer<std::uint16_t> const& percent,
                                BlockLayer<std::uint16_t> const& energy_kwh, std::int32_t limit_kwh, KeyedStore&);

}  // namespace laad
