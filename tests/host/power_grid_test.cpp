// SPDX-License-Identifier: Apache-2.0
#include "host/power/tables.hpp"
#include "tests/host/written_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <random>

namespace laad::power_grid_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string const asset_header =
    "asset_id,kind,parent_id,x,y,rating_kw,planning_limit,base_kwh_per_year,profile,growth_per_year,base_year,"
    "includes_charging_until,basis,source\n";
/// Of one asset; of none: nothing fits.
std::int32_t connectable_points(PowerGrid const& grid, AssetId asset, int type)
{
    return asset ? laad::connectable_points(grid, type)[asset] : 0;
}

/// Charge points that stand at an asset load everything above it too.
void add_up(PowerGrid& grid, AssetId asset, std::size_t type, std::int64_t points)
{
    for (AssetId a = asset; a; a = grid.assets[a].parent)
        add_to_asset(grid, a, grid.types[type], points);
}

constexpr std::size_t winter_peak = 96 + 73;  // summer weekday comes first; 18:15

/// Two kinds of day. Base: 100 W per MWh, 200 at 18:15 in winter; charging shapes: 500 and 1000 thousandths.
std::string profiles_csv()
{
    std::string csv = "profile,season,day_type,quarter,value\n";
    for (char const* season : {"winter", "summer"})
        for (int q = 0; q < 96; ++q) {
            std::string const when = std::string{season} + ",weekday," + std::to_string(q) + ",";
            csv += "wonen," + when + (q == 73 && season[0] == 'w' ? "200\n" : "100\n");
            csv += "half," + when + "500\n";
            csv += "vol," + when + "1000.0\n";
        }
    return csv;
}

/// A substation S, a transformer T below it without a base of its own, and two feeders, west and east.
class GridTables : public testing::Test {
  protected:
    GridTables()
    {
        base.grid = {28992, 0, 10000, 250, {40, 40}};
        Neighbourhood neighbourhood;
        neighbourhood.key = "Hof";
        base.neighbourhoods = {neighbourhood, neighbourhood};
        for (double const x : {11.0, 12.0, 13.0, 88.0})
            base.dwelling_points.push_back({{x, 50}, NeighbourhoodId{0}, true, false, {}});
        prognosis.year = 2028;
        prognosis.types = {{"publiek", true, {8'000'000, 0}}, {"thuis", false, {10'001'000, 0}}};
        scenario.chargers.snapshot_date = "2026-06-07";
        scenario.grid.profiles = folder.write("profiles.csv", profiles_csv());
        types("publiek,11000,0.1,half,4000\nthuis,4000,0.25,vol,2000\n");
        assets(rows);
    }

    void assets(std::string const& text) { scenario.grid.assets = folder.write("assets.csv", asset_header + text); }
    void types(std::string const& text)
    {
        scenario.grid.charging_types =
            folder.write("types.csv", "type,power_w,coincidence,profile,kwh_per_point_year\n" + text);
    }
    PowerGrid read() { return read_power_grid(scenario, base, prognosis); }
    std::string error()
    {
        return input_error([&] { read(); });
    }
    void add_charger(double x, bool planned, ChargerAccess access = ChargerAccess::is_public)
    {
        Charger charger;
        charger.cell = base.grid.cell_at({x, 50});
        charger.evse = 2;
        charger.planned = planned;
        charger.access = access;
        base.chargers.push_back(charger);
    }

    std::string const rows =
        "west,lv_feeder,T,10,50,20,0.8,10000,wonen,0.1,2026,2026-12-31,network_operator,measured\n"
        "east,lv_feeder,T,90,50,20,0.8,10000,wonen,0.1,2026,2025-01-01,network_operator,measured\n"
        "T,mv_lv_transformer,S,,,30,1,,,,,,assumed,400 kVA class\n"
        "S,hv_mv_substation,,,,60.5,1,5000,wonen,0,2028,2026-06-07,capacity_map,map\n";
    Folder folder;
    Scenario scenario;
    BaseLayers base;
    Prognosis prognosis;
};

