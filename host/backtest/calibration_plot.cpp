// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/calibration_plot.hpp"

#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

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
constexpr Rgb soft = 0x5b6875;
constexpr Rgb pale = 0xe3e8ec;
constexpr Rgb dot = styles::blue;
constexpr Rgb diagonal = styles::vermilion;

cv::Point2d mean_of(CalibrationGroup const& group)
{
    double const whole = 1000.0 * static_cast<double>(group.areas);
    return {static_cast<double>(group.prognosis) / whole, static_cast<double>(group.realised) / whole};
}

std::string tick_label(double value)
{
    return value == std::floor(value) ? grouped(static_cast<std::int64_t>(value)) : fmt::format("{:g}", value);
}

void draw_axes(Canvas& canvas, CalibrationPlot const& plot, double step, double end)
{
    double const floor = top + side;
    for (int i = 0; i * step <= end * 1.0001; ++i) {
        double const at = side * i * step / end;
        std::string const label = tick_label(i * step);
        canvas.line({left, floor - at}, {left + side, floor - at}, pale);
        canvas.line({left + at, top}, {left + at, floor}, pale);
        canvas.text({left + at, floor + 24}, label, {.size = 13, .colour = soft, .align = Align::centre});
        canvas.text({left - 10, floor - at + 5}, label, {.size = 13, .colour = soft, .align = Align::right});
    }
    canvas.frame({left, top, side, side}, soft);
    canvas.text({left + side / 2, floor + 54}, "mean prognosis (" + plot.unit + ")", {.align = Align::centre});
    canvas.text({left - 90, top - 14}, "mean realised (" + plot.unit + ")", {});
    canvas.line({left, floor}, {left + side, top}, diagonal, 1.5);
}

void draw_groups(Canvas& canvas, std::vector<CalibrationGroup> const& groups, double end)
{
    std::vector<cv::Point2d> places;
    for (CalibrationGroup const& group : groups) {
        cv::Point2d const mean = mean_of(group);
        places.emplace_back(left + side * mean.x / end, top + side - side * mean.y / end);
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

double tick_step(double highest)
{
    if (highest <= 0) return 1;
    double const power = std::pow(10, std::floor(std::log10(highest / 6)));
    for (double const step : {1.0, 2.0, 5.0})
        if (step * power * 6 >= highest) return step * power;
    return 10 * power;
}

cv::Mat3b calibration_plot(CalibrationPlot const& plot, std::vector<CalibrationGroup> const& groups)
{
    double highest = 0;
    for (CalibrationGroup const& group : groups)
        highest = std::max({highest, mean_of(group).x, mean_of(group).y});
    double const step = tick_step(highest);
    // With room above the highest dot for its number.
    double const end = std::max(step, std::ceil(1.04 * highest / step) * step);

    Canvas canvas{width, height, 0xffffff};
    canvas.text({24, 34}, plot.title, {.size = 19, .bold = true});
    canvas.text(
        {24, 60},
        fmt::format("each dot: a tenth of the {}, numbered by rising prognosis; equals share a dot", plot.areas),
        {.size = 13, .colour = soft});
    canvas.text({24, 82}, "above the line the prognosis was too low, below it too high", {.size = 13, .colour = soft});
    draw_axes(canvas, plot, step, end);
    draw_groups(canvas, groups, end);
    if (!plot.warning.empty()) draw_banner(canvas, {0, height - 36.0, double(width), 36}, plot.warning);
    return canvas.picture();
}

}  // namespace laad
