// SPDX-License-Identifier: Apache-2.0
#include "kernels/headroom.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"

namespace laad {
namespace {

/// Floor: 4 bytes read and 13 written a cell.
void headroom_of_each_cell(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    int const count = 20'000;
    auto const asset = assets_of(side, count);
    std::vector<ChainRoom> const chains(static_cast<std::size_t>(count),
                                        ChainRoom{40'000, AssetId{1}, 70, Basis::assumed});
    std::vector<std::int32_t> const points(chains.size(), 4);
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        auto const device_asset = upload(exec, asset.view());
        Array<std::int32_t, Exec> watt{exec, asset.shape()}, binding{exec, asset.shape()};
        Array<std::uint16_t, Exec> connectable{exec, asset.shape()}, quarter{exec, asset.shape()};
        Array<std::uint8_t, Exec> basis{exec, asset.shape()};
        HeadroomRasters const out{watt.view(), connectable.view(), binding.view(), quarter.view(), basis.view()};
        repeat([&] { headroom(exec, device_asset.view(), chains, points, out); });
    });
    double const cells = 1.0 * side * side;
    report(state, cells, 17 * cells);
}
BENCHMARK(headroom_of_each_cell)
    ->ArgNames({"executor", "side"})
    ->ArgsProduct({cpu_axis(), {1024, 4096}})
    ->ArgsProduct({cuda_axis(), {8192}})
    ->Apply(in_real_ms);

/// Floor: 24 bytes read an asset and quarter. Items are quarters of assets; they come from the host, as the
/// operation has it.
void headroom_of_each_asset(benchmark::State& state)
{
    auto const count = static_cast<std::size_t>(state.range(1));
    std::int32_t const quarters = 96 * 8;  // four seasons, two day types
    std::size_t const figures = count * static_cast<std::size_t>(quarters);
    std::vector<GridAsset> const assets(count, GridAsset{AssetId{}, 187'000, Basis::assumed});
    std::vector<std::int64_t> const base_w(figures, 120'000);
    ChargingSums const charging{quarters, std::vector<std::int64_t>(figures, 8'800),
                                std::vector<std::int64_t>(figures, 309'760'000),
                                std::vector<std::int64_t>(count, 44'000)};
    measure(state, [&](auto const& exec, auto const& repeat) {
        repeat([&] { benchmark::DoNotOptimize(asset_headroom(exec, assets, base_w, charging)); });
    });
    report(state, static_cast<double>(figures), 24.0 * static_cast<double>(figures));
}
BENCHMARK(headroom_of_each_asset)
    ->ArgNames({"executor", "assets"})
    ->ArgsProduct({cpu_axis(), {1000}})
    ->ArgsProduct({executor_axis(), {20'000}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
