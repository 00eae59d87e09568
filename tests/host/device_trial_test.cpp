// SPDX-License-Identifier: Apache-2.0
#include "host/run/device_trial.hpp"

#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace laad::device_trial_test {
namespace {

/// Tiles that take the devices as long as the test says.
class FakeTiles {
  public:
    FakeTiles(std::size_t tiles, int gpu_ms, int cpu_ms) : left_{tiles}, gpu_ms_{gpu_ms}, cpu_ms_{cpu_ms} {}

    TrialTiles tiles()
    {
        return {[this](ChosenDevice const& on, std::function<bool()> const& is_enough) {
                    while (left_ > 0 && !is_enough()) {
                        std::this_thread::sleep_for(std::chrono::milliseconds{on.is_cpu() ? cpu_ms_ : gpu_ms_});
                        ++computed;
                        --left_;
                    }
                },
                [this] { return computed; }, [this] { return left_ == 0; }};
    }
    std::size_t computed{};

  private:
    std::size_t left_;
    int gpu_ms_;
    int cpu_ms_;
};

class Trial : public testing::Test {
  protected:
    Trial() { device.is_on_trial = true; }

    ChosenDevice verdict(FakeTiles tiles)
    {
        KeyedStore store{folder.path()};
        auto const chosen = faster_device(device, store, tiles.tiles(), notes);
        tried = tiles.computed;
        return chosen;
    }

    TempFolder folder;
    ChosenDevice device{CpuExec{1}, {0}, 2, 0, 0, "a GPU", false};
    std::vector<std::string> notes;
    std::size_t tried{};
};

constexpr std::size_t many = 1'000'000;

TEST_F(Trial, ChoosesWhatIsFasterAndSaysSo)
{
    EXPECT_FALSE(verdict({many, 5, 100}).is_cpu());
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_THAT(notes.front(), testing::HasSubstr("goes on with the GPU"));
}

TEST_F(Trial, RemembersTheVerdictOfAMachine)
{
    EXPECT_TRUE(verdict({many, 100, 5}).is_cpu());
    EXPECT_GT(tried, 0u);
    EXPECT_TRUE(verdict({many, 5, 100}).is_cpu()) << "it is not tried again";
    EXPECT_EQ(tried, 0u);
    EXPECT_EQ(notes.size(), 1u);
    device.in_words = "another GPU";
    EXPECT_FALSE(verdict({many, 5, 100}).is_cpu());
    EXPECT_GT(tried, 0u);
}

TEST_F(Trial, TooFewTilesGiveNoVerdict)
{
    EXPECT_FALSE(verdict({3, 1, 1}).is_cpu());
    EXPECT_TRUE(notes.empty());
    verdict({3, 1, 1});
    EXPECT_EQ(tried, 3u) << "nothing is remembered";
}

TEST_F(Trial, WithoutTilesOnlyWhatIsKnownCounts)
{
    auto const without_tiles = [&] {
        KeyedStore store{folder.path()};
        return faster_device(device, store, std::nullopt, notes);
    };
    EXPECT_FALSE(without_tiles().is_cpu());
    EXPECT_TRUE(verdict({many, 100, 5}).is_cpu());
    EXPECT_TRUE(without_tiles().is_cpu());
}

TEST_F(Trial, IsForDevicesOnTrialAlone)
{
    device.is_on_trial = false;
    EXPECT_FALSE(verdict({many, 100, 1}).is_cpu());
    EXPECT_EQ(tried, 0u);
}

}  // namespace
}  // namespace laad::device_trial_test
