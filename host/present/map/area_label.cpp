// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/area_label.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace laad {

LabelPlace label_place(std::vector<std::vector<cv::Point2d>> const& rings, Canvas const& panel,
                       std::vector<cv::Point2d> const& marks)
{
    std::vector<std::vector<cv::Point>> drawn;
    cv::Rect bounds;
    for (auto const& ring : rings) {
        drawn.emplace_back();
        for (cv::Point2d const p : ring)
            drawn.back().emplace_back(static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y)));
        bounds |= cv::boundingRect(drawn.back());
    }
    bounds &= cv::Rect{0, 0, panel.width(), panel.height()};
    if (bounds.empty()) return {};
    cv::Mat1b inside(bounds.height + 2, bounds.width + 2, std::uint8_t{0});  // with a rim of outside
    cv::fillPoly(inside, drawn, 1, cv::LINE_8, 0, cv::Point{1, 1} - bounds.tl());
    constexpr int mark_radius = 12;
    for (cv::Point2d const mark : marks)
        cv::circle(inside, cv::Point{mark} + cv::Point{1, 1} - bounds.tl(), mark_radius, 0, cv::FILLED);
    inside.row(0) = inside.row(inside.rows - 1) = std::uint8_t{0};
    inside.col(0) = inside.col(inside.cols - 1) = std::uint8_t{0};
    cv::Mat1f far;
    cv::distanceTransform(inside, far, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    double room = 0;
    cv::Point at;
    cv::minMaxLoc(far, nullptr, &room, nullptr, &at);
    return {cv::Point2d{at + bounds.tl()} - cv::Point2d{1, 1}, room};
}

void draw_letter(Canvas& panel, LabelPlace const& place, std::string const& letter, Rgb colour)
{
    double const size = std::clamp(1.3 * place.room, 12.0, 22.0);
    panel.text({place.at.x, place.at.y + 0.36 * size}, letter,
               {.size = size, .colour = colour, .bold = true, .halo = true, .align = Align::centre});
}

}  // namespace laad
