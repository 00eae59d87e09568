// SPDX-License-Identifier: Apache-2.0
#include "host/report/canvas.hpp"

#include "host/report/words.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr int fraction_bits = 4;

cv::Scalar scalar(Rgb colour)
{
    cv::Vec3b const c = bgr(colour);
    return {double(c[0]), double(c[1]), double(c[2])};
}

int doubled(double length)
{
    return static_cast<int>(std::lround(length * Canvas::scale));
}

/// With fraction bits, for smooth edges.
cv::Point fixed(cv::Point2d p)
{
    double const factor = Canvas::scale * (1 << fraction_bits);
    return {static_cast<int>(std::lround(p.x * factor)), static_cast<int>(std::lround(p.y * factor))};
}

int font(TextStyle const& style)
{
    return style.bold ? cv::FONT_HERSHEY_DUPLEX : cv::FONT_HERSHEY_SIMPLEX;
}

int stroke(TextStyle const& style)
{
    return style.bold ? std::max(2, doubled(style.size * 1.5)) : std::max(1, doubled(style.size * 1.9));
}

}  // namespace

cv::Vec3b bgr(Rgb colour)
{
    return {static_cast<std::uint8_t>(colour), static_cast<std::uint8_t>(colour >> 8),
            static_cast<std::uint8_t>(colour >> 16)};
}

std::vector<Rgb> ramp(std::vector<Rgb> const& anchors, std::size_t count)
{
    std::vector<Rgb> colours;
    for (std::size_t i = 0; i < count; ++i) {
        double const at = count < 2 ? 0 : double(i) * double(anchors.size() - 1) / double(count - 1);
        auto const below = std::min(static_cast<std::size_t>(at), anchors.size() - 2);
        double const part = at - double(below);
        Rgb mixed = 0;
        for (unsigned shift : {0u, 8u, 16u}) {
            double const a = anchors[below] >> shift & 0xff;
            double const b = anchors[below + 1] >> shift & 0xff;
            mixed |= static_cast<Rgb>(std::lround(a + part * (b - a))) << shift;
        }
        colours.push_back(mixed);
    }
    return colours;
}

Canvas::Canvas(int width, int height, Rgb background) : image_(height * scale, width * scale, bgr(background)) {}

Canvas Canvas::part(cv::Rect where)
{
    cv::Rect const pixels{where.x * scale, where.y * scale, where.width * scale, where.height * scale};
    return Canvas(cv::Mat3b(image_, pixels));
}

double Canvas::text_width(std::string const& words, TextStyle const& style)
{
    int base = 0;
    return cv::getTextSize(ascii(words), font(style), style.size * scale, stroke(style), &base).width / double(scale);
}

void Canvas::text(cv::Point2d at, std::string const& words, TextStyle const& style)
{
    if (style.centred) at.x -= text_width(words, style) / 2;
    cv::Point const origin{doubled(at.x), doubled(at.y)};
    auto const put = [&](Rgb colour, int width) {
        cv::putText(image_, ascii(words), origin, font(style), style.size * scale, scalar(colour), width, cv::LINE_AA);
    };
    if (style.halo) put(0xffffff, stroke(style) + 5);
    put(style.colour, stroke(style));
}

void Canvas::box(cv::Rect2d where, Rgb fill, double opacity)
{
    cv::Rect const pixels = cv::Rect{doubled(where.x), doubled(where.y), doubled(where.width), doubled(where.height)} &
                            cv::Rect{0, 0, image_.cols, image_.rows};
    if (pixels.empty()) return;
    cv::Mat part = image_(pixels);
    cv::Mat3b const colour(part.size(), bgr(fill));
    cv::addWeighted(colour, opacity, part, 1 - opacity, 0, part);
}

void Canvas::frame(cv::Rect2d where, Rgb colour, double width)
{
    cv::rectangle(image_, fixed(where.tl()), fixed(where.br()), scalar(colour), std::max(1, doubled(width)),
                  cv::LINE_AA, fraction_bits);
}

void Canvas::line(cv::Point2d from, cv::Point2d to, Rgb colour, double width)
{
    cv::line(image_, fixed(from), fixed(to), scalar(colour), std::max(1, doubled(width)), cv::LINE_AA, fraction_bits);
}

void Canvas::disc(cv::Point2d centre, double radius, Rgb fill, Rgb rim, double rim_width)
{
    int const r = static_cast<int>(std::lround(radius * scale * (1 << fraction_bits)));
    cv::circle(image_, fixed(centre), r, scalar(fill), cv::FILLED, cv::LINE_AA, fraction_bits);
    if (rim_width > 0)
        cv::circle(image_, fixed(centre), r, scalar(rim), std::max(1, doubled(rim_width)), cv::LINE_AA, fraction_bits);
}

/// Works on the part of the image that the rings touch: there may be thousands of small shapes on it.
void Canvas::fill(std::vector<std::vector<cv::Point>> const& rings, Rgb colour, double opacity)
{
    cv::Rect bounds;
    for (auto const& ring : rings)
        bounds |= cv::boundingRect(ring);
    int const unit = 1 << fraction_bits;
    cv::Point const first{bounds.x / unit - 2, bounds.y / unit - 2};
    cv::Rect const pixels = cv::Rect{first, cv::Size{bounds.width / unit + 5, bounds.height / unit + 5}} &
                            cv::Rect{0, 0, image_.cols, image_.rows};
    if (pixels.empty()) return;
    cv::Mat part = image_(pixels);
    cv::Mat filled = part.clone();
    cv::fillPoly(filled, rings, scalar(colour), cv::LINE_AA, fraction_bits, -unit * pixels.tl());
    cv::addWeighted(filled, opacity, part, 1 - opacity, 0, part);
}

void Canvas::shape(std::vector<std::vector<cv::Point2d>> const& rings, Rgb fill_colour, double opacity, Rgb rim,
                   double rim_width)
{
    std::vector<std::vector<cv::Point>> drawn;
    for (auto const& ring : rings) {
        drawn.emplace_back();
        for (cv::Point2d const p : ring)
            drawn.back().push_back(fixed(p));
    }
    if (opacity > 0) fill(drawn, fill_colour, opacity);
    if (rim_width > 0)
        cv::polylines(image_, drawn, true, scalar(rim), std::max(1, doubled(rim_width)), cv::LINE_AA, fraction_bits);
}

cv::Mat3b Canvas::picture() const
{
    cv::Mat3b small;
    cv::resize(image_, small, {image_.cols / scale, image_.rows / scale}, 0, 0, cv::INTER_AREA);
    return small;
}

}  // namespace laad
