// SPDX-License-Identifier: Apache-2.0
// A layer of distances from memory to a Cloud-Optimised GeoTIFF with overviews, beside GDAL's COG driver.
#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include "rasters/tile.hpp"

#include <benchmark/benchmark.h>
#include <gdal_priv.h>
#include <tbb/parallel_for.h>
#include <unistd.h>

#include <cmath>
#include <limits>
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
        constexpr int sites = side / every + 3;
        std::vector<Cell> site(static_cast<std::size_t>(sites * sites));
        for (int i = 0; i < sites * sites; ++i)
            site[static_cast<std::size_t>(i)] = {(i / sites - 1) * every + place(random),
                                                 (i % sites - 1) * every + place(random)};
        Raster<std::uint16_t> cells{grid.shape};
        tbb::parallel_for(0, side, [&](int row) {
            for (int col = 0; col < side; ++col) {
                std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
                for (int r = row / every; r < row / every + 3; ++r)
                    for (int c = col / every; c < col / every + 3; ++c) {
                        Cell const d = site[static_cast<std::size_t>(r * sites + c)] - Cell{row, col};
                        nearest = std::min(nearest, std::int64_t{d.row} * d.row + std::int64_t{d.col} * d.col);
                    }
                cells[{row, col}] = static_cast<std::uint16_t>(std::ceil(25 * std::sqrt(static_cast<double>(nearest))));
            }
        });
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

void report(benchmark::State& state, std::filesystem::path const& file)
{
    state.SetItemsProcessed(state.iterations() * grid.shape.cells());
    state.counters["MB"] = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
    state.SetLabel("x" + std::to_string(threads));
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
    report(state, folder.path / "a.tif");
}
BENCHMARK_CAPTURE(cog_of_blocks, zstd, Codec::zstd)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(cog_of_blocks, deflate, Codec::deflate)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// The peer: the same cells, block size, codec, level and predictor.
void cog_of_gdal(benchmark::State& state, char const* codec, char const* level)
{
    GDALAllRegister();
    Raster<std::uint16_t> const& cells = distances();
    Folder const folder;
    std::string const file = folder.path / "a.tif";
    CPLStringList options;
    options.SetNameValue("COMPRESS", codec);
    options.SetNameValue("LEVEL", level);
    options.SetNameValue("PREDICTOR", "STANDARD");
    options.SetNameValue("BLOCKSIZE", "512");
    options.SetNameValue("OVERVIEW_RESAMPLING", "AVERAGE");
    options.SetNameValue("NUM_THREADS", std::to_string(threads).c_str());
    for ([[maybe_unused]] auto const& iteration : state) {
        GDALDatasetUniquePtr source{
            GetGDALDriverManager()->GetDriverByName("MEM")->Create("", side, side, 0, GDT_UInt16, nullptr)};
        char address[32] = {};
        CPLPrintPointer(address, const_cast<std::uint16_t*>(cells.cells().data()), sizeof address - 1);
        CPLStringList where;
        where.SetNameValue("DATAPOINTER", address);
        source->AddBand(GDT_UInt16, where.List());
        GDALDatasetUniquePtr const written{GetGDALDriverManager()->GetDriverByName("COG")->CreateCopy(
            file.c_str(), source.get(), FALSE, options.List(), nullptr, nullptr)};
        if (!written) state.SkipWithError("GDAL cannot write the file");
    }
    report(state, file);
}
BENCHMARK_CAPTURE(cog_of_gdal, zstd, "ZSTD", "1")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(cog_of_gdal, deflate, "DEFLATE", "6")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

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
BENCHMARK_CAPTURE(read_windows, zstd, Codec::zstd)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_windows, deflate, Codec::deflate)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace laad
