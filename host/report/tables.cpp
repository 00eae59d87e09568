// SPDX-License-Identifier: Apache-2.0
#include "host/report/tables.hpp"

#include "host/report/usage_tables.hpp"

#include <algorithm>

namespace laad {
std::vector<OutputLayer> tables(Inputs const& inputs, Findings const& findings)
{
    bool const is_plan = inputs.is_plan();
    std::vector<OutputLayer> all;
    auto const add = [&](auto const& table, auto const& rows) { all.push_back(filled(table, rows)); };
    if (is_plan) {
        add(placement_table(inputs), findings.plan.placements);
        add(placement_bay_table(inputs), findings.plan.placements);
    }
    if (knows_white_spots(inputs.scenario)) add(white_spot_table(inputs), findings.white_spots);
    add(station_table(), charging_rows(inputs.base, findings.stations));
    if (inputs.use) {
        add(search_area_table(inputs, findings), search_area_rows(findings));
        add(site_pressure_table(inputs), findings.search.sites);
    }
    if (is_plan) add(candidate_table(inputs), candidate_rows(inputs, findings));
    if (knows_households(inputs.scenario)) add(nal_table(inputs.scenario), findings.nal);
    all.push_back(neighbourhood_kpis(inputs, findings.kpis));
    if (inputs.has_grid()) {
        all.push_back(assets(inputs.grid));
        all.push_back(grid_assets(inputs.grid));
    }
    add(kpi_table(inputs), findings.kpis);
    if (inputs.use) {
        add(use_kpi_table(inputs), findings.use_kpis);
        add(use_source_table(inputs), use_source_rows(*inputs.use));
        if (!inputs.use->months.empty())
            for (UseArea const level : {UseArea::municipality, UseArea::neighbourhood})
                all.push_back(monitor_layer(inputs, findings.use_kpis, level));
    }
    if (is_plan) {
        add(quota_table(), findings.quotas);
        add(white_square_table(inputs, findings), findings.white_squares);
        if (inputs.use) add(area_place_table(inputs, findings), area_place_rows(inputs, findings));
        add(mass_table(inputs), findings.mass);
    }
    all.push_back(codes(inputs));
    if (!inputs.prices.empty()) add(price_table(inputs), inputs.prices);
    if (inputs.use) {
        add(chance_table(inputs), chance_rows(*inputs.use, inputs.base, inputs.scenario.usage));
        ChanceCheck const check = judge_chance(*inputs.use, inputs.base, inputs.scenario.usage);
        add(chance_check_table(), chance_check_rows(inputs.base, check));
        add(reliability_table(), reliability_rows(check.area));
    }
    return all;
}

Candidate const& candidate_of(Inputs const& inputs, Placement const& placement)
{
    return inputs.base.candidates[placement.candidate];
}

WalkToDemand walk_to_demand(Placement const& placement)
{
    __extension__ using Wide = unsigned __int128;
    Wide weighted = 0;
    std::uint64_t served = 0;
    int longest_cm = 0;
    for (ServedNode const& node : placement.serves) {
        weighted += Wide{node.served_wh} * static_cast<unsigned>(node.walk_cm);
        served += node.served_wh;
        longest_cm = std::max(longest_cm, node.walk_cm);
    }
    auto const mean_cm = served == 0 ? 0 : static_cast<std::uint64_t>((weighted + served / 2) / served);
    return {static_cast<double>(mean_cm) / 100, longest_cm / 100.0};
}

std::string municipality_name(BaseLayers const& base, MunicipalityId municipality)
{
    return municipality ? base.municipalities[municipality].name : "";
}

std::string neighbourhood_key(BaseLayers const& base, NeighbourhoodId neighbourhood)
{
    return neighbourhood ? base.neighbourhoods[neighbourhood].key : "";
}

std::string neighbourhood_name(BaseLayers const& base, NeighbourhoodId neighbourhood)
{
    return neighbourhood ? base.neighbourhoods[neighbourhood].name : "";
}

std::string asset_id(PowerGrid const& grid, AssetId asset)
{
    return asset ? grid.info[asset].id : "";
}

std::string quarter_name(PowerGrid const& grid, std::int32_t quarter)
{
    return quarter < 0 ? "" : grid.quarters[static_cast<std::size_t>(quarter)];
}

}  // namespace laad
