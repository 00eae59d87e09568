// SPDX-License-Identifier: Apache-2.0
// How much the CUDA kernels have to do on the maps of the benchmarks, smaller but as dense: launches, blocks and how
// often the threads of a block meet, counted while the kernels run on the CPU (tests/cuda_on_host). Writes JSON.
#include "bench/maps.hpp"
#include "kernels/cell/site_buckets.hpp"
#include "kernels/distance.hpp"
#include "kernels/headroom.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk_contracts.hpp"
#include "tests/cuda_on_host/kernel_work.hpp"

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <numeric>

namespace laad {
namespace {

class Counts {
  public:
    Counts() { std::puts("{"); }
    ~Counts() { std::puts("\n}"); }
    Counts(Counts const&) = delete;
    Counts& operator=(Counts const&) = delete;

    /// An own count of an operation.
    struct Own {
        char const* name;
        double count;
    };

    /// What the kernels have done since the last call: `cells` cells, or other items.
    void add(char const* operation, double cells, std::initializer_list<Own> own = {})
    {
        wait(exec);
        std::printf("%s \"%s\": {\"cells\": %.0f, ", is_first_ ? "" : ",\n", operation, cells);
        for (Own const& one : own)
            std::printf("\"%s\": %.0f, ", one.name, one.count);
        std::printf("\"kernels\": {");
        char const* before = "\n";
        for (auto const& [kernel, work] : cuda_on_host::take_work()) {
            std::printf(
                "%s  \"%s\": {\"launches\": %llu, \"blocks\": %llu, \"threads\": %u, \"shared\": %zu, \"met\": [",
                before, kernel.c_str(), static_cast<unsigned long long>(work.launches),
                static_cast<unsigned long long>(work.blocks), work.block_threads, work.shared_bytes);
            print_times(work.met);
            std::printf("]}");
            before = ",\n";
        }
        std::printf("}}");
        is_first_ = false;
        std::fflush(stdout);
    }

    CudaExec const exec{0};

  private:
    /// The most often first.
    static void print_times(cuda_on_host::Meetings met)
    {
        std::sort(met.begin(), met.end(), [](auto const& a, auto const& b) { return a.times > b.times; });
        for (std::size_t i = 0; i < met.size(); ++i)
            std::printf("%s%llu", i == 0 ? "" : ", ", static_cast<unsigned long long>(met[i].times));
    }

