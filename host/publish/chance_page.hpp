// SPDX-License-Identifier: Apache-2.0
// What the page for residents about the chance of a free charger (laadkans) reads.
#pragma once

#include "host/plan_folder/public_tables.hpp"

#include <string>
#include <vector>

namespace laad {

inline constexpr char const* chance_file = "chance.json";
inline constexpr char const* chance_counts_folder = "chance";  ///< <i>.json: what was counted in so many buurten
inline constexpr std::size_t chance_buurten_per_file = 50;

/// Whether anything was observed at any site.
bool knows_chance(PublicTables const&);

/// The rasters that the page reads: the chance of each hour, and with them where one can walk, how far, and the buurt.
std::vector<std::string> chance_page_rasters();

/// What chance.json and the files of counts hold; docs/publish.md.
struct ChancePage {
    std::string facts;
    std::vector<std::string> counts;
};

/// Only of a plan that knows_chance. Errors  InputError: plankaart.gpkg is damaged
ChancePage chance_page(StoredPlan const&, PublicTables const&);

}  // namespace laad
