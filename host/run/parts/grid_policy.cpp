// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/grid_policy.hpp"

#include "rasters/raster_source.hpp"

#include <set>
#include <string>

namespace laad {

PolicyVerdict policy_of(Inputs const& inputs, MunicipalityId municipality)
{
    Scenario const& s = inputs.scenario;
    if (!s.placement.new_connection) return {};
    std::string const name = municipality ? inputs.base.municipalities[municipality].name : "";
    return policy_verdict(inputs.grid, s.grid, name, s.placement.connection_class, s.prognosis.target_year);
}

std::vector<bool> policy_blocks(Inputs const& inputs, std::vector<Cell> const& cells)
{
    BaseLayers const& base = inputs.base;
    std::vector<bool> result(cells.size());
    std::set<MunicipalityId> blocked;
    if (!policy_of(inputs, {}).allowed) blocked.insert(MunicipalityId{});
    for (MunicipalityId const g : base.municipalities.ids())
        if (!policy_of(inputs, g).allowed) blocked.insert(g);
    if (blocked.empty()) return result;
    auto const neighbourhood = values_at(base.neighbourhood, cells, 0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        NeighbourhoodId const b{neighbourhood[i] - 1};
        result[i] = inside(base.grid.shape, cells[i]) &&
                    blocked.contains(b ? base.neighbourhoods[b].municipality : MunicipalityId{});
    }
    return result;
}

Indexed<AssetId, std::int32_t> points_by_asset(Inputs const& inputs)
{
    PowerGrid const& grid = inputs.grid;
    std::vector<AssetId> placed;
    std::vector<Cell> cells;
    for (AssetId const a : grid.assets.ids()) {
        if (!grid.info[a].at) continue;
        placed.push_back(a);
        cells.push_back(inputs.base.grid.cell_at(*grid.info[a].at));
    }
    auto const blocked = policy_blocks(inputs, cells);
    auto const fitting = connectable_points(grid, grid.station_type);
    Indexed<AssetId, std::int32_t> points(grid.assets.size(), 0);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (!blocked[i]) points[placed[i]] = fitting[placed[i]];
    return points;
}

}  // namespace laad
