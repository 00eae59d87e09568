// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/map_furniture.hpp"

#include "host/present/map/legend.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace laad {
namespace {

/// 1, 2, 2.5 or 5 times a power of ten, at most `most`.
double round_below(double most)
{
    double const power = std::pow(10, std::floor(std::log10(most)));
    for (double const times : {5.0, 2.5, 2.0})
        if (times * power <= most) return times * power;
    return power;
}

std::string coordinate(double metres)
{
    return std::to_string(std::llround(metres));
}

std::vector<double> ticks(double from, double to, double step)
{
    std::vector<double> found;
    for (double at = std::ceil(from / step) * step; at <= to; at += step)
        found.push_back(at);
    return found;
}

Rgb ink_on(Rgb colour)
{
    cv::Vec3b const c = bgr(colour);
    return 299 * c[2] + 587 * c[1] + 114 * c[0] > 140'000 ? styles::ink : styles::white;
}

constexpr double legend_sign_mm = 7;
constexpr double legend_row_mm = 4.9;
constexpr double legend_line_mm = 3.1;
Lettering const legend_lettering{.size = 2.5, .colour = styles::ink};

std::vector<std::string> legend_words(LegendLine const& line, double width)
{
    constexpr double pixels_a_mm = 10;
    return wrapped(line.words, (width - legend_sign_mm) * pixels_a_mm, {.size = legend_lettering.size * pixels_a_mm});
}

}  // namespace

void draw_frame(SvgWriter& svg, Mm top_left, MapWindow const& window)
{
    constexpr double tick_mm = 50;
    double const step = round_below(window.metres(tick_mm) * 1.0001);
    Box const box = window.box();
    Pen const fine{.stroke = styles::ink, .width = 0.12};
    Lettering number{.size = 1.9, .colour = 0x444444, .align = Align::centre};
    double const bottom = top_left.y + window.height_mm();
    double const right = top_left.x + window.width_mm();
    auto const columns = ticks(box.west, box.east, step);
    auto const rows = ticks(box.south, box.north, step);
    for (double const x : columns) {
        double const at = top_left.x + window.at({x, box.north}).x;
        svg.line({at, top_left.y}, {at, top_left.y - 1}, fine);
        svg.line({at, bottom}, {at, bottom + 1}, fine);
        number.turn = 0;
        svg.text({at, bottom + 3.1}, coordinate(x), number);
        for (double const y : rows) {
            double const down = top_left.y + window.at({x, y}).y;
            svg.line({at - 0.9, down}, {at + 0.9, down}, fine);
            svg.line({at, down - 0.9}, {at, down + 0.9}, fine);
        }
    }
    for (double const y : rows) {
        double const at = top_left.y + window.at({box.west, y}).y;
        svg.line({top_left.x, at}, {top_left.x - 1, at}, fine);
        svg.line({right, at}, {right + 1, at}, fine);
        number.turn = -90;
        svg.text({top_left.x - 1.5, at}, coordinate(y), number);
    }
    svg.box(top_left, window.width_mm(), window.height_mm(), {.stroke = styles::ink, .width = 0.3});
}

void draw_north(SvgWriter& svg, Mm middle)
{
    svg.disc(middle, 5, {.fill = styles::white, .opacity = 0.85});
    svg.path(path_through({middle + Mm{0, -3.2}, middle + Mm{1.5, 2}, middle + Mm{0, 1.1}}, true),
             {.fill = styles::ink});
    svg.path(path_through({middle + Mm{0, -3.2}, middle + Mm{-1.5, 2}, middle + Mm{0, 1.1}}, true),
             {.fill = styles::white, .stroke = styles::ink, .width = 0.15});
    svg.text(middle + Mm{0, 4.4}, "N", {.size = 2.4, .colour = styles::ink, .bold = true, .align = Align::centre});
}

