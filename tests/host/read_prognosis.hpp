// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prognosis/prognosis.hpp"

namespace laad {

/// The prognosis of a region from the table that its scenario names.
inline Prognosis read_prognosis(Scenario const& scenario, BaseLayers const& base)
{
    return region_prognosis(scenario, base, prognosis_table(scenario.prognosis));
}

}  // namespace laad