TEST_F(GridTables, NumbersParentsFirstAndReadsFigures)
{
    PowerGrid const g = read();
    ASSERT_EQ(g.assets.size(), 4u);
    EXPECT_EQ(g.info[AssetId{0}].id, "S");
    EXPECT_EQ(g.info[AssetId{1}].id, "T");
    EXPECT_EQ(g.info[AssetId{2}].id, "west");
    EXPECT_EQ(g.assets[AssetId{0}].parent, AssetId{});
    EXPECT_EQ(g.assets[AssetId{3}].parent, AssetId{1});
    EXPECT_EQ(g.assets[AssetId{0}].limit_w, 60500);
    EXPECT_EQ(g.assets[AssetId{2}].limit_w, 16000);
    EXPECT_EQ(g.info[AssetId{2}].rating_w, 20000);
    EXPECT_EQ(g.info[AssetId{2}].source, "measured");
    EXPECT_EQ(g.assets[AssetId{1}].basis, Basis::assumed);
    EXPECT_EQ(g.quarters[winter_peak], "winter weekday 18:15");
    EXPECT_EQ(g.types[0].mean_w[5], 550);  // 0.1 of 11 kW at half power
    EXPECT_EQ(g.types[0].deviation_w[5], 4950);
    EXPECT_EQ(g.station_type, 0);
}

TEST_F(GridTables, GrowsTheBaseAndSumsItWhereThereIsNone)
{
    PowerGrid const g = read();
    auto const base_at = [&](std::size_t asset, std::size_t quarter) { return g.base_w[asset * 192 + quarter]; };
    EXPECT_EQ(base_at(2, winter_peak), 2420);  // 10 MWh x 200 W x 1.1 x 1.1
    EXPECT_EQ(base_at(2, 0), 1210);
    EXPECT_EQ(base_at(1, winter_peak), 4840);  // the sum of both feeders
    EXPECT_EQ(base_at(0, winter_peak), 1000);  // its own
}

TEST_F(GridTables, SpreadsNonPublicTypesByDwelling)
{
    PowerGrid const g = read();
    EXPECT_EQ((g.leaves.at({0, 0})), AssetId{2});
    EXPECT_EQ((g.leaves.at({39, 39})), AssetId{3});
    // 3 of 4 dwellings are in the west: 7500.75 kWh are 4 points, 2500.25 kWh are 2 points.
    EXPECT_THAT(g.charging.rated_w, ElementsAre(24000, 24000, 16000, 8000));
    EXPECT_EQ(g.charging.mean_w[2 * 192], 4000);
    EXPECT_EQ(g.charging.variance_w2[1 * 192], 6 * 9'000'000);
    // west: 16000 - 2420 - (4000 + 6000); transformer: 30000 - 4840 - (6000 + 7349)
    EXPECT_EQ(chain_room(g, AssetId{2}),
              (ChainRoom{3580, AssetId{2}, static_cast<std::int32_t>(winter_peak), Basis::assumed}));
    EXPECT_EQ(chain_room(g, AssetId{1}),
              (ChainRoom{11811, AssetId{1}, static_cast<std::int32_t>(winter_peak), Basis::assumed}));
    EXPECT_EQ(chain_room(g, AssetId{}), ChainRoom{});
}

TEST_F(GridTables, AddsPlannedStationsAndExistingOnesThatTheBaseMisses)
{
    prognosis.types = {};
    add_charger(10, true);
    EXPECT_THAT(read().charging.rated_w, ElementsAre(22000, 22000, 22000, 0));
    base.chargers.clear();
    add_charger(10, false);  // in the bases of west, of T through west, and of S
    EXPECT_THAT(read().charging.rated_w, ElementsAre(0, 0, 0, 0));
    base.chargers.clear();
    add_charger(90, false);  // after the base of east, and so of T; in that of S
    EXPECT_THAT(read().charging.rated_w, ElementsAre(0, 22000, 0, 22000));
    base.chargers.clear();
    add_charger(90, false, ChargerAccess::semi_public);  // that demand is in the prognosis of its type
    EXPECT_THAT(read().charging.rated_w, ElementsAre(0, 0, 0, 0));
}

TEST_F(GridTables, ChainRoomEqualsTheKernel)
{
    std::mt19937 random{1};
    PowerGrid g = read();
    for (int n = 0; n < 40; ++n) {
        AssetId const asset{random() % 4};
        add_up(g, asset, random() % 2, random() % 5);
        auto const chains = chain_headroom(g.assets, asset_headroom(CpuExec{1}, g.assets, g.base_w, g.charging));
        for (std::size_t a = 0; a < chains.size(); ++a)
            EXPECT_EQ(chain_room(g, AssetId{a}), chains[a]);
    }
}

