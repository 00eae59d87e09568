// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/use.hpp"
#include "host/usage/use_sink.hpp"

#include <vector>

namespace laad {

/// Reads every file of [usage], finds the site of each row, sets aside what cannot be used, with its reason, and gives the
/// rest to `sink`. Records that occur twice, and credits with what they take back, still come: who adds up drops them.
///
/// Units   s of UTC, Wh
/// Errors  InputError: a file that cannot be read or is of no known kind; columns that it lacks
/// Cost    one pass over each file, a few MB of memory a thread
/// Source  docs/methods/usage.md
std::vector<UseSource> read_files(Scenario const&, BaseLayers const&, UseSink& sink);

}  // namespace laad
