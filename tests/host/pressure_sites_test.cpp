// SPDX-License-Identifier: Apache-2.0
#include "host/usage/pressure_sites.hpp"

#include "rasters/error.hpp"
#include "tests/host/made_use.hpp"

#include <gmock/gmock.h>

namespace laad::pressure_sites_test {
namespace {

/// Sites of which each test says what stands there and what was counted.
class PressureSites : public testing::Test {
  protected:
    PressureSites() { config.months = 2; }

    void site(std::vector<Charger> chargers)
    {
        Site one;
        for (Charger& charger : chargers) {
            one.chargers.push_back(ChargerId{base.chargers.size()});
            one.evse += charger.evse;
            base.chargers.push_back(std::move(charger));
        }
        base.sites.push_back(std::move(one));
    }
    static Charger charger(int evse, int col, bool planned = false)
    {
        Charger one;
        one.evse = evse;
        one.planned = planned;
        one.entry = Access{{1, col}, 100};
        return one;
    }
    std::vector<PressureSite> sites() const { return pressure_sites(config, base, use); }

    UsageConfig config;
    BaseLayers base;
    Use use;
};

NearbyUse relief(int evse)
{
    NearbyUse use;
    use.relief_evse = evse;
    return use;
}

TEST_F(PressureSites, CountTheLastMonthsTogetherAndEachAlone)
{
    site({charger(2, 5)});
    use = made_use(1, 3);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 90, 500), made_month(2, 50, 300), made_month(1, 20, 100)};
    auto const found = sites();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].entry, (Access{{1, 5}, 100}));
    constexpr std::int64_t peak = 22 * 6 * 60, month = 30 * 24 * 60;
    NearbyUse const may{peak, 2 * peak, 600'000, 2 * month, 2, 0};
    NearbyUse const june{peak / 5, peak, 100'000, month, 1, 0};
    NearbyUse const both{peak + peak / 5, 3 * peak, 700'000, 3 * month, 2, 0};
    EXPECT_THAT(found[0].periods, testing::ElementsAre(both, may, june));
}

TEST_F(PressureSites, HaveNoMonthsBeforeThereAreEnough)
{
    site({charger(2, 5)});
    use = made_use(1, 1);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, 300)};
    EXPECT_FALSE(pressure_months(config, use).lasts);
    EXPECT_EQ(sites()[0].periods.size(), 1u);

    use = made_use(1, 2);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, 300), made_month(2, 50, 300)};
    EXPECT_TRUE(pressure_months(config, use).lasts);
    use.sites[0].months[0].days = config.least_days - 1;
    EXPECT_FALSE(pressure_months(config, use).lasts) << "too few days";
    EXPECT_EQ(sites()[0].periods.size(), 1u);
    EXPECT_EQ(sites()[0].periods[0].available_min, 4 * 22 * 6 * 60) << "shown all the same";
}

TEST_F(PressureSites, ThatAreYoungAreTakenForPlanned)
{
    config.young_weeks = 8;
    for (int col : {1, 2, 3, 4})
        site({charger(2, col)});
    use = made_use(4, 2);
    for (SiteUse& one : use.sites)
        one.months = {made_month(2, 50, 300), made_month(2, 50, 300)};
    since(use.sites[0], 400);
    since(use.sites[1], 8 * 7);
    since(use.sites[2], 8 * 7 - 1);
    since(use.sites[3], 3);
    auto const found = sites();
    EXPECT_EQ(found[1].periods[1], found[0].periods[1]) << "eight weeks are enough";
    for (std::size_t i : {2u, 3u}) {
        EXPECT_EQ(found[i].periods[0], found[0].periods[0]) << "what was measured is shown";
        EXPECT_THAT(std::span(found[i].periods).subspan(1), testing::Each(relief(2)));
    }
    config.young_weeks = 0;
    for (PressureSite const& one : sites())
        EXPECT_EQ(one.periods[1], found[0].periods[1]);
}

TEST_F(PressureSites, AreNotYoungBecauseTheDataAre)
{
    for (int col : {1, 2})
        site({charger(2, col)});
    use = made_use(2, 2);
    for (SiteUse& one : use.sites)
        one.months = {made_month(2, 50, 300), made_month(2, 50, 300)};
    since(use.sites[0], 30);
    since(use.sites[1], 30 - 6);
    for (PressureSite const& one : sites())
        EXPECT_EQ(one.periods[1].relief_evse, 0) << "not a week later than the first";
    since(use.sites[1], 30 - 7);
    EXPECT_EQ(sites()[1].periods[1], relief(2));
}

TEST_F(PressureSites, PlannedStationsRelieveFromTheirOwnEntry)
{
    site({charger(2, 5), charger(4, 9, true)});
    site({charger(6, 20, true)});
    use = made_use(2, 2);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, 300), made_month(2, 50, 300)};
    auto const found = sites();
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].entry.cell, (Cell{1, 5}));
    EXPECT_EQ(found[0].periods[1].relief_evse, 0);
    EXPECT_EQ(found[1], (PressureSite{{{1, 9}, 100}, {NearbyUse{}, relief(4), relief(4)}, 0}));
    EXPECT_EQ(found[2], (PressureSite{{{1, 20}, 100}, {NearbyUse{}, relief(6), relief(6)}, 1}));
}

TEST_F(PressureSites, LeaveOutWhatIsNotKnownOrNotReached)
{
    Charger far = charger(2, 7);
    far.entry.reset();
    site({far});
    site({charger(2, 5)});
    use = made_use(2, 2);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, 300), made_month(2, 50, 300)};
    EXPECT_TRUE(sites().empty());
}

TEST_F(PressureSites, ThatGaveBackMoreThanTheyTookCountAsNothing)
{
    site({charger(2, 5)});
    use = made_use(1, 2);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, -10), made_month(2, 50, 300)};
    auto const found = sites();
    EXPECT_EQ(found[0].periods[0].energy_wh, 580'000);
    EXPECT_EQ(found[0].periods[1].energy_wh, 0);
}

TEST_F(PressureSites, WithoutASessionHaveNoEnergyThatIsKnown)
{
    site({charger(2, 5)});
    use = made_use(1, 2);
    since(use.sites[0], 400);
    use.sites[0].months = {made_month(2, 50, 0), made_month(2, 50, 0)};
    for (MonthOfSite& month : use.sites[0].months)
        month.energy_min = 0;
    auto const found = sites();
    for (NearbyUse const& period : found[0].periods) {
        EXPECT_GT(period.available_min, 0);
        EXPECT_EQ(period.energy_min, 0);
    }
    use.sites[0].months[1].energy_min = 1000;
    use.sites[0].months[1].all.energy_wh = 5000;
    EXPECT_EQ(sites()[0].periods[0].energy_min, 1000) << "only the minutes that sessions tell of";
    EXPECT_EQ(sites()[0].periods[1].energy_min, 0) << "a month without sessions stays unknown";
    EXPECT_EQ(sites()[0].periods[2].energy_wh, 5000);
}

TEST_F(PressureSites, OfOtherSitesAreRefused)
{
    site({charger(2, 5)});
    use = made_use(2, 2);
    EXPECT_THROW(sites(), ContractError);
}

}  // namespace
}  // namespace laad::pressure_sites_test
