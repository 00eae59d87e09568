// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// All of a neighbourhood, as part_inside gives it.
inline constexpr std::uint64_t whole_neighbourhood = std::uint64_t{1} << 32;

/// Per neighbourhood of the base layers: the part of its surface inside the grid in 2^-32; all of it when at most 0.1 %
/// lies outside.
std::vector<std::uint64_t> part_inside(BaseLayers const&);

/// That part of a figure, rounded down.
std::int64_t scaled(std::int64_t value, std::uint64_t part);

}  // namespace laad
