// SPDX-License-Identifier: Apache-2.0
// What the web map tells of a ranked place when one clicks it.
#pragma once

#include "host/plan_folder/public_tables.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace laad {

/// How many places have their cards in one file.
inline constexpr std::size_t cards_per_file = 200;

/// The texts of cards/0.json, cards/1.json, ...: cards in the order of places.json.
std::vector<std::string> cards_json(StoredPlan const&, PublicTables const&);

}  // namespace laad
