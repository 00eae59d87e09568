// SPDX-License-Identifier: Apache-2.0
// Walking on a grid with barriers and links between levels. One metric for all: 16 moves, (1,0), (1,1), (2,1) and their
// mirror images, with weights ⌈100·cell_m·√k⌉ cm, k = 1, 2, 5.
#pragma once

#include "kernels/executor.hpp"
#include "rasters/codes.hpp"
#include "rasters/ids.hpp"
#include "rasters/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// The centimetres that the moves (1,0), (1,1) and (2,1) cost on cells of `cell_cm`.
struct MoveCosts {
    int straight{};
    int diagonal{};
    int knight{};
};
MoveCosts move_costs(int cell_cm);

/// Cells of halo that a walk of `bound_cm` can need: ⌈bound / straight⌉.
int walk_halo(int bound_cm, int cell_cm);

/// The 16 moves in the order of the bits in a `moves` raster. Bit b of a cell is set when the move to cell + step[b] is
/// allowed: every cell that the segment crosses is walkable, both ends included, (1,1) needs both orthogonal
/// neighbours, and no wall stands between the two cells. The mask is symmetric: a move is allowed exactly when the move
/// back is.
inline constexpr Cell move_steps[16] = {{-1, 0},  {0, -1}, {0, 1},   {1, 0},  {-1, -1}, {-1, 1}, {1, -1}, {1, 1},
                                        {-2, -1}, {-2, 1}, {-1, -2}, {-1, 2}, {1, -2},  {1, 2},  {2, -1}, {2, 1}};

/// The moves by which a `walls` raster says what stands between two cells: bit k of a cell is set when the move
/// move_steps[forward_moves[k]] is walled off, there and back. They are the moves to a later cell in row-major order,
/// so that each pair of cells has one bit.
inline constexpr int forward_moves[8] = {2, 3, 6, 7, 12, 13, 14, 15};

inline constexpr int move_reach = 2;  ///< cells that one move spans at most

/// Which of the 16 moves each cell allows.
///
/// Shape   surface, walls, moves[rows, cols]; halo 2 for equality with a larger window (outside is not walkable)
/// Units   codes and a bit mask in, bit mask out
/// Nodata  a cell that is not walkable allows no move
/// Errors  ContractError: shapes differ
/// Cost    2 reads of 1 byte (5×5 neighbours, cached), 1 write of 2 bytes a cell
/// Source  docs/methods/walk.md
void allowed_moves(CpuExec const&, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves);
void allowed_moves(CudaExec const&, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves);

/// A way over or under others, usable in both directions; cells of the window. A link may end in a cell that is not
/// walkable (a deck that goes on as another link): one can pass through such a cell by links only.
struct Link {
    Cell a{};
    Cell b{};
    int cost_cm{};

    friend bool operator==(Link const&, Link const&) = default;
};

/// What one walks on: `moves` in the executor's memory, cells of the window. `links` lists only links with both ends
/// inside the window.
struct WalkArea {
    View<std::uint16_t const> moves{};
    std::span<Link const> links{};
    int cell_cm{250};
};

/// A charger that enters the walking grid at `access` after `start_cm` in a straight line; cells of the window (the
/// site itself may lie outside it).
struct WalkSource {
    Cell site{};
    Cell access{};
    int start_cm{};
};

/// Shortest walking distance from each cell to the nearest site, and that site.
///
/// Shape   area.moves, surface, distance_dm, site [rows, cols]; halo walk_halo(bound_cm) for equality with a larger
///         window
/// Units   bound in cm, inclusive, counting start_cm; distance out in dm, rounded up
/// Nodata  not walkable: distance_nodata, no_site; farther than the bound: distance_beyond, no_site
/// Ties    equal cm: the site with the lowest (row, col)
/// Errors  ContractError: shapes differ, sources not sorted by site, access outside the window, bound < 0
/// Cost    until a fixed point, never a fixed number of passes
/// Source  docs/methods/walk.md
void walk(CpuExec const&, WalkArea, View<Surface const> surface, std::span<WalkSource const> sources, int bound_cm,
          View<std::uint16_t> distance_dm, View<SiteOffset> site);
void walk(CudaExec const&, WalkArea, View<Surface const> surface, std::span<WalkSource const> sources, int bound_cm,
          View<std::uint16_t> distance_dm, View<SiteOffset> site);

/// A place from which one walks: a station or a candidate. `access` in cells of the window.
struct WalkOrigin {
    Cell access{};
    int start_cm{};
    int evse{};
};

/// The public charge points (EVSE) that each walkable cell can reach on foot within a bound.
///
/// Shape   area.moves, surface, evse[rows, cols]; halo walk_halo(bound_cm)
/// Units   bound in cm, inclusive, counting start_cm; EVSE out, saturating at 65534
/// Nodata  not walkable: 65535
/// Errors  ContractError: shapes differ, access outside the window, evse < 0
/// Cost    one bounded walk an origin
/// Source  docs/methods/walk.md
void evse_within(CpuExec const&, WalkArea, View<Surface const> surface, std::span<WalkOrigin const> origins,
                 int bound_cm, View<std::uint16_t> evse);
void evse_within(CudaExec const&, WalkArea, View<Surface const> surface, std::span<WalkOrigin const> origins,
                 int bound_cm, View<std::uint16_t> evse);

/// One place of demand that an origin reaches: its node number and the walk in cm (both straight access parts
/// included).
struct Reached {
    NodeId node;
    std::int32_t walk_cm{};

    friend bool operator==(Reached const&, Reached const&) = default;
};

/// Per origin the nodes within its reach, sorted by node: entries [first[i], first[i+1]).
struct ReachLists {
    std::vector<std::int64_t> first{0};
    std::vector<Reached> entries;

    template <class Thing>
    std::span<Reached const> of(Id<Thing> origin) const
    {
        return of(origin.index());
    }
    std::span<Reached const> of(std::size_t origin) const
    {
        auto const begin = static_cast<std::size_t>(first[origin]);
        return std::span{entries}.subspan(begin, static_cast<std::size_t>(first[origin + 1]) - begin);
    }
    std::size_t origins() const { return first.size() - 1; }
};

/// The demand nodes that each origin reaches on foot within a bound.
///
/// Shape   area.moves, node[rows, cols]; halo walk_halo(bound_cm) around the origins
/// Units   bound in cm, inclusive, on start_cm + walk + node_access_cm[node]
/// Nodata  node < 0: no demand in the cell
/// Errors  ContractError: shapes differ, access outside the window, a node number outside node_access_cm
/// Cost    one bounded walk an origin
/// Source  docs/methods/walk.md
ReachLists reach(CpuExec const&, WalkArea, View<std::int32_t const> node, std::span<std::int32_t const> node_access_cm,
                 std::span<WalkOrigin const> origins, int bound_cm);
ReachLists reach(CudaExec const&, WalkArea, View<std::int32_t const> node, std::span<std::int32_t const> node_access_cm,
                 std::span<WalkOrigin const> origins, int bound_cm);

}  // namespace laad
