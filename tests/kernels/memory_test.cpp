// SPDX-License-Identifier: Apache-2.0
// Copies in and out of the memory of an executor: on a device they go in pieces through memory that is used again.
#include "kernels/memory.hpp"

#include "tests/kernels/every_backend.hpp"

#include <random>
#include <thread>
#include <vector>

namespace laad::memory_test {
namespace {

LAAD_ON_EVERY_BACKEND(MemoryTest);

Raster<std::uint8_t> random_bytes(Shape shape)
{
    std::minstd_rand random{20240501};
    Raster<std::uint8_t> bytes{shape};
    for (std::uint8_t& byte : bytes.cells())
        byte = static_cast<std::uint8_t>(random() >> 8);
    return bytes;
}

/// Copies `part` of a raster in and out again.
template <class Exec>
void expect_same_there_and_back(Exec const& exec, Raster<std::uint8_t> const& all, Rect part)
{
    auto const there = upload(exec, all.view().window(part));
    Raster<std::uint8_t> back{all.shape(), 7};
    download(exec, there.view(), back.view().window(part));
    EXPECT_TRUE(same(cut(back, part), cut(all, part)));
    int const before = part.first.col > 0 ? back[{part.first.row, part.first.col - 1}] : 7;
    EXPECT_EQ(before, 7) << "written outside the part";
}

TEST_P(MemoryTest, CopiesOfManyMebibytesAreWhole)
{
    int const mebi = 1 << 20;
    auto const wide = random_bytes({3, 17 * mebi + 3});
    auto const tall = random_bytes({5000, 8001});
    std::visit(
        [&](auto const& exec) {
            expect_same_there_and_back(exec, wide, {{0, 0}, wide.shape()});
            expect_same_there_and_back(exec, wide, {{1, 1}, {2, 16 * mebi + 1}});
            expect_same_there_and_back(exec, wide, {{0, 5}, {3, 9 * mebi}});
            expect_same_there_and_back(exec, tall, {{0, 0}, tall.shape()});
            expect_same_there_and_back(exec, tall, {{1, 1}, {4999, 7999}});
        },
        GetParam());
}

TEST_P(MemoryTest, CopiesMayBeManyBeforeTheFirstIsNeeded)
{
    std::size_t const count = 50;
    Shape const shape{1000, 1031};
    std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            std::vector<Array<std::uint8_t, Exec>> there;
            Raster<std::uint8_t> here{shape};
            for (std::size_t i = 0; i < count; ++i) {
                for (std::uint8_t& byte : here.cells())
                    byte = static_cast<std::uint8_t>(i);
                there.push_back(upload(exec, std::as_const(here).view()));  // after which `here` may change
            }
            for (std::size_t i = 0; i < count; ++i) {
                download(exec, std::as_const(there[i]).view(), here.view());
                EXPECT_TRUE(same(here, Raster<std::uint8_t>{shape, static_cast<std::uint8_t>(i)})) << i;
            }
        },
        GetParam());
}

TEST_P(MemoryTest, ExecutorMayGoFromThreadToThread)
{
    auto const bytes = random_bytes({61, 67});
    Raster<std::uint8_t> back{bytes.shape()};
    std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            std::vector<Array<std::uint8_t, Exec>> there;
            std::thread{[&] { there.push_back(upload(exec, bytes.view())); }}.join();
            std::thread{[&] { download(exec, std::as_const(there.front()).view(), back.view()); }}.join();
            std::thread{[&] { there.clear(); }}.join();
            wait(exec);
        },
        GetParam());
    EXPECT_TRUE(same(back, bytes));
}

TEST_P(MemoryTest, UploadedIsTheRasterItselfOnTheCpuAndACopyElsewhere)
{
    auto const bytes = random_bytes({61, 67});
    std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Uploaded<std::uint8_t, Exec> const there{exec, bytes.view()};
            EXPECT_EQ((there.view().data == bytes.view().data), (std::is_same_v<Exec, CpuExec>));
            Raster<std::uint8_t> back{bytes.shape()};
            download(exec, there.view(), back.view());
            EXPECT_TRUE(same(back, bytes));
        },
        GetParam());
}

/// A part of device memory in pinned memory after a wait.
Raster<std::uint8_t> through_pinned_memory(CudaExec const& exec, Raster<std::uint8_t> const& bytes, Rect part)
{
    auto const there = upload(exec, bytes.view());
    Array<std::uint8_t, PinnedMemory> pinned{PinnedMemory{exec}, part.shape};
    copy_within(exec, cells_copy<std::uint8_t>(there.view().window(part), pinned.view()));
    wait(exec);
    Raster<std::uint8_t> result{part.shape};
    copy_rows(cells_copy<std::uint8_t>(std::as_const(pinned).view(), result.view()));
    return result;
}

TEST(CudaPinnedMemory, TakesWhatADeviceCopiesAndIsUsedAgain)
{
    CudaDevices const cuda = cuda_devices();
    if (cuda.devices.empty()) GTEST_SKIP() << "skipped: no device (" << cuda.why_none << ")";
    CudaExec const exec{0};
    CudaExec const other{0};
    auto const bytes = random_bytes({611, 677});
    Rect const part{{3, 5}, {600, 641}};
    EXPECT_TRUE(same(through_pinned_memory(exec, bytes, part), cut(bytes, part)));
    EXPECT_TRUE(same(through_pinned_memory(other, bytes, part), cut(bytes, part)));
    void* const first = allocate(PinnedMemory{exec}, 1 << 20);
    release(PinnedMemory{exec}, first);
    void* const again = allocate(PinnedMemory{other}, (1 << 20) - 5);
    EXPECT_EQ(again, first) << "executors share it";
    release(PinnedMemory{exec}, again);
    EXPECT_EQ(allocate(PinnedMemory{exec}, 0), nullptr);
}

}  // namespace
}  // namespace laad::memory_test
