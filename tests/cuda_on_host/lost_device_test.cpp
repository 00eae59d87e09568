// SPDX-License-Identifier: Apache-2.0
// A device can be lost at any call of CUDA. Whichever it is: the operation says so, in the words that become exit code
// 5, and all that was taken of the device is given back.
#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/headroom.hpp"
#include "kernels/service.hpp"
#include "tests/cuda_on_host/device_loss.hpp"
#include "tests/kernels/lists.hpp"
#include "tests/kernels/walking.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <ostream>

namespace laad::lost_device_test {
namespace {

struct Operation {
    char const* name;
    std::function<void(CudaExec const&)> run;

    friend std::ostream& operator<<(std::ostream& out, Operation const& operation) { return out << operation.name; }
};

/// Small, as each is done once for every call that it makes.
struct Inputs {
    Random random{20261201};
    Town town{random_surface(random, {9, 11}, 15), {{{0, 0}, {8, 10}, 500}}};
    std::vector<WalkSource> sources = random_sources(random, town.surface, 3);
    std::vector<WalkOrigin> origins = random_origins(random, town.surface, 3);
    Nodes nodes{Raster<std::int32_t>{town.surface.shape(), 0}, {100}};
    ReachLists lists = random_lists(random, 4, 6, 50, 20000);
    std::vector<std::uint32_t> demand_wh = random_wh(random, 6, 1'000'000);
    Raster<std::uint32_t> large_demand_wh{{3, 5}, 4'000'000'000};  // its sums along rows do not fit in 32 bits
};

std::vector<Operation> operations()
{
    static Inputs const in;
    return {
        {"Copies",
         [](CudaExec const& exec) {
             Raster<std::uint8_t> const bytes{{17, 1 << 20}, 7};  // more than passes at once
             Raster<std::uint8_t> back{bytes.shape()};
             auto const array = upload(exec, bytes.view());
             Array<std::uint8_t, CudaExec> const copy{exec, bytes.shape()};
             download(exec, array.view(), back.view());
         }},
        {"Distance",
         [](CudaExec const& exec) {
             Lent<std::uint16_t, CudaExec> dm{exec, Shape{3, 70}};
             Lent<SiteOffset, CudaExec> site{exec, Shape{3, 70}};
             distance(exec, std::vector<Cell>{{0, 5}, {2, 60}}, {{0, 0}, {3, 70}}, 250, dm.view(), site.view());
         }},
        {"Walk", [](CudaExec const& exec) { run_walk(exec, in.town, in.sources, 5000); }},
        {"EvseWithin", [](CudaExec const& exec) { run_evse_within(exec, in.town, in.origins, 2000); }},
        {"Pressure",
         [](CudaExec const& exec) {
             std::vector<std::int32_t> const allowed_ppm{500'000};
             run_pressure(exec, in.town, in.origins, std::vector<NearbyUse>(6, {30, 60, 900, 60, 2, 0}), 2000,
                          {allowed_ppm, 1});
         }},
        {"Reach", [](CudaExec const& exec) { run_reach(exec, in.town, in.nodes, in.origins, 2000); }},
        {"Serve",
         [](CudaExec const& exec) {
             std::vector<Station> const stations(4, Station{2, 1'000'000});
             serve(exec, in.lists, stations, in.demand_wh, std::vector<std::int32_t>(200, 100));
         }},
        {"Gain", [](CudaExec const& exec) { gain(exec, in.lists, in.demand_wh, 1'000'000); }},
        {"Spread",
         [](CudaExec const& exec) {
             spread(exec, std::vector<DemandShare>{{NodeId{0}, NeighbourhoodId{0}, 0, std::uint64_t{1} << 32}},
                    std::vector<std::int64_t>{1000}, 2);
         }},
        {"Scatter",
         [](CudaExec const& exec) {
             Lent<std::uint32_t, CudaExec> out{exec, Shape{3, 4}};
             scatter(exec, std::vector<Cell>{{1, 1}}, std::vector<std::uint32_t>{7}, out.view());
         }},
        {"DemandDensity",
         [](CudaExec const& exec) {
             Lent<std::uint32_t, CudaExec> const demand{exec, in.large_demand_wh.view()};
             Lent<std::uint32_t, CudaExec> density{exec, in.large_demand_wh.shape()};
             demand_density(exec, demand.view(), std::vector<std::int32_t>{32768, 30000}, density.view());
         }},
        {"AssetHeadroom",
         [](CudaExec const& exec) {
             asset_headroom(exec, assets_below({-1}), std::vector<std::int64_t>{60, 50}, {2, {5, 15}, {10, 0}, {9}});
         }},
        {"Headroom",
         [](CudaExec const& exec) {
             Shape const shape{3, 4};
             Lent<std::int32_t, CudaExec> const asset{exec, Raster<std::int32_t>{shape, 0}.view()};
             Lent<std::int32_t, CudaExec> headroom_w{exec, shape};
             Lent<std::uint16_t, CudaExec> points{exec, shape};
             Lent<std::int32_t, CudaExec> binding{exec, shape};
             Lent<std::uint16_t, CudaExec> quarter{exec, shape};
             Lent<std::uint8_t, CudaExec> basis{exec, shape};
             headroom(exec, asset.view(), std::vector<ChainRoom>(1), std::vector<std::int32_t>{3},
                      {headroom_w.view(), points.view(), binding.view(), quarter.view(), basis.view()});
         }},
    };
}

class LostDevice : public testing::TestWithParam<Operation> {};
INSTANTIATE_TEST_SUITE_P(Operations, LostDevice, testing::ValuesIn(operations()),
                         [](auto const& operation) { return operation.param.name; });

TEST_P(LostDevice, IsToldAndGivenBackWhicheverCallFails)
{
    auto const before = cuda_on_host::held();
    bool was_lost = true;
    for (long calls = 0; was_lost; ++calls) {
        SCOPED_TRACE(testing::Message() << "lost after " << calls << " calls");
        cuda_on_host::DeviceLoss const loss{calls};
        bool is_told = false;
        bool must_be_told = false;
        try {
            CudaExec const exec{0};
            GetParam().run(exec);
            wait(exec);
            must_be_told = loss.has_happened();
        } catch (DeviceError const& error) {
            is_told = true;
            EXPECT_THAT(error.what(), testing::HasSubstr("unspecified launch failure"));
        }
        EXPECT_FALSE(must_be_told);
        was_lost = loss.has_happened();
        EXPECT_TRUE(was_lost || !is_told);
        EXPECT_EQ(cuda_on_host::held(), before);
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace laad::lost_device_test
