// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Tiles of a pass, of which some may be done on one device and some on another.
struct TrialTiles {
    /// Does tiles until it is enough, which is asked before each, or none is left.
    std::function<void(ChosenDevice const&, std::function<bool()> const& is_enough)> go_on;
    std::function<std::size_t()> computed;  ///< tiles so far, without those that had nothing to compute
    std::function<bool()> is_over;          ///< none is left
};

/// The device for a pass. One that is on trial is held against the CPU: a second of tiles on each, which are done with
/// it. The verdict is kept in the work folder, so that it falls once for a region on a machine, and noted when it falls.
/// Without tiles that are worth a trial only a verdict that is known counts.
ChosenDevice faster_device(ChosenDevice const&, KeyedStore&, std::optional<TrialTiles> const&,
                           std::vector<std::string>& notes);

}  // namespace laad
