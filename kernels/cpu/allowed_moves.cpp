// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/moves.hpp"
#include "kernels/cell/rounding.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk.hpp"
#include "rasters/error.hpp"

#include <vector>

namespace laad {
namespace {

constexpr bool steps_agree()
{
    for (int bit = 0; bit < move_count; ++bit)
        if (!(move_step(bit) == move_steps[bit])) return false;
    return true;
}
static_assert(steps_agree(), "kernels/cell/moves.hpp packs move_steps");

/// Five rows of cells around one, 255 where one can walk, with as much closed ground at the sides as a move reaches.
class OpenRows {
  public:
    explicit OpenRows(View<Surface const> surface)
        : surface_{surface},
          pitch_{static_cast<std::size_t>(surface.shape.cols + 2 * move_reach)},
          cells_(kept * pitch_)
    {
    }

    /// Fills in a row; outside the surface it is closed.
    void fill(int row)
    {
        int const cols = surface_.shape.cols;
        std::uint8_t* const open = first(row);
        if (row < 0 || row >= surface_.shape.rows) {
            std::fill_n(open, cols, std::uint8_t{0});
            return;
        }
        Surface const* const surface = &surface_[{row, 0}];
        for (int col = 0; col < cols; ++col)
            open[col] = walkable(surface[col]) ? 255 : 0;
    }

    std::uint8_t const* operator[](int row) const { return cells_.data() + place(row); }

  private:
    static constexpr std::size_t kept = 2 * move_reach + 1;

    std::size_t place(int row) const
    {
        return static_cast<std::size_t>(row + move_reach) % kept * pitch_ + std::size_t{move_reach};
    }
    std::uint8_t* first(int row) { return cells_.data() + place(row); }

    View<Surface const> surface_;
    std::size_t pitch_;
    std::vector<std::uint8_t> cells_;
};

/// AllowedMovesCell for a row of cells, in a loop that becomes vector code. Bits in the order of move_steps.
void write_moves(OpenRows const& open, int row, int cols, std::uint16_t* __restrict moves)
{
    std::uint8_t const* const n2 = open[row - 2];
    std::uint8_t const* const n1 = open[row - 1];
    std::uint8_t const* const here = open[row];
    std::uint8_t const* const s1 = open[row + 1];
    std::uint8_t const* const s2 = open[row + 2];
    for (int c = 0; c < cols; ++c) {
        unsigned const n = n1[c], w = here[c - 1], e = here[c + 1], s = s1[c];
        // With the other cell that a knight move in this direction crosses; a diagonal one crosses n or s, and w or e.
        unsigned const n_nw = n & n1[c - 1], n_ne = n & n1[c + 1], s_sw = s & s1[c - 1], s_se = s & s1[c + 1];
        unsigned const w_nw = w & n1[c - 1], e_ne = e & n1[c + 1], w_sw = w & s1[c - 1], e_se = e & s1[c + 1];
        unsigned const near = (n & 1) | (w & 2) | (e & 4) | (s & 8) | (n_nw & w & 16) | (n_ne & e & 32) |
                              (s_sw & w & 64) | (s_se & e & 128);
        unsigned const far = (n_nw & n2[c - 1] & 1) | (n_ne & n2[c + 1] & 2) | (w_nw & n1[c - 2] & 4) |
                             (e_ne & n1[c + 2] & 8) | (w_sw & s1[c - 2] & 16) | (e_se & s1[c + 2] & 32) |
                             (s_sw & s2[c - 1] & 64) | (s_se & s2[c + 1] & 128);
        moves[c] = static_cast<std::uint16_t>((near & here[c]) | (far & here[c]) << 8);
    }
}

}  // namespace

MoveCosts move_costs(int cell_cm)
{
    expect(cell_cm > 0 && cell_cm <= 1'000'000, "move_costs: a cell is 1 cm to 10 km");
    auto const cost = [square = std::int64_t{cell_cm} * cell_cm](int k) {
        return static_cast<int>(root_rounded_up(k * square));
    };
    return {cost(1), cost(2), cost(5)};
}

int walk_halo(int bound_cm, int cell_cm)
{
    int const straight = move_costs(cell_cm).straight;
    return (bound_cm + straight - 1) / straight;
}

void allowed_moves(CpuExec const& exec, View<Surface const> surface, View<std::uint16_t> moves)
{
    expect(surface.shape == moves.shape, "allowed_moves: surface and moves have the same shape");
    if (surface.shape.cells() == 0) return;
    constexpr std::int64_t grain = 64;  // rows: four more have to be looked at
    for_each_range(exec, surface.shape.rows, grain, [&](std::int64_t begin, std::int64_t end) {
        OpenRows open{surface};
        int row = static_cast<int>(begin);
        for (int ahead = -move_reach; ahead < move_reach; ++ahead)
            open.fill(row + ahead);
        for (; row < static_cast<int>(end); ++row) {
            open.fill(row + move_reach);
            write_moves(open, row, surface.shape.cols, &moves[{row, 0}]);
        }
    });
}

}  // namespace laad
