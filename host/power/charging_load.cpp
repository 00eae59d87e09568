// SPDX-License-Identifier: Apache-2.0
// Charging that loads the grid before any station is placed.
#include "host/intake/input_notes.hpp"
#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"
#include "host/power/tables.hpp"
#include "host/prepare/shares.hpp"
#include "host/prognosis/table_shape.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>

namespace laad {
namespace {

/// Where a neighbourhood charges by the leaf asset of each place, in order of asset.
struct NeighbourhoodPlaces {
    std::map<AssetId, std::int64_t> by_leaf;
    Carrier carrier{};
};

Indexed<NeighbourhoodId, NeighbourhoodPlaces> places_by_leaf(PowerGrid& grid, BaseLayers const& base)
{
    std::size_t const neighbourhoods = base.neighbourhoods.size();
    auto const weights =
        weights_of(base.dwelling_points, neighbourhoods, land_with_demand(base), base.grid, Charging::elsewhere);
    std::vector<AssetId> leaf(weights.size());
    tbb::parallel_for(std::size_t{0}, leaf.size(), [&](std::size_t i) {
        if (inside(base.grid.shape, weights[i].cell)) leaf[i] = grid.leaves.at(weights[i].cell);
    });
    Indexed<NeighbourhoodId, NeighbourhoodPlaces> places(neighbourhoods);
    auto const carrier = carriers(base.dwelling_points, neighbourhoods, Charging::elsewhere);
    for (NeighbourhoodId const b : places.ids())
        places[b].carrier = carrier[b];
    std::int64_t within = 0;
    std::int64_t beyond = 0;
    for (std::size_t i = 0; i < leaf.size(); ++i) {
        if (weights[i].dwelling) ++(leaf[i] ? within : beyond);
        if (leaf[i]) ++places[weights[i].neighbourhood].by_leaf[leaf[i]];
    }
    if (within > 0 && beyond > 0)
        grid.notes.push_back(
            to_say("{} dwellings lie over {:.1f} km from every leaf asset: headroom is not known there, and the "
                   "charging of their buurten loads the assets of its other dwellings",
                   beyond, leaf_range_m / 1000));
    return places;
}

/// Adds shares of `wh` that sum to it exactly: the difference of running totals, rounded down.
void share_out(std::int64_t wh, NeighbourhoodPlaces const& places, Indexed<AssetId, std::int64_t>& leaf_wh)
{
    std::int64_t total = 0;
    for (auto const& [leaf, count] : places.by_leaf)
        total += count;
    std::int64_t before = 0;
    std::int64_t given = 0;
    for (auto const& [leaf, count] : places.by_leaf) {
        before += count;
        auto const until = static_cast<std::int64_t>(static_cast<__int128>(wh) * before / total);
        leaf_wh[leaf] += until - given;
        given = until;
    }
}

/// Neighbourhoods with their energy, for a note.
struct Fallback {
    std::vector<std::string> neighbourhoods;
    std::int64_t wh{};

