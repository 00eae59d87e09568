// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"
#include "rasters/error.hpp"
#include "tests/kernels/every_backend.hpp"

namespace laad::executor_test {
namespace {

LAAD_ON_EVERY_BACKEND(ExecutorTest);

TEST(Executors, StartWithTheCpu)
{
    ASSERT_FALSE(available_executors().empty());
    EXPECT_TRUE(std::holds_alternative<CpuExec>(available_executors().front()));
    EXPECT_GE(CpuExec{}.threads(), 1);
    EXPECT_EQ(CpuExec{1}.threads(), 1);
    EXPECT_EQ(CpuExec{100'000}.threads(), CpuExec{}.threads());
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

/// A failure may not come back as the failure of a later operation.
TEST(Cuda, WorksOnAfterMemoryRanOut)
{
    CudaDevices const cuda = cuda_devices();
    if (cuda.devices.empty()) GTEST_SKIP() << "skipped: no device (" << cuda.why_none << ")";
    CudaExec const exec{0};
    // Far more than any device has; from about 2^48 bytes on some drivers call the request itself invalid.
    EXPECT_THROW(allocate(exec, std::size_t{1} << 46), FitError);
    Raster<Surface> const street{{3, 4}, Surface::street};
    auto const surface = upload(exec, street.view());
    Raster<std::uint8_t> const none{{3, 4}, 0};
    auto const walls = upload<std::uint8_t>(exec, none.view());
    Array<std::uint16_t, CudaExec> moves{exec, surface.shape()};
    EXPECT_NO_THROW(allowed_moves(exec, surface.view(), walls.view(), moves.view()));
}

/// Says aloud that a run without a device has not tested the CUDA backend.
TEST(Cuda, IsAmongTheBackends)
{
    CudaDevices const cuda = cuda_devices();
    if (cuda.devices.empty()) GTEST_SKIP() << "skipped: no device (" << cuda.why_none << ")";
    EXPECT_EQ(available_executors().size(), 1 + cuda.devices.size());
}

TEST_P(ExecutorTest, MemoryKeepsWhatIsPutInAndWindowsOfIt)
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
}  // namespace laad::executor_test
