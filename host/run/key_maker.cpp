// SPDX-License-Identifier: Apache-2.0
#include "host/run/key_maker.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/run/input_digests.hpp"
#include "host/run/ranking.hpp"
#include "rasters/nearest_cells.hpp"

namespace laad {
namespace {

void add(ContentHash& hash, Cell cell)
{
    hash.add(std::int64_t{cell.row});
    hash.add(std::int64_t{cell.col});
}

void add(ContentHash& hash, Access const& entry)
{
    add(hash, entry.cell);
    hash.add(std::int64_t{entry.walk_cm});
}

std::string numbers(std::initializer_list<std::int64_t> values)
{
    return digest_of([&](ContentHash& hash) {
        for (std::int64_t const value : values)
            hash.add(value);
    });
}

}  // namespace

KeyMaker::KeyMaker(Run const& run, RunPlan const& plan, TileInputs const& in) : run_{run}, plan_{plan}, in_{in} {}

/// What one walks on.
std::string KeyMaker::ground_within(Rect window) const
{
    return digest_of([&](ContentHash& hash) {
        hash.add(in_.base.surface.content_hash_of_tiles(window));
        hash.add(in_.base.walls.content_hash_of_tiles(window));
        for (Link const& link : in_.base.links) {
            if (!window.contains(link.a) || !window.contains(link.b)) continue;
            add(hash, link.a);
            add(hash, link.b);
            hash.add(std::int64_t{link.cost_cm});
        }
    });
}

/// Which cells are outside.
std::string KeyMaker::outside_of(Rect core) const
{
    return digest_of([&](ContentHash& hash) {
        hash.add(in_.base.surface.content_hash_of_tiles(core));
        hash.add(in_.base.area.content_hash_of_tiles(core));
        hash.add(in_.base.buurt.content_hash_of_tiles(core));
    });
}

std::string KeyMaker::nodes_in(Rect window, std::vector<std::uint32_t> const& wh) const
{
    std::vector<std::int64_t> values;
    for (std::int32_t const node : in_.base.nodes_in(window)) {
        Cell const cell = in_.base.nodes[static_cast<std::size_t>(node)].cell;
        values.insert(values.end(), {cell.row, cell.col, wh[static_cast<std::size_t>(node)]});
    }
    return digest_of([&](ContentHash& hash) { hash.add(std::as_bytes(std::span{values})); });
}

/// Nothing is known of such a tile, so its layers are empty whatever lies elsewhere.
bool KeyMaker::is_outside(Rect core) const
{
    return in_.base.surface.is_empty_in_tiles(core) && in_.base.area.is_empty_in_tiles(core) &&
           in_.base.buurt.is_empty_in_tiles(core);
}

std::string KeyMaker::distance(Rect core) const
{
    if (is_outside(core)) return key_of({{"algorithm", version_of(algorithm::distance)}, {"ground", outside_of(core)}});
    auto const sites = digest_of([&](ContentHash& hash) {
        for (std::size_t const i : possibly_nearest(in_.existing_cells, core))
            add(hash, in_.existing_cells[i]);
    });
    return key_of({{"algorithm", version_of(algorithm::distance)}, {"ground", outside_of(core)}, {"chargers", sites}});
}

std::string KeyMaker::walk(std::size_t tile) const
{
    Scenario const& s = in_.scenario;
    Rect const core = plan_.tiles[tile].core;
    Rect const window = grow(core, walk_halo(s), in_.base.grid.shape);
    auto const sites = digest_of([&](ContentHash& hash) {
        for (Site const& site : in_.existing) {
            if (!site.entry || !window.contains(site.entry->cell)) continue;
            add(hash, site.cell);
            add(hash, *site.entry);
            hash.add(std::int64_t{site.evse});
        }
    });
    auto const dwellings = digest_of([&](ContentHash& hash) {
        for (std::int32_t const i : in_.dwellings.of(tile))
            add(hash, in_.base.dwelling_points[static_cast<std::size_t>(i)].entry->cell);
    });
    return key_of({{"algorithm", version_of(algorithm::walk)},
                   {"settings", numbers({s.coverage.max_walk_m, s.coverage.evse_within_m})},
                   {"ground", ground_within(window)},
                   {"chargers", sites},
                   {"dwellings", dwellings}});
}

std::string KeyMaker::demand(Rect core) const
{
    Rect const window = grow(core, density_halo(in_.scenario), in_.base.grid.shape);
    return key_of({{"algorithm", version_of(algorithm::demand)},
                   {"settings", numbers({in_.scenario.demand.density_radius_m})},
                   {"ground", outside_of(core)},
                   {"demand", nodes_in(window, in_.plan().demand_wh)}});
}

std::string KeyMaker::headroom(Rect core) const
{
    if (is_outside(core)) return key_of({{"algorithm", version_of(algorithm::headroom)}, {"ground", outside_of(core)}});
    auto const grid = digest_of([&](ContentHash& hash) {
        for (auto const& [cell, asset] : in_.plan().leaves.near(core)) {
            auto const a = static_cast<std::size_t>(asset);
            ChainRoom const& chain = in_.plan().chains[a];
            add(hash, cell);
            for (std::int64_t const value :
                 {std::int64_t{asset}, std::int64_t{chain.headroom_w}, std::int64_t{chain.binding_asset},
                  std::int64_t{chain.binding_quarter}, static_cast<std::int64_t>(chain.basis),
                  std::int64_t{in_.plan().points[a]}})
                hash.add(value);
        }
    });
    return key_of({{"algorithm", version_of(algorithm::headroom)}, {"ground", outside_of(core)}, {"grid", grid}});
}

std::string KeyMaker::stations(std::size_t tile, std::string const& ground, std::string const& places) const
{
    auto const sites = digest_of([&](ContentHash& hash) {
        for (std::int32_t const i : in_.plan().stations.of(tile))
            add(hash, *in_.base.sites[static_cast<std::size_t>(i)].entry);
    });
    return key_of({{"algorithm", version_of(algorithm::stations)},
                   {"settings", numbers({in_.scenario.demand.service_walk_m})},
                   {"ground", ground},
                   {"dwellings", places},
                   {"chargers", sites}});
}

std::string KeyMaker::candidates(std::size_t tile, std::string const& ground, std::string const& places) const
{
    auto const spaces = digest_of([&](ContentHash& hash) {
        for (std::int32_t const i : in_.plan().candidates.of(tile)) {
            auto const c = static_cast<std::size_t>(in_.plan().ranked[static_cast<std::size_t>(i)]);
            add(hash, *in_.base.candidates[c].entry);
        }
    });
    return key_of({{"algorithm", version_of(algorithm::candidates)},
                   {"settings", numbers({in_.scenario.demand.service_walk_m})},
                   {"ground", ground},
                   {"dwellings", places},
                   {"candidates", spaces}});
}

PartKeys KeyMaker::of_inputs(std::size_t tile) const
{
    PartKeys keys;
    auto const set = [&](Part part, std::string key) { keys[static_cast<std::size_t>(part)] = std::move(key); };
    Rect const core = plan_.tiles[tile].core;
    set(Part::distance, distance(core));
    set(Part::walk, walk(tile));
    if (!in_.for_plan) return keys;
    set(Part::demand, demand(core));
    set(Part::headroom, headroom(core));
    Rect const window = in_.plan().reach_windows[tile];
    auto const ground = ground_within(window);
    auto const places = digest_of([&](ContentHash& hash) {
        for (std::int32_t const node : in_.base.nodes_in(window)) {
            DemandNode const& place = in_.base.nodes[static_cast<std::size_t>(node)];
            add(hash, place.cell);
            hash.add(std::int64_t{place.access_cm});
        }
    });
    set(Part::stations, stations(tile, ground, places));
    set(Part::candidates, candidates(tile, ground, places));
    return keys;
}

std::string KeyMaker::of_gains(std::size_t tile, std::string const& candidates_key) const
{
    return candidates_key + ";" +
           key_of({{"gains_algorithm", version_of(algorithm::gains)},
                   {"capacity", std::to_string(station_capacity_wh(in_.scenario))},
                   {"unmet", nodes_in(in_.plan().reach_windows[tile], run_.results.unmet_wh)}});
}

std::string KeyMaker::of_unmet(std::size_t tile) const
{
    return key_of({{"algorithm", version_of(algorithm::unmet)},
                   {"unmet", nodes_in(plan_.tiles[tile].core, run_.results.unmet_wh)}});
}

std::string KeyMaker::of_gain(std::span<Cell const> poles, std::span<std::int64_t const> gain_wh) const
{
    auto const digest = digest_of([&](ContentHash& hash) {
        for (std::size_t i = 0; i < poles.size(); ++i) {
            add(hash, poles[i]);
            hash.add(gain_wh[i]);
        }
    });
    return key_of({{"algorithm", version_of(algorithm::gain)}, {"gains", digest}});
}

}  // namespace laad
