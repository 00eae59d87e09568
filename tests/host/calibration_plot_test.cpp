// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/calibration_plot.hpp"

#include <gtest/gtest.h>

namespace laad::calibration_plot_test {
namespace {

constexpr Rgb dot = 0x0072b2;

/// Where pixels of the dots lie: the mean place of the full colour.
cv::Point2d middle_of(cv::Mat3b const& picture, Rgb colour, cv::Rect part)
{
    cv::Mat mask;
    cv::inRange(picture(part), cv::Scalar(bgr(colour)), cv::Scalar(bgr(colour)), mask);
    cv::Point2d sum{};
    int count = 0;
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x)
            if (mask.at<std::uint8_t>(y, x)) {
                sum += cv::Point2d(x + part.x, y + part.y);
                ++count;
            }
    EXPECT_GT(count, 0);
    return sum / std::max(count, 1);
}

TEST(CalibrationPlot, ADotLiesWhereItsMeansAre)
{
    CalibrationPlot const plot{"Calibration", "charge points", "buurten", ""};
    // One group of two areas: 60 foreseen and 30 realised on average, on axes to 70 in a square of 590 from (120, 135).
    cv::Mat3b const picture = calibration_plot(plot, {{1, 2, 120'000, 60'000}});
    cv::Rect const axes{60, 125, 690, 610};
    cv::Point2d const found = middle_of(picture, dot, axes);
    EXPECT_NEAR(found.x, 120 + 590 * 6 / 7., 1.5);
    EXPECT_NEAR(found.y, 135 + 590 * 4 / 7., 1.5);
}

TEST(CalibrationPlot, ShowsAWarningAndSurvivesAllZeros)
{
    std::vector<CalibrationGroup> const zeros{{1, 3, 0, 0}, {2, 4, 0, 0}};
    cv::Vec3b const without = calibration_plot({"t", "u", "a", ""}, zeros)(815, 740);
    cv::Vec3b const with = calibration_plot({"t", "u", "a", "ILLUSTRATIVE"}, zeros)(815, 740);
    EXPECT_EQ(without, bgr(0xffffff));
    EXPECT_EQ(with, bgr(0xffd166));
}

}  // namespace
}  // namespace laad::calibration_plot_test
