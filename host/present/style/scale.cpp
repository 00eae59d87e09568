// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/scale.hpp"

#include "host/present/words.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <cmath>

namespace laad {
namespace {

/// Labels are keys of the catalogue, numbers included.
std::string english(std::int64_t value)
{
    return grouped(value, Language::en);
}

/// Of the class i of sizes between breaks.
std::string range_words(Scale const& scale, std::size_t i)
{
    auto const& breaks = scale.breaks;
    std::int64_t const from = i == 0 ? 0 : breaks[i - 1];
    if (i == breaks.size()) return "over " + english(from);
    if (from == 0 && !scale.counts) return "up to " + english(breaks[i]);
    return fmt::format("{}–{}", english(from + (scale.counts ? 1 : 0)), english(breaks[i]));
}

std::string label(Scale const& scale, std::size_t i)
{
    if (i == 0 && !scale.lowest.empty()) return scale.lowest;
    if (!scale.diverging) return range_words(scale, i);
    std::size_t const sizes = scale.breaks.size() + 1;
    if (i == sizes) return "no change";
    return i < sizes ? range_words(scale, sizes - 1 - i) + " less" : range_words(scale, i - sizes - 1) + " more";
}

/// Of changes, a size belongs to the class below a limit that it equals, on both sides of 0.
std::vector<std::int64_t> limits(Scale const& scale, double per_unit)
{
    std::vector<std::int64_t> sizes;
    for (std::int64_t const limit : scale.breaks)
        sizes.push_back(static_cast<std::int64_t>(std::floor(static_cast<double>(limit) * per_unit)));
    if (!scale.diverging) return sizes;
    std::vector<std::int64_t> both;
    for (auto size = sizes.rbegin(); size != sizes.rend(); ++size)
        both.push_back(-*size - 1);
    both.insert(both.end(), {-1, 0});
    both.insert(both.end(), sizes.begin(), sizes.end());
    return both;
}

}  // namespace

Style style_of(Scale const& scale)
{
    return style_of(scale, scale.per_unit);
}

Style style_of(Scale const& scale, double per_unit)
{
    Style style{.heading = scale.heading,
                .field = scale.field,
                .upper = limits(scale, per_unit),
                .per_unit = per_unit,
                .diverging = scale.diverging,
                .message = scale.message};
    expect(scale.colours.size() == style.upper.size() + 1, "a scale has a colour for every class");
    for (std::size_t i = 0; i < scale.colours.size(); ++i)
        style.classes.push_back(
            {.label = label(scale, i), .colour = scale.colours[i], .mark = scale.mark, .opacity = scale.opacity});
    return style;
}

}  // namespace laad
