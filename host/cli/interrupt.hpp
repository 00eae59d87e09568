// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/interrupt.hpp"

namespace laad {

/// From now on SIGINT, SIGTERM and SIGHUP are remembered instead of ending the program.
void catch_interrupts();

}  // namespace laad
