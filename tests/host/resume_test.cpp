// SPDX-License-Identifier: Apache-2.0
// A run that was stopped goes on where it stopped and ends with the content of an undisturbed one.
#include "host/report/tables.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/own_folder.hpp"
#include "host/work/tile_lists.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "tests/host/gpu_or_cpu.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace laad::resume_test {
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
        ChosenDevice const device = gpu_or_cpu();
        RunPlan const plan =
            plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50);
        analyse(run, plan, device, work(), progress);
        Hashes hashes = run.findings.layer_hashes;
        for (auto const& table : table_hashes(tables(run.inputs, run.findings)))
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
    void flip_a_byte(KeyedStore::Place const& place)
    {
        std::fstream stream{place.file->name(), std::ios::in | std::ios::out | std::ios::binary};
        char byte{};
        stream.seekg(place.at).read(&byte, 1);
        byte = static_cast<char>(byte ^ 0x55);
        stream.seekp(place.at).write(&byte, 1);
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
    KeyedStore const store{work() / "store"};
    std::vector<KeyedStore::Place> blocks;
    for (auto const& tile : store.names("layer/walk/"))
        if (auto const places = store.places(tile); places.size() > 1) blocks.push_back(places[1]);
    ASSERT_FALSE(blocks.empty());
    flip_a_byte(blocks[blocks.size() / 2]);
    Observer second;
    EXPECT_EQ(run(second), whole);
    EXPECT_GT(second.tiles, 0);
    EXPECT_LT(second.tiles, 16);
}

TEST_F(Resume, AListCutOffByTheEndOfARunDoesNotCount)
{
    std::vector<std::uint16_t> const walks{1, 2, 3};
    std::vector<std::int64_t> const more{9};
    KeyedStore store{work()};
    TileLists lists{store, 64};
    lists.put("walk", 4, "key", walks, more);
    lists.put("walk", 7, "key", walks, more);
    std::filesystem::resize_file(work() / "0", std::filesystem::file_size(work() / "0") - 1);
    EXPECT_TRUE(lists.has("walk", 4, "key"));
    EXPECT_FALSE(lists.has("walk", 7, "key"));
    EXPECT_FALSE(lists.has("walk", 4, "another key"));
    EXPECT_FALSE(lists.has("stations", 4, "key"));
    EXPECT_FALSE((TileLists{store, 128}.has("walk", 4, "key"))) << "of a tile of another size";
    std::vector<std::uint16_t> found;
    std::vector<std::int64_t> found_more;
    lists.get("walk", 4, found, found_more);
    EXPECT_EQ(found, walks);
    EXPECT_EQ(found_more, more);
    EXPECT_THROW(lists.get("walk", 7, found, found_more), OutputError);
    lists.put("walk", 7, "key", more);
    EXPECT_TRUE(lists.has("walk", 7, "key"));
}

TEST_F(Resume, AMarkVouchesForTheWorkFolderUntilTheNextRunBegins)
{
    {
        Work const first{work()};
        EXPECT_FALSE(first.trusted);
        first.end_well();
    }
    {
        Work const second{work()};
        EXPECT_TRUE(second.trusted);
        EXPECT_FALSE(Work{work()}.trusted) << "the run of the second did not end";
        second.put_mark_back();
    }
    EXPECT_TRUE(Work{work()}.trusted);
    Work{work()}.store->put_values("ended well", "another start of the machine");
    EXPECT_FALSE(Work{work()}.trusted);
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
}  // namespace laad::resume_test
