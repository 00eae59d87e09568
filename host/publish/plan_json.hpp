// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/public_tables.hpp"
#include "host/publish/plan_set.hpp"

#include <string>

namespace laad {

/// plan.json: what the web map knows of a plan when it opens.
std::string plan_json(PublicPlan const&, PublicTables const&);

}  // namespace laad
