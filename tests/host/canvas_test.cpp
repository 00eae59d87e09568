// SPDX-License-Identifier: Apache-2.0
#include "host/report/canvas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad {
namespace {

constexpr Rgb white = 0xffffff;
constexpr Rgb black = 0x000000;

cv::Vec3b at(Canvas const& canvas, int x, int y)
{
    return canvas.picture()(y, x);
}

std::vector<cv::Point2d> square(double first, double last)
{
    return {{first, first}, {last, first}, {last, last}, {first, last}, {first, first}};
}

TEST(Canvas, FillsAShapeWhereItLies)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(30, 60)}, black, 1, black, 0);
    for (int const inner : {32, 45, 57})
        EXPECT_EQ(at(canvas, inner, inner), bgr(black)) << inner;
    for (int const outer : {10, 27, 63, 75})
        EXPECT_EQ(at(canvas, outer, outer), bgr(white)) << outer;
}

TEST(Canvas, LeavesHolesOfAShapeOpen)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(10, 70), square(30, 50)}, black, 1, black, 0);
    EXPECT_EQ(at(canvas, 20, 20), bgr(black));
    EXPECT_EQ(at(canvas, 40, 40), bgr(white));
}

TEST(Canvas, CutsOffWhatLiesOutside)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(-20, 20)}, black, 1, black, 0);
    canvas.shape({square(200, 300)}, black, 1, black, 0);
    EXPECT_EQ(at(canvas, 0, 0), bgr(black));
    EXPECT_EQ(at(canvas, 99, 79), bgr(white));
}

TEST(Canvas, MixesByOpacity)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(30, 60)}, black, 0.5, black, 0);
    EXPECT_NEAR(at(canvas, 45, 45)[0], 128, 1);
}

}  // namespace
}  // namespace laad