    bool is_first_ = true;
};

/// The sites that can be nearest somewhere in a block of cells, over all blocks.
double candidates(std::vector<Cell> const& sites, Rect window)
{
    WindowBlocks const blocks{window};
    double sum = 0;
    for (std::int64_t i = 0; i < blocks.count(); ++i) {
        Rect const block = blocks.block(i);
        Cell const middle = SiteBlock::middle(block);
        Cell const nearest = *std::min_element(sites.begin(), sites.end(), [&](Cell a, Cell b) {
            return square_distance(middle, a) < square_distance(middle, b);
        });
        SiteBlock const search{block, nearest};
        sum += static_cast<double>(
            std::count_if(sites.begin(), sites.end(), [&](Cell site) { return search.can_win(site); }));
    }
    return sum;
}

/// 13,000 sites on 16,384² cells, on an eighth of the side.
void count_distance(Counts& counts)
{
    Rect const window{{0, 0}, {2048, 2048}};
    std::vector<Cell> const sites = scattered(window.shape.rows, 13'000 / 64);
    Array<std::uint16_t, CudaExec> distance_dm{counts.exec, window.shape};
    Array<SiteOffset, CudaExec> site{counts.exec, window.shape};
    distance(counts.exec, sites, window, 250, distance_dm.view(), site.view());
    counts.add("distance", static_cast<double>(window.shape.cells()), {{"candidates", candidates(sites, window)}});
}

/// The windows of all origins, in cells of 2.5 m.
double window_cells(std::vector<WalkOrigin> const& origins, int bound_cm)
{
    double const side = 2 * (bound_cm / 250) + 1;
    return side * side * static_cast<double>(origins.size());
}

/// What the walks from all origins, of two EVSE each, reach together, in cells.
double reached_cells(CudaExec const& exec, Town<CudaExec> const& ground, std::vector<WalkOrigin> const& origins,
                     int bound_cm)
{
    Array<std::uint16_t, CudaExec> evse{exec, ground.surface.shape()};
    evse_within(exec, ground.area(), ground.surface.view(), origins, bound_cm, evse.view());
    Raster<std::uint16_t> host{evse.shape()};
    download(exec, std::as_const(evse).view(), host.view());
    return std::accumulate(host.cells().begin(), host.cells().end(), 0.0,
                           [](double sum, std::uint16_t here) { return sum + (here <= evse_most ? here / 2 : 0); });
}

/// Walks of 500 m, on open ground between houses, which is the most work.
void count_walks(Counts& counts)
{
    int const side = 1024;
    double const cells = double{side} * side;
    Raster<Surface> const surface = houses(side);
    Town const ground{counts.exec, surface};
    counts.add("allowed_moves", cells);

    std::vector<WalkSource> sources;
    for (Cell const c : street_cells(surface, side * side / 20'000))
        sources.push_back({c, c, 0});
    Array<std::uint16_t, CudaExec> distance_dm{counts.exec, surface.shape()}, evse{counts.exec, surface.shape()};
    Array<SiteOffset, CudaExec> site{counts.exec, surface.shape()};
    walk(counts.exec, ground.area(), ground.surface.view(), sources, 50'000, distance_dm.view(), site.view());
    counts.add("walk", cells);

    std::vector<WalkOrigin> const origins = origins_at(street_cells(surface, side * side / 32'000));
    evse_within(counts.exec, ground.area(), ground.surface.view(), origins, 50'000, evse.view());
    counts.add("evse_within", cells, {{"window", window_cells(origins, 50'000)}});
}

/// Candidates of the town, walks of 300 m.
void count_reach(Counts& counts)
{
    Raster<Surface> const surface = town(1024);
    TownDemand const demand{surface};
    Town const ground{counts.exec, surface};
    auto const node = upload(counts.exec, demand.node.view());
    std::vector<WalkOrigin> const origins = origins_at(street_cells(surface, 100));
    double const reached = reached_cells(counts.exec, ground, origins, 30'000);
    cuda_on_host::take_work();
    reach(counts.exec, ground.area(), node.view(), demand.access_cm, origins, 30'000);
    counts.add("reach", static_cast<double>(origins.size()),
               {{"window", window_cells(origins, 30'000)}, {"reached", reached}});
}

void count_service(Counts& counts)
{
    ReachLists const lists = overlapping(200);
    auto const entries = static_cast<double>(lists.entries.size());
    auto const demand = demand_of_nodes(200);
    serve(counts.exec, lists, std::vector<Station>(200, Station{2, 6'000'000}), demand,
          std::vector<std::int32_t>(301, 500));
    counts.add("serve", entries);
    gain(counts.exec, lists, demand, 6'000'000);
    counts.add("gain", entries);
}

void count_demand(Counts& counts)
{
    int const side = 1024;
    double const cells = double{side} * side;
    int const radius = 150;
    Raster<std::uint32_t> const everywhere = demand_of(side, 1);
    auto const demand_wh = upload(counts.exec, everywhere.view());
    Array<std::uint32_t, CudaExec> density_kwh{counts.exec, {side, side}};
    demand_density(counts.exec, demand_wh.view(), gaussian_weights(radius * 250, 250), density_kwh.view());
    counts.add("demand_density", cells, {{"radius", radius}});

    int const sparsity = 20;
    std::vector<Cell> nodes;
    for (int at = 0; at < side * side; at += sparsity)
        nodes.push_back({at / side, at % side});
    auto const count = static_cast<std::int32_t>(nodes.size());
    Prognosis const prognosis{count};
    auto const node_wh = spread(counts.exec, prognosis.shares, prognosis.neighbourhood_wh, count);
    counts.add("spread", count);
    scatter(counts.exec, nodes, node_wh, density_kwh.view());
    counts.add("scatter", cells);
}

void count_headroom(Counts& counts)
{
    int const side = 1024;
    Raster<std::int32_t> const assets_there = assets_of(side, 20'000);
    auto const asset = upload(counts.exec, assets_there.view());
    std::vector<ChainRoom> const chains(20'000, ChainRoom{40'000, AssetId{1}, 70, Basis::assumed});
    Array<std::int32_t, CudaExec> watt{counts.exec, asset.shape()}, binding{counts.exec, asset.shape()};
    Array<std::uint16_t, CudaExec> connectable{counts.exec, asset.shape()}, quarter{counts.exec, asset.shape()};
    Array<std::uint8_t, CudaExec> basis{counts.exec, asset.shape()};
    headroom(counts.exec, asset.view(), chains, std::vector<std::int32_t>(chains.size(), 4),
             {watt.view(), connectable.view(), binding.view(), quarter.view(), basis.view()});
    counts.add("headroom", double{side} * side);

    std::size_t const assets = 1000, quarters = 96 * 8;
    ChargingSums const charging{
        static_cast<std::int32_t>(quarters), std::vector<std::int64_t>(assets * quarters, 8'800),
        std::vector<std::int64_t>(assets * quarters, 309'760'000), std::vector<std::int64_t>(assets, 44'000)};
    asset_headroom(counts.exec, std::vector<GridAsset>(assets, GridAsset{AssetId{}, 187'000, Basis::assumed}),
                   std::vector<std::int64_t>(assets * quarters, 120'000), charging);
    counts.add("asset_headroom", static_cast<double>(assets * quarters));
}

}  // namespace
}  // namespace laad

int main()
{
    laad::Counts counts;
    laad::count_distance(counts);
    laad::count_walks(counts);
    laad::count_reach(counts);
    laad::count_service(counts);
    laad::count_demand(counts);
    laad::count_headroom(counts);
}
