// SPDX-License-Identifier: Apache-2.0
// An operation of the analysis: what is computed together is kept together, tile by tile, under one key. Each has one
// file in this folder; list.hpp lists them. A part is a class P with
//
//   algorithm         its name and the version of the way it is computed
//   scope, needs      the least run that has it, and what must be known before
//   layers            what it writes, in the order in which that is published
//   halo, memory      what it depends on around a tile; its memory
//   keeps_lists       whether it also keeps lists
//   of_use            whether it follows from the use of the network: then only where [usage] is given
//   P{PartInputs}     made when what it needs is known; holds what all tiles read
//   key(TileDigests)  what it follows from in a tile, see key_of(); empty: it has nothing to do there
//   compute(TileWork) computes a tile on either executor, and keeps its layers and lists
#pragma once

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layer_decl.hpp"
#include "host/run/parts/part_info.hpp"
#include "host/run/parts/whole_work.hpp"
#include "host/work/tile_lists.hpp"
#include "rasters/tile.hpp"

#include <cstdint>
#include <tuple>
#include <vector>

namespace laad {

/// What must be known before a part can be computed.
enum class Needs : std::uint8_t {
    inputs,   ///< the inputs alone, and of a plan the demand
    service,  ///< what the stations leave of the demand
    gains,    ///< what every candidate would newly serve
};

struct PartDefaults {
    static constexpr std::tuple<> layers{};
    static constexpr PartMemory memory{};
    static constexpr bool keeps_lists = false;
    static constexpr bool of_use = false;
    static int halo(Scenario const&) { return 0; }
};

/// What the parts of a run read; outlives them.
struct PartInputs {
    Inputs const& inputs;
    NodeWh const& demand_wh;
    NodeWh const& unmet_wh;  ///< before the plan
    std::vector<Tile> const& tiles;
    int tile_cells{};
    TileLists const& lists;  ///< that other parts kept
    WholeWork const& whole;  ///< for what is made once for all tiles

    Scenario const& scenario() const { return inputs.scenario; }
    BaseLayers const& base() const { return inputs.base; }
};

}  // namespace laad
