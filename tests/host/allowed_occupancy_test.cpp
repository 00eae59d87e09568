// SPDX-License-Identifier: Apache-2.0
#include "host/usage/allowed_occupancy.hpp"

#include "rasters/error.hpp"
#include "tests/oracles/all_busy.hpp"

#include <gmock/gmock.h>

namespace laad::allowed_occupancy_test {
namespace {

double allowed(std::string_view rule, int evse, int percent = 10)
{
    return allowed_occupancy(rule, percent, evse).back() / 1e6;
}

TEST(AllowedOccupancy, IsWhatIsPublishedOfTenPercent)
{
    constexpr double rounded = 0.005;
    for (auto const& [evse, occupancy] : {std::pair{2, 0.27}, {4, 0.46}, {8, 0.63}, {16, 0.76}})
        EXPECT_NEAR(allowed("erlang-b", evse), occupancy, rounded) << evse;
    for (auto const& [evse, occupancy] : {std::pair{2, 0.32}, {4, 0.56}, {8, 0.75}, {16, 0.87}})
        EXPECT_NEAR(allowed("binomial", evse), occupancy, rounded) << evse;
    EXPECT_EQ(allowed_occupancy("binomial", 10, 1).front(), 100'000);
    EXPECT_EQ(allowed_occupancy("binomial", 25, 2).back(), 500'000);
}

/// Of one charge point the occupancy is the part of the time in which all are busy, by either rule.
TEST(AllowedOccupancy, OfOneChargePointIsTheLimitItself)
{
    for (int const percent : {1, 10, 50, 90})
        for (char const* rule : {"erlang-b", "binomial"})
            EXPECT_NEAR(allowed(rule, 1, percent), percent / 100., 2e-6) << rule;
}

TEST(AllowedOccupancy, RisesWithChargePointsAndStaysBelowOne)
{
    for (char const* rule : {"erlang-b", "binomial"})
        for (int const percent : {1, 10, 90}) {
            auto const ppm = allowed_occupancy(rule, percent, allowed_most_evse);
            ASSERT_EQ(ppm.size(), static_cast<std::size_t>(allowed_most_evse));
            EXPECT_TRUE(std::ranges::is_sorted(ppm)) << rule << " " << percent;
            EXPECT_GT(ppm.front(), 0);
            EXPECT_LE(ppm.back(), 1'000'000);
        }
}

TEST(AllowedOccupancy, KeepsAllBusyForTheAllowedTimeWhenCarsComeByChance)
{
    for (int const evse : {1, 2, 4, 8, 16}) {
        double const occupancy = allowed("erlang-b", evse);
        double const offered = occupancy * evse / (1 - 0.10);  // one in ten drives on
        auto const seen = oracle::busy_with_cars(evse, offered, 1'000'000, 20261130u + static_cast<unsigned>(evse));
        EXPECT_NEAR(seen.all, 0.10, 0.002) << evse;
        EXPECT_NEAR(seen.mean, occupancy, 0.003) << evse;
        auto const more = oracle::busy_with_cars(evse, offered * 1.1, 1'000'000, 7);
        EXPECT_GT(more.all, 0.104) << "a tenth more is noticed with " << evse;
    }
}

TEST(AllowedOccupancy, KeepsAllBusyForTheAllowedTimeWhenEachIsBusyAlone)
{
    for (int const evse : {1, 2, 4, 8, 16}) {
        double const occupancy = allowed("binomial", evse);
        auto const seen = oracle::busy_alone(evse, occupancy, 1'000'000, 20261131u + static_cast<unsigned>(evse));
        EXPECT_NEAR(seen.all, 0.10, 0.002) << evse;
        EXPECT_NEAR(seen.mean, occupancy, 0.002) << evse;
    }
}

TEST(AllowedOccupancy, KeepsItsContract)
{
    EXPECT_THROW(allowed_occupancy("erlang-c", 10, 1), ContractError);
    EXPECT_THROW(allowed_occupancy("erlang-b", 0, 1), ContractError);
    EXPECT_THROW(allowed_occupancy("erlang-b", 91, 1), ContractError);
    EXPECT_THROW(allowed_occupancy("erlang-b", 10, 0), ContractError);
}

}  // namespace
}  // namespace laad::allowed_occupancy_test
