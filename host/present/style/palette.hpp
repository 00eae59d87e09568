// SPDX-License-Identifier: Apache-2.0
// Colours that stay apart for colour-blind readers (Okabe and Ito), for signs and lines.
#pragma once

#include "host/present/style/style.hpp"

namespace laad::styles {

inline constexpr Rgb vermilion = 0xd55e00;
inline constexpr Rgb orange = 0xe69f00;
inline constexpr Rgb yellow = 0xf0e442;
inline constexpr Rgb blue = 0x0072b2;
inline constexpr Rgb sky = 0x56b4e9;
inline constexpr Rgb teal = 0x009e73;
inline constexpr Rgb pink = 0xcc79a7;
inline constexpr Rgb grey = 0x808080;
inline constexpr Rgb white = 0xffffff;
inline constexpr Rgb dark = 0x3c3c3c;
inline constexpr Rgb ink = 0x222222;

}  // namespace laad::styles
