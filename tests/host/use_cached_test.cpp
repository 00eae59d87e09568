// SPDX-License-Identifier: Apache-2.0
// Files of use to the use of sites, and again from the work folder.
#include "host/usage/stored_use.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace laad::use_cached_test {
namespace {

class ReadingUse : public testing::Test {
  protected:
    ReadingUse()
    {
        Charger charger;
        charger.id = "L1";
        charger.evse = 2;
        charger.access = ChargerAccess::is_public;
        base.chargers.push_back(charger);
        Site site;
        site.evse = 2;
        site.chargers = {ChargerId{0}};
        base.sites.push_back(site);
        base.grid.epsg = 28992;
        base.grid.cell_cm = 250;
        base.grid.shape = {1, 1};
        scenario.file = folder.path() / "region.toml";
        scenario.chargers.id_field = "id";
        scenario.usage.files.resize(1);
        scenario.usage.files[0].file = folder.path() / "cdr.csv";
        write(
            "1,2026-01-13T11:00:00Z,2026-01-13T11:10:00Z,1.5,L1,\n"
            "1,2026-01-13T11:00:00Z,2026-01-13T11:10:00Z,1.5,L1,\n"
            "2,2026-01-13T13:00:00Z,2026-01-13T13:10:00Z,2,L1,\n"
            "3,2026-01-13T13:00:00Z,2026-01-13T13:10:00Z,2,L1,2\n");
        std::filesystem::create_directory(folder.path() / "work");
    }

    void write(char const* rows) const
    {
        std::ofstream{folder.path() / "cdr.csv"}
            << "id,start_date_time,end_date_time,total_energy,location_id,credit_reference_id\n"
            << rows;
    }
    ReadUse read() const { return read_use(scenario, base, Work{folder.path() / "work"}); }

    TempFolder folder;
    Scenario scenario;
    BaseLayers base;
};

TEST_F(ReadingUse, GivesTheSameAgainFromTheWorkFolder)
{
    ReadUse const fresh = read();
    UseSource const& source = fresh.use.sources.at(0);
    EXPECT_EQ(source.rows, 4);
    EXPECT_EQ(source.used, 1);
    EXPECT_EQ(source.energy_wh, 1500);
    ASSERT_EQ(fresh.use.months.size(), 1U);
    EXPECT_EQ(fresh.use.sites[0].months[0].all, (UseSums{10, 2 * 24 * 60, 1500, 1}));

    ReadUse again = read();
    EXPECT_EQ(again.use, fresh.use);
    EXPECT_EQ(again.notes, fresh.notes);

    // It was given, not made again: so is another one that is kept in its place.
    {
        Work const work{folder.path() / "work"};
        FileHashes hashes{work};
        again.notes = {"kept"};
        store(again, use_key(scenario, base, hashes), *work.store);
    }
    EXPECT_EQ(read().notes, again.notes);

    write("1,2026-01-13T11:00:00Z,2026-01-13T11:20:00Z,1.5,L1,\n");
    EXPECT_EQ(read().use.sites[0].months[0].all.occupied_min, 20) << "another file";
}

TEST_F(ReadingUse, LeavesNothingBehindInTheWorkFolder)
{
    read();
    for (auto const& entry : std::filesystem::directory_iterator{folder.path() / "work"})
        EXPECT_EQ(entry.path().filename(), "store");
}

}  // namespace
}  // namespace laad::use_cached_test
