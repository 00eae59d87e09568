// SPDX-License-Identifier: Apache-2.0
// A layer of distances from memory to a Cloud-Optimised GeoTIFF with overviews; beside GDAL's driver in bench/peers.
#include "rasters/io/blocks/block_layer.hpp"

#include "kernels/distance.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"

#include <benchmark/benchmark.h>
#include <tbb/parallel_for.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <random>

namespace laad {
namespace {

constexpr int side = 8192;
constexpr int tile_cells = 4096;
constexpr int threads = 2;
GridSpec const grid{28992, 0, 60'000'000, 250, {side, side}};

/// Decimetres to the nearest of sites that lie about 40 cells apart, up to 500 m: smooth, with ridges.
Raster<std::uint16_t> const& distances()
{
    static Raster<std::uint16_t> const made = [] {
        constexpr int every = 116;  // 5,000 sites
        std::mt19937 random{20240501};
        std::uniform_int_distribution<int> place{0, every - 1};
        std::vector<Cell> sites;
        for (int row = -every; row < side + every; row += every)
            for (int col = -every; col < side + every; col += every)
                sites.push_back({row + place(random), col + place(random)});
        std::ranges::sort(sites, std::less{});
        Raster<std::uint16_t> cells{grid.shape};
        Raster<SiteOffset> site{grid.shape};
        distance(CpuExec{}, sites, {{0, 0}, grid.shape}, grid.cell_cm, cells.view(), site.view());
        return cells;
    }();
    return made;
}

/// A folder that goes away with the benchmark.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("laad_cog_bench_" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

void in_process_ms(benchmark::internal::Benchmark* bench)
{
    bench->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
}

/// Tiles in parallel as a run writes them, then the file.
void cog_of_blocks(benchmark::State& state, Codec codec)
{
    Raster<std::uint16_t> const& cells = distances();
    Folder const folder;
    tbb::task_arena arena{threads};
    int turn = 0;
    for ([[maybe_unused]] auto const& iteration : state) {
        BlockLayer<std::uint16_t> layer{{std::make_shared<KeyedStore>(folder.path), grid, tile_cells, codec},
                                        "distance" + std::to_string(turn++),
                                        {{.name = "distance"}}};
        auto const tiles = tiles_of(grid.shape, tile_cells, 0);
        arena.execute([&] {
            tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t i) {
                layer.write(tiles[i].core, cells.view().window(tiles[i].core), "");
            });
        });
        layer.publish(folder.path / "a.tif");
    }
    state.SetItemsProcessed(state.iterations() * grid.shape.cells());
    state.counters["MB"] = static_cast<double>(std::filesystem::file_size(folder.path / "a.tif")) / 1e6;
    state.SetLabel("x" + std::to_string(threads));
}
BENCHMARK_CAPTURE(cog_of_blocks, zstd, Codec::zstd)->Apply(in_process_ms);
BENCHMARK_CAPTURE(cog_of_blocks, deflate, Codec::deflate)->Apply(in_process_ms);

/// Windows as a tile with its halo reads them, on one thread.
void read_windows(benchmark::State& state, Codec codec)
{
    Raster<std::uint16_t> const& cells = distances();
    Folder const folder;
    BlockLayer<std::uint16_t> layer{
        {std::make_shared<KeyedStore>(folder.path), grid, tile_cells, codec}, "distance", {{.name = "distance"}}};
    for (Tile const& tile : tiles_of(grid.shape, tile_cells, 0))
        layer.write(tile.core, cells.view().window(tile.core), "");
    Rect const window{{1000, 2000}, {4500, 4500}};
    for ([[maybe_unused]] auto const& iteration : state)
        benchmark::DoNotOptimize(layer.read(window));
    state.SetItemsProcessed(state.iterations() * window.shape.cells());
    state.SetBytesProcessed(state.iterations() * window.shape.cells() * 2);
}
BENCHMARK_CAPTURE(read_windows, zstd, Codec::zstd)->Apply(in_process_ms);
BENCHMARK_CAPTURE(read_windows, deflate, Codec::deflate)->Apply(in_process_ms);

}  // namespace
}  // namespace laad
