// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/legend.hpp"

#include "host/language/language.hpp"
#include "host/present/style/base_map.hpp"

#include <sstream>

namespace laad {
namespace {

constexpr double swatch_width = 30;
constexpr double swatch_height = 18;

std::vector<cv::Point2d> outline(Mark mark, cv::Point2d at, double r)
{
    if (mark == Mark::diamond) return {{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}};
    if (mark == Mark::triangle) return {{at.x, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}};
    return {{at.x - r, at.y - r}, {at.x + r, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r}};
}

void draw_swatch(Canvas& canvas, StyleClass const& one, double x, double y)
{
    cv::Rect2d const swatch{x, y - swatch_height / 2, swatch_width, swatch_height};
    canvas.box(swatch, base_colour(Surface::unknown));
    canvas.box(swatch, one.colour, one.opacity);
    if (one.mark == Mark::hatched) {
        Canvas part = canvas.part({int(swatch.x), int(swatch.y), int(swatch_width), int(swatch_height)});
        for (double at = -swatch_height; at < swatch_width; at += 7)
            part.line({at, swatch_height}, {at + swatch_height, 0}, 0xffffff, 1.2);
    }
    canvas.frame(swatch, one.rim, pixels(one.rim_mm));
}

/// `middle`: of the first line of its words.
void draw_symbol(Canvas& canvas, StyleClass const& one, double x, double middle)
{
    if (one.mark == Mark::words) return;
    if (one.mark == Mark::line)
        canvas.line({x, middle}, {x + swatch_width, middle}, one.colour, 2);
    else if (one.mark == Mark::area || one.mark == Mark::hatched)
        draw_swatch(canvas, one, x, middle);
    else
        draw_mark(canvas, one.mark, one.colour, {x + swatch_width / 2, middle}, 17, 1.5);
}

/// The classes, those of changes from more to less, and the codes that have a colour.
std::vector<StyleClass> entries(Style const& style)
{
    std::vector<StyleClass> all = style.classes;
    if (style.diverging) std::ranges::reverse(all);
    for (StyleCode const& code : style.codes)
        if (code.colour) all.push_back({.label = code.label, .colour = *code.colour});
    return all;
}

/// Draws the legend from `top` down, or only measures it without a canvas, and returns where it ends.
double lay_out(std::vector<Style> const& legend, Canvas* canvas, cv::Point2d top, double width)
{
    constexpr TextStyle heading{.size = 15, .bold = true};
    constexpr TextStyle label{};
    constexpr TextStyle message{.size = 13, .colour = 0x555555};
    double y = top.y;
    auto const put = [&](std::string const& words, TextStyle const& style, double indent, double below) {
        for (std::string const& line : wrapped(said(words), width - indent, style)) {
            if (canvas != nullptr) canvas->text({top.x + indent, y + 14}, line, style);
            y += 20;
        }
        y += below;
    };
    for (Style const& style : legend) {
        if (y > top.y && !style.heading.empty()) y += 12;
        put(style.heading, heading, 0, style.heading.empty() ? 0 : 6);
        for (StyleClass const& one : entries(style)) {
            if (canvas != nullptr) draw_symbol(*canvas, one, top.x, y + 9);
            put(one.label, label, one.mark == Mark::words ? 0 : 42, 8);
        }
        put(style.message, message, 0, 0);
    }
    return y;
}

}  // namespace

double pixels(double mm)
{
    return mm * 96 / 25.4;
}

void draw_mark(Canvas& canvas, Mark mark, Rgb colour, cv::Point2d at, double size, double rim)
{
    constexpr Rgb white = 0xffffff;
    if (mark == Mark::dot) {
        canvas.disc(at, size / 2 - rim / 2, colour, white, rim);
        return;
    }
    bool const hollow = mark == Mark::hollow_square;
    canvas.shape({outline(mark, at, size / 2)}, hollow ? colour : white, 1, 0, 0);
    canvas.shape({outline(mark, at, size / 2 - rim)}, hollow ? white : colour, 1, 0, 0);
}

std::vector<std::string> wrapped(std::string const& text, double width, TextStyle const& style)
{
    std::vector<std::string> lines;
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        std::string const longer = lines.empty() ? word : lines.back() + " " + word;
        if (lines.empty() || Canvas::text_width(longer, style) > width)
            lines.push_back(word);
        else
            lines.back() = longer;
    }
    return lines;
}

double legend_height(std::vector<Style> const& legend, double width)
{
    return lay_out(legend, nullptr, {}, width);
}

void draw_legend(std::vector<Style> const& legend, Canvas& canvas, cv::Point2d top, double width)
{
    lay_out(legend, &canvas, top, width);
}

}  // namespace laad
