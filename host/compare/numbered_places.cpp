// SPDX-License-Identifier: Apache-2.0
#include "host/compare/numbered_places.hpp"

#include "host/report/theme_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace laad {
namespace {

constexpr double mark_size = 22;

void draw_mark(MapPlace const& place, cv::Point2d at, double size, Canvas& panel)
{
    if (!place.square) {
        panel.disc(at, size / 2, place.colour, 0xffffff, 0.07 * size);
        return;
    }
    double const rim = 0.07 * size;
    double const side = 0.9 * size;
    panel.box({at.x - side / 2 - rim, at.y - side / 2 - rim, side + 2 * rim, side + 2 * rim}, 0xffffff);
    panel.box({at.x - side / 2, at.y - side / 2, side, side}, place.colour);
}

void draw_number(MapPlace const& place, cv::Point2d at, Canvas& panel)
{
    TextStyle const style{.size = place.number < 100 ? 0.42 : 0.34,
                          .colour = place.dark_ink ? 0x1a1a1au : 0xffffffu,
                          .bold = true,
                          .halo = false,
                          .centred = true};
    panel.text({at.x, at.y + 4.5}, std::to_string(place.number), style);
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
        draw_mark(places[i], spots[i], small, panel);
    auto const marks = spread_marks({spots.begin(), spots.begin() + static_cast<std::ptrdiff_t>(numbered)}, mark_size);
    for (std::size_t i = 0; i < numbered; ++i) {
        if (marks[i] == spots[i]) continue;
        panel.line(spots[i], marks[i], 0x1a1a1a, 1.2);
        draw_mark(places[i], spots[i], 6, panel);
    }
    for (std::size_t i = numbered; i-- > 0;) {
        draw_mark(places[i], marks[i], mark_size, panel);
        draw_number(places[i], marks[i], panel);
    }
}

std::string number_words(std::size_t places)
{
    return places <= most_numbers ? "Places (number: as in the tables)"
                                  : fmt::format("Places (number: as in the tables; beyond {} small)", most_numbers);
}

void draw_buurten(std::map<std::string, Geometry> const& shapes, Canvas& panel, MapFrame const& frame)
{
    for (auto const& [name, shape] : shapes)
        for (Polygon const& polygon : shape.polygons)
            for (auto const& ring : rings(polygon, frame))
                for (std::size_t i = 1; i < ring.size(); ++i)
                    panel.line(ring[i - 1], ring[i], buurt_border, 0.8);
}

}  // namespace laad
