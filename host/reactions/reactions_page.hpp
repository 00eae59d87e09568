// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/reactions/changes.hpp"
#include "host/reactions/count.hpp"

#include <string>
#include <vector>

namespace laad {

/// What residents said, as HTML without their names. `changed`: by a later plan, empty without one.
std::string reactions_page(StoredPlan const&, CountedReactions const&, std::vector<ChangedSpace> const& changed);

}  // namespace laad
