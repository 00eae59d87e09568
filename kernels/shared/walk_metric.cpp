// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/moves.hpp"
#include "kernels/cell/rounding.hpp"
#include "kernels/walk.hpp"
#include "rasters/error.hpp"

namespace laad {
namespace {

constexpr bool steps_agree()
{
    for (int bit = 0; bit < move_count; ++bit)
        if (!(move_step(bit) == move_steps[bit])) return false;
    return true;
}
static_assert(steps_agree(), "kernels/cell/moves.hpp packs move_steps");

}  // namespace

MoveCosts move_costs(int cell_cm)
{
    expect(cell_cm > 0 && cell_cm <= 1'000'000, "move_costs: a cell is 1 cm to 10 km");
    auto const cost = [square = std::int64_t{cell_cm} * cell_cm](int k) {
        return static_cast<int>(ceil_root(k * square));
    };
    return {cost(1), cost(2), cost(5)};
}

int walk_halo(int bound_cm, int cell_cm)
{
    int const straight = move_costs(cell_cm).straight;
    return (bound_cm + straight - 1) / straight;
}

}  // namespace laad