    void add(std::string const& neighbourhood, std::int64_t more_wh)
    {
        neighbourhoods.push_back(neighbourhood);
        wh += more_wh;
    }
};

void note_fallbacks(PowerGrid& grid, TypeEnergy const& type, Fallback const& by_land, Fallback const& left_out)
{
    double const all_mwh = mwh(sum_of(type.neighbourhood_wh));
    if (!by_land.neighbourhoods.empty())
        grid.notes.push_back(to_say(
            "{:.1f} of {:.1f} MWh a year of charging type \"{}\" is of {} buurten without dwellings: it loads the "
            "assets along their streets: {}",
            mwh(by_land.wh), all_mwh, type.location_type, by_land.neighbourhoods.size(),
            first_of(by_land.neighbourhoods)));
    if (!left_out.neighbourhoods.empty())
        grid.notes.push_back(
            to_say("{}{:.1f} of {:.1f} MWh a year of charging type \"{}\" loads no asset, so headroom is too high: "
                   "its {} buurten have neither a dwelling nor a street near an asset: {}",
                   warning_sign, mwh(left_out.wh), all_mwh, type.location_type, left_out.neighbourhoods.size(),
                   first_of(left_out.neighbourhoods)));
}

std::vector<AssetId> chain_of(PowerGrid const& grid, AssetId asset)
{
    std::vector<AssetId> chain;
    for (AssetId a = asset; a; a = grid.assets[a].parent)
        chain.push_back(a);
    return chain;
}

/// Moves energy from leaves to where the type connects: the nearest asset of that kind up the chain, or the leaf
/// itself.
Indexed<AssetId, std::int64_t> at_connection(PowerGrid const& grid, ChargingType const& type,
                                             Indexed<AssetId, std::int64_t> leaf_wh)
{
    if (type.connects_at.empty()) return leaf_wh;
    Indexed<AssetId, std::int64_t> wh(leaf_wh.size(), 0);
    for (AssetId const leaf : wh.ids()) {
        if (leaf_wh[leaf] == 0) continue;
        auto const chain = chain_of(grid, leaf);
        auto const there = std::ranges::find(
            chain, type.connects_at, [&](AssetId a) -> auto const& { return grid.info[a].kind; });
        wh[there == chain.end() ? leaf : *there] += leaf_wh[leaf];
    }
    return wh;
}

/// Energy of each asset and all below it; parents come first in the tree.
Indexed<AssetId, std::int64_t> subtree_wh(PowerGrid const& grid, Indexed<AssetId, std::int64_t> wh)
{
    for (AssetId const a : wh.ids() | std::views::reverse)
        if (AssetId const parent = grid.assets[a].parent) wh[parent] += wh[a];
    return wh;
}

/// The points that use the energy, rounded up at each asset by itself: rounding up at every feeder and adding that up
/// would load a substation with hundreds of chargers that nobody expects.
void add_points_for(PowerGrid& grid, ChargingType const& type, Indexed<AssetId, std::int64_t> const& wh)
{
    std::int64_t const wh_per_point = type.kwh_per_point_year * 1000;
    for (AssetId const a : wh.ids())
        if (wh[a] > 0) add_to_asset(grid, a, type, (wh[a] + wh_per_point - 1) / wh_per_point);
}

void add_type(PowerGrid& grid, TypeEnergy const& energy, ChargingType const& type, BaseLayers const& base,
              Indexed<NeighbourhoodId, NeighbourhoodPlaces> const& places)
{
    Indexed<AssetId, std::int64_t> leaf_wh(grid.assets.size(), 0);
    Fallback by_land;
    Fallback left_out;
    for (NeighbourhoodId const b : places.ids()) {
        std::int64_t const wh = energy.neighbourhood_wh[b];
        if (wh == 0) continue;
        if (places[b].by_leaf.empty()) {
            left_out.add(base.neighbourhoods[b].called(), wh);
            continue;
        }
        if (places[b].carrier == Carrier::land) by_land.add(base.neighbourhoods[b].called(), wh);
        share_out(wh, places[b], leaf_wh);
    }
    add_points_for(grid, type, subtree_wh(grid, at_connection(grid, type, std::move(leaf_wh))));
    note_fallbacks(grid, energy, by_land, left_out);
}

/// Whether what an asset of the chain carries already holds the charging that stood below it on `day`: its own base says
/// so, else that of the first asset with a base on the way down to the charger.
bool base_includes(PowerGrid const& grid, std::span<AssetId const> chain, std::size_t place, std::string const& day)
{
    for (std::size_t i = place + 1; i-- > 0;)
        if (auto const& until = grid.includes_charging_until[chain[i]]) return !day.empty() && *until >= day;
    return false;
}

}  // namespace

void add_prognosis(PowerGrid& grid, BaseLayers const& base, Prognosis const& prognosis)
{
    auto const places = places_by_leaf(grid, base);
    for (TypeEnergy const& energy : prognosis.types) {
        if (energy.is_public) continue;
        auto const type = std::ranges::find(grid.types, energy.location_type,
                                            [](ChargingType const& one) { return location_type_of(one.name); });
        if (type == grid.types.end())
            grid.notes.push_back(
                to_say("location type \"{}\" of the prognosis is no charging type: its {:.1f} MWh a year adds "
                       "nothing to the load of the grid",
                       energy.location_type, mwh(sum_of(energy.neighbourhood_wh))));
        else
            add_type(grid, energy, *type, base, places);
    }
}

void add_stations(PowerGrid& grid, BaseLayers const& base, std::string const& snapshot_date)
{
    for (Charger const& charger : base.chargers)
        if (charger.access == ChargerAccess::is_public && inside(base.grid.shape, charger.cell))
            add_station(grid, charger.cell, charger.evse, charger.planned ? Drawn::always : Drawn::by_date,
                        snapshot_date);
}

void add_station(PowerGrid& grid, Cell cell, std::int64_t points, Drawn drawn, std::string const& snapshot_date)
{
    if (grid.assets.empty()) return;
    auto const chain = chain_of(grid, grid.leaves.at(cell));
    for (std::size_t i = 0; i < chain.size(); ++i)
        if (drawn == Drawn::always || !base_includes(grid, chain, i, snapshot_date))
            add_to_asset(grid, chain[i], grid.type_of_stations(), points);
}

}  // namespace laad
