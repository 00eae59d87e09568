// SPDX-License-Identifier: Apache-2.0
// Tables and page of many plans.
#pragma once

#include "host/compare/robust.hpp"
#include "host/present/map/map_sheet.hpp"
#include "host/present/page.hpp"
#include "host/present/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

struct PlanRow {
    std::size_t number{};  ///< in the other tables
    std::string label;
    StoredPlan const& plan;
    std::optional<Energy> worst_regret;  ///< nothing: not known
};
std::vector<PlanRow> plan_rows(RobustPlan const&);
Table<PlanRow> plans_table();

/// Every place of any plan with its rank interval.
Table<RobustPlace> robust_places_table(RobustPlan const&);

/// Places, plans, and every plan under the prognosis of every plan; no rows of these when that is not known.
std::vector<OutputLayer> robust_tables(RobustPlan const&);

/// Which places are safe whatever comes, where, which plan risks least, and on what it rests.
Page robust_page(RobustPlan const&, std::vector<MapPicture> const& maps);

}  // namespace laad
