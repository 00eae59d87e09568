// SPDX-License-Identifier: Apache-2.0
// The per-tile part of the analysis: one tile is read with its halo once and every operation runs while it is in
// memory.
#pragma once

#include "host/run/parts/layers.hpp"
#include "host/run/parts/part.hpp"
#include "host/run/run.hpp"
#include "host/run/tile_pipeline.hpp"

#include <string>

namespace laad {

/// Takes the tiles through the parts of the analysis: only those parts of those tiles that are not kept as they are
/// now. Layers and lists are kept; what was computed, and why, is added to the log.
struct TilePass {
    PartInputs const& in;
    Layers& layers;
    TileLists& lists;
    KeyedStore& store;
    ChosenDevice const& device;
    TileLanes lanes;
    RunLog& log;
    RunProgress const& progress;

    /// The parts with these needs, which are met now. `what`: for whoever waits.
    /// Errors  DeviceError: the device fails; OutputError: the work folder cannot be written
    void run(Needs needs, std::string const& what) const;
};

}  // namespace laad
