// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"

#include "host/prepare/input_key.hpp"
#include "host/prepare/preparation.hpp"
#include "host/prepare/stored.hpp"
#include "kernels/executor.hpp"
#include "rasters/io/blocks/block_layout.hpp"
#include "rasters/io/files/region_crs.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>
#include <tbb/task_arena.h>
#include <algorithm>
#include <set>

namespace laad {

namespace {

template <class T>
bool has_all(BlockLayer<T> const& layer, std::vector<Tile> const& tiles, std::vector<std::string> const& keys)
{
    for (std::size_t i = 0; i < tiles.size(); ++i)
        if (!layer.has(tiles[i].core, keys[i])) return false;
    return true;
}

/// What an earlier run with the same inputs left, if it is still whole.
std::optional<BaseLayers> prepared_before(std::string const& key, WorkFolder const& folder)
{
    BaseLayers base;
    TileKeys keys;
    if (!load(*folder.work.store, key, base, keys)) return std::nullopt;
    BlockLayout const layout{base.grid.shape, folder.tile_cells};
    auto const count = static_cast<std::size_t>(layout.tiles().cells());
    if (keys.surface.size() != count || keys.area.size() != count || keys.neighbourhood.size() != count)
        return std::nullopt;
    auto const tiles = tiles_of(base.grid.shape, folder.tile_cells, 0);
    open_layers(base, folder);
    if (!has_all(base.surface, tiles, keys.surface) || !has_all(base.walls, tiles, keys.surface) ||
        !has_all(base.area, tiles, keys.area) || !has_all(base.neighbourhood, tiles, keys.neighbourhood))
        return std::nullopt;
    return base;
}

/// Follows from the quotas, which are no input of what is stored.
void note_no_plan(BaseLayers& base, Scenario const& scenario)
{
    std::set<int> able;
    for (auto const& candidate : base.candidates)
        if (candidate.eligible() && candidate.municipality >= 0) able.insert(candidate.municipality);
    if (scenario.parking.empty())
        base.notes.push_back("no [[parking]] is given: there is no space to place a station at");
    else if (able.empty())
        base.notes.push_back("no candidate passes the hard rules: no station can be placed");
    auto const& quotas = scenario.placement.quotas;
    std::vector<std::string> without;
    for (int const g : able) {
        auto const& name = base.municipalities[static_cast<std::size_t>(g)].name;
        if (std::none_of(quotas.begin(), quotas.end(), [&](Quota const& q) { return q.municipality == name; }))
            without.push_back(name);
    }
    if (!without.empty())
        base.notes.push_back(
            fmt::format("no [[placement.quota]] for {}: no station is placed there", fmt::join(without, ", ")));
}

BaseLayers made_or_found(Scenario const& scenario, WorkFolder const& folder, std::string const& key,
                         PrepareProgress const& progress)
{
    if (auto found = prepared_before(key, folder)) return std::move(*found);
    TileKeys keys;
    auto base = Preparation{scenario, folder, progress}.make(keys);
    store(base, keys, key, *folder.work.store);
    return base;
}

}  // namespace

BaseLayers prepare(Scenario const& scenario, WorkFolder const& folder, PrepareProgress const& progress)
{
    check_metres(scenario.region.epsg);
    tbb::task_arena arena{CpuExec{folder.threads}.threads()};
    progress("looking at the inputs", 0);
    FileHashes hashes{folder.work};
    auto const key = input_key(scenario, hashes);
    auto base = arena.execute([&] { return made_or_found(scenario, folder, key, progress); });
    base.key = key;
    note_no_plan(base, scenario);
    return base;
}

}  // namespace laad
