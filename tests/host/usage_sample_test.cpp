// SPDX-License-Identifier: Apache-2.0
// Real files: what DOT-NL and ElaadNL published of Delft and of 2019.
#include "tests/host/usage_town.hpp"

#include "rasters/io/vectors/vector_file.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace laad::test::usage_sample_test {
namespace {

std::filesystem::path sample(char const* name)
{
    return std::filesystem::path{LAAD_SOURCE_DIR} / "examples/delft/data" / name;
}

/// The town with the charge locations of Delft that are no repeats, all public, each a site.
void use_delft(UsageTown& town)
{
    town.scenario.chargers.source = {sample("charge_locations.gpkg"), "", "duplicate_of IS NULL"};
    town.scenario.chargers.id_field = "location_id";
    town.base.grid = {28992, 8'250'000, 44'850'000, 250, {1800, 2200}};
    town.base.chargers.clear();
    town.base.sites.clear();
    auto const table = read_layer({.file = town.scenario.chargers.source.file, .where = "duplicate_of IS NULL"});
    for (Feature const& feature : table.features) {
        Charger charger;
        charger.id = text(feature.values[table.column("location_id")]);
        charger.at = feature.geometry.points.front();
        charger.cell = town.base.grid.cell_at(charger.at);
        charger.evse = 2;
        town.base.chargers.push_back(charger);
        town.base.sites.push_back({charger.cell, 2, true, {}, {ChargerId{town.base.chargers.size() - 1}}});
    }
}

TEST(UsageSample, OccupancyOfDelftWithoutItsTwins)
{
    UsageTown town;
    use_delft(town);
    ASSERT_EQ(town.base.chargers.size(), 390U);
    town.scenario.usage.files.emplace_back().file = sample("usage/occupancy_delft.csv.gz");
    UseSource const source = town.read();
    // Counted apart from this program: 150 of the 311 locations in the file are repeats (duplicate_of), with 11,819 rows.
    EXPECT_EQ(source.rows, 24538);
    EXPECT_EQ(source.used, 24538 - 11819);
    EXPECT_EQ(rows_with(source.set_aside, "of a location that the file has twice"), 11819);
    EXPECT_EQ(source.set_aside.size(), 1U);
    EXPECT_EQ(source.knows, Knows::charging);
    EXPECT_EQ(source.first_s, utc(2, 14));
    std::map<std::int64_t, std::int64_t> occupied;
    for (Sample const& one : town.kept.samples) {
        ASSERT_LE(one.occupied_permille, 1000 * one.available);
        occupied[one.at_s] += one.occupied_permille;
    }
    // One of each two twins has the same figure at all hours; the other is the one that counts.
    std::set<std::int64_t> different;
    for (auto const& [hour, sum] : occupied)
        different.insert(sum);
    EXPECT_EQ(occupied.size(), 79U);
    EXPECT_GT(different.size(), 40U);
}

TEST(UsageSample, TransactionsOfElaadNlHaveNoPlace)
{
    UsageTown town;
    use_delft(town);
    town.scenario.usage.files.emplace_back().file = sample("usage/elaadnl_transactions_2019-03.csv.gz");
    town.scenario.usage.evses = sample("usage/evses_delft.csv.gz");
    UseSource const source = town.read();
    EXPECT_EQ(source.format, "open transactions of ElaadNL");
    EXPECT_EQ(source.rows, 817);
    EXPECT_EQ(source.used, 0);
    EXPECT_EQ(rows_with(source.set_aside, "at a place that the charge locations do not have"), 817);
}

TEST(UsageSample, TransactionsOfElaadNlAtAChargePointThatIsKnown)
{
    UsageTown town;
    UsageFile& config = town.scenario.usage.files.emplace_back();
    config.file = sample("usage/elaadnl_transactions_2019-03.csv.gz");
    auto const table = read_table(config.file);
    std::string places = "location_id,evse_uid\n";
    for (Feature const& row : table.features)
        places += "north," + text(row.values[table.column("ChargePoint")]) + "\n";
    town.scenario.usage.evses = town.write("evses.csv", places);
    UseSource const source = town.read();
    EXPECT_EQ(source.used, 817);
    EXPECT_TRUE(source.set_aside.empty());
}

}  // namespace
}  // namespace laad::test::usage_sample_test
