// SPDX-License-Identifier: Apache-2.0
// A part of the world on paper: so many millimetres wide at a scale.
#pragma once

#include "rasters/geometry.hpp"

#include <cmath>

namespace laad {

/// A place on paper, in millimetres from the top left corner of what is drawn.
struct Mm {
    double x{};
    double y{};

    friend Mm operator+(Mm a, Mm b) { return {a.x + b.x, a.y + b.y}; }
    friend Mm operator-(Mm a, Mm b) { return {a.x - b.x, a.y - b.y}; }
    friend Mm operator*(double f, Mm a) { return {f * a.x, f * a.y}; }
};

inline double length(Mm a)
{
    return std::hypot(a.x, a.y);
}

class MapWindow {
  public:
    /// `scale`: 1000 is 1:1000.
    MapWindow(Point middle, double scale, double width_mm, double height_mm)
        : middle_{middle}, scale_{scale}, width_mm_{width_mm}, height_mm_{height_mm}
    {
    }

    double scale() const { return scale_; }
    double width_mm() const { return width_mm_; }
    double height_mm() const { return height_mm_; }
    double mm(double metres) const { return metres * 1000 / scale_; }
    double metres(double mm) const { return mm * scale_ / 1000; }
    Mm at(Point p) const { return {width_mm_ / 2 + mm(p.x - middle_.x), height_mm_ / 2 - mm(p.y - middle_.y)}; }
    Point place(Mm at) const
    {
        return {middle_.x + metres(at.x - width_mm_ / 2), middle_.y - metres(at.y - height_mm_ / 2)};
    }
    /// What it shows, and so many millimetres more on each side.
    Box box(double more_mm = 0) const
    {
        double const x = metres(width_mm_ / 2 + more_mm);
        double const y = metres(height_mm_ / 2 + more_mm);
        return {middle_.x - x, middle_.y - y, middle_.x + x, middle_.y + y};
    }
    bool holds(Mm p, double rim_mm = 0) const
    {
        return p.x >= rim_mm && p.y >= rim_mm && p.x <= width_mm_ - rim_mm && p.y <= height_mm_ - rim_mm;
    }

  private:
    Point middle_;
    double scale_;
    double width_mm_;
    double height_mm_;
};

}  // namespace laad
