// SPDX-License-Identifier: Apache-2.0
// Operations of peers_ours that end in files: tile by tile into block layers and published, as a run does it.
#include "bench/peers/ours.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/prepare.hpp"
#include "host/prepare/surface.hpp"
#include "host/scenario/parse.hpp"
#include "kernels/distance.hpp"
#include "kernels/walk.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <utility>

namespace laad {
namespace {

constexpr int tile_cells = 1024;
constexpr int surface_tile_cells = 2048;
constexpr int bound_cm = 50'000;

/// Block files that go away when their COGs are published.
struct Scratch {
    std::filesystem::path path;
    explicit Scratch(std::filesystem::path const& beside) : path{beside.string() + ".work"}
    {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~Scratch() { std::filesystem::remove_all(path); }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
};

/// Each tile on one of the threads.
template <class Work>
void over_tiles(Shape grid, int side, int halo, Work const& work)
{
    auto const tiles = tiles_of(grid, side, halo);
    tbb::task_arena arena{peer_threads};
    arena.execute([&] {
        tbb::parallel_for(
            std::size_t{0}, tiles.size(), [&](std::size_t i) { work(tiles[i]); }, tbb::simple_partitioner{});
    });
}

BlockLayer<std::uint16_t> distance_layer(BlockStore const& store, std::string const& name)
{
    BandInfo info{.name = name, .unit = "m", .scale = 0.1, .nodata = distance_nodata};
    info.overviews = Overviews::nearest;
    return {store, name, {info}};
}

BlockLayer<SiteOffset> site_layer(BlockStore const& store, std::string const& name)
{
    BandInfo info{.name = name + "_rows", .unit = "cells", .nodata = no_site.drow};
    info.overviews = Overviews::nearest;
    BandInfo east = info;
    east.name = name + "_cols";
    return {store, name, {info, east}};
}

/// Distance and nearest site in a straight line, as two layers.
struct StraightLines {
    BlockLayer<std::uint16_t> distance_dm;
    BlockLayer<SiteOffset> site;

    explicit StraightLines(BlockStore const& store)
        : distance_dm{distance_layer(store, "distance")}, site{site_layer(store, "distance_site")}
    {
    }
    void make(Rect core, std::span<Cell const> sites)
    {
        Raster<std::uint16_t> dm{core.shape};
        Raster<SiteOffset> nearest{core.shape};
        distance(CpuExec{1}, sites, core, distance_dm.grid().cell_cm, dm.view(), nearest.view());
        distance_dm.write(core, std::as_const(dm).view(), "");
        site.write(core, std::as_const(nearest).view(), "");
    }
    void publish(std::filesystem::path const& folder) const
    {
        distance_dm.publish(folder / "distance.tif");
        site.publish(folder / "distance_site.tif");
    }
};

/// Distance and nearest site on foot, as two layers.
struct Walks {
    BlockLayer<std::uint16_t> distance_dm;
    BlockLayer<SiteOffset> site;

    explicit Walks(BlockStore const& store)
        : distance_dm{distance_layer(store, "walk")}, site{site_layer(store, "walk_site")}
    {
    }
    void make(Tile const& tile, View<Surface const> surface, std::span<Cell const> stations)
    {
        CpuExec const exec{1};
        std::vector<WalkSource> sources;
        for (Cell const station : stations)
            if (tile.padded.contains(station))
                sources.push_back({station - tile.padded.first, station - tile.padded.first, 0});
        Raster<std::uint16_t> moves{tile.padded.shape}, dm{tile.padded.shape};
        Raster<SiteOffset> nearest{tile.padded.shape};
        auto const ground = surface.window(tile.padded);
        allowed_moves(exec, ground, Raster<std::uint8_t>{tile.padded.shape, 0}.view(), moves.view());
        walk(exec, {std::as_const(moves).view(), {}, distance_dm.grid().cell_cm}, ground, sources, bound_cm, dm.view(),
             nearest.view());
        distance_dm.write(tile.core, std::as_const(dm).view().window(tile.core_in_padded()), "");
        site.write(tile.core, std::as_const(nearest).view().window(tile.core_in_padded()), "");
    }
    void publish(std::filesystem::path const& folder) const
    {
        distance_dm.publish(folder / "walk.tif");
        site.publish(folder / "walk_site.tif");
    }
};

GridSpec square_grid(std::string const& side, std::int64_t west_m, std::int64_t north_m)
{
    return {28992, west_m * 100, north_m * 100, 250, {std::stoi(side), std::stoi(side)}};
}

Box box_of_area(Scenario const& scenario)
{
    auto const& area = scenario.region.area;
    Geometry all;
    for (auto& feature : read_layer({area.file, area.layer, area.where, scenario.region.epsg}).features)
        std::move(feature.geometry.polygons.begin(), feature.geometry.polygons.end(), std::back_inserter(all.polygons));
    return box_of(all);
}

}  // namespace

void write_cog_of_cells(Arguments a)
{
    GridSpec const grid = square_grid(a[1], 0, 600'000);
    auto const cells = read_cells<std::uint16_t>(a[2], grid.shape);
    Codec const codec = a[3] == "zstd" ? Codec::zstd : Codec::deflate;
    timed(a[0], [&](int) {
        Scratch const scratch{a[4]};
        auto layer = distance_layer({std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, codec}, "distance");
        over_tiles(grid.shape, tile_cells, 0,
                   [&](Tile const& tile) { layer.write(tile.core, cells.view().window(tile.core), ""); });
        layer.publish(a[4]);
    });
}

void distance_files(Arguments a)
{
    GridSpec const grid = square_grid(a[0], 0, 600'000);
    auto const sites = read_values<Cell>(a[1]);
    Scratch const scratch{a[2]};
    StraightLines lines{{std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, Codec::zstd}};
    over_tiles(grid.shape, tile_cells, 0, [&](Tile const& tile) { lines.make(tile.core, sites); });
    lines.publish(a[2]);
}

void coverage_files(Arguments a)
{
    GridSpec const grid = square_grid(a[0], std::stoi(a[1]), std::stoi(a[2]));
    auto const codes = read_raster<std::uint8_t>(a[3], grid);
    View<Surface const> const surface{reinterpret_cast<Surface const*>(codes.cells().data()), grid.shape,
                                      grid.shape.cols};
    auto const stations = read_values<Cell>(a[4]);
    Scratch const scratch{a[5]};
    BlockStore const store{std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, Codec::zstd};
    StraightLines lines{store};
    Walks walks{store};
    over_tiles(grid.shape, tile_cells, walk_halo(bound_cm, grid.cell_cm), [&](Tile const& tile) {
        lines.make(tile.core, stations);
        walks.make(tile, surface, stations);
    });
    lines.publish(a[5]);
    walks.publish(a[5]);
}

void surface_file(Arguments a)
{
    Scenario const scenario = parse_scenario(a[0]);
    GridSpec const grid = grid_of(scenario.region, box_of_area(scenario));
    Scratch const scratch{a[1]};
    SurfaceMaker maker{scenario.surface, grid};
    BlockStore const store{std::make_shared<KeyedStore>(scratch.path), grid, surface_tile_cells, Codec::zstd};
    BlockLayer<Surface> layer{store, "surface", {surface_info()}};
    BlockLayer<std::uint8_t> walls{store, "walls", {walls_info()}};
    over_tiles(grid.shape, surface_tile_cells, 0, [&](Tile const& tile) { maker.make(tile.core, layer, walls); });
    layer.publish(a[1]);
}

}  // namespace laad
