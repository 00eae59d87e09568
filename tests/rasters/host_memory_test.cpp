// SPDX-License-Identifier: Apache-2.0
#include "rasters/host_memory.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace laad::host_memory_test {
namespace {

constexpr std::size_t mebi = std::size_t{1} << 20;

TEST(SpareBlocks, GiveTheSmallestThatHoldsAndIsNotTwiceTooLarge)
{
    SpareBlocks spare;
    char blocks[3];
    for (std::size_t i = 0; i < 3; ++i)
        spare.put({&blocks[i], 100 * (i + 1)});
    EXPECT_EQ(spare.take(301).memory, nullptr);
    EXPECT_EQ(spare.take(49).memory, nullptr) << "the least would waste more than it serves";
    EXPECT_EQ(spare.take(150).memory, &blocks[1]);
    EXPECT_EQ(spare.take(150).memory, &blocks[2]);
    EXPECT_EQ(spare.take(150).memory, nullptr);
    auto const rest = spare.take_all();
    ASSERT_EQ(rest.size(), 1u);
    EXPECT_EQ(rest.front().memory, &blocks[0]);
    EXPECT_EQ(rest.front().bytes, 100u);
    EXPECT_TRUE(spare.take_all().empty());
}

TEST(KeptHostMemory, ComesAgainFromWhateverThread)
{
    KeptHostMemory const kept;
    void* const first = allocate_host(5 * mebi);
    release_host(first);
    void* again = nullptr;
    std::thread{[&] { again = allocate_host(5 * mebi - 1000); }}.join();
    EXPECT_EQ(again, first);
    void* const other = allocate_host(5 * mebi);
    EXPECT_NE(other, first);
    release_host(again);
    release_host(other);
}

TEST(KeptHostMemory, IsThereWhileAnyKeeperLives)
{
    KeptHostMemory const outer;
    void* first = nullptr;
    {
        KeptHostMemory const inner;
        first = allocate_host(3 * mebi);
        release_host(first);
    }
    void* const again = allocate_host(3 * mebi);
    EXPECT_EQ(again, first);
    release_host(again);
}

TEST(KeptHostMemory, GoesBackWithTheLastKeeper)
{
    {
        KeptHostMemory const kept;
        release_host(allocate_host(3 * mebi));
    }
    EXPECT_EQ(KeptHostMemory::take(3 * mebi), nullptr);
    release_host(allocate_host(3 * mebi));
    EXPECT_EQ(KeptHostMemory::take(3 * mebi), nullptr) << "kept for nobody";
}

TEST(KeptHostMemory, LeavesSmallThingsToTheHeap)
{
    KeptHostMemory const kept;
    release_host(allocate_host(1000));
    EXPECT_EQ(KeptHostMemory::take(1000), nullptr);
    release_host(nullptr);
}

TEST(KeptHostMemory, ServesListsThatGrow)
{
    KeptHostMemory const kept;
    LargeVector<int> numbers;
    for (int i = 0; i < 2'000'000; ++i)
        numbers.push_back(i);
    for (int i = 0; i < 2'000'000; ++i)
        ASSERT_EQ(numbers[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace laad::host_memory_test
