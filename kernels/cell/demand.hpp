// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/share.hpp"

#include <cstdint>

namespace laad {

/// A sum above `node_most_wh` does not fit a node.
inline constexpr std::uint64_t node_most_wh = 0xFFFF'FFFF;

/// Whether share `i` is the first one of its node.
template <class Share>
LAAD_HD bool starts_node(Share const* shares, std::int64_t i)
{
    return i == 0 || shares[i - 1].node != shares[i].node;
}

/// The sum of all shares of the node that starts at share `first`; saturates, so that no input can wrap into a
/// plausible sum.
template <class Share>
LAAD_HD std::uint64_t node_sum(Share const* shares, std::int64_t count, std::int64_t first,
                               std::int64_t const* neighbourhood_wh)
{
    std::uint64_t sum = 0;
    for (std::int64_t i = first; i < count && shares[i].node == shares[first].node; ++i) {
        std::int64_t const mass = neighbourhood_wh[shares[i].neighbourhood.number()];
        auto const value = static_cast<std::uint64_t>(floor_part_2p32(mass, shares[i].after) -
                                                      floor_part_2p32(mass, shares[i].before));
        sum = value > ~sum ? ~std::uint64_t{0} : sum + value;
    }
    return sum;
}

/// Weights are fixed point 2^-15.
inline constexpr int weight_bits = 15;

/// A weighted sum of Wh as whole Wh, rounded half up.
LAAD_HD inline std::uint64_t whole_wh(std::uint64_t weighted)
{
    return (weighted + (1u << (weight_bits - 1))) >> weight_bits;
}

/// Wh as whole kWh, rounded half up.
LAAD_HD inline std::uint64_t whole_kwh(std::uint64_t wh)
{
    return (wh + 500) / 1000;
}

inline constexpr std::uint64_t density_most_kwh = 0xFFFF'FFFF;

}  // namespace laad
