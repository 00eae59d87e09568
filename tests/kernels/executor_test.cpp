// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/kernels/every_backend.hpp"

namespace laad {
namespace {

TEST(Executors, StartWithTheCpu)
{
    ASSERT_FALSE(available_executors().empty());
    EXPECT_TRUE(std::holds_alternative<CpuExec>(available_executors().front()));
    EXPECT_GE(CpuExec{}.threads(), 1);
    EXPECT_EQ(CpuExec{3}.threads(), 3);
}

TEST(Executors, RefuseADeviceThatIsNotThere)
{
    EXPECT_THROW(CudaExec{1000}, DeviceError);
}

TEST(Executors, SayWhyThereIsNoDevice)
{
    CudaDevices const cuda = cuda_devices();
    EXPECT_EQ(cuda.devices.empty(), !cuda.why_none.empty());
}

TEST_P(EveryBackend, MemoryKeepsWhatIsPutInAndWindowsOfIt)
{
    Raster<std::int32_t> numbers{{37, 41}};
    for (std::size_t i = 0; i < numbers.cells().size(); ++i)
        numbers.cells()[i] = static_cast<std::int32_t>(i);
    Rect const part{{5, 7}, {11, 13}};
    std::visit(
        [&](auto const& exec) {
            auto const array = upload(exec, std::as_const(numbers).view());
            Raster<std::int32_t> all{numbers.shape()};
            download(exec, array.view(), all.view());
            EXPECT_TRUE(same(all, numbers));

            Raster<std::int32_t> window{part.shape};
            download(exec, array.view().window(part), window.view());
            EXPECT_TRUE(same(window, cut(numbers, part)));
            auto const uploaded = upload(exec, std::as_const(numbers).view().window(part));
            EXPECT_EQ(uploaded.shape(), part.shape);
            download(exec, uploaded.view(), window.view());
            EXPECT_TRUE(same(window, cut(numbers, part)));

            EXPECT_THROW(download(exec, array.view(), window.view()), ContractError);
            wait(exec);
        },
        GetParam());
}

}  // namespace
}  // namespace laad
