// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/grid_policy.hpp"

#include "rasters/raster_source.hpp"

#include <set>
#include <string>

namespace laad {

PolicyVerdict policy_of(Inputs const& inputs, int municipality)
{
    Scenario const& s = inputs.scenario;
    if (!s.placement.new_connection) return {};
    std::string const name =
        municipality < 0 ? "" : inputs.base.municipalities[static_cast<std::size_t>(municipality)].name;
    return policy_verdict(inputs.grid, s.grid, name, s.placement.connection_class, s.prognosis.target_year);
}

std::vector<bool> policy_blocks(Inputs const& inputs, std::vector<Cell> const& cells)
{
    BaseLayers const& base = inputs.base;
    std::vector<bool> result(cells.size());
    std::set<int> blocked;  // municipalities
    for (int g = -1; g < static_cast<int>(base.municipalities.size()); ++g)
        if (!policy_of(inputs, g).allowed) blocked.insert(g);
    if (blocked.empty()) return result;
    auto const neighbourhood = values_at(base.neighbourhood, cells, 0);
    for (std::size_t i = 0; i < cells.size(); ++i)
        result[i] = inside(base.grid.shape, cells[i]) &&
                    blocked.contains(neighbourhood[i] ? base.neighbourhoods[neighbourhood[i] - 1u].municipality : -1);
    return result;
}

std::vector<std::int32_t> points_by_asset(Inputs const& inputs)
{
    PowerGrid const& grid = inputs.grid;
    std::vector<std::size_t> placed;
    std::vector<Cell> cells;
    for (std::size_t a = 0; a < grid.assets.size(); ++a) {
        if (!grid.info[a].at) continue;
        placed.push_back(a);
        cells.push_back(inputs.base.grid.cell_at(*grid.info[a].at));
    }
    auto const blocked = policy_blocks(inputs, cells);
    auto const fitting = connectable_points(grid, grid.station_type);
    std::vector<std::int32_t> points(grid.assets.size(), 0);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (!blocked[i]) points[placed[i]] = fitting[placed[i]];
    return points;
}

}  // namespace laad
