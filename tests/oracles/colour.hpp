// SPDX-License-Identifier: Apache-2.0
// How different two colours look, also to colour-blind readers and in grey print.
// Source  sRGB: IEC 61966-2-1. CIE L*a*b* and CIEDE2000: Sharma, Wu and Dalal, Color Research and Application 30 (2005).
//         Dichromats: Viénot, Brettel and Mollon, Color Research and Application 24 (1999).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace laad::oracle {

using Three = std::array<double, 3>;
using Matrix = std::array<Three, 3>;

inline Three times(Matrix const& m, Three const& v)
{
    Three out{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            out[i] += m[i][j] * v[j];
    return out;
}

/// 0xRRGGBB as linear light, 0..1.
inline Three linear(std::uint32_t rgb)
{
    Three out{};
    for (unsigned i = 0; i < 3; ++i) {
        double const c = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
        out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    return out;
}

struct Lab {
    double l{}, a{}, b{};
};

/// White is that of sRGB (D65).
inline Lab lab(Three const& light)
{
    constexpr Matrix to_xyz{
        {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
    constexpr Three white{0.95047, 1, 1.08883};
    Three f = times(to_xyz, light);
    for (std::size_t i = 0; i < 3; ++i) {
        double const part = f[i] / white[i];
        f[i] = part > 216.0 / 24389 ? std::cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

enum class Eyes { normal, protanope, deuteranope };

/// The light that someone with such eyes cannot tell from `light`; what a screen cannot show is cut off.
inline Three as_seen(Three const& light, Eyes eyes)
{
    if (eyes == Eyes::normal) return light;
    constexpr Matrix to_lms{{{17.8824, 43.5161, 4.11935}, {3.45565, 27.1554, 3.86714}, {0.0299566, 0.184309, 1.46709}}};
    constexpr Matrix from_lms{{{0.0809444479, -0.130504409, 0.116721066},
                               {-0.0102485335, 0.0540193266, -0.113614708},
                               {-0.000365296938, -0.00412161469, 0.693511405}}};
    Three lms = times(to_lms, light);
    if (eyes == Eyes::protanope)
        lms[0] = 2.02344 * lms[1] - 2.52581 * lms[2];
    else
        lms[1] = 0.494207 * lms[0] + 1.24827 * lms[2];
    Three seen = times(from_lms, lms);
    for (double& part : seen)
        part = std::clamp(part, 0.0, 1.0);
    return seen;
}

inline double degrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}
inline double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

/// CIEDE2000 with kL = kC = kH = 1, equation by equation of the paper.
inline double difference(Lab const& one, Lab const& two)
{
    auto const seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
    double const mean_ab = (std::hypot(one.a, one.b) + std::hypot(two.a, two.b)) / 2;
    double const g = 0.5 * (1 - seventh(mean_ab));
    double const a1 = (1 + g) * one.a, a2 = (1 + g) * two.a;
    double const c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, two.b);
    auto const hue = [](double a, double b) {
        if (a == 0 && b == 0) return 0.0;
        double const h = degrees(std::atan2(b, a));
        return h < 0 ? h + 360 : h;
    };
    double const h1 = hue(a1, one.b), h2 = hue(a2, two.b);
    bool const grey = c1 * c2 == 0;
    double turn = grey ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    double mean_h = h1 + h2;
    if (!grey) {
        if (std::abs(h1 - h2) > 180) mean_h += mean_h < 360 ? 360 : -360;
        mean_h /= 2;
    }
    double const d_l = two.l - one.l, d_c = c2 - c1, d_h = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
    double const mean_l = (one.l + two.l) / 2, mean_c = (c1 + c2) / 2;
    double const t = 1 - 0.17 * std::cos(radians(mean_h - 30)) + 0.24 * std::cos(radians(2 * mean_h)) +
                     0.32 * std::cos(radians(3 * mean_h + 6)) - 0.20 * std::cos(radians(4 * mean_h - 63));
    double const from_50 = (mean_l - 50) * (mean_l - 50);
    double const s_l = 1 + 0.015 * from_50 / std::sqrt(20 + from_50);
    double const s_c = 1 + 0.045 * mean_c, s_h = 1 + 0.015 * mean_c * t;
    double const theta = 30 * std::exp(-std::pow((mean_h - 275) / 25, 2));
    double const r_t = -std::sin(radians(2 * theta)) * 2 * seventh(mean_c);
    double const l = d_l / s_l, c = d_c / s_c, h = d_h / s_h;
    return std::sqrt(l * l + c * c + h * h + r_t * c * h);
}

inline double difference(std::uint32_t one, std::uint32_t two, Eyes eyes)
{
    return difference(lab(as_seen(linear(one), eyes)), lab(as_seen(linear(two), eyes)));
}

}  // namespace laad::oracle
