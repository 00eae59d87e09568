// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace laad {

/// A place that is reached on foot.
struct WalkTo {
    std::size_t place{};     ///< in the list that was asked about
    std::int32_t walk_cm{};  ///< both straight access parts included

    friend bool operator==(WalkTo const&, WalkTo const&) = default;
};

/// The places that each origin reaches on foot within a bound, by place. Origins lie near each other: the walkable ground
/// around all of them is read at once.
///
/// Units   bound in cm, inclusive
/// Nodata  none
/// Errors  none
/// Cost    one bounded walk an origin, 7 bytes a cell of the window
/// Source  docs/methods/walk.md
std::vector<std::vector<WalkTo>> walks_to(BaseLayers const&, std::vector<Access> const& places,
                                          std::vector<Access> const& origins, std::int32_t bound_cm);

}  // namespace laad
