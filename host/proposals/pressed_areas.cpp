// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/pressed_areas.hpp"

#include "host/plan_folder/public_tables.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace laad {

std::vector<PressedArea> pressed_areas(StoredPlan const& plan)
{
    if (!plan.config.usage.given())
        throw InputError{
            fmt::format("{}: the plan knows no use of the network, so it has no search areas; name charging records or "
                        "statuses under [usage] in region.toml and make the plan again",
                        plan.path.string())};
    FeatureTable table = PublicTables{plan}.read("search_areas");
    std::map<std::string, std::optional<std::int64_t>> energy;
    FeatureTable const own = read_table(plan.path / plan_files::map, Rows::may_lack, "search_areas");
    for (Feature const& row : own.features) {
        CellsOf const cells{own, row};
        energy[cells.words("search_area")] = cells.whole_if_any("energy_kwh_evse_month");
    }
    std::vector<PressedArea> areas;
    std::map<std::string, std::size_t> by_id;
    for (Feature& row : table.features) {
        CellsOf const cells{table, row};
        AreaFacts facts = facts_in(cells);
        // The public do not see the energy of a site or two; who is asked for a place does.
        facts.energy_kwh = energy.at(facts.id);
        std::string why = cells.words("reason");
        facts.shape = std::move(row.geometry);
        by_id[facts.id] = areas.size();
        areas.push_back({std::move(facts), {}, std::move(why)});
    }
    // A plan of an earlier version does not tell the walk.
    FeatureTable const places = read_table(plan.path / plan_files::map, Rows::may_lack, "search_area_places");
    bool const knows_walks = std::ranges::count(places.fields, "walk_m") > 0;
    for (Feature const& row : places.features) {
        CellsOf const cells{places, row};
        areas.at(by_id.at(cells.words("search_area")))
            .spaces.push_back({.candidate = cells.words("candidate"),
                               .order = cells.whole("order"),
                               .relief_h = cells.real("relief_h"),
                               .walk_m = knows_walks ? cells.real_if_any("walk_m") : std::nullopt,
                               .gain_kwh = cells.real("gain_kwh"),
                               .rank = cells.whole_if_any("rank"),
                               .status = cells.words("status"),
                               .at = {cells.real("x_m"), cells.real("y_m")}});
    }
    for (PressedArea& area : areas)
        std::ranges::sort(area.spaces, {}, &SearchSpace::order);
    return areas;
}

std::string last_month_of_use(StoredPlan const& plan)
{
    FeatureTable const table = read_table(plan.path / plan_files::map, Rows::may_lack, "usage_kpis");
    std::string last;
    for (Feature const& row : table.features)
        if (std::string month = CellsOf{table, row}.words("month"); month != "all") last = std::max(last, month);
    return last;
}

AreaFacts facts_in(CellsOf const& cells)
{
    return {.id = cells.words("search_area"),
            .gemeente = cells.words("gemeente"),
            .buurten = cells.words("buurten"),
            .max_pressure_pct = cells.whole("max_pressure_pct"),
            .mean_pressure_pct = cells.whole("mean_pressure_pct"),
            .months = cells.whole("months"),
            .evse_around = cells.whole("evse_around"),
            .occupied_pct = cells.real_if_any("occupied_pct"),
            .energy_kwh = cells.whole_if_any("energy_kwh_evse_month"),
            .dwellings = cells.whole_if_any("dwellings")};
}

}  // namespace laad