TEST_F(GridTables, RoomWithMorePointsIsTheRoomOnceTheyStand)
{
    std::mt19937 random{2};
    PowerGrid const g = read();
    PowerGrid built = g;
    Indexed<AssetId, std::int32_t> points(4, 0);
    for (int n = 0; n < 20; ++n) {
        AssetId const asset{random() % 4};
        auto const more = static_cast<std::int32_t>(random() % 3);
        add_up(built, asset, 0, more);
        for (AssetId a = asset; a; a = g.assets[a].parent)
            points[a] += more;
        for (AssetId const a : g.assets.ids())
            EXPECT_EQ(chain_room(g, a, points), chain_room(built, a));
    }
}

TEST_F(GridTables, AnAssetCarriesWhatItsOwnLimitAllows)
{
    PowerGrid g = read();
    for (GridAsset& asset : g.assets)
        asset.limit_w = 1'000'000'000;
    g.assets[AssetId{1}].limit_w = 30000;
    // The transformer carries 4840 W and 6 points at home; 7 more make 9850 + ⌈√225517500⌉ = 24868 W, 8 more 26213 W.
    EXPECT_TRUE(carries(g, AssetId{1}, 7));
    EXPECT_FALSE(carries(g, AssetId{1}, 8));
    EXPECT_TRUE(carries(g, AssetId{2}, 40));  // a feeder below it does not ask the transformer
}

TEST_F(GridTables, ConnectablePointsAreTheMostThatFit)
{
    PowerGrid g = read();
    for (AssetId const asset : g.assets.ids()) {
        std::int32_t const points = connectable_points(g, asset, 0);
        add_up(g, asset, 0, points);
        EXPECT_GE(chain_room(g, asset).headroom_w, 0);
        add_up(g, asset, 0, 1);
        EXPECT_LT(chain_room(g, asset).headroom_w, 0);
        add_up(g, asset, 0, -points - 1);
    }
    for (GridAsset& asset : g.assets)
        asset.limit_w = 1'000'000'000'000;
    EXPECT_EQ(connectable_points(g, AssetId{2}, 0), 65534);
    g.assets[AssetId{0}].limit_w = 0;
    EXPECT_EQ(connectable_points(g, AssetId{2}, 0), 0);
    EXPECT_EQ(connectable_points(g, AssetId{}, 0), 0);
}

TEST_F(GridTables, ANeighbourhoodWithoutDwellingsLoadsTheAssetsOfItsStreets)
{
    prognosis.types = {{"thuis", false, {0, 10'000'000}}};
    for (double const x : {12.0, 86.0, 90.0, 94.0}) {
        base.shares.push_back({NodeId{base.nodes.size()}, NeighbourhoodId{1}, 0, 0});
        base.nodes.push_back({base.grid.cell_at({x, 50}), 0, 0, true});
    }
    PowerGrid const g = read();
    // 2500 kWh in the west are 2 points, 7500 kWh in the east 4, and 10,000 kWh above them 5.
    EXPECT_THAT(g.charging.rated_w, ElementsAre(20000, 20000, 8000, 16000));
    EXPECT_THAT(g.notes,
                Contains(HasSubstr("10.0 of 10.0 MWh a year of charging type \"thuis\" is of 1 buurten without "
                                   "dwellings: it loads the assets along their streets: Hof")));
}

TEST_F(GridTables, SaysWhatAddsNothing)
{
    prognosis.types = {{"thuis", false, {0, 5'000'000}}, {"werk", false, {1, 0}}};
    assets(rows + "far,lv_feeder,T,,,20,1,,,,,,assumed,\n");
    PowerGrid const g = read();
    EXPECT_THAT(g.notes, Contains(HasSubstr("5.0 of 5.0 MWh a year of charging type \"thuis\" loads no asset")));
    EXPECT_THAT(g.notes,
                Contains(HasSubstr("location type \"werk\" of the prognosis is no charging type: its 0.0 MWh a year")));
    EXPECT_THAT(g.notes, Contains(HasSubstr("1 leaf assets have no coordinates")));
    EXPECT_THAT(g.notes, Contains(HasSubstr("1 leaf assets have no base_kwh_per_year")));
}

