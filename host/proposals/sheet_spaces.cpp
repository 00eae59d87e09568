// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/sheet_spaces.hpp"

#include "host/plan_folder/stored_candidates.hpp"
#include "host/proposals/cells_of.hpp"
#include "rasters/io/files/region_crs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

void add_bays(StoredPlan const& plan, std::set<std::string> const& drawn, std::map<std::string, SheetPlace>& spaces)
{
    std::string list;
    for (std::string const& id : drawn)
        list += (list.empty() ? "" : ",") + sql_text(id);
    FeatureTable table = read_layer({.file = plan.path / plan_files::map,
                                     .layer = "candidates",
                                     .where = fmt::format("candidate IN ({})", list),
                                     .epsg = plan.grid.epsg,
                                     .fields = std::vector<std::string>{"candidate"},
                                     .rows = Rows::may_lack,
                                     .of_ours = true});
    for (Feature& row : table.features)
        if (auto const found = spaces.find(CellsOf{table, row}.words("candidate")); found != spaces.end())
            found->second.bays = std::move(row.geometry.polygons);
}

}  // namespace

std::map<std::string, SheetPlace> sheet_spaces(StoredPlan const& plan, std::set<std::string> const& candidates,
                                               std::set<std::string> const& drawn)
{
    std::map<std::string, SheetPlace> spaces;
    if (candidates.empty()) return spaces;
    each_candidate(plan.path, {}, [&](StoredCandidate const& one) {
        if (!candidates.contains(one.id)) return;
        SheetPlace& space = spaces[one.id];
        space.plan.candidate = one.id;
        space.plan.neighbourhood = one.neighbourhood;
        space.plan.municipality = one.municipality;
        space.plan.at = one.pole;
        space.plan.where = one.where;
        space.passed = one.passed;
        space.unchecked = one.unchecked;
    });
    std::map<std::string, std::string> called;
    for (AreaFigures const& area : plan.areas)
        if (area.level == AreaLevel::neighbourhood) called[area.name] = area.called;
    std::vector<Point> poles;
    for (auto& [id, space] : spaces) {
        space.plan.neighbourhood_name = called[space.plan.neighbourhood];
        poles.push_back(space.plan.at);
    }
    auto const degrees = in_degrees(poles, plan.grid.epsg);
    std::size_t i = 0;
    for (auto& [id, space] : spaces)
        space.degrees = degrees[i++];
    if (!drawn.empty()) add_bays(plan, drawn, spaces);
    return spaces;
}

}  // namespace laad
