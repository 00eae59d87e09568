// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/moves.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/walk.hpp"

namespace laad {

void allowed_moves(CudaExec const& exec, View<Surface const> surface, View<std::uint16_t> moves)
{
    expect(surface.shape == moves.shape, "allowed_moves: surface and moves have the same shape");
    for_each_cell(exec, surface.shape, AllowedMovesCell{surface, moves});
}

}  // namespace laad
