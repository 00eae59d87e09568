// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/bay_marks.hpp"

#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace laad {
namespace {

double dot(Mm a, Mm b)
{
    return a.x * b.x + a.y * b.y;
}

Mm unit(Mm a)
{
    double const size = length(a);
    return size > 0 ? 1 / size * a : Mm{1, 0};
}

Mm middle_of(Polygon const& polygon, MapWindow const& window)
{
    Mm sum;
    for (std::size_t i = 1; i < polygon.outer.size(); ++i)
        sum = sum + window.at(polygon.outer[i]);
    return 1.0 / static_cast<double>(polygon.outer.size() - 1) * sum;
}

double to_side(Mm p, Mm a, Mm b)
{
    Mm const side = b - a;
    double const size = std::max(dot(side, side), 1e-9);
    return length(p - a - std::clamp(dot(p - a, side) / size, 0.0, 1.0) * side);
}

/// The way of the row: from one bay to the other, else that of the side that the pole stands at.
Mm row_of(std::vector<Polygon> const& bays, Mm pole, MapWindow const& window)
{
    if (bays.size() > 1) return unit(middle_of(bays.back(), window) - middle_of(bays.front(), window));
    Mm row{1, 0};
    double nearest = std::numeric_limits<double>::infinity();
    Ring const& ring = bays.front().outer;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        Mm const a = window.at(ring[i - 1]);
        Mm const b = window.at(ring[i]);
        double const away = to_side(pole, a, b);
        constexpr double shortest = 0.5;  // a side is longer than this on paper
        if (away >= nearest || length(b - a) < shortest) continue;
        nearest = away;
        row = unit(b - a);
    }
    return row;
}

void draw_measure(SvgWriter& svg, Mm from, Mm to, Mm outwards, double metres, std::vector<Mm>& texts)
{
    constexpr double away = 2.2;
    Pen const fine{.stroke = styles::ink, .width = 0.12};
    Mm const a = from + away * outwards;
    Mm const b = to + away * outwards;
    svg.line(from + 0.5 * outwards, a + 0.6 * outwards, fine);
    svg.line(to + 0.5 * outwards, b + 0.6 * outwards, fine);
    svg.line(a, b, fine);
    Mm const way = unit(b - a);
    for (Mm const end : {a, b})  // a slash, as on drawings of buildings
        svg.line(end - 0.5 * (way + outwards), end + 0.5 * (way + outwards), {.stroke = styles::ink, .width = 0.25});
    double turn = std::atan2(way.y, way.x) * 180 / std::numbers::pi;
    if (turn > 90.5) turn -= 180;
    if (turn <= -89.5) turn += 180;
    double const angle = turn * std::numbers::pi / 180;
    Mm const middle = 0.5 * (a + b) + 1.6 * outwards;
    texts.push_back(middle);
    svg.text(middle + 0.7 * Mm{-std::sin(angle), std::cos(angle)}, number_words(metres, 1) + " m",
             {.size = 2.0, .colour = styles::ink, .halo = true, .align = Align::centre, .turn = turn});
}

}  // namespace

std::string hatching(Polygon const& polygon, MapWindow const& window, double apart)
{
    // Lines x + y = c.
    std::vector<std::vector<Mm>> rings;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    auto const add = [&](Ring const& ring) {
        auto& places = rings.emplace_back();
        for (Point const p : ring) {
            places.push_back(window.at(p));
            low = std::min(low, places.back().x + places.back().y);
            high = std::max(high, places.back().x + places.back().y);
        }
    };
    add(polygon.outer);
    for (Ring const& hole : polygon.holes)
        add(hole);
    std::string data;
    double const step = apart * std::numbers::sqrt2;
    for (double c = std::ceil(low / step) * step; c < high; c += step) {
        std::vector<Mm> crossings;
        for (auto const& ring : rings)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                double const from = ring[i - 1].x + ring[i - 1].y - c;
                double const to = ring[i].x + ring[i].y - c;
                if ((from < 0) != (to < 0))
                    crossings.push_back(ring[i - 1] + from / (from - to) * (ring[i] - ring[i - 1]));
            }
        std::ranges::sort(crossings, {}, &Mm::x);
        for (std::size_t i = 1; i < crossings.size(); i += 2)
            data += path_through({crossings[i - 1], crossings[i]});
    }
    return data;
}

BayMeasures measures_of(std::vector<Polygon> const& bays, Point pole, MapWindow const& window)
{
    Mm const middle = 0.5 * (middle_of(bays.front(), window) + middle_of(bays.back(), window));
    BayMeasures found;
    found.along = row_of(bays, window.at(pole), window);
    found.across = {-found.along.y, found.along.x};
    if (dot(found.across, window.at(pole) - middle) > 0) found.across = -1 * found.across;
    double along_low = std::numeric_limits<double>::infinity();
    double across_low = along_low;
    double along_high = -along_low;
    double across_high = -along_low;
    for (Polygon const& bay : bays)
        for (Point const p : bay.outer) {
            Mm const off = window.at(p) - middle;
            along_low = std::min(along_low, dot(off, found.along));
            along_high = std::max(along_high, dot(off, found.along));
            across_low = std::min(across_low, dot(off, found.across));
            across_high = std::max(across_high, dot(off, found.across));
        }
    found.corner = middle + along_low * found.along + across_low * found.across;
    found.along_mm = along_high - along_low;
    found.across_mm = across_high - across_low;
    return found;
}

std::vector<Mm> draw_measures(SvgWriter& svg, BayMeasures const& bays, MapWindow const& window)
{
    std::vector<Mm> texts;
    Mm const back = bays.corner + bays.across_mm * bays.across;
    draw_measure(svg, back, back + bays.along_mm * bays.along, bays.across, window.metres(bays.along_mm), texts);
    Mm const end = bays.corner + bays.along_mm * bays.along;
    draw_measure(svg, end, end + bays.across_mm * bays.across, bays.along, window.metres(bays.across_mm), texts);
    return texts;
}

}  // namespace laad
