// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/plan.hpp"
#include "host/run/tile_pass.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// Says of each part of each tile what it follows from: named content hashes of exactly those inputs that can change
/// it. No name, path, number or time of anything elsewhere is among them.
///   algorithm   the version of the way it is computed (host/prepare/algorithms.hpp); of gains also gains_algorithm
///   settings    the distances, weights and capacities of the configuration
///   ground      streets, buildings, water and borders in the tile and within reach
///   chargers    public charge locations that the part can see
///   dwellings   where demand sits, within reach
///   candidates  the parking spaces with their pole and entry
///   demand      what the prognosis puts where demand sits
///   grid        the room of the assets that can feed the tile
///   unmet       the demand within reach that the stations leave
///   capacity    what a new station can serve in a year
///   gains       what the candidates would newly serve
class KeyMaker {
  public:
    KeyMaker(Run const&, RunPlan const&, TileInputs const&);

    /// The keys of distance, walk, demand, headroom, stations and candidates; the others are empty.
    PartKeys of_inputs(std::size_t tile) const;
    /// The key of gains: by the key of candidates, and what the stations leave.
    std::string of_gains(std::size_t tile, std::string const& candidates_key) const;
    /// The keys of the layers of what the stations leave, and of gain_wh at the poles of `candidates`.
    std::string of_unmet(std::size_t tile) const;
    std::string of_gain(std::span<Cell const> poles, std::span<std::int64_t const> gain_wh) const;

  private:
    std::string ground_within(Rect window) const;
    std::string outside_of(Rect core) const;
    bool is_outside(Rect core) const;
    std::string nodes_in(Rect window, std::vector<std::uint32_t> const& wh) const;
    std::string distance(Rect core) const;
    std::string walk(std::size_t tile) const;
    std::string demand(Rect core) const;
    std::string headroom(Rect core) const;
    std::string stations(std::size_t tile, std::string const& ground, std::string const& places) const;
    std::string candidates(std::size_t tile, std::string const& ground, std::string const& places) const;

    Run const& run_;
    RunPlan const& plan_;
    TileInputs const& in_;
};

}  // namespace laad
