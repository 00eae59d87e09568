// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

namespace laad {

/// Whether every number in lists that were read back that is used as an index or a place is in range, and lists that
/// are searched are in order: a checksum shows an accident, not this.
bool makes_sense(BaseLayers const&);

}  // namespace laad
