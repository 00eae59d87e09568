// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/axis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::axis_test {
namespace {

using testing::ElementsAre;

TEST(Axis, StepsAreRoundAndFew)
{
    EXPECT_DOUBLE_EQ(tick_step(0), 1);
    EXPECT_DOUBLE_EQ(tick_step(6), 1);
    EXPECT_DOUBLE_EQ(tick_step(6.1), 2);
    EXPECT_DOUBLE_EQ(tick_step(100), 20);
    EXPECT_DOUBLE_EQ(tick_step(301), 100);
    EXPECT_DOUBLE_EQ(tick_step(0.3), 0.05);
}

TEST(Axis, TicksEncloseTheValuesAndMeetZero)
{
    EXPECT_THAT(axis_around(0, 3174, 0, 1).ticks(), ElementsAre(0, 1000, 2000, 3000, 4000));
    EXPECT_THAT(axis_around(-1.5, 0.2, 0, 1).ticks(), ElementsAre(-1.5, -1, -0.5, 0, 0.5));
    EXPECT_THAT(axis_around(0, 0, 0, 1).ticks(), ElementsAre(0, 1));
    EXPECT_DOUBLE_EQ(axis_around(0, 100, 200, 100).at(25), 175);
}

TEST(Axis, LabelsAreGroupedAndShort)
{
    EXPECT_EQ(tick_label(-1500), "-1,500");
    EXPECT_EQ(tick_label(3 * 0.1), "0.3");
}

}  // namespace
}  // namespace laad::axis_test
