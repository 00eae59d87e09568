// SPDX-License-Identifier: Apache-2.0
// What the page about the use of the network reads.
#pragma once

#include "host/plan_folder/public_tables.hpp"

#include <string>

namespace laad {

inline constexpr char const* monitor_file = "monitor.json";

/// Key figures of use by area and month, as the public may have them, and the outlines of gemeenten; see
/// docs/publish.md. Only of a plan that has the table usage_kpis.
/// Errors  InputError: plankaart.gpkg is damaged
std::string monitor_json(StoredPlan const&, PublicTables const&);

}  // namespace laad
