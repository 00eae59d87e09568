// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

namespace laad {

/// Throws InputError for what no single key of [prognosis] can show to be wrong: shares that do not sum to 1, two
/// crosswalks, a crosswalk without region.buurt_cbs_year, a date that does not exist, no public type.
void check_prognosis(Scenario const&);

}  // namespace laad
