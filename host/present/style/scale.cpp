// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/scale.hpp"

#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace laad {
namespace {

constexpr Rgb lacking = styles::vermilion;
constexpr Rgb unchanged = styles::white;

std::string label(Scale const& scale, std::vector<std::int64_t> const& breaks, std::size_t i)
{
    std::int64_t const from = i == 0 ? 0 : breaks[i - 1];
    if (i == breaks.size()) return scale.highest.empty() ? "over " + grouped(from) : scale.highest;
    if (i == 0 && !scale.lowest.empty()) return scale.lowest;
    if (from == 0 && !scale.counts) return "up to " + grouped(breaks[i]);
    return grouped(from + (scale.counts ? 1 : 0)) + " - " + grouped(breaks[i]);
}

Style without_classes(Scale const& scale)
{
    return {.heading = scale.heading, .field = scale.field, .per_unit = scale.per_unit};
}

StyleClass class_of(Scale const& scale, std::string text, Rgb colour)
{
    return {.label = std::move(text), .colour = colour, .mark = scale.mark, .opacity = scale.opacity};
}

std::int64_t in_units(Scale const& scale, std::int64_t value)
{
    return (value + scale.per_unit - 1) / scale.per_unit;
}

/// Limits between the classes of sizes of changes, in the unit.
std::vector<std::int64_t> limits_of(Scale const& scale, std::vector<std::int64_t> sizes)
{
    std::ranges::sort(sizes);
    std::vector<std::int64_t> limits;
    for (std::size_t third = 1; third < 3; ++third) {
        std::int64_t const limit = readable(in_units(scale, sizes[third * (sizes.size() - 1) / 3]));
        if ((limits.empty() || limit > limits.back()) && limit * scale.per_unit < sizes.back()) limits.push_back(limit);
    }
    return limits;
}

}  // namespace

std::int64_t readable(std::int64_t value)
{
    for (std::int64_t power = 1;; power *= 10)
        for (std::int64_t const tenth : {10, 15, 20, 25, 30, 40, 50, 60, 80})
            if (power * tenth / 10 >= value) return power * tenth / 10;
}

Style style_of(Scale const& scale)
{
    return style_of(scale, scale.breaks);
}

Style style_of(Scale const& scale, std::vector<std::int64_t> const& breaks)
{
    std::size_t const ends = (scale.lowest.empty() ? 0u : 1u) + (scale.highest.empty() ? 0u : 1u);
    std::vector<Rgb> colours = ramp(scale.colours, breaks.size() + 1 - ends);
    if (!scale.lowest.empty()) colours.insert(colours.begin(), lacking);
    if (!scale.highest.empty()) colours.push_back(lacking);
    Style style = without_classes(scale);
    for (std::int64_t const limit : breaks)
        style.upper.push_back(limit * scale.per_unit);
    for (std::size_t i = 0; i < colours.size(); ++i)
        style.classes.push_back(class_of(scale, label(scale, breaks, i), colours[i]));
    return style;
}

Style style_of_values(Scale const& scale, std::vector<std::int64_t> values)
{
    std::erase_if(values, [](std::int64_t value) { return value <= 0; });
    for (std::int64_t& value : values)
        value = in_units(scale, value);
    std::ranges::sort(values);
    std::vector<std::int64_t> breaks;
    auto const add = [&](std::int64_t limit) {
        if ((breaks.empty() || limit > breaks.back()) && limit < values.back()) breaks.push_back(limit);
    };
    for (std::size_t i = 1; i < 5 && !values.empty(); ++i)
        add(readable(values[i * (values.size() - 1) / 5]));
    if (breaks.size() < 3) {
        breaks.clear();
        for (std::int64_t i = 1; i < 5 && !values.empty(); ++i)
            add(readable(values.back() * i / 5));
    }
    return style_of(scale, breaks);
}

Style style_of_changes(Scale const& scale, std::vector<std::int64_t> changes)
{
    std::erase(changes, 0);
    Style style = without_classes(scale);
    if (changes.empty()) {
        style.classes = {class_of(scale, "no change anywhere", unchanged)};
        return style;
    }
    auto const [least, most] = std::ranges::minmax(changes);
    for (std::int64_t& change : changes)
        change = std::abs(change);
    auto const limits = limits_of(scale, std::move(changes));
    std::size_t const count = limits.size() + 1;
    auto const furthest = [&](std::int64_t change) {
        bool const any = change > (limits.empty() ? 0 : limits.back() * scale.per_unit);
        return any ? fmt::format(" (at most {})", grouped(in_units(scale, change))) : " (none)";
    };
    auto const add = [&](std::size_t i, char const* which, Rgb colour, std::int64_t extreme) {
        std::string const size = limits.empty()   ? ""
                                 : i == 0         ? fmt::format("up to {} ", grouped(limits[0]))
                                 : i == count - 1 ? fmt::format("over {} ", grouped(limits[i - 1]))
                                                  : fmt::format("{} - {} ", grouped(limits[i - 1]), grouped(limits[i]));
        style.classes.push_back(class_of(scale, size + which + (i + 1 == count ? furthest(extreme) : ""), colour));
    };
    auto const shades = [&](bool more, std::size_t i) {  // the outermost class is always the darkest
        std::size_t const from_end = count - 1 - i;
        return more ? scale.colours[scale.colours.size() - 1 - from_end] : scale.colours[from_end];
    };
    style.diverging = true;
    for (std::size_t i = count; i-- > 0;) {
        add(i, "less", shades(false, i), -least);
        style.upper.push_back(i == 0 ? -1 : -limits[i - 1] * scale.per_unit - 1);
    }
    style.classes.push_back(class_of(scale, "no change", unchanged));
    style.upper.push_back(0);
    for (std::size_t i = 0; i < count; ++i) {
        add(i, "more", shades(true, i), most);
        if (i < limits.size()) style.upper.push_back(limits[i] * scale.per_unit);
    }
    return style;
}

}  // namespace laad
