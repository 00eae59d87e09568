// SPDX-License-Identifier: Apache-2.0
#include "host/usage/stored_use.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/host/use_adding.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>

namespace laad::use_stored_test {
namespace {

ReadUse made_use()
{
    auto adding = Adding::at_sites({2, 1, 1});
    std::int64_t const noon = utc(2026, 1, 31, 11);
    adding.sessions = {{.id = 1, .user = 4, .start_s = noon, .end_s = noon + 700, .energy_wh = 100, .site = 0},
                       {.id = 2, .start_s = noon + 86400, .end_s = noon + 90'000, .site = 2, .knows = Knows::charging}};
    ReadUse read{adding.add_up().use, {"a note"}};
    read.use.sources = {{"cdr.csv", "CSV", 3, 2, 100, noon, noon + 1, Knows::charging, {{"twice", 1, 5}}, {}}};
    return read;
}

TEST(StoredUse, IsReadBackAsItWas)
{
    TempFolder const folder;
    ReadUse const read = made_use();
    {
        KeyedStore store{folder.path()};
        laad::store(read, "key", store);
    }
    KeyedStore const store{folder.path()};
    ReadUse back;
    ASSERT_TRUE(load(store, "key", 3, back));
    EXPECT_EQ(back.use, read.use);
    EXPECT_EQ(back.notes, read.notes);
    EXPECT_FALSE(load(store, "another key", 3, back));
    EXPECT_FALSE(load(store, "key", 2, back)) << "of other sites";
}

/// What a change of the scenario or the region does to the key.
class UseKey : public testing::Test {
  public:
    UseKey()
    {
        scenario.file = folder.path() / "region.toml";
        scenario.usage.files.resize(1);
        scenario.usage.files[0].file = folder.path() / "cdr.csv";
        write("cdr.csv", "a");
        Charger charger;
        charger.id = "c1";
        charger.evse = 2;
        base.chargers.push_back(charger);
        Site site;
        site.cell = {3, 4};
        site.chargers = {ChargerId{0}};
        base.sites.push_back(site);
        base.grid.shape = {10, 10};
    }

    void write(char const* file, char const* text) const { std::ofstream{folder.path() / file} << text; }
    std::string key() const
    {
        FileHashes hashes;
        return use_key(scenario, base, hashes);
    }
    bool changes(std::function<void(UseKey&)> const& change)
    {
        std::string const before = key();
        change(*this);
        return key() != before;
    }

    TempFolder folder;
    Scenario scenario;
    BaseLayers base;
};

TEST_F(UseKey, FollowsWhatUseFollowsFrom)
{
    EXPECT_TRUE(changes([](UseKey& k) { k.write("cdr.csv", "b"); }));
    EXPECT_TRUE(changes([](UseKey& k) { k.scenario.usage.files[0].until = "2026-01-31"; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.scenario.usage.files[0].knows = "charging"; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.scenario.usage.time_zone = "UTC"; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.scenario.usage.peak_from_hour = 16; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.scenario.usage.chance_days = 30; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.base.chargers[ChargerId{0}].evse = 4; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.base.chargers[ChargerId{0}].planned = true; }));
    EXPECT_TRUE(changes([](UseKey& k) { k.base.sites[0].cell = {5, 5}; }));
    EXPECT_FALSE(changes([](UseKey& k) { k.scenario.usage.pressure_walk_m = 300; }));
    EXPECT_FALSE(changes([](UseKey& k) { k.scenario.usage.months = 5; }));
    EXPECT_FALSE(changes([](UseKey& k) { k.scenario.placement.min_gain_kwh = 5; }));
    std::filesystem::remove(folder.path() / "cdr.csv");
    EXPECT_THROW(key(), InputError);
}

}  // namespace
}  // namespace laad::use_stored_test
