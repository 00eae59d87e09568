// SPDX-License-Identifier: Apache-2.0
#include "kernels/gather.hpp"

#include "kernels/contracts.hpp"

namespace laad {

std::vector<std::uint16_t> gather(CpuExec const&, View<std::uint16_t const> raster, std::span<Cell const> cells)
{
    check_gather(cells, raster.shape);
    std::vector<std::uint16_t> values;
    values.reserve(cells.size());
    for (Cell const cell : cells)
        values.push_back(raster[cell]);
    return values;
}

}  // namespace laad
