// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/base_map.hpp"

#include <array>

namespace laad {

Rgb base_colour(Surface surface)
{
    // unknown, green, square, parking, motorway, rail, water, building, path, street
    constexpr std::array<Rgb, 10> colours{0xf3f0ea, 0xe4eedb, 0xfbfaf7, 0xefece6, 0xf6e3c3,
                                          0xcfcfcf, 0xcbdae6, 0xd9d5cf, 0xffffff, 0xffffff};
    return colours[static_cast<std::size_t>(surface)];
}

Style base_legend()
{
    constexpr Rgb faded = 0xf0eeec;  // a building outside
    return {"Base map",
            {{.label = "building", .colour = base_colour(Surface::building)},
             {.label = "street, path", .colour = base_colour(Surface::street)},
             {.label = "public green", .colour = base_colour(Surface::green)},
             {.label = "water", .colour = base_colour(Surface::water)},
             {.label = "faded: outside the area, context only", .colour = faded}}};
}

}  // namespace laad
