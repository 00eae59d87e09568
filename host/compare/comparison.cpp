// SPDX-License-Identifier: Apache-2.0
#include "host/compare/comparison.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace laad {
namespace {

std::vector<AreaChange> area_changes(StoredPlan const& old_plan, StoredPlan const& new_plan)
{
    using Key = std::pair<AreaLevel, std::string>;
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

}  // namespace

std::int64_t Comparison::count(Change change) const
{
    return std::ranges::count(places, change, &PlaceChange::change);
}

std::int64_t Comparison::count(Change change, Reason reason) const
{
    return std::ranges::count_if(
        places, [&](PlaceChange const& place) { return place.change == change && place.reason == reason; });
}

bool Comparison::one_municipality() const
{
    return std::ranges::count(areas, AreaLevel::municipality, &AreaChange::level) == 1;
}

std::int64_t Comparison::regret_at_equal_length_wh() const
{
    std::int64_t wh = 0;
    for (std::size_t i = 0; i < std::min(regret.kept.gain_wh.size(), new_plan.places.size()); ++i)
        wh += new_plan.places[i].gain_wh - regret.kept.gain_wh[i];
    return wh;
}

std::optional<PlaceRegret> Comparison::regret_of(PlaceChange const& place) const
{
    if (!regret.is_known || !place.before.place) return {};
    auto const i = static_cast<std::size_t>(place.before.place->rank - 1);
    std::int64_t const kept_wh = regret.kept.gain_wh[i];
    std::int64_t const new_wh = i < new_plan.places.size() ? new_plan.places[i].gain_wh : 0;
    return PlaceRegret{kept_wh, new_wh - kept_wh};
}

Comparison compare(std::filesystem::path const& old_folder, std::filesystem::path const& new_folder)
{
    auto plans = read_comparable({old_folder, new_folder});
    Comparison comparison{std::move(plans[0]), std::move(plans[1]), {}, {}, {}, {}, {}, {}};
    StoredPlan const& old_plan = comparison.old_plan;
    StoredPlan const& new_plan = comparison.new_plan;
    comparison.differences = differences(old_plan, new_plan);
    comparison.areas = area_changes(old_plan, new_plan);
    if (comparison.areas.front().level != AreaLevel::area || !comparison.areas.front().before)
        throw InputError{fmt::format("{}: kpi.csv does not begin with the area of {}; make the folder again",
                                     new_plan.path.string(), old_plan.path.string())};

    PlanReach const old_reach = read_reach(old_plan.path / plan_files::reach, old_plan.grid);
    PlanReach const new_reach = read_reach(new_plan.path / plan_files::reach, new_plan.grid);
    ServedPlan const old_served = served_by_itself(old_plan, old_reach);
    ServedPlan const new_served = served_by_itself(new_plan, new_reach);
    std::set<std::string> named;
    for (StoredPlan const* plan : {&old_plan, &new_plan})
        for (PlannedPlace const& place : plan->places)
            named.insert(place.candidate);
    comparison.old_candidates = plan_candidates(old_plan, named);
    comparison.new_candidates = plan_candidates(new_plan, named);
    comparison.places = place_changes({old_plan, old_reach, old_served, comparison.old_candidates},
                                      {new_plan, new_reach, new_served, comparison.new_candidates});

    Regret& regret = comparison.regret;
    regret.new_wh = new_served.total_wh();
    regret.is_known = old_reach.network == new_reach.network;
    if (regret.is_known)
        regret.kept = serve_in_order(old_reach, unmet_at(new_plan, old_reach.cells), capacity_wh(new_plan));
    else
        regret.why_not = to_say(
            "the streets, the dwellings or the service walk differ between the versions, so the walks from the places "
            "of the old plan are not known in the new one; a run of the new version with the old prognosis would tell");
    for (PlaceChange& place : comparison.places)
        place.regret = comparison.regret_of(place);
    return comparison;
}

}  // namespace laad
