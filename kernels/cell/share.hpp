// SPDX-License-Identifier: Apache-2.0
// Parts of a whole by running sums: the parts of consecutive shares add up to the whole exactly.
#pragma once

#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

/// ⌊whole·part/total⌋ for 0 ≤ part ≤ total, 0 < total: the product needs up to 126 bits, the quotient fits `whole`.
LAAD_HD inline std::int64_t floor_part(std::int64_t whole, std::int64_t part, std::int64_t total)
{
    if (part == total) return whole;
    auto const product = static_cast<unsigned __int128>(whole) * static_cast<std::uint64_t>(part);
    if (product >> 64 == 0)  // nearly always, and far cheaper
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(product) / static_cast<std::uint64_t>(total));
    return static_cast<std::int64_t>(product / static_cast<std::uint64_t>(total));
}

/// ⌊mass·part/2^32⌋ for part ≤ 2^32.
LAAD_HD inline std::int64_t floor_part_2p32(std::int64_t mass, std::uint64_t part)
{
    return static_cast<std::int64_t>((static_cast<unsigned __int128>(mass) * part) >> 32);
}

/// Hands out a whole in consecutive shares, each ⌊whole·after/total⌋ − ⌊whole·before/total⌋.
class Sharing {
  public:
    /// A total of 0 hands out nothing.
    LAAD_HD Sharing(std::int64_t whole, std::int64_t total) : whole_{whole}, total_{total} {}

    LAAD_HD std::int64_t next(std::int64_t share)
    {
        if (share == 0) return 0;
        after_ += share;
        std::int64_t const given_before = given_;
        given_ = floor_part(whole_, after_, total_);
        return given_ - given_before;
    }

  private:
    std::int64_t whole_;
    std::int64_t total_;
    std::int64_t after_{0};
    std::int64_t given_{0};
};

/// How strongly a station draws a node: EVSE × weight of the walk; a walk past the end of the weights draws nothing.
struct Pull {
    std::int32_t const* weight_by_m;
    std::int64_t weights;

    LAAD_HD std::int64_t operator()(std::int32_t evse, std::int32_t walk_cm) const
    {
        std::int64_t const metres = (std::int64_t{walk_cm} + 99) / 100;
        return metres < weights ? std::int64_t{evse} * weight_by_m[metres] : 0;
    }
};

}  // namespace laad
