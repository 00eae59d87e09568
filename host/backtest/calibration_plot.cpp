// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/calibration_plot.hpp"

#include "host/language/said_with.hpp"
#include "host/present/map/axis.hpp"
#include "host/present/style/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr int width = 760;
constexpr int height = 825;
constexpr double side = 590;  ///< of the square between the axes
constexpr double left = 120;
constexpr double top = 135;
constexpr Rgb dot = styles::blue;

cv::Point2d mean_of(CalibrationGroup const& group)
{
    double const whole = 1000.0 * static_cast<double>(group.areas);
    return {static_cast<double>(group.prognosis) / whole, static_cast<double>(group.realised) / whole};
}

void draw_groups(Canvas& canvas, std::vector<CalibrationGroup> const& groups, Axis const& across, Axis const& up)
{
    std::vector<cv::Point2d> places;
    for (CalibrationGroup const& group : groups) {
        cv::Point2d const mean = mean_of(group);
        places.emplace_back(across.at(mean.x), up.at(mean.y));
    }
    for (std::size_t i = 1; i < places.size(); ++i)
        canvas.line(places[i - 1], places[i], dot, 1);
    for (cv::Point2d const place : places)
        canvas.disc(place, 6, dot, 0xffffff);
    // Where dots crowd, only the higher tenth is numbered.
    for (std::size_t i = places.size(); i-- > 0;)
        if (i + 1 == places.size() || cv::norm(places[i + 1] - places[i]) > 24)
            canvas.text({places[i].x - 4, places[i].y - 12}, fmt::format("{}", groups[i].number),
                        {.size = 13, .halo = true});
}

}  // namespace

cv::Mat3b calibration_plot(CalibrationPlot const& plot, std::vector<CalibrationGroup> const& groups)
{
    double highest = 0;
    for (CalibrationGroup const& group : groups)
        highest = std::max({highest, mean_of(group).x, mean_of(group).y});
    double const step = tick_step(highest);
    // With room above the highest dot for its number.
    double const end = std::max(step, std::ceil(1.04 * highest / step) * step);

    Axis const across{0, end, step, left, left + side};
    Axis const up{0, end, step, top + side, top};

    Canvas canvas{width, height, 0xffffff};
    canvas.text({24, 34}, plot.title, {.size = 19, .bold = true});
    canvas.text({24, 60},
                said_with("each dot: a tenth of the {}, numbered by rising prognosis; equals share a dot", plot.areas),
                {.size = 13, .colour = soft_ink});
    canvas.text({24, 82}, said("above the line the prognosis was too low, below it too high"),
                {.size = 13, .colour = soft_ink});
    draw_square(
        canvas, across, up,
        {left, top, side, said_with("mean prognosis ({})", plot.unit), said_with("mean realised ({})", plot.unit)});
    draw_groups(canvas, groups, across, up);
    if (!plot.warning.empty()) draw_banner(canvas, {0, height - 36.0, double(width), 36}, plot.warning);
    return canvas.picture();
}

}  // namespace laad
