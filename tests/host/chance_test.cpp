// SPDX-License-Identifier: Apache-2.0
// The chance of a free charger, from bits to cells.
#include "host/usage/chance.hpp"

#include "host/run/parts/chance.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "host/usage/chance_rows.hpp"
#include "host/usage/judge.hpp"
#include "host/usage/one_more.hpp"
#include "kernels/walk.hpp"
#include "tests/host/gpu_or_cpu.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/host/tiny_region.hpp"
#include "tests/host/use_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace laad::chance_test {
namespace {

using testing::DoubleNear;
using testing::Optional;

/// Brown, Cai and DasGupta (2001) and the textbook: 0 of 10, 10 of 10, 5 of 10, 81 of 263.
TEST(Wilson, IsThatOfTheTextbook)
{
    EXPECT_NEAR(wilson(0, 10).low, 0, 1e-9);
    EXPECT_NEAR(wilson(0, 10).high, 0.2775, 5e-5);
    EXPECT_NEAR(wilson(1, 10).low, 0.7225, 5e-5);
    EXPECT_NEAR(wilson(0.5, 10).low, 0.2366, 5e-5);
    EXPECT_NEAR(wilson(0.5, 10).high, 0.7634, 5e-5);
    EXPECT_NEAR(wilson(81.0 / 263, 263).low, 0.2553, 5e-5);
    EXPECT_NEAR(wilson(81.0 / 263, 263).high, 0.3662, 5e-5);
    EXPECT_EQ(wilson(0.3, 0), ShareRange{});
}

/// Ranges hold the true share about 95 times out of 100.
TEST(Wilson, HoldsTheTrueShare)
{
    std::mt19937 random{7};
    for (double const share : {0.1, 0.5, 0.93}) {
        int held = 0;
        constexpr int trials = 4000;
        for (int t = 0; t < trials; ++t) {
            constexpr int draws = 60;
            std::binomial_distribution<int> seen{draws, share};
            auto const range = wilson(seen(random) / double{draws}, draws);
            if (range.low <= share && share <= range.high) ++held;
        }
        EXPECT_NEAR(held / double{trials}, 0.95, 0.025) << share;
    }
}

// Two sites on three weekdays at 8 h; twelve quarters.
//   first   observed 1111 1111 0000, free 1000 0011 0000
//   second  observed 0000 1111 0000, free 0000 1100 0000
FreeQuarters two_sites()
{
    FreeQuarters quarters{2, same_quarters(12, 0)};
    int const slot = chance_slot(false, 8);
    for (int q = 0; q < 8; ++q)
        quarters.observe(0, slot, q, q == 0 || q >= 6);
    for (int q = 4; q < 8; ++q)
        quarters.observe(1, slot, q, q < 6);
    return quarters;
}

TEST(FreeCount, IsOfAnyOfTheSites)
{
    FreeQuarters const quarters = two_sites();
    auto const count = [&](std::vector<std::uint32_t> const& sites, int hour) {
        return free_count(quarters, sites, chance_slot(false, hour));
    };
    EXPECT_EQ(count({0}, 8), (FreeCount{8, 3, 2}));
    EXPECT_EQ(count({1}, 8), (FreeCount{4, 2, 1}));
    EXPECT_EQ(count({0, 1}, 8), (FreeCount{8, 5, 2}));
    EXPECT_EQ(count({}, 8), FreeCount{});
    EXPECT_EQ(count({0, 1}, 9), FreeCount{});
}

TEST(FreeCount, CountsDaysAcrossWords)
{
    FreeQuarters quarters{1, same_quarters(4 * 64, 8)};
    int const slot = chance_slot(false, 3);
    for (int day = 0; day < 64; day += 3)
        quarters.observe(0, slot, 4 * day + day % 4, true);
    std::uint32_t const site = 0;
    EXPECT_EQ(free_count(quarters, {&site, 1}, slot), (FreeCount{22, 22, 22}));
}

TEST(ChanceCell, IsRoundedAndToldOnlyOfEnough)
{
    EXPECT_EQ(chance_cell({8, 5, 2}, 4), 63);  // 62.5
    EXPECT_EQ(chance_cell({40, 40, 10}, 40), 100);
    EXPECT_EQ(chance_cell({40, 0, 10}, 40), 0);
    EXPECT_EQ(chance_cell({1000, 4, 250}, 40), 0);
    EXPECT_EQ(chance_cell({1000, 5, 250}, 40), 1);
    EXPECT_EQ(chance_cell({39, 39, 10}, 40), chance_too_little);
    EXPECT_EQ(chance_cell({}, 40), chance_nodata);
}

TEST(ChanceSlots, AreNamedInTheirOrder)
{
    auto const names = chance_slot_names();
    ASSERT_EQ(names.size(), std::size_t{chance_slots});
    EXPECT_EQ(names[static_cast<std::size_t>(chance_slot(false, 18))], "weekday_18");
    EXPECT_EQ(names[static_cast<std::size_t>(chance_slot(true, 0))], "weekend_00");
}

TEST(ChanceOfSets, IsThatOfTheirSites)
{
    Use const use = random_use(9, same_quarters(200, 70), 5);
    std::vector<std::uint32_t> const sites{4, 0, 8, 2};
    std::vector<OriginSet> const sets{{}, {0, 0}, {1, 2}, {0, 1}, {3, 3}, {2, 3}};
    std::vector<std::vector<std::uint32_t>> const of{{}, {4}, {4, 8}, {0}, {0, 2}, {4, 8, 2}};
    for (int const slot : {0, 17, 30}) {
        auto const chances = chance_of_sets(use.quarters, sets, sites, slot, 40);
        ASSERT_EQ(chances.size(), sets.size());
        for (std::size_t i = 0; i < sets.size(); ++i)
            EXPECT_EQ(chances[i], chance_cell(free_count(use.quarters, of[i], slot), 40)) << i;
    }
}

TEST(ChanceOfSets, IsTooLittleInAnHourThatIsNeverTold)
{
    FreeQuarters quarters{2, same_quarters(40, 40)};
    for (int quarter = 0; quarter < 40; ++quarter)
        quarters.observe(0, chance_slot(false, 12), quarter, true);
    std::vector<std::uint32_t> const sites{0};
    std::vector<OriginSet> const sets{{}, {0, 0}};
    EXPECT_THAT(chance_of_sets(quarters, sets, sites, chance_slot(false, 12), 40),
                ::testing::ElementsAre(chance_nodata, 100));
    EXPECT_THAT(chance_of_sets(quarters, sets, sites, chance_slot(false, 3), 40),
                ::testing::ElementsAre(chance_nodata, chance_too_little));
}

// Monte Carlo: Poisson arrivals at exponential stays, a car that finds none free drives on.
TEST(AllBusy, IsThatOfASimulation)
{
    std::mt19937 random{3};
    for (auto const& [offered, evse] : {std::pair{1.5, 2}, std::pair{6.0, 8}}) {
        std::exponential_distribution<double> arrival{offered}, stay{1};
        std::multiset<double> leaves;
        double now = 0;
        int busy = 0;
        constexpr int cars = 200'000;
        for (int car = 0; car < cars; ++car) {
            now += arrival(random);
            while (!leaves.empty() && *leaves.begin() <= now)
                leaves.erase(leaves.begin());
            if (std::ssize(leaves) == evse)
                ++busy;
            else
                leaves.insert(now + stay(random));
        }
        EXPECT_NEAR(all_busy(offered, evse), busy / double{cars}, 0.01) << offered << " on " << evse;
    }
}

TEST(OneMore, FollowsFromWhatIsCarried)
{
    EXPECT_NEAR(all_busy(1, 1), 0.5, 1e-12);
    EXPECT_NEAR(all_busy(2, 2), 0.4, 1e-12);  // 2²/2! ÷ (1 + 2 + 2)
    EXPECT_EQ(all_busy(0, 4), 0);
    EXPECT_EQ(all_busy(3, 0), 1);
    EXPECT_THAT(offered_at(0.6, 2), Optional(DoubleNear(2, 1e-9)));  // carried 2 × (1 − 0.4) by two
    EXPECT_THAT(offered_at(0, 2), Optional(DoubleNear(0, 1e-9)));
    EXPECT_EQ(offered_at(1, 2), std::nullopt);
    EXPECT_THAT(free_with_more(0.6, 2, 0), Optional(DoubleNear(0.6, 1e-9)));
    EXPECT_THAT(free_with_more(0.6, 2, 2), Optional(DoubleNear(1 - 2.0 / 21, 1e-9)));  // 16/24 ÷ 7
}

// One site in each of two municipalities, observed on four days at 8 h, with `between` days after each on which nothing was.
// The first and third say 0.75 of the first site and 0 of the second, the others 0.75 and 0.25. One site outside counts
// nowhere.
FreeQuarters four_days(int between = 0)
{
    int const apart = 4 * (1 + between);
    FreeQuarters quarters{3, same_quarters(4 * apart, 0)};
    int const slot = chance_slot(false, 8);
    for (int day = 0; day < 4; ++day)
        for (int q = 0; q < 4; ++q) {
            quarters.observe(0, slot, day * apart + q, q != 0);
            quarters.observe(1, slot, day * apart + q, day % 2 == 1 && q == 0);
            quarters.observe(2, slot, day * apart + q, false);
        }
    return quarters;
}

TEST(JudgeChance, HoldsEachHalfOfTheDaysAgainstTheOther)
{
    MunicipalityId const west{0}, east{1};
    ChanceCheck const check = judge_chance(four_days(), {west, east, {}}, 2, 10);
    EXPECT_EQ(check.area.sites, 2);
    EXPECT_EQ(check.area.quarters, 32);
    EXPECT_EQ(check.area.free, 14);
    EXPECT_EQ(check.too_little, 0);
    EXPECT_NEAR(check.by_municipality[west].brier(), (12 * 0.0625 + 4 * 0.5625) / 16, 1e-12);
    EXPECT_NEAR(check.by_municipality[east].brier(), (2.0 + 8 * 0.0625) / 16, 1e-12);
    EXPECT_THAT(check.by_municipality[west].skill(), Optional(DoubleNear(0, 1e-12)));  // the site is its municipality
    EXPECT_EQ(check.area.bins[7].quarters, 16);
    EXPECT_EQ(check.area.bins[7].free, 12);
    EXPECT_NEAR(check.area.bins[7].mean_said(), 0.75, 1e-12);
    EXPECT_EQ(check.area.bins[0].free, 2);
    EXPECT_EQ(check.area.bins[2].quarters, 8);
    EXPECT_EQ(check.area.bins[2].free, 0);
}

TEST(JudgeChance, SkipsDaysOnWhichNothingWasObserved)
{
    MunicipalityId const west{0}, east{1};
    for (int const between : {1, 5, 15, 16}) {
        ChanceCheck const check = judge_chance(four_days(between), {west, east, {}}, 2, 16);
        EXPECT_EQ(check.area.quarters, 32) << between;
        EXPECT_NEAR(check.by_municipality[east].brier(), (2.0 + 8 * 0.0625) / 16, 1e-12) << between;
    }
}

TEST(JudgeChance, IsBetterThanTheMeanWhereSitesDiffer)
{
    MunicipalityId const both{0};
    ChanceCheck const check = judge_chance(four_days(), {both, both, {}}, 1, 10);
    // The mean says 6 of 16 of both from one half, of which 8 came true, and 8 of 16 from the other, of which 6 did.
    double const squares = 8 * 0.625 * 0.625 + 8 * 0.375 * 0.375 + 16 * 0.25;
    EXPECT_NEAR(check.area.mean_brier(), squares / 32, 1e-12);
    EXPECT_THAT(check.area.skill(), Optional(DoubleNear(1 - (3.0 + 2.5) / squares, 1e-12)));
}

TEST(JudgeChance, ForetellsNothingFromTooLittle)
{
    ChanceCheck const check = judge_chance(four_days(), {MunicipalityId{0}, MunicipalityId{0}, {}}, 1, 17);
    EXPECT_EQ(check.area.quarters, 0);
    EXPECT_EQ(check.too_little, 32);
    EXPECT_EQ(check.area.skill(), std::nullopt);
}

class ChanceRun : public testing::Test {
  protected:
    ChanceRun()
    {
        town.toml += "[usage]\nchance_walk_m = 120\nchance_least_quarters = 40\n";
        // With the two of the town five public ones, of which some are in reach of others.
        auto& chargers = town.layer("chargers").features;
        chargers.push_back(TinyRegion::charger(150, 53, "c4", 2, "ON_STREET"));
        chargers.push_back(TinyRegion::charger(110, 153, "c5", 2, "ON_STREET"));
        chargers.push_back(TinyRegion::charger(330, 453, "c6", 2, "ON_STREET"));
    }

