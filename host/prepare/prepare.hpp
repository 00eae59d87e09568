// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/work/work.hpp"

#include <functional>
#include <string>

namespace laad {

/// Where the base layers are kept and how they are made.
struct WorkFolder {
    Work work;
    int tile_cells{};  ///< side of the tiles: a power of two, at least 64
    Codec codec{Codec::zstd};
    int threads{};  ///< 0: one for each core
};

/// Told what is being done and the part of it that is done, 0..1; one call at a time. May throw to stop the work.
using PrepareProgress = std::function<void(std::string const& what, double part)>;

/// Reads every vector input of the scenario and makes the base layers, a tile at a time: large layers with a spatial
/// index are never in memory as a whole. What an earlier run left in the folder is used: everything when the inputs
/// are the same, else the tiles that no change touches. The result is the same for any tile size and thread count.
/// Errors  InputError: see read_layer; a CRS not in metres; an area that is empty or that no neighbourhood touches; a
///         field that does not exist; prognosis and grid tables are not read here. OutputError: the folder cannot be
///         written
BaseLayers prepare(Scenario const&, WorkFolder const&, PrepareProgress const&);

/// The grid of a scenario: the box of the area, widened by the context rim, its edges snapped outwards.
GridSpec grid_of(RegionConfig const&, Box const& area);

}  // namespace laad
