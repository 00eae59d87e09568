// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/moves.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/walk_contracts.hpp"

namespace laad {

void allowed_moves(CudaExec const& exec, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves)
{
    expect_moves_shapes(surface.shape, walls.shape, moves.shape);
    for_each_cell(exec, surface.shape, AllowedMovesCell{surface, walls, moves});
}

}  // namespace laad
