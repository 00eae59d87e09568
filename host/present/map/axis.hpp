// SPDX-License-Identifier: Apache-2.0
// Axes of plots: round ticks, and where values lie between them.
#pragma once

#include "host/present/map/canvas.hpp"

#include <string>
#include <vector>

namespace laad {

inline constexpr Rgb soft_ink = 0x5b6875;   ///< of ticks and units
inline constexpr Rgb pale_line = 0xe3e8ec;  ///< from tick to tick across a plot

/// Distance between the ticks of an axis that spans so much: 1, 2 or 5 times a power of ten, at most six of them.
double tick_step(double span);

struct Axis {
    double first{};  ///< ticks, and whole numbers of steps
    double last{};
    double step{};
    double from_px{};  ///< where the first tick is
    double to_px{};

    double at(double value) const { return from_px + (to_px - from_px) * (value - first) / (last - first); }
    std::vector<double> ticks() const;
};

/// The axis whose ticks just enclose these values, which may be equal.
Axis axis_around(double low, double high, double from_px, double to_px);

/// 1,500 or 0.05.
std::string tick_label(double value);

/// A line across the plot for each tick of an upright axis, with its value on the left; darker at 0.
void draw_levels(Canvas&, Axis const&, double left, double right);

/// The square between two axes, with ticks, what each shows, and a line along which both are equal.
struct SquarePlot {
    double left{};
    double top{};
    double side{};
    std::string across{};  ///< words
    std::string up{};
};
void draw_square(Canvas&, Axis const& across, Axis const& up, SquarePlot const&);

}  // namespace laad
