// SPDX-License-Identifier: Apache-2.0
#include "kernels/service.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/lists.hpp"
#include "tests/oracles/service.hpp"

#include <gmock/gmock.h>

namespace laad::gain_test {
namespace {

LAAD_ON_EVERY_BACKEND(GainTest);

using testing::ElementsAre;

std::vector<std::int64_t> run(Executor const& executor, ReachLists const& lists,
                              std::vector<std::uint32_t> const& unmet_wh, std::int64_t capacity_wh)
{
    return std::visit([&](auto const& exec) { return gain(exec, lists, unmet_wh, capacity_wh); }, executor);
}

TEST_P(GainTest, GainIsWhatIsUnmetUpToTheCapacity)
{
    ReachLists const lists = lists_from({{{0, 0}, {2, 900}}, {}, {{1, 5}}, {{0, 1}, {1, 1}, {2, 1}}});
    EXPECT_THAT(run(GetParam(), lists, {10, 20, 30}, 1000), ElementsAre(40, 0, 20, 60));
    EXPECT_THAT(run(GetParam(), lists, {10, 20, 30}, 40), ElementsAre(40, 0, 20, 40));
    EXPECT_THAT(run(GetParam(), lists, {10, 20, 30}, 39), ElementsAre(39, 0, 20, 39));
    EXPECT_THAT(run(GetParam(), lists, {10, 20, 30}, 0), ElementsAre(0, 0, 0, 0));
    EXPECT_THAT(run(GetParam(), {}, {10, 20, 30}, 40), testing::IsEmpty());
}

TEST_P(GainTest, GainMatchesTheOracle)
{
    Random random{20260901};
    for (int const candidates : {1, 31, 257})
        for (int const nodes : {1, 65, 3000}) {
            auto const lists = random_lists(random, candidates, nodes, 20, 30000);
            auto const unmet = random_wh(random, nodes, std::int64_t{1} << 32);
            for (std::int64_t const capacity : {std::int64_t{1'000'000'000}, std::int64_t{1} << 50})
                EXPECT_EQ(run(GetParam(), lists, unmet, capacity), oracle::gain(lists, unmet, capacity));
        }
}

TEST_P(GainTest, GainNeverFallsWithMoreUnmetOrMoreCapacity)
{
    Random random{20260902};
    auto const lists = random_lists(random, 50, 200, 15, 30000);
    auto unmet = random_wh(random, 200, 10'000'000);
    auto before = run(GetParam(), lists, unmet, 50'000'000);
    for (int round = 0; round < 20; ++round) {
        unmet[static_cast<std::size_t>(random.below(200))] += static_cast<std::uint32_t>(random.below(5'000'000));
        auto const after = run(GetParam(), lists, unmet, 50'000'000);
        auto const roomier = run(GetParam(), lists, unmet, 60'000'000);
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_GE(after[i], before[i]);
            EXPECT_GE(roomier[i], after[i]);
        }
        before = after;
    }
}

TEST(Gain, DoesNotDependOnThreads)
{
    Random random{20260903};
    auto const lists = random_lists(random, 1000, 1000, 10, 30000);
    auto const unmet = random_wh(random, 1000, 10'000'000);
    auto const want = run(CpuExec{1}, lists, unmet, 400'000'000);
    for (Executor const& executor : thread_counts())
        EXPECT_EQ(run(executor, lists, unmet, 400'000'000), want);
}

TEST_P(GainTest, GainKeepsItsContract)
{
    EXPECT_THROW(run(GetParam(), lists_from({{{3, 0}}}), {1, 2, 3}, 10), ContractError);
    EXPECT_THROW(run(GetParam(), lists_from({{{-1, 0}}}), {1, 2, 3}, 10), ContractError);
}

}  // namespace
}  // namespace laad::gain_test
