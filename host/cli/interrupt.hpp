// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/interrupt.hpp"

namespace laad {

/// From now on SIGINT, SIGTERM and SIGHUP are remembered, so that the program can end in order; where it does not
/// within ten seconds, as in a library that reads a slow input, it ends at once.
void catch_interrupts();

}  // namespace laad
