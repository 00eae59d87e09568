// SPDX-License-Identifier: Apache-2.0
// Drawing at twice the size, so that lines and letters are smooth in the picture.
#pragma once

#include "host/present/style/style.hpp"

#include <opencv2/core.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

cv::Vec3b bgr(Rgb colour);

enum class Align : std::uint8_t { left, centre, right };

struct TextStyle {
    double size{14};  ///< of an em, in pixels
    Rgb colour{0x222222};
    bool bold{};
    bool halo{};  ///< a white rim, for text on a map
    Align align{};
};

/// Positions and sizes are pixels of the picture; drawing outside is cut off.
class Canvas {
  public:
    Canvas(int width, int height, Rgb background);

    /// A part that has its own origin and cuts off what lies outside it.
    Canvas part(cv::Rect where);

    int width() const { return image_.cols / scale; }
    int height() const { return image_.rows / scale; }

    /// `words` in UTF-8; `at`: the end of the base line that they are aligned to, or its middle.
    /// Errors  InputError: see font_file
    void text(cv::Point2d at, std::string const& words, TextStyle const& style);
    static double text_width(std::string const& words, TextStyle const& style);
    void box(cv::Rect2d where, Rgb fill, double opacity = 1);
    void frame(cv::Rect2d where, Rgb colour, double width = 1);
    void line(cv::Point2d from, cv::Point2d to, Rgb colour, double width = 1);
    void disc(cv::Point2d centre, double radius, Rgb fill, Rgb rim, double rim_width = 1.5);
    /// Filled by the even-odd rule, so that inner rings are holes.
    void shape(std::vector<std::vector<cv::Point2d>> const& rings, Rgb fill_colour, double opacity, Rgb rim,
               double rim_width);

    /// The pixels at double size, to paint one by one.
    cv::Mat3b& pixels() { return image_; }
    /// The picture at its own size.
    cv::Mat3b picture() const;

    static constexpr int scale = 2;

  private:
    explicit Canvas(cv::Mat3b const& image) : image_(image) {}
    void fill(std::vector<std::vector<cv::Point>> const& rings, Rgb colour, double opacity);

    cv::Mat3b image_;
};

/// Says in yellow what is not real in a picture.
void draw_banner(Canvas&, cv::Rect2d where, std::string const& warning);

std::string png(cv::Mat3b const& picture);

}  // namespace laad
