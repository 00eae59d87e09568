// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/svg.hpp"

#include "host/basemap/clipped_line.hpp"
#include "host/present/base64.hpp"
#include "host/sheets/clip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace laad {
namespace {

/// Hundredths of a millimetre, without needless digits.
std::string digits(double mm)
{
    auto const hundredths = std::llround(mm * 100);
    std::string const sign = hundredths < 0 ? "-" : "";
    auto const size = std::abs(hundredths);
    if (size % 100 == 0) return fmt::format("{}{}", sign, size / 100);
    if (size % 10 == 0) return fmt::format("{}{}.{}", sign, size / 100, size / 10 % 10);
    return fmt::format("{}{}.{:02}", sign, size / 100, size % 100);
}

std::string colour(std::optional<Rgb> rgb)
{
    return rgb ? fmt::format("#{:06x}", *rgb) : "none";
}

void add_pen(Pen const& pen, Attributes& attributes)
{
    attributes.push_back({"fill", colour(pen.fill)});
    if (pen.opacity < 1) attributes.push_back({"fill-opacity", fmt::format("{:.2f}", pen.opacity)});
    if (pen.even_odd) attributes.push_back({"fill-rule", "evenodd"});
    if (!pen.stroke) return;
    attributes.push_back({"stroke", colour(pen.stroke)});
    attributes.push_back({"stroke-width", digits(pen.width)});
    if (!pen.dash.empty()) attributes.push_back({"stroke-dasharray", pen.dash});
    if (!pen.round) return;
    attributes.push_back({"stroke-linecap", "round"});
    attributes.push_back({"stroke-linejoin", "round"});
}

/// Twice the area, positive anticlockwise.
double turning(Ring const& ring)
{
    double area = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        area += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return area;
}

/// Behind a text. A rim around its letters would be a second text to those who search a PDF or copy from it.
std::string plate(Mm at, double width, Lettering const& lettering)
{
    double const size = lettering.size;
    double const left = lettering.align == Align::left ? 0 : lettering.align == Align::centre ? -width / 2 : -width;
    double const turn = lettering.turn * std::numbers::pi / 180;
    std::vector<Mm> corners;
    for (Mm const corner : {Mm{left - 0.15 * size, -0.85 * size}, Mm{left + width + 0.15 * size, -0.85 * size},
                            Mm{left + width + 0.15 * size, 0.25 * size}, Mm{left - 0.15 * size, 0.25 * size}})
        corners.push_back(at + Mm{corner.x * std::cos(turn) - corner.y * std::sin(turn),
                                  corner.x * std::sin(turn) + corner.y * std::cos(turn)});
    return path_through(corners, true);
}

char const* anchor(Align align)
{
    return align == Align::left ? "start" : align == Align::centre ? "middle" : "end";
}

}  // namespace

double width_of(std::string_view words, Lettering const& lettering)
{
    constexpr double pixels = 20;  // of an em
    return Canvas::text_width(std::string{words}, {.size = pixels, .bold = lettering.bold}) * lettering.size / pixels;
}

void SvgWriter::path(std::string const& data, Pen const& pen)
{
    if (data.empty()) return;
    Attributes attributes{{"d", data}};
    add_pen(pen, attributes);
    write_.element("path", "", attributes);
}

void SvgWriter::line(Mm from, Mm to, Pen const& pen)
{
    path(path_through({from, to}), pen);
}

void SvgWriter::disc(Mm middle, double radius, Pen const& pen)
{
    Attributes attributes{{"cx", digits(middle.x)}, {"cy", digits(middle.y)}, {"r", digits(radius)}};
    add_pen(pen, attributes);
    write_.element("circle", "", attributes);
}

void SvgWriter::box(Mm top_left, double width, double height, Pen const& pen, double corner)
{
    Attributes attributes{
        {"x", digits(top_left.x)}, {"y", digits(top_left.y)}, {"width", digits(width)}, {"height", digits(height)}};
    if (corner > 0) attributes.push_back({"rx", digits(corner)});
    add_pen(pen, attributes);
    write_.element("rect", "", attributes);
}

void SvgWriter::text(Mm at, std::string_view words, Lettering const& lettering)
{
    Attributes attributes{{"x", digits(at.x)}, {"y", digits(at.y)}, {"font-size", digits(lettering.size)}};
    if (lettering.align != Align::left) attributes.push_back({"text-anchor", anchor(lettering.align)});
    if (lettering.bold) attributes.push_back({"font-weight", "bold"});
    if (lettering.italic) attributes.push_back({"font-style", "italic"});
    if (lettering.turn != 0)
        attributes.push_back(
            {"transform", fmt::format("rotate({:.1f} {} {})", lettering.turn, digits(at.x), digits(at.y))});
    if (lettering.halo) path(plate(at, width_of(words, lettering), lettering), {.fill = 0xffffff, .opacity = 0.7});
    attributes.push_back({"fill", colour(lettering.colour)});
    write_.element("text", words, attributes);
}

void SvgWriter::png(Mm top_left, double width, double height, std::string_view bytes)
{
    write_.element("image", "",
                   {{"x", digits(top_left.x)},
                    {"y", digits(top_left.y)},
                    {"width", digits(width)},
                    {"height", digits(height)},
                    {"preserveAspectRatio", "none"},
                    {"href", "data:image/png;base64," + base64(bytes)}});
}

Attributes SvgWriter::part_attributes(Mm top_left, double width, double height)
{
    return {{"x", digits(top_left.x)},
            {"y", digits(top_left.y)},
            {"width", digits(width)},
            {"height", digits(height)},
            {"viewBox", fmt::format("0 0 {} {}", digits(width), digits(height))}};
}

Attributes drawing_attributes(double width, double height, std::string const& says)
{
    return {{"width", digits(width) + "mm"},
            {"height", digits(height) + "mm"},
            {"viewBox", fmt::format("0 0 {} {}", digits(width), digits(height))},
            {"role", "img"},
            {"aria-label", says}};
}

void PathData::add_points(std::vector<Point> const& points)
{
    char move = 'M';
    std::string last;
    for (Point const p : points) {
        Mm const at = window_.at(p);
        std::string const here = digits(at.x) + ' ' + digits(at.y);
        if (here == last) continue;
        data_ += move + here;
        move = 'L';
        last = here;
    }
}

void PathData::add_ring(Ring const& ring, bool outer)
{
    Ring rest = clipped(ring, box_);
    if (rest.empty()) return;
    if ((turning(rest) > 0) != outer) std::ranges::reverse(rest);
    rest.pop_back();
    add_points(rest);
    data_ += 'Z';
}

void PathData::add(Polygon const& polygon)
{
    add_ring(polygon.outer, true);
    for (Ring const& hole : polygon.holes)
        add_ring(hole, false);
}

void PathData::add(Line const& line)
{
    for (Line const& part : clipped_line(line, box_))
        add_points(part);
}

void PathData::add(Geometry const& shape)
{
    for (Polygon const& polygon : shape.polygons)
        add(polygon);
    for (Line const& line : shape.lines)
        add(line);
}

std::string path_through(std::vector<Mm> const& places, bool closed)
{
    std::string data;
    for (Mm const at : places)
        data += (data.empty() ? 'M' : 'L') + digits(at.x) + ' ' + digits(at.y);
    return closed && !data.empty() ? data + 'Z' : data;
}

}  // namespace laad
