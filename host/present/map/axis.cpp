// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/axis.hpp"

#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {

double tick_step(double span)
{
    if (span <= 0) return 1;
    double const power = std::pow(10, std::floor(std::log10(span / 6)));
    for (double const step : {1.0, 2.0, 5.0})
        if (step * power * 6 >= span) return step * power;
    return 10 * power;
}

std::vector<double> Axis::ticks() const
{
    std::vector<double> values;
    for (double n = std::round(first / step); n <= std::round(last / step); ++n)
        values.push_back(n * step);
    return values;
}

Axis axis_around(double low, double high, double from_px, double to_px)
{
    constexpr double slack = 1e-9;
    double const step = tick_step(high - low);
    double const first = std::floor(low / step + slack) * step;
    double const last = std::ceil(high / step - slack) * step;
    return {first, std::max(last, first + step), step, from_px, to_px};
}

std::string tick_label(double value)
{
    return value == std::floor(value) ? grouped(static_cast<std::int64_t>(value)) : fmt::format("{:g}", value);
}

void draw_levels(Canvas& canvas, Axis const& axis, double left, double right)
{
    for (double const value : axis.ticks()) {
        double const y = axis.at(value);
        canvas.line({left, y}, {right, y}, value == 0 && axis.first < 0 ? soft_ink : pale_line);
        canvas.text({left - 10, y + 5}, tick_label(value), {.size = 13, .colour = soft_ink, .align = Align::right});
    }
}

void draw_square(Canvas& canvas, Axis const& across, Axis const& up, SquarePlot const& plot)
{
    constexpr double edge = 30;  // where the words of the upright axis begin
    double const right = plot.left + plot.side;
    double const floor = plot.top + plot.side;
    for (double const value : across.ticks()) {
        double const x = across.at(value);
        canvas.line({x, plot.top}, {x, floor}, pale_line);
        canvas.text({x, floor + 24}, tick_label(value), {.size = 13, .colour = soft_ink, .align = Align::centre});
    }
    draw_levels(canvas, up, plot.left, right);
    canvas.frame({plot.left, plot.top, plot.side, plot.side}, soft_ink);
    canvas.text({plot.left + plot.side / 2, floor + 54}, plot.across, {.align = Align::centre});
    canvas.text({edge, plot.top - 14}, plot.up, {});
    canvas.line({plot.left, floor}, {right, plot.top}, styles::vermilion, 1.5);
}

}  // namespace laad
