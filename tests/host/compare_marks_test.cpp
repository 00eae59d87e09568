// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/numbered_places.hpp"

#include <gtest/gtest.h>

namespace laad::compare_marks_test {
namespace {

TEST(SpreadMarks, StayWhereThereIsRoom)
{
    auto const marks = spread_marks({{0, 0}, {30, 0}}, 22);
    EXPECT_EQ(marks[0], cv::Point2d(0, 0));
    EXPECT_EQ(marks[1], cv::Point2d(30, 0));
}

TEST(SpreadMarks, StepAsideSoThatNoneCoversAnother)
{
    std::vector<cv::Point2d> const places{{0, 0}, {1, 0}, {0, 2}, {3, 3}, {10, 0}};
    auto const marks = spread_marks(places, 22);
    ASSERT_EQ(marks.size(), places.size());
    EXPECT_EQ(marks[0], places[0]) << "the first stays";
    for (std::size_t i = 0; i < marks.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_GE(cv::norm(marks[i] - marks[j]), 22) << i << " " << j;
}

TEST(SpreadMarks, StayAtTheirPlaceWhenAllAroundIsFull)
{
    std::vector<cv::Point2d> const crowd(200, cv::Point2d{5, 5});
    EXPECT_EQ(spread_marks(crowd, 22).back(), cv::Point2d(5, 5));
}

}  // namespace
}  // namespace laad::compare_marks_test
