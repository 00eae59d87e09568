// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/power/tables.hpp"
#include "rasters/error.hpp"
#include "rasters/millimetres.hpp"
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
std::vector<std::int64_t> base_loads(Indexed<AssetId, GridAsset> const& assets, Indexed<AssetId, AssetBase> const& base,
                                     std::size_t quarters)
{
    std::vector<std::int64_t> loads(assets.size() * quarters, 0);
    for (AssetId const a : assets.ids() | std::views::reverse) {
        auto const own = loads.begin() + static_cast<std::ptrdiff_t>(a.index() * quarters);
        if (!base[a].base_w.empty()) std::copy(base[a].base_w.begin(), base[a].base_w.end(), own);
        AssetId const parent = assets[a].parent;
        if (!parent || !base[parent].base_w.empty()) continue;
        for (std::size_t q = 0; q < quarters; ++q)
            loads[parent.index() * quarters + q] += loads[a.index() * quarters + q];
    }
    return loads;
}

Indexed<AssetId, std::optional<std::string>> included_until(Indexed<AssetId, AssetBase> const& base)
{
    Indexed<AssetId, std::optional<std::string>> until;
    for (AssetBase const& own : base)
        until.push_back(own.base_w.empty() ? std::nullopt : std::optional{own.includes_charging_until});
    return until;
}

/// A part of the network that ends below the highest kind: its way up is missing, and with it a limit.
void note_loose_ends(PowerGrid& grid)
{
    std::ptrdiff_t highest = 0;
    for (AssetInfo const& info : grid.info)
        highest = std::max(highest, height_of(info.kind));
    std::vector<std::string> loose;
    for (AssetId const a : grid.info.ids())
        if (!grid.assets[a].parent && height_of(grid.info[a].kind) < highest) loose.push_back(grid.info[a].id);
    if (!loose.empty())
        grid.notes.push_back(to_say("no parent_id for {}, below which no {} limits the load: {}",
                                    to_say_count(std::ssize(loose), "{} asset", "{} assets", loose.size()),
                                    asset_kinds[highest], joined(loose)));
}

void note_gaps(PowerGrid& grid, AssetTable const& table, ChargerConfig const& chargers)
{
    Indexed<AssetId, AssetBase> const& base = table.base;
    if (table.leaves_beyond > 0)
        grid.notes.push_back(to_say(
            "{} leaf assets lie over {:.1f} km outside the grid and feed no cell of it; their base load counts for "
            "what they hang under, new charging there does not",
            table.leaves_beyond, leaf_range_m / 1000));
    auto const is_leaf = leaves(grid.assets);
    int without_place = 0;
    int without_base = 0;
    for (AssetId const a : grid.assets.ids()) {
        if (!is_leaf[a]) continue;
        without_place += grid.info[a].at ? 0 : 1;
        without_base += base[a].base_w.empty() ? 1 : 0;
    }
    if (without_place > 0)
        grid.notes.push_back(to_say("{} leaf assets have no coordinates and feed no cell", without_place));
    if (without_base > 0)
        grid.notes.push_back(
            to_say("{} leaf assets have no base_kwh_per_year: their base is taken as 0", without_base));
    auto const undated = std::ranges::count_if(
        base, [](AssetBase const& b) { return !b.base_w.empty() && b.includes_charging_until.empty(); });
    if (undated > 0)
        grid.notes.push_back(
            to_say("{} assets state no includes_charging_until: every charger is added to their "
                   "base",
                   undated));
    if (chargers.snapshot_date.empty())
        grid.notes.push_back(
            to_say("chargers.snapshot_date is not given: existing chargers are added to every base load"));
}

/// In the order of their places: of leaves in one cell the first one feeds it, whichever row of the table comes first.
std::vector<LeafPlace> leaf_places(PowerGrid const& grid, GridSpec const& cells)
{
    auto const is_leaf = leaves(grid.assets);
    std::vector<LeafPlace> places;
    for (AssetId const a : grid.assets.ids())
        if (is_leaf[a] && grid.info[a].at) places.push_back({cells.cell_at(*grid.info[a].at), a});
    auto const place = [&](LeafPlace const& leaf) {
        AssetInfo const& info = grid.info[leaf.asset];
        return std::pair{place_order(*info.at), std::string_view{info.id}};
    };
    std::ranges::sort(places, {}, place);
    return places;
}

LayerNames municipalities_of(RegionConfig const& region, BaseLayers const& base)
{
    std::vector<std::string> names;
    for (Municipality const& municipality : base.municipalities)
        names.push_back(municipality.name);
    return {names, region.municipalities, region.municipality_name_field, region.epsg};
}

/// A class that no row names is allowed everywhere: right, or a typing error that nobody would see.
void note_unnamed_class(PowerGrid& grid, std::string const& connection_class)
{
    std::vector<std::string> classes;
    for (PolicyRow const& row : grid.policy)
        classes.push_back(row.connection_class);
    if (!classes.empty() && std::ranges::count(classes, connection_class) == 0)
        grid.notes.push_back(
            to_say("no row of grid.policy names placement.connection_class \"{}\", so no policy "
                   "binds{}",
                   connection_class, did_you_mean(connection_class, classes)));
}

}  // namespace

PowerGrid read_power_grid(Scenario const& scenario, BaseLayers const& base, Prognosis const& prognosis)
{
    GridConfig const& config = scenario.grid;
    PowerGrid grid;
    if (!config.policy.empty()) grid.policy = read_policy(config.policy, municipalities_of(scenario.region, base));
    note_unnamed_class(grid, scenario.placement.connection_class);
    if (!config.given()) {
        grid.notes.push_back(no_grid_note);
        return grid;
    }
    need(config.profiles, "grid.profiles");
    need(config.charging_types, "grid.charging_types");

    Profiles const profiles = read_profiles(config.profiles, {config.profiles_decimal, "grid.profiles_decimal"});
    grid.quarters = profiles.quarters;
    grid.types = read_charging_types(config.charging_types,
                                     {config.charging_types_decimal, "grid.charging_types_decimal"}, profiles);
    grid.station_type = station_type(config, grid.types);
    AssetTable table =
        read_assets(config.assets, {config.assets_decimal, "grid.assets_decimal"}, profiles, prognosis.year, base.grid);
    grid.info = std::move(table.info);
    grid.assets = std::move(table.assets);
    grid.base_w = base_loads(grid.assets, table.base, grid.quarters.size());
    grid.includes_charging_until = included_until(table.base);
    grid.charging.quarters = static_cast<std::int32_t>(grid.quarters.size());
    grid.charging.mean_w.assign(grid.base_w.size(), 0);
    grid.charging.variance_w2.assign(grid.base_w.size(), 0);
    grid.charging.rated_w.assign(grid.assets.size(), 0);
    grid.leaves = {leaf_places(grid, base.grid), base.grid.cell_cm};
    note_loose_ends(grid);
    note_gaps(grid, table, scenario.chargers);
    add_prognosis(grid, base, prognosis);
    add_stations(grid, base, scenario.chargers.snapshot_date);
    return grid;
}

}  // namespace laad