TEST_F(GridTables, SaysWhereTheChainUpwardsIsMissing)
{
    EXPECT_THAT(read().notes, testing::Not(Contains(HasSubstr("no parent_id"))));
    assets(rows + "loose,mv_feeder,,,,20,1,10,wonen,0,2026,,assumed,\n");
    PowerGrid const g = read();
    EXPECT_THAT(g.notes, Contains("no parent_id for 1 asset, below which no hv_mv_substation limits the load: loose"));
    EXPECT_THAT(g.notes, Contains(HasSubstr("1 assets state no includes_charging_until")));
}

TEST_F(GridTables, SaysThatNoPolicyNamesTheClass)
{
    Municipality delft;
    delft.name = "Delft";
    base.municipalities = {delft};
    scenario.placement.connection_class = "KVA";
    scenario.grid.policy = folder.write(
        "policy.csv", "area,from_date,connection_class,allowed,source,status\nDelft,2026-07-01,KVAA,no,ACM,decided\n");
    EXPECT_THAT(read().notes, Contains(AllOf(HasSubstr("names placement.connection_class \"KVA\", so no policy binds"),
                                             HasSubstr("did you mean \"KVAA\"?"))));
}

TEST_F(GridTables, OfLeavesInOneCellTheNorthernmostFeedsItWhateverTheOrderOfRows)
{
    std::string const north = "north,lv_feeder,T,11,51.5,20,0.8,,,,,,assumed,\n";
    std::string const south = "south,lv_feeder,T,10.5,50.5,20,0.8,,,,,,assumed,\n";
    std::string const above = "T,mv_lv_transformer,,,,30,1,,,,,,assumed,\n";
    for (auto const& text : {north + south + above, south + north + above}) {
        assets(text);
        PowerGrid const g = read();
        auto const leaf = g.leaves.at(base.grid.cell_at({11, 51.5}));
        EXPECT_EQ(g.info[leaf].id, "north");
    }
}

TEST_F(GridTables, WithoutTablesNothingIsKnown)
{
    scenario.grid.assets.clear();
    PowerGrid const g = read();
    EXPECT_THAT(g.assets, IsEmpty());
    EXPECT_EQ((g.leaves.at({0, 0})), AssetId{});
    EXPECT_THAT(g.notes, ElementsAre(HasSubstr("headroom is not known")));
}

