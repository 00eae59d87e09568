// SPDX-License-Identifier: Apache-2.0
// A run that was stopped goes on where it stopped and ends with the content of an undisturbed one.
#include "host/report/table_hashes.hpp"
#include "host/run/end_mark.hpp"
#include "host/run/part_files.hpp"
#include "host/run/run.hpp"
#include "host/run/work_lock.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace laad {
namespace {

struct Stopped {};

using Hashes = std::vector<std::pair<std::string, std::string>>;

/// Stops a run at the n-th thing it says; counts how many tiles it says it analyses.
struct Observer {
    int stop_at{-1};
    int said{};
    int tiles{};

    void operator()(std::string const& what, double)
    {
        if (what == "analysing tiles") ++tiles;
        if (++said == stop_at) throw Stopped{};
    }
};

class Resume : public testing::Test {
  protected:
    Resume() : scenario_{parse_scenario(town.write(temp.path()))}
    {
        scenario_.run.tile_cells = 64;  // 4 x 4 tiles
        std::filesystem::create_directory(work());
    }

    std::filesystem::path work() const { return temp.path() / "work"; }

    Hashes run(Observer& observer)
    {
        auto const progress = [&](std::string const& what, double part) { observer(what, part); };
        laad::Run run = read_inputs(scenario_, RunScope::plan, work(), progress);
        ChosenDevice const device{CpuExec{2}, -1, 2, 0, "test"};
        RunPlan const plan = plan_run(run.scenario, RunScope::plan, size_of(run), device, std::int64_t{1} << 50);
        analyse(run, plan, device, work(), progress);
        Hashes hashes = run.results.layer_hashes;
        for (auto const& table : table_hashes(run))
            hashes.push_back(table);
        return hashes;
    }
    Hashes undisturbed()
    {
        Observer observer;
        Hashes const hashes = run(observer);
        std::filesystem::remove_all(work());
        std::filesystem::create_directory(work());
        said_ = observer.said;
        return hashes;
    }
    void flip_a_byte(std::filesystem::path const& file)
    {
        std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
        auto const middle = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
        char byte{};
        stream.seekg(middle).read(&byte, 1);
        byte = static_cast<char>(byte ^ 0x55);
        stream.seekp(middle).write(&byte, 1);
        ASSERT_TRUE(stream);
    }

    TempFolder temp;
    TinyRegion town;
    Scenario scenario_;
    int said_{};
};

TEST_F(Resume, StoppedAnywhereItEndsWithTheSameContent)
{
    Hashes const whole = undisturbed();
    ASSERT_GT(said_, 20);
    int stops = 0;
    for (int stop = 1;; stop += 3) {  // each run goes on from the one before, until one is not stopped any more
        Observer stopped{stop};
        try {
            EXPECT_EQ(run(stopped), whole);
            break;
        } catch (Stopped const&) {
            ++stops;
        }
    }
    EXPECT_GT(stops, 10);
}

TEST_F(Resume, FinishedTilesAreNotComputedAgain)
{
    Observer first;
    run(first);
    EXPECT_EQ(first.tiles, 16);
    Observer second;
    run(second);
    EXPECT_EQ(second.tiles, 0);
}

TEST_F(Resume, DamagedBlocksAreFoundAndMadeAgain)
{
    Hashes const whole = undisturbed();
    Observer first;
    run(first);
    std::filesystem::path blocks;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{work()})
        if (entry.path().filename() == "walk.blocks") blocks = entry.path();
    ASSERT_FALSE(blocks.empty());
    flip_a_byte(blocks);
    Observer second;
    EXPECT_EQ(run(second), whole);
    EXPECT_GT(second.tiles, 0);
    EXPECT_LT(second.tiles, 16);
}

TEST_F(Resume, AFileCutOffByTheEndOfARunDoesNotCount)
{
    std::vector<std::uint16_t> const walks{1, 2, 3};
    std::vector<std::int64_t> const more{9};
    PartFiles files{temp.path() / "parts", false};
    files.put(Part::walk, 4, "key", walks, more);
    files.put(Part::walk, 7, "key", walks, more);
    auto const file = temp.path() / "parts" / "walk-000007";
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
    EXPECT_TRUE(files.has(Part::walk, 4, "key"));
    EXPECT_FALSE(files.has(Part::walk, 7, "key"));
    EXPECT_FALSE(files.has(Part::walk, 4, "another key"));
    EXPECT_FALSE(files.has(Part::stations, 4, "key"));
    std::vector<std::uint16_t> found;
    std::vector<std::int64_t> found_more;
    files.get(Part::walk, 4, found, found_more);
    EXPECT_EQ(found, walks);
    EXPECT_EQ(found_more, more);
    EXPECT_THROW(files.get(Part::walk, 7, found, found_more), OutputError);
    files.put(Part::walk, 7, "key", more);
    EXPECT_TRUE(files.has(Part::walk, 7, "key"));
}

TEST_F(Resume, AMarkVouchesForTheWorkFolderUntilTheNextRunBegins)
{
    {
        EndMark const mark{work()};
        EXPECT_FALSE(mark.was_there());
        mark.set();
    }
    EXPECT_TRUE(EndMark{work()}.was_there());
    EXPECT_FALSE(EndMark{work()}.was_there());
    std::ofstream{work() / "ended-well"} << "another start of the machine\n";
    EXPECT_FALSE(EndMark{work()}.was_there());
}

TEST_F(Resume, AWorkFolderServesOneRunAtATime)
{
    WorkLock const first{work()};
    try {
        WorkLock const second{work()};
        FAIL() << "no error";
    } catch (OutputError const& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("in use by another run"));
    }
}

}  // namespace
}  // namespace laad