    /// A run of coverage in which the use of the sites is known.
    laad::Run run(ChosenDevice const& device, int tile_cells)
    {
        Scenario scenario = parse_scenario(town.write(temp.path()));
        scenario.run.tile_cells = tile_cells;
        auto const work = temp.path() / fmt::format("work-{}", runs++);
        std::filesystem::create_directories(work);
        auto const silent = [](std::string const&, double) {};
        laad::Run run = read_inputs(scenario, RunScope::coverage, work, silent);
        run.inputs.scenario.usage.files = files;
        if (!files.empty()) {
            run.inputs.use = random_use(run.inputs.base.sites.size(), same_quarters(256, 104), 11);
            if (forgets_first) forget_first(*run.inputs.use);
        }
        RunPlan const plan =
            plan_run(run.inputs.scenario, RunScope::coverage, size_of(run.inputs), device, std::int64_t{1} << 50);
        analyse(run, plan, device, work, silent);
        return run;
    }
    /// Too little is known of the first site in the evening, nothing at night.
    static void forget_first(Use& use)
    {
        FreeQuarters less{use.sites.size(), same_quarters(256, 104)};
        for (std::size_t site = 0; site < use.sites.size(); ++site)
            for (int slot = 0; slot < chance_slots; ++slot)
                for (std::int32_t q = 0; q < less.quarters(slot); ++q) {
                    auto const word = static_cast<std::size_t>(q / 64);
                    bool const seen = use.quarters.observed(site, slot)[word] >> q % 64 & 1;
                    bool const is_free = use.quarters.free(site, slot)[word] >> q % 64 & 1;
                    if (seen && (site > 0 || (slot % 24 > 5 && (slot % 24 < 20 || q < 20))))
                        less.observe(site, slot, q, is_free);
                }
        use.quarters = less;
    }

