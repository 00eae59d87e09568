// SPDX-License-Identifier: Apache-2.0
#include "host/power/tables.hpp"
#include "host/prepare/table_rows.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

void need(std::filesystem::path const& file, char const* key)
{
    if (file.empty()) throw InputError{fmt::format("{} is missing; it is needed beside grid.assets", key)};
}

int station_type(GridConfig const& config, std::vector<ChargingType> const& types)
{
    std::vector<std::string> names;
    for (ChargingType const& type : types)
        names.push_back(type.name);
    auto const found = std::find(names.begin(), names.end(), config.public_station_type);
    if (found != names.end()) return static_cast<int>(found - names.begin());
    throw InputError{fmt::format("{}: no type is \"{}\" (grid.public_station_type); the types are {}{}",
                                 config.charging_types.string(), config.public_station_type, joined(names),
                                 did_you_mean(config.public_station_type, names))};
}

/// Children come after their parents, so in reverse order every child is complete before it is added.
std::vector<std::int64_t> base_loads(std::span<GridAsset const> assets, std::span<AssetBase const> base,
                                     std::size_t quarters)
{
    std::vector<std::int64_t> loads(assets.size() * quarters, 0);
    for (std::size_t a = assets.size(); a-- > 0;) {
        auto const own = loads.begin() + static_cast<std::ptrdiff_t>(a * quarters);
        if (!base[a].base_w.empty()) std::copy(base[a].base_w.begin(), base[a].base_w.end(), own);
        if (assets[a].parent < 0 || !base[static_cast<std::size_t>(assets[a].parent)].base_w.empty()) continue;
        auto const parent = static_cast<std::size_t>(assets[a].parent) * quarters;
        for (std::size_t q = 0; q < quarters; ++q)
            loads[parent + q] += loads[a * quarters + q];
    }
    return loads;
}

void note_gaps(PowerGrid& grid, std::span<AssetBase const> base, ChargerConfig const& chargers)
{
    auto const is_leaf = leaves(grid.assets);
    int without_place = 0;
    int without_base = 0;
    for (std::size_t a = 0; a < grid.assets.size(); ++a) {
        if (!is_leaf[a]) continue;
        without_place += grid.info[a].at ? 0 : 1;
        without_base += base[a].base_w.empty() ? 1 : 0;
    }
    if (without_place > 0)
        grid.notes.push_back(fmt::format("{} leaf assets have no coordinates and feed no cell", without_place));
    if (without_base > 0)
        grid.notes.push_back(
            fmt::format("{} leaf assets have no base_kwh_per_year: their base is taken as 0", without_base));
    if (chargers.snapshot_date.empty())
        grid.notes.push_back("chargers.snapshot_date is not given: existing chargers are added to every base load");
}

}  // namespace

PowerGrid read_power_grid(Scenario const& scenario, BaseLayers const& base, Prognosis const& prognosis)
{
    GridConfig const& config = scenario.grid;
    PowerGrid grid;
    if (!config.policy.empty()) grid.policy = read_policy(config.policy);
    if (config.assets.empty()) {
        grid.leaf = Raster<std::int32_t>{base.grid.shape, -1};
        grid.notes.push_back("no grid tables (grid.assets): headroom is not known anywhere");
        return grid;
    }
    need(config.profiles, "grid.profiles");
    need(config.charging_types, "grid.charging_types");

    Profiles const profiles = read_profiles(config.profiles);
    grid.quarters = profiles.quarters;
    grid.types = read_charging_types(config.charging_types, profiles);
    grid.station_type = station_type(config, grid.types);
    AssetTable table = read_assets(config.assets, profiles, prognosis.year);
    grid.info = std::move(table.info);
    grid.assets = std::move(table.assets);
    grid.base_w = base_loads(grid.assets, table.base, grid.quarters.size());
    grid.charging.quarters = static_cast<std::int32_t>(grid.quarters.size());
    grid.charging.mean_w.assign(grid.base_w.size(), 0);
    grid.charging.variance_w2.assign(grid.base_w.size(), 0);
    grid.charging.rated_w.assign(grid.assets.size(), 0);
    grid.leaf = leaf_raster(base.grid, grid.info, grid.assets);
    note_gaps(grid, table.base, scenario.chargers);
    add_prognosis(grid, base, prognosis);
    add_stations(grid, base, table.base, scenario.chargers.snapshot_date);
    return grid;
}

}  // namespace laad
