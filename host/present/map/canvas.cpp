// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/canvas.hpp"

#include "host/present/map/font.hpp"
#include "rasters/error.hpp"

#include <opencv2/freetype.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
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

/// A font of this thread: what OpenCV loads is for one thread at a time.
cv::freetype::FreeType2& font(bool bold)
{
    thread_local std::array<cv::Ptr<cv::freetype::FreeType2>, 2> fonts;
    auto& loaded = fonts[bold ? 1 : 0];
    if (!loaded) {
        auto const opened = cv::freetype::createFreeType2();
        opened->loadFontData(font_file(bold).string(), 0);
        loaded = opened;
    }
    return *loaded;
}

constexpr int solid = -1;

int em(TextStyle const& style)
{
    return doubled(style.size);
}

}  // namespace

cv::Vec3b bgr(Rgb colour)
{
    return {static_cast<std::uint8_t>(colour), static_cast<std::uint8_t>(colour >> 8),
            static_cast<std::uint8_t>(colour >> 16)};
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
    return font(style.bold).getTextSize(words, em(style), solid, &base).width / double(scale);
}

void Canvas::text(cv::Point2d at, std::string const& words, TextStyle const& style)
{
    if (words.empty()) return;
    if (style.align != Align::left) at.x -= text_width(words, style) / (style.align == Align::centre ? 2 : 1);
    cv::Point const origin{doubled(at.x), doubled(at.y)};
    auto const put = [&](Rgb colour, int width) {
        font(style.bold).putText(image_, words, origin, em(style), scalar(colour), width, cv::LINE_AA, true);
    };
    if (style.halo) put(0xffffff, 7);
    put(style.colour, solid);
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

void draw_banner(Canvas& canvas, cv::Rect2d where, std::string const& warning)
{
    canvas.box(where, 0xffd166);
    canvas.text({where.x + 12, where.y + where.height / 2 + 5}, warning, {.colour = 0x3a2a00, .bold = true});
}

std::string png(cv::Mat3b const& picture)
{
    // Not imwrite: it does not say when the last bytes do not fit.
    std::vector<unsigned char> bytes;
    expect(cv::imencode(".png", picture, bytes, {cv::IMWRITE_PNG_COMPRESSION, 6}), "a picture can be a PNG");
    return {bytes.begin(), bytes.end()};
}

}  // namespace laad
