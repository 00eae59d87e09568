// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/prognosis.hpp"

namespace laad {

/// Adds notes about public energy that no cell carries, or that is more than its dwellings can ask for.
void note_energy(Prognosis&, BaseLayers const&);

}  // namespace laad
