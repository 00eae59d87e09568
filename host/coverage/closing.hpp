// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/bit_rows.hpp"

namespace laad {

/// Adds the gaps in which no disc of this radius fits, in cells: the morphological closing with the disc of which the
/// chord at a height of d rows reaches √(radius² − d²) cells to both sides, rounded. The world ends at the window:
/// what lies outside neither fills a gap nor keeps one open.
void close_gaps(BitRows&, int radius);

}  // namespace laad
