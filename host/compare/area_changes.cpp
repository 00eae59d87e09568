// SPDX-License-Identifier: Apache-2.0
#include "host/compare/area_changes.hpp"

#include <map>
#include <utility>

namespace laad {

std::vector<AreaChange> area_changes(PlanFolder const& old_plan, PlanFolder const& new_plan)
{
    using Key = std::pair<std::string, std::string>;
    std::map<Key, AreaFigures const*> old_areas;
    for (AreaFigures const& area : old_plan.areas)
        old_areas[{area.level, area.name}] = &area;
    std::vector<AreaChange> changes;
    for (AreaFigures const& area : new_plan.areas) {
        AreaChange change{area.level, area.name, area.municipality, {}, area};
        if (auto const old = old_areas.find({area.level, area.name}); old != old_areas.end()) {
            change.before = *old->second;
            old_areas.erase(old);
        }
        changes.push_back(std::move(change));
    }
    for (AreaFigures const& area : old_plan.areas)
        if (old_areas.contains({area.level, area.name}))
            changes.push_back({area.level, area.name, area.municipality, area, {}});
    return changes;
}

}  // namespace laad
