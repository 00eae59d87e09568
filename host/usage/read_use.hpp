// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/use.hpp"
#include "host/work/work.hpp"

#include <vector>

namespace laad {

struct ReadUse {
    Use use;
    std::vector<std::string> notes;  ///< what a reader of the figures should know
};

/// Charge points (EVSE) of each site that stand there today: what is planned has no use.
std::vector<int> standing_evse(BaseLayers const&);

/// The use of the public sites of a region from the files of [usage]. What was made of the same files, settings and sites
/// before is taken from the work folder.
///
/// Units   minutes of charge points (EVSE), Wh
/// Nodata  a site of which nothing is known
/// Errors  InputError: a file that cannot be read or is of no known kind, a time zone that does not exist; DeviceError
///         never; OutputError: the scratch folder cannot be written
/// Cost    files are streamed; memory does not grow with the number of sessions
/// Source  docs/methods/usage.md
ReadUse read_use(Scenario const&, BaseLayers const&, Work const&);

}  // namespace laad