void draw_scale_bar(SvgWriter& svg, Mm left, MapWindow const& window, double most_mm)
{
    double const metres = round_below(window.metres(most_mm));
    double const width = window.mm(metres);
    constexpr int parts = 4;
    constexpr double height = 1.2;
    for (int i = 0; i < parts; ++i)
        svg.box(left + Mm{width * i / parts, 0}, width / parts, height,
                {.fill = i % 2 == 0 ? styles::ink : styles::white, .stroke = styles::ink, .width = 0.15});
    bool const in_km = metres >= 2000;
    auto const words = [&](double of) {
        return in_km ? number_words(of / 1000, std::fmod(of, 1000) == 0 ? 0 : 1)
                     : number_words(of, std::fmod(of, 1) == 0 ? 0 : 1);
    };
    Lettering const number{.size = 2.2, .colour = styles::ink, .align = Align::centre};
    for (int const i : {0, 2, 4})
        svg.text(left + Mm{width * i / parts, height + 2.4}, words(metres * i / parts), number);
    svg.text(left + Mm{width + width_of(words(metres), number) / 2 + 0.8, height + 2.4}, in_km ? "km" : "m",
             {.size = 2.2, .colour = styles::ink});
}

std::string scale_words(double scale)
{
    return "1:" + grouped(std::llround(scale));
}

void draw_sign(SvgWriter& svg, StyleClass const& look, Mm middle, double size)
{
    double const r = size / 2;
    double const rim = 0.12 * size;
    Pen const pen{.fill = look.colour, .stroke = styles::white, .width = rim};
    auto const corners = [&](std::vector<Mm> const& of) {
        std::vector<Mm> places;
        for (Mm const one : of)
            places.push_back(middle + (r - rim / 2) * one);
        return path_through(places, true);
    };
    switch (look.mark) {
        case Mark::area:
        case Mark::hatched:
            svg.box(middle - Mm{r, 0.7 * r}, size, 1.4 * r,
                    {.fill = look.colour, .stroke = look.rim, .width = look.rim_mm, .opacity = look.opacity});
            break;
        case Mark::line:
            svg.line(middle - Mm{r, 0}, middle + Mm{r, 0}, {.stroke = look.colour, .width = look.rim_mm});
            break;
        case Mark::dot:
            svg.disc(middle, r - rim / 2, pen);
            break;
        case Mark::diamond:
            svg.path(corners({{0, -1.15}, {1.15, 0}, {0, 1.15}, {-1.15, 0}}), pen);
            break;
        case Mark::triangle:
            svg.path(corners({{0, -1}, {1, 0.8}, {-1, 0.8}}), pen);
            break;
        case Mark::square:
            svg.path(corners({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}), pen);
            break;
        case Mark::hollow_square:
            svg.path(corners({{-0.8, -0.8}, {0.8, -0.8}, {0.8, 0.8}, {-0.8, 0.8}}),
                     {.fill = styles::white, .stroke = look.colour, .width = 0.2 * size});
            break;
        case Mark::words:
            break;
    }
}

void draw_numbered(SvgWriter& svg, StyleClass const& look, Mm middle, double size, std::string const& words)
{
    draw_sign(svg, look, middle, size);
    double const share = words.size() < 3 ? 0.5 : words.size() == 3 ? 0.4 : 0.32;
    svg.text(middle + Mm{0, 0.36 * share * size}, words,
             {.size = share * size, .colour = ink_on(look.colour), .bold = true, .align = Align::centre});
}

double legend_height_mm(std::vector<LegendLine> const& lines, double width)
{
    double height = 0;
    for (LegendLine const& one : lines)
        height += legend_row_mm + legend_line_mm * static_cast<double>(legend_words(one, width).size() - 1);
    return height;
}

Mm draw_legend(SvgWriter& svg, Mm top_left, std::vector<LegendLine> const& lines, double width)
{
    for (LegendLine const& one : lines) {
        Mm const middle = top_left + Mm{legend_sign_mm / 2 - 0.5, legend_row_mm / 2};
        if (one.inside.empty())
            draw_sign(svg, one.look, middle, one.look.mark == Mark::area || one.look.mark == Mark::line ? 5 : 3.2);
        else
            draw_numbered(svg, one.look, middle, 4.6, one.inside);
        auto const parts = legend_words(one, width);
        for (std::size_t i = 0; i < parts.size(); ++i)
            svg.text(top_left + Mm{legend_sign_mm, legend_row_mm / 2 + 0.9 + legend_line_mm * static_cast<double>(i)},
                     parts[i], legend_lettering);
        top_left.y += legend_row_mm + legend_line_mm * static_cast<double>(parts.size() - 1);
    }
    return top_left;
}

}  // namespace laad
