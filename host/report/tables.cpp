// SPDX-License-Identifier: Apache-2.0
#include "host/report/tables.hpp"

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
    if (is_plan) add(candidate_table(inputs), candidate_rows(inputs, findings));
    if (knows_households(inputs.scenario)) add(nal_table(inputs.scenario), findings.nal);
    all.push_back(neighbourhood_kpis(inputs, findings.kpis));
    if (inputs.has_grid()) {
        all.push_back(assets(inputs.grid));
        all.push_back(grid_assets(inputs.grid));
    }
    add(kpi_table(inputs), findings.kpis);
    if (is_plan) {
        add(quota_table(), findings.quotas);
        add(white_square_table(inputs, findings), findings.white_squares);
        add(mass_table(inputs), findings.mass);
    }
    all.push_back(codes(inputs));
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
