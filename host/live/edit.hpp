// SPDX-License-Identifier: Apache-2.0
// What a planner does to a region while looking at it.
#pragma once

#include "rasters/grid.hpp"

#include <string>
#include <vector>

namespace laad {

/// One change. Each names the fields that it uses; the others are left empty.
struct Edit {
    enum class Op : std::uint8_t { place, move, remove, block };
    Op op{};
    std::string station{};    ///< move, remove: id of a public charge location; place: the id that it gets
    std::string candidate{};  ///< block; place: where, empty: at `at`
    Point at{};               ///< place, move: in the CRS of the region, whole millimetres
    int evse{};               ///< place

    friend bool operator==(Edit const&, Edit const&) = default;
};

/// From the first to the last; taking away the last one undoes it.
using Edits = std::vector<Edit>;

inline constexpr int most_placed_evse = 100;

}  // namespace laad
