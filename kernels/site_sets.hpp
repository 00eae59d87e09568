// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/walk.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// A set of origins: another set, and one origin more, that comes after all of that one.
struct OriginSet {
    std::int32_t without{-1};  ///< number of the set without its last origin; −1: this is set 0, which is empty
    std::int32_t last{-1};     ///< number of that origin

    friend bool operator==(OriginSet const&, OriginSet const&) = default;
};

/// Which origins each walkable cell can reach on foot within a bound: cells that reach the same ones have the same number.
/// Gives the sets by number, each after the one that it extends, so that what follows from a set is one step for each;
/// some are those of no cell.
///
/// Shape   area.moves, surface, set[rows, cols]; halo walk_halo(bound_cm)
/// Units   bound in cm, inclusive, counting start_cm; numbers of sets out
/// Nodata  not walkable: −1
/// Errors  ContractError: shapes differ, access outside the window
/// Cost    one bounded walk an origin, one after the other; a read and a write for each cell that it reaches
/// Source  docs/methods/usage.md#chance-of-a-free-charger
std::vector<OriginSet> site_sets(CpuExec const&, WalkArea, View<Surface const> surface,
                                 std::span<WalkOrigin const> origins, int bound_cm, View<std::int32_t> set);

}  // namespace laad
