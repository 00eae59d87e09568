// SPDX-License-Identifier: Apache-2.0
// The ranked places of a plan as the web map lists them.
#pragma once

#include "host/plan_folder/public_tables.hpp"

#include <string>

namespace laad {

/// What the map and the list tell of a place, or all that its table does.
enum class PlaceColumns { first, all };

/// A row for each ranked place, best first: places.json, which the map reads before it draws, and its table.
std::string places_json(PublicTables const&, PlaceColumns);

}  // namespace laad
