// SPDX-License-Identifier: Apache-2.0
#include "host/report/reliability_plot.hpp"

#include "host/language/said_with.hpp"
#include "host/present/map/axis.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr int width = 760;
constexpr int height = 790;
constexpr double side = 590;  ///< of the square between the axes
constexpr double left = 110;
constexpr double top = 110;

/// Larger for more quarter-hours, of which the most have the largest.
double radius_of(ChanceBin const& bin, std::int64_t most)
{
    constexpr double smallest = 4, largest = 14;
    return smallest + (largest - smallest) * std::sqrt(static_cast<double>(bin.quarters) / static_cast<double>(most));
}

}  // namespace

cv::Mat3b reliability_plot(ChanceScore const& score)
{
    constexpr double whole = 100, step = 20;
    Axis const across{0, whole, step, left, left + side};
    Axis const up{0, whole, step, top + side, top};
    Canvas canvas{width, height, 0xffffff};
    canvas.text({24, 34}, said("Did it come true?"), {.size = 19, .bold = true});
    canvas.text({24, 60}, said("each dot: the quarter-hours of which about the same was said, and their number"),
                {.size = 13, .colour = soft_ink});
    draw_square(canvas, across, up,
                {left, top, side, said("what the chance said (%)"), said("how often one was free (%)")});
    std::int64_t most = 1;
    for (ChanceBin const& bin : score.bins)
        most = std::max(most, bin.quarters);
    for (ChanceBin const& bin : score.bins) {
        if (bin.quarters == 0) continue;
        cv::Point2d const at{across.at(whole * bin.mean_said()), up.at(whole * bin.came_true())};
        double const radius = radius_of(bin, most);
        canvas.disc(at, radius, styles::blue, 0xffffff);
        canvas.text({at.x, at.y - radius - 5}, grouped(bin.quarters),
                    {.size = 12, .halo = true, .align = Align::centre});
    }
    return canvas.picture();
}

}  // namespace laad