TEST_F(GridTables, RefusesBadAssets)
{
    auto const error_of = [&](std::string const& row) {
        assets(rows + row + "\n");
        return error();
    };
    EXPECT_THAT(error_of("a,lv_feeder,TT,,,20,1,,,,,,assumed,"),
                AllOf(HasSubstr("assets.csv has 1 bad row"), HasSubstr("line 6: parent_id \"TT\" is no asset_id"),
                      HasSubstr("did you mean \"T\"?")));
    EXPECT_THAT(error_of("west,lv_feeder,T,,,20,1,,,,,,assumed,"),
                HasSubstr("line 6: asset_id \"west\" is also on line 2; keep one"));
    EXPECT_THAT(error_of("a,lv_feeder,b,,,20,1,,,,,,assumed,\nb,lv_feeder,a,,,20,1,,,,,,assumed,"),
                AllOf(HasSubstr("line 6: following parent_id from \"a\" never ends (a cycle)"), HasSubstr("line 7")));
    EXPECT_THAT(error_of("a,lv_feder,T,,,20,1,,,,,,assumed,"), HasSubstr("did you mean \"lv_feeder\"?"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,0,1,,,,,,assumed,"), HasSubstr("rating_kw is 0; give the rated power"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,-5,1,,,,,,assumed,"), HasSubstr("rating_kw -5 is outside 0 to"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,nan,1,,,,,,assumed,"), HasSubstr("rating_kw \"nan\" is not a number"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,80,,,,,,assumed,"),
                HasSubstr("planning_limit 80 is outside 0 to 2 (a share of the rating; 0.8 is 80 %)"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,,,,,,guess,"), HasSubstr("basis \"guess\" is unknown (known: network"));
    EXPECT_THAT(error_of("a,lv_feeder,T,1,,20,1,,,,,,assumed,"), HasSubstr("y is empty, fill it in"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,5,wone,0,2026,,assumed,"),
                AllOf(HasSubstr("profile \"wone\" is unknown"), HasSubstr("did you mean \"wonen\"?")));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,5,wonen,2,2026,,assumed,"), HasSubstr("growth_per_year 2 is outside"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,5,wonen,0,2030,,assumed,"),
                HasSubstr("base_year 2030 is after the target year 2028"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,5,wonen,0,2026,2026,assumed,"),
                HasSubstr("includes_charging_until \"2026\" is not a date, write it like 2026-07-01"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,5,wonen,0,2026,2026-02-30,assumed,"),
                HasSubstr("\"2026-02-30\" is not"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,,,,,2026-02-30,assumed,"), HasSubstr("\"2026-02-30\" is not"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,0,,,,,,assumed,"),
                HasSubstr("planning_limit 0 must be above 0 and at most 1.5"));
    EXPECT_THAT(error_of("a,lv_feeder,T,,,20,1,1e12,wonen,0,2026,,assumed,"),
                AllOf(HasSubstr("line 6: base_kwh_per_year 1e12 makes 200000000 kW"), HasSubstr("limit of 20 kW")));
    EXPECT_THAT(
        error_of("a,mv_feeder,T,,,20,1,,,,,,assumed,"),
        HasSubstr("kind mv_feeder cannot hang below \"T\", a mv_lv_transformer; the order is lv_feeder, mv_lv"));
    EXPECT_THAT(error_of("a,lv_feeder,T,446693.19,84655.5,20,1,,,,,,assumed,"),
                HasSubstr("line 6: x 446693.19, y 84655.5 lie outside the area of use of region.epsg; give them in"));
    base.grid.west_cm = 9'000'000;
    base.grid.north_cm = 40'000'000;
    EXPECT_THAT(input_error([&] {
                    assets("a,lv_feeder,,400000,90000,20,1,,,,,,assumed,\n");
                    read();
                }),
                HasSubstr("x and y look swapped"));
    EXPECT_THAT(input_error([&] {
                    assets("a,lv_feeder,,120000,400000,20,1,,,,,,assumed,\n");
                    read();
                }),
                HasSubstr("lie over 6.6 km outside the grid, so \"a\" feeds no cell; no leaf asset is nearer"));
    scenario.grid.assets = folder.write("assets.csv", "asset_id,kind\na,lv_feeder\n");
    EXPECT_THAT(error(), AllOf(HasSubstr("assets.csv"), HasSubstr("parent_id")));
}

// A table of the whole province serves a district too.
TEST_F(GridTables, CountsLeavesAndDwellingsOutOfRange)
{
    base.grid.west_cm = 9'000'000;
    base.grid.north_cm = 40'000'000;
    assets(
        "near,lv_feeder,T,90010,399950,20,1,,,,,,assumed,\n"
        "far,lv_feeder,T,120000,400000,20,1,10000,wonen,0,2026,,assumed,\n"
        "T,mv_lv_transformer,,,,30,1,,,,,,assumed,\n");
    for (Dwelling& dwelling : base.dwelling_points)
        dwelling.at = {90'010, 399'950};
    PowerGrid const g = read();
    EXPECT_THAT(g.notes, Contains(HasSubstr("1 leaf assets lie over 6.6 km outside the grid and feed no cell of it")));
    EXPECT_THAT(g.notes, Not(Contains(HasSubstr("dwellings lie over"))));
    EXPECT_EQ(g.info[g.leaves.at({20, 4})].id, "near");
    EXPECT_GT(g.base_w[0], 0);  // the far feeder loads what is above it

    base.grid.shape = {40, 4000};
    base.dwelling_points.front().at = {97'000, 399'950};
    EXPECT_THAT(read().notes, Contains(HasSubstr("1 dwellings lie over 6.6 km from every leaf asset")));
}

TEST_F(GridTables, ManyBadRowsCycleOrChainAreToldAtOnce)
{
    constexpr int many = 20'000;
    auto const error_of = [&](auto const& parent) {
        std::string table = rows;
        for (int i = 0; i < many; ++i)
            table += fmt::format("cable-{},lv_feeder,{},,,20,1,,,,,,assumed,\n", i, parent(i));
        assets(table);
        auto const begin = std::chrono::steady_clock::now();
        auto const message = error();
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});  // 2 s on a quiet machine
        return message;
    };
    EXPECT_THAT(error_of([](int i) { return fmt::format("station-{}", i); }),
                AllOf(HasSubstr("has 20000 bad rows"), HasSubstr("parent_id \"station-0\" is no asset_id")));
    EXPECT_THAT(error_of([](int i) { return fmt::format("cable-{}", (i + 1) % many); }),
                AllOf(HasSubstr("has 20000 bad rows"), HasSubstr("never ends (a cycle)")));
    EXPECT_THAT(error_of([](int i) { return i == 0 ? std::string{"T"} : fmt::format("cable-{}", i - 1); }),
                HasSubstr("hangs 32 levels below its topmost asset, at most 31 are allowed"));
}

TEST_F(GridTables, RefusesGrowthAndTypesBeyondReason)
{
    assets(rows + "a,lv_feeder,T,,,20,1,5,wonen,1.0,1990,,assumed,\n");
    EXPECT_THAT(error(), HasSubstr("growth_per_year 1.0 is outside -0.5 to 0.5"));
    assets(rows + "a,lv_feeder,T,,,20,1,5,wonen,0.3,1990,,assumed,\n");
    EXPECT_THAT(error(), HasSubstr("from base_year 1990 to 2028 makes the base more than 20 times as large"));
    assets(rows);
    types("publiek,5000000,0,half,4000\n");
    EXPECT_THAT(error(), HasSubstr("coincidence 0 is outside 0.01 to 1"));
}

TEST_F(GridTables, RefusesBadProfiles)
{
    auto const error_of = [&](std::string const& row) {
        scenario.grid.profiles = folder.write("profiles.csv", profiles_csv() + row + "\n");
        return error();
    };
    EXPECT_THAT(error_of("wonen,winter,weekend,3,1"),
                AllOf(HasSubstr("profiles.csv: profile \"half\" has no row for 96 of its quarters"),
                      HasSubstr("the first is winter weekend 00:00"), HasSubstr("quarters 0 to 95")));
    EXPECT_THAT(error_of("wonen,winter,weekday,3,1"),
                AllOf(HasSubstr("line 578"), HasSubstr("has winter weekday 00:45 twice; keep one")));
    EXPECT_THAT(error_of("wonen,winter,weekday,96,1"), HasSubstr("quarter 96 is outside 0 to 95"));
    EXPECT_THAT(error_of("wonen,winter,weekend,0,-1"), HasSubstr("value -1 is outside 0 to"));
    EXPECT_THAT(error_of("wonen,winter,weekend,0,inf"), HasSubstr("value \"inf\" is not a number"));
    EXPECT_THAT(error_of(",winter,weekend,0,1"), HasSubstr("profile is empty"));
    scenario.grid.profiles.clear();
    EXPECT_EQ(error(), "grid.profiles is missing; it is needed beside grid.assets");
}

TEST_F(GridTables, RefusesBadChargingTypes)
{
    auto const error_of = [&](std::string const& row) {
        types("publiek,11000,0.1,half,4000\n" + row + "\n");
        return error();
    };
    EXPECT_THAT(error_of("publiek,11000,0.1,half,4000"), HasSubstr("line 3: type \"publiek\" is there twice"));
    EXPECT_THAT(error_of("a,0,0.1,half,4000"), HasSubstr("power_w 0 is outside 1000 to"));
    EXPECT_THAT(error_of("a,11,0.1,half,4000"), HasSubstr("power_w 11 is outside 1000 to 5000000 W (1 kW is 1000)"));
    EXPECT_THAT(error_of("a,11000,1.5,half,4000"), HasSubstr("coincidence 1.5 is outside 0 to 1"));
    EXPECT_THAT(error_of("a,11000,0.1,hal,4000"), HasSubstr("did you mean \"half\"?"));
    EXPECT_THAT(error_of("a,11000,0.1,half,0"), HasSubstr("kwh_per_point_year 0 is outside 1 to"));
    scenario.grid.public_station_type = "publik";
    EXPECT_THAT(
        error_of("a,11000,0.1,half,4000"),
        AllOf(HasSubstr("types.csv: no type is \"publik\" (grid.public_station_type); the types are publiek, a"),
              HasSubstr("did you mean \"publiek\"?")));
    scenario.grid.profiles = folder.write("profiles.csv", [] {
        std::string csv = profiles_csv();
        for (auto at = csv.find(",1000.0"); at != std::string::npos; at = csv.find(",1000.0"))
            csv.replace(at, 7, ",1001");
        return csv;
    }());
    EXPECT_THAT(error_of("a,11000,0.1,vol,4000"), HasSubstr("profile \"vol\" of type \"a\" is above 1000 ‰"));
}

}  // namespace
}  // namespace laad::power_grid_test
