// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/numbered_places.hpp"

#include "host/present/map/legend.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace laad {
namespace {

constexpr double mark_size = 22;

/// White or nearly black, whichever reads best on a colour.
Rgb ink_on(Rgb colour)
{
    cv::Vec3b const c = bgr(colour);
    return 299 * c[2] + 587 * c[1] + 114 * c[0] > 140'000 ? 0x1a1a1a : 0xffffff;
}

void draw_numbered(MapPlace const& place, cv::Point2d at, Canvas& panel)
{
    // Of the same area, whatever its shape.
    double const size = (place.mark == Mark::diamond ? 1.3 : place.mark == Mark::square ? 0.92 : 1) * mark_size;
    draw_mark(panel, place.mark, place.colour, at, size, 1.5);
    panel.text({at.x, at.y + 4.3}, std::to_string(place.number),
               {.size = place.number < 100 ? 12.0 : 9.5,
                .colour = ink_on(place.colour),
                .bold = true,
                .align = Align::centre});
}

}  // namespace

std::vector<cv::Point2d> spread_marks(std::vector<cv::Point2d> const& places, double size)
{
    constexpr int directions = 12;
    constexpr int rings = 4;
    std::vector<cv::Point2d> marks;
    auto const is_free = [&](cv::Point2d at) {
        return std::ranges::none_of(marks, [&](cv::Point2d other) { return cv::norm(at - other) < size; });
    };
    for (cv::Point2d const place : places) {
        cv::Point2d mark = place;
        for (int step = 0; step < rings * directions && !is_free(mark); ++step) {
            double const angle = 2 * std::numbers::pi * (step % directions) / directions;
            double const radius = size * (1.1 + 0.7 * (step / directions));
            mark = place + radius * cv::Point2d{std::sin(angle), -std::cos(angle)};
        }
        marks.push_back(is_free(mark) ? mark : place);
    }
    return marks;
}

void draw_places(std::vector<MapPlace> const& places, Canvas& panel, MapFrame const& frame)
{
    std::vector<cv::Point2d> spots;
    for (MapPlace const& place : places)
        spots.push_back(frame.pixel(place.at));
    std::size_t const numbered = std::min(most_numbers, places.size());
    double const small = frame.symbol_size(10, places.size(), 4);
    for (std::size_t i = places.size(); i-- > numbered;)
        draw_mark(panel, places[i].mark, places[i].colour, spots[i], small, 0.12 * small);
    auto const marks = spread_marks({spots.begin(), spots.begin() + static_cast<std::ptrdiff_t>(numbered)}, mark_size);
    for (std::size_t i = 0; i < numbered; ++i) {
        if (marks[i] == spots[i]) continue;
        panel.line(spots[i], marks[i], 0x1a1a1a, 1.2);
        draw_mark(panel, places[i].mark, places[i].colour, spots[i], 6, 0.5);
    }
    for (std::size_t i = numbered; i-- > 0;) {
        draw_numbered(places[i], marks[i], panel);
    }
}

std::vector<std::vector<cv::Point2d>> rings(Polygon const& polygon, MapFrame const& frame)
{
    std::vector<std::vector<cv::Point2d>> drawn;
    auto const add = [&](Ring const& ring) {
        drawn.emplace_back();
        for (Point const p : ring)
            drawn.back().push_back(frame.pixel(p));
    };
    add(polygon.outer);
    for (Ring const& hole : polygon.holes)
        add(hole);
    return drawn;
}

}  // namespace laad
