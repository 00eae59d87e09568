// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"
#include "rasters/view.hpp"

#include <cstdint>
#include <span>

namespace laad {

/// Sums of a raster per zone and how many cells took part; both are added to, so tiles can follow each other.
///
/// Shape   zone[rows, cols], value[rows, cols]; sums[zones], cells[zones] in host memory; halo 0
/// Units   as `value`
/// Nodata  zone 0 is no zone and is left out; a value equal to `nodata` is left out
/// Errors  ContractError: shapes or sizes differ, a zone number ≥ zones (counted, then thrown)
/// Cost    2 + sizeof(value) bytes read a cell
/// Source  none
struct ZonalSums {
    std::span<std::int64_t> sums;
    std::span<std::int64_t> cells;
};
void zonal_sum(CpuExec const&, View<std::uint16_t const> zone, View<std::uint32_t const> value, std::uint32_t nodata,
               ZonalSums);
void zonal_sum(CudaExec const&, View<std::uint16_t const> zone, View<std::uint32_t const> value, std::uint32_t nodata,
               ZonalSums);
void zonal_sum(CpuExec const&, View<std::uint16_t const> zone, View<std::uint16_t const> value, std::uint16_t nodata,
               ZonalSums);
void zonal_sum(CudaExec const&, View<std::uint16_t const> zone, View<std::uint16_t const> value, std::uint16_t nodata,
               ZonalSums);

}  // namespace laad
