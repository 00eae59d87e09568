// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"

#include "host/language/to_say.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/prepare/preparation.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/input_digest.hpp"
#include "kernels/executor.hpp"
#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layout.hpp"
#include "rasters/io/files/region_crs.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace laad {

namespace {

template <class T>
bool has_all(BlockLayer<T> const& layer, std::vector<Tile> const& tiles, std::vector<std::string> const& keys)
{
    return std::ranges::equal(tiles, keys,
                              [&](Tile const& tile, auto const& key) { return layer.has(tile.core, key); });
}

/// What an earlier run with the same inputs left, if it is still whole.
std::optional<BaseLayers> prepared_before(std::string const& key, WorkFolder const& folder)
{
    BaseLayers base;
    TileKeys keys;
    if (!load(*folder.work.store, key, base, keys)) return std::nullopt;
    BlockLayout const layout{base.grid.shape, folder.tile_cells};
    if (std::ssize(keys.surface) != layout.tiles().cells()) return std::nullopt;
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
    std::set<MunicipalityId> able;
    for (auto const& candidate : base.candidates)
        if (candidate.eligible() && candidate.municipality) able.insert(candidate.municipality);
    if (scenario.parking.empty())
        base.notes.push_back(to_say("no [[parking]] is given: there is no space to place a station at"));
    else if (able.empty())
        base.notes.push_back(to_say("no candidate passes the hard rules: no station can be placed"));
    auto const& quotas = scenario.placement.quotas;
    std::vector<std::string> without;
    for (MunicipalityId const g : able) {
        auto const& name = base.municipalities[g].name;
        if (std::none_of(quotas.begin(), quotas.end(), [&](Quota const& q) { return q.municipality == name; }))
            without.push_back(name);
    }
    if (!without.empty())
        base.notes.push_back(
            to_say("no [[placement.quota]] for {}: no station is placed there", fmt::join(without, ", ")));
}

BaseLayers made_or_found(Scenario const& scenario, WorkFolder const& folder, std::string const& key,
                         PrepareProgress const& progress)
{
    if (auto found = prepared_before(key, folder)) return std::move(*found);
    TileKeys keys;
    auto base = prepared(scenario, folder, progress, keys);
    store(base, keys, key, *folder.work.store);
    return base;
}

void check(RegionConfig const& region, Box const& area)
{
    if (!(area.west < area.east && area.south < area.north))
        throw InputError{
            fmt::format("the area of region \"{}\" is empty ({} layer \"{}\"), give polygons with a surface",
                        region.name, region.area.file.string(), region.area.layer)};
    if (region.cell_cm <= 0 || region.snap_m <= 0 || region.snap_m * std::int64_t{100} % region.cell_cm != 0)
        throw InputError{
            fmt::format("cell_cm = {} does not divide snap_m = {} m into whole cells, choose one that does (50, 100, "
                        "125, 200, 250, 500 ...)",
                        region.cell_cm, region.snap_m)};
}

/// What is kept of every tile, empty or not, must fit in memory.
constexpr double most_cells_a_side = 1 << 20;

void check_size(RegionConfig const& region, Box const& area)
{
    auto const cells = [&](double metres) {
        return (metres + 2 * (region.context_m + region.snap_m)) * 100 / region.cell_cm;
    };
    double const cols = cells(area.east - area.west), rows = cells(area.north - area.south);
    if (std::max(cols, rows) <= most_cells_a_side) return;
    throw FitError{fmt::format(
        "the area of region \"{}\" ({} layer \"{}\") is {:.0f} x {:.0f} km, a grid of {:.0f} x {:.0f} cells of {} m; "
        "at most {:.0f} a side fit. Is it the right layer? Else take region.cell_m = {:g} or more, or a smaller area",
        region.name, region.area.file.string(), region.area.layer, (area.east - area.west) / 1000,
        (area.north - area.south) / 1000, cols, rows, region.cell_cm / 100.0, most_cells_a_side,
        std::ceil(std::max(cols, rows) / most_cells_a_side * region.cell_cm / 100.0))};
}

/// The parts that `prepare` reads, everything else as by default.
Scenario relevant(Scenario const& s)
{
    Scenario part;
    part.file = s.file;
    part.region = s.region;
    part.region.neighbourhood_cbs_year = 0;
    part.surface = s.surface;
    part.dwellings = s.dwellings;
    part.chargers = s.chargers;
    part.parking = s.parking;
    part.bays = s.bays;
    part.coverage.access_max_m = s.coverage.access_max_m;
    part.placement.rules = s.placement.rules;
    return part;
}

}  // namespace

std::string input_key(Scenario const& scenario, FileHashes& hashes)
{
    auto const part = relevant(scenario);
    ContentHash hash;
    // What is kept under this key also follows from the rasters.
    for (Algorithm const& made : {algorithm::surface, algorithm::areas, algorithm::base})
        hash.add(made.version);
    hash.add(effective_toml(part));
    add_files(hash, part, hashes);
    return hash.digest();
}

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

GridSpec grid_of(RegionConfig const& region, Box const& area)
{
    check(region, area);
    check_size(region, area);
    auto const snap = static_cast<double>(region.snap_m);
    auto const down = [&](double at) { return std::llround(std::floor((at - region.context_m) / snap) * snap) * 100; };
    auto const up = [&](double at) { return std::llround(std::ceil((at + region.context_m) / snap) * snap) * 100; };
    auto const cells = [&](std::int64_t cm) { return static_cast<int>(cm / region.cell_cm); };

    std::int64_t const west = down(area.west);
    std::int64_t const north = up(area.north);
    return {region.epsg, west, north, region.cell_cm,
            Shape{cells(north - down(area.south)), cells(up(area.east) - west)}};
}

}  // namespace laad
