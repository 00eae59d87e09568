// SPDX-License-Identifier: Apache-2.0
// The parts of the analysis of a tile: what is computed together is kept together, under one key.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>

namespace laad {

enum class Part : std::uint8_t {
    distance,    ///< layers distance, distance_site
    walk,        ///< layers walk, walk_site, evse_within; the walk at every dwelling
    demand,      ///< layers demand, demand_density
    headroom,    ///< the five layers of the grid
    stations,    ///< what the stations reach
    candidates,  ///< what the candidates reach
    gains,       ///< what each candidate would newly serve
    unmet,       ///< layer unmet
    gain,        ///< layer gain
};
inline constexpr std::size_t part_count = 9;
inline constexpr std::array<char const*, part_count> part_names{"distance",   "walk",  "demand", "headroom", "stations",
                                                                "candidates", "gains", "unmet",  "gain"};

/// The first ones follow from the inputs alone, tile by tile; the others also from what the stations serve.
inline constexpr std::size_t tile_parts = 6;

class Parts {
  public:
    bool has(Part part) const { return bits_[static_cast<std::size_t>(part)]; }
    void add(Part part) { bits_.set(static_cast<std::size_t>(part)); }
    bool any() const { return bits_.any(); }

  private:
    std::bitset<part_count> bits_;
};

}  // namespace laad
