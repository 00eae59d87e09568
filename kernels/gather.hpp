// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"
#include "rasters/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// The values of some cells, in their order.
///
/// Shape   raster[rows, cols]; cells[n] in it
/// Units   as `raster`
/// Nodata  as any value
/// Errors  ContractError: a cell outside the raster
/// Cost    10 bytes a cell that is asked for
/// Source  none
std::vector<std::uint16_t> gather(CpuExec const&, View<std::uint16_t const> raster, std::span<Cell const> cells);
std::vector<std::uint16_t> gather(CudaExec const&, View<std::uint16_t const> raster, std::span<Cell const> cells);

}  // namespace laad
