// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/style.hpp"

#include "rasters/error.hpp"

#include <cmath>

namespace laad {

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

StyleClass const& Style::of(std::string_view value) const
{
    auto const found = std::ranges::find(classes, value, &StyleClass::value);
    expect(found != classes.end(), "a style has a class for every value");
    return *found;
}

}  // namespace laad
