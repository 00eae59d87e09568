// SPDX-License-Identifier: Apache-2.0
// Our side of the comparison with peers: one operation on arrays or files that the peers are given too. Arrays are raw,
// row-major, in the byte order of the machine; files are made tile by tile in block layers and published, as a run does
// it.
#include "host/prepare/boxes.hpp"
#include "host/prepare/prepare.hpp"
#include "host/prepare/surface.hpp"
#include "host/scenario/parse.hpp"
#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/walk.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <utility>

namespace laad {
namespace {

/// As many as the peers are given.
constexpr int peer_threads = 2;

using Arguments = std::span<std::string const>;

template <class T>
LargeVector<T> read_values(std::filesystem::path const& file)
{
    LargeVector<T> values(std::filesystem::file_size(file) / sizeof(T));
    std::ifstream in{file, std::ios::binary};
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
    if (!in) throw InputError{file.string() + " cannot be read"};
    return values;
}

template <class T>
Raster<T> read_cells(std::filesystem::path const& file, Shape shape)
{
    Raster<T> raster{shape};
    raster.cells() = read_values<T>(file);
    if (std::ssize(raster.cells()) != shape.cells()) throw InputError{file.string() + " has another size than is said"};
    return raster;
}

template <class T>
void write_values(std::filesystem::path const& file, std::span<T const> values)
{
    std::ofstream out{file, std::ios::binary};
    out.write(reinterpret_cast<char const*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
    if (!out.flush()) throw OutputError{file.string() + " cannot be written"};
}

/// Does the work `turns` times and prints the seconds of each turn.
template <class Work>
void timed(std::string const& turns, Work const& work)
{
    for (int turn = 0; turn < std::stoi(turns); ++turn) {
        auto const start = std::chrono::steady_clock::now();
        work();
        std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

CpuExec const exec{peer_threads};

Shape square(std::string const& side)
{
    return {std::stoi(side), std::stoi(side)};
}

/// turns side sites distance_dm site
void distances(Arguments a)
{
    auto const sites = read_values<Cell>(a[2]);
    Rect const window{{0, 0}, square(a[1])};
    Raster<std::uint16_t> distance_dm{window.shape};
    Raster<SiteOffset> site{window.shape};
    timed(a[0], [&] { distance(exec, sites, window, 250, distance_dm.view(), site.view()); });
    write_values<std::uint16_t>(a[3], distance_dm.cells());
    write_values<SiteOffset>(a[4], site.cells());
}

/// turns side surface stations bound_m distance_dm
void walks(Arguments a)
{
    auto const surface = read_cells<Surface>(a[2], square(a[1]));
    std::vector<WalkSource> sources;
    for (Cell const station : read_values<Cell>(a[3]))
        sources.push_back({station, station, 0});
    Raster<std::uint16_t> moves{surface.shape()}, distance_dm{surface.shape()};
    Raster<SiteOffset> site{surface.shape()};
    Raster<std::uint8_t> const no_walls{surface.shape(), 0};
    timed(a[0], [&] {
        allowed_moves(exec, surface.view(), no_walls.view(), moves.view());
        walk(exec, {std::as_const(moves).view(), {}, 250}, surface.view(), sources, std::stoi(a[4]) * 100,
             distance_dm.view(), site.view());
    });
    write_values<std::uint16_t>(a[5], distance_dm.cells());
}

/// turns side demand_wh radius_m density_kwh
void densities(Arguments a)
{
    auto const demand_wh = read_cells<std::uint32_t>(a[2], square(a[1]));
    auto const weights = gaussian_weights(std::stoi(a[3]) * 100, 250);
    Raster<std::uint32_t> density_kwh{demand_wh.shape()};
    timed(a[0], [&] { demand_density(exec, demand_wh.view(), weights, density_kwh.view()); });
    write_values<std::uint32_t>(a[4], density_kwh.cells());
}

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
    return {store,
            name,
            {{.name = name, .unit = "m", .scale = 0.1, .nodata = distance_nodata, .overviews = Overviews::nearest}}};
}

BlockLayer<SiteOffset> site_layer(BlockStore const& store, std::string const& name)
{
    BandInfo info{.name = name + "_rows", .unit = "cells", .nodata = no_site.drow, .overviews = Overviews::nearest};
    BandInfo east = info;
    east.name = name + "_cols";
    return {store, name, {info, east}};
}

/// Distance and nearest site, as two layers that are named for how one goes.
struct Distances {
    std::string name;
    BlockLayer<std::uint16_t> distance_dm;
    BlockLayer<SiteOffset> site;

    Distances(BlockStore const& store, std::string const& way)
        : name{way}, distance_dm{distance_layer(store, way)}, site{site_layer(store, way + "_site")}
    {
    }
    /// `part`: where the core is in the cells.
    void write(Rect core, Raster<std::uint16_t> const& dm, Raster<SiteOffset> const& nearest, Rect part)
    {
        distance_dm.write(core, dm.view().window(part), "");
        site.write(core, nearest.view().window(part), "");
    }
    void publish(std::filesystem::path const& folder) const
    {
        distance_dm.publish(folder / (name + ".tif"));
        site.publish(folder / (name + "_site.tif"));
    }
};

void add_straight_lines(Distances& to, Rect core, std::span<Cell const> sites)
{
    Raster<std::uint16_t> dm{core.shape};
    Raster<SiteOffset> nearest{core.shape};
    distance(CpuExec{1}, sites, core, to.site.grid().cell_cm, dm.view(), nearest.view());
    to.write(core, dm, nearest, {{0, 0}, core.shape});
}

void add_walks(Distances& to, Tile const& tile, View<Surface const> surface, std::span<Cell const> stations)
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
    walk(exec, {std::as_const(moves).view(), {}, to.site.grid().cell_cm}, ground, sources, bound_cm, dm.view(),
         nearest.view());
    to.write(tile.core, dm, nearest, tile.core_in_padded());
}

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

/// turns side cells codec file: printed, from memory to file
void write_cog_of_cells(Arguments a)
{
    GridSpec const grid = square_grid(a[1], 0, 600'000);
    auto const cells = read_cells<std::uint16_t>(a[2], grid.shape);
    Codec const codec = a[3] == "zstd" ? Codec::zstd : Codec::deflate;
    timed(a[0], [&] {
        Scratch const scratch{a[4]};
        auto layer = distance_layer({std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, codec}, "distance");
        over_tiles(grid.shape, tile_cells, 0,
                   [&](Tile const& tile) { layer.write(tile.core, cells.view().window(tile.core), ""); });
        layer.publish(a[4]);
    });
}

/// side sites folder: as all that follows files in, files out, timed from outside
void distance_files(Arguments a)
{
    GridSpec const grid = square_grid(a[0], 0, 600'000);
    auto const sites = read_values<Cell>(a[1]);
    Scratch const scratch{a[2]};
    Distances lines{{std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, Codec::zstd}, "distance"};
    over_tiles(grid.shape, tile_cells, 0, [&](Tile const& tile) { add_straight_lines(lines, tile.core, sites); });
    lines.publish(a[2]);
}

/// side west_m north_m surface stations folder
void coverage_files(Arguments a)
{
    GridSpec const grid = square_grid(a[0], std::stoi(a[1]), std::stoi(a[2]));
    auto const codes = RasterReader<std::uint8_t>{a[3], grid}.read({{0, 0}, grid.shape});
    View<Surface const> const surface{reinterpret_cast<Surface const*>(codes.cells().data()), grid.shape,
                                      grid.shape.cols};
    auto const stations = read_values<Cell>(a[4]);
    Scratch const scratch{a[5]};
    BlockStore const store{std::make_shared<KeyedStore>(scratch.path), grid, tile_cells, Codec::zstd};
    Distances lines{store, "distance"};
    Distances walks{store, "walk"};
    over_tiles(grid.shape, tile_cells, walk_halo(bound_cm, grid.cell_cm), [&](Tile const& tile) {
        add_straight_lines(lines, tile.core, stations);
        add_walks(walks, tile, surface, stations);
    });
    lines.publish(a[5]);
    walks.publish(a[5]);
}

/// region.toml file
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

struct Operation {
    std::size_t arguments;
    void (*run)(Arguments);
};

int run(std::vector<std::string> const& words)
{
    std::map<std::string, Operation> const operations{
        {"distance", {5, distances}},
        {"walk", {6, walks}},
        {"density", {5, densities}},
        {"cog", {5, write_cog_of_cells}},
        {"distance_files", {3, distance_files}},
        {"coverage_files", {6, coverage_files}},
        {"surface_file", {2, surface_file}},
    };
    auto const found = words.empty() ? operations.end() : operations.find(words.front());
    if (found == operations.end() || words.size() != 1 + found->second.arguments) {
        std::fprintf(stderr, "peers_ours: an operation and its arguments are needed; see bench/peers/ours.cpp\n");
        return 2;
    }
    try {
        found->second.run(Arguments{words}.subspan(1));
        return 0;
    } catch (std::exception const& problem) {
        std::fprintf(stderr, "peers_ours %s: %s\n", words.front().c_str(), problem.what());
        return 1;
    }
}

}  // namespace
}  // namespace laad

int main(int count, char** words)
{
    return laad::run({words + 1, words + count});
}