    TempFolder temp;
    TinyRegion town;
    std::vector<UsageFile> files{{.file = "use.csv"}};
    bool forgets_first{true};
    int runs{};
};

/// Whether each cell of the grid reaches a site on foot, by a walk from that site alone.
Raster<std::uint16_t> reached_from(Inputs const& inputs, Access const& entry)
{
    BaseLayers const& base = inputs.base;
    Shape const shape = base.grid.shape;
    Rect const all{{0, 0}, shape};
    auto const surface = base.surface.read(all);
    auto const walls = base.walls.read(all);
    Raster<std::uint16_t> moves{shape}, evse{shape};
    CpuExec const exec{1};
    allowed_moves(exec, surface.view(), walls.view(), moves.view());
    WalkArea const area{std::as_const(moves).view(), base.links, inputs.scenario.region.cell_cm};
    WalkOrigin const origin{entry.cell, entry.walk_cm, 1};
    evse_within(exec, area, surface.view(), {&origin, 1}, inputs.scenario.usage.chance_walk_m * 100, evse.view());
    return evse;
}

TEST_F(ChanceRun, IsThatOfTheSitesEachCellReaches)
{
    laad::Run const found = run(choose_device("cpu", 2), 64);
    Inputs const& inputs = found.inputs;
    std::vector<Raster<std::uint16_t>> reached;
    std::vector<bool> known;
    for (std::uint32_t s = 0; s < inputs.base.sites.size(); ++s) {
        reached.push_back(reached_from(inputs, inputs.base.sites[s].entry.value()));
        known.push_back(false);
        for (int slot = 0; slot < chance_slots; ++slot)
            if (free_count(inputs.use->quarters, {&s, 1}, slot).observed > 0) known.back() = true;
    }
    ASSERT_EQ(reached.size(), 5u);
    std::set<int> values;
    Shape const shape = inputs.base.grid.shape;
    for (int const slot : {0, 8, 21, 24 + 21}) {
        auto const cells = cells_of(found.layers.at(chance_layer, static_cast<std::size_t>(slot)));
        for (int row = 0; row < shape.rows; ++row)
            for (int col = 0; col < shape.cols; ++col) {
                std::vector<std::uint32_t> sites;
                for (std::uint32_t s = 0; s < reached.size(); ++s)
                    if (reached[s][{row, col}] == 1) sites.push_back(s);
                auto wanted = chance_cell(free_count(inputs.use->quarters, sites, slot), 40);
                bool const at_some_hour = std::ranges::any_of(sites, [&](std::uint32_t s) { return known[s]; });
                if (wanted == chance_nodata && at_some_hour) wanted = chance_too_little;
                ASSERT_EQ((cells[{row, col}]), wanted) << row << " " << col << " slot " << slot;
                values.insert(wanted);
            }
    }
    EXPECT_GT(values.size(), 5u);
    EXPECT_TRUE(values.contains(chance_too_little) && values.contains(chance_nodata));
}

TEST_F(ChanceRun, IsTheSameForAnyTilesThreadsAndDevice)
{
    auto const wanted = run(choose_device("cpu", 1), 4096).findings.layer_hashes;
    EXPECT_GT(wanted.size(), std::size_t{chance_slots});
    EXPECT_EQ(run(choose_device("cpu", 2), 64).findings.layer_hashes, wanted);
    EXPECT_EQ(run(gpu_or_cpu(), 128).findings.layer_hashes, wanted);
}

TEST_F(ChanceRun, HasNoLayersWithoutUse)
{
    files.clear();
    for (auto const& [name, hash] : run(choose_device("cpu", 1), 64).findings.layer_hashes)
        EXPECT_FALSE(name.starts_with("chance")) << name;
}

TEST_F(ChanceRun, HasARowForEachBuurtAndHour)
{
    forgets_first = false;
    laad::Run const found = run(choose_device("cpu", 1), 512);
    auto const rows = chance_rows(*found.inputs.use, found.inputs.base, found.inputs.scenario.usage);
    ASSERT_EQ(rows.size(), std::size_t{2 * chance_slots});
    EXPECT_EQ(rows[chance_slots].sites + rows[0].sites, 5);
    std::int64_t observed = 0;
    for (std::uint32_t site = 0; site < 5; ++site)
        observed += free_count(found.inputs.use->quarters, {&site, 1}, 5).observed;
    EXPECT_EQ(rows[5].observed + rows[chance_slots + 5].observed, observed);
    EXPECT_FALSE(rows[5].too_little);
    EXPECT_EQ(rows[5].with_two_more, std::nullopt);  // no minutes are known
    EXPECT_LT(rows[5].range().low, rows[5].chance());
}

TEST_F(ChanceRun, CountsNoPlannedChargePointsBesideThoseThatWereObserved)
{
    forgets_first = false;
    laad::Run found = run(choose_device("cpu", 1), 512);
    BaseLayers& base = found.inputs.base;
    auto const evse = [&] {
        auto const rows = chance_rows(*found.inputs.use, base, found.inputs.scenario.usage);
        return rows[0].evse + rows[chance_slots].evse;
    };
    int const today = evse();
    for (Site& site : base.sites) {
        Charger planned;
        planned.evse = 4;
        planned.planned = true;
        site.chargers.push_back(ChargerId{base.chargers.size()});
        site.evse += planned.evse;
        base.chargers.push_back(planned);
    }
    EXPECT_EQ(evse(), today);
}

}  // namespace
}  // namespace laad::chance_test
