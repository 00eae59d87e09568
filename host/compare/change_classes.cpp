// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_classes.hpp"

#include "host/report/theme_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace laad {
namespace {

constexpr Rgb no_change = 0xffffff;
constexpr std::array<Rgb, 3> red{0xf4a582, 0xd6604d, 0xb2182b};
constexpr std::array<Rgb, 3> blue_shades{0x92c5de, 0x4393c3, 0x2166ac};

/// The colour of class `number` of `count`; the last one is always the darkest.
Rgb of_class(std::array<Rgb, 3> const& colours, std::size_t number, std::size_t count)
{
    return colours[number + colours.size() - count];
}

}  // namespace

Rgb ChangeClasses::colour(std::int64_t change) const
{
    if (change == 0) return no_change;
    auto const number = static_cast<std::size_t>(std::ranges::lower_bound(limits, std::abs(change)) - limits.begin());
    return of_class((change > 0) != more_is_blue ? red : blue_shades, number, limits.size() + 1);
}

std::vector<LegendEntry> ChangeClasses::legend(std::string const& heading, std::int64_t per_unit, double opacity) const
{
    std::vector<LegendEntry> entries{{Symbol::heading, 0, heading}};
    if (!any) {
        entries.push_back({Symbol::area, no_change, "no change anywhere", opacity});
        return entries;
    }
    auto const furthest = [&](std::int64_t change) {
        return change == 0 || (!limits.empty() && std::abs(change) <= limits.back())
                   ? " (none)"
                   : fmt::format(" (at most {})", grouped((std::abs(change) + per_unit - 1) / per_unit));
    };
    auto const size = [&](std::size_t number, char const* which) {
        auto const limit = [&](std::size_t i) { return grouped(limits[i] / per_unit); };
        std::string const text = limits.empty()            ? ""
                                 : number == limits.size() ? "over " + limit(number - 1) + " "
                                 : number == 0             ? "up to " + limit(0) + " "
                                                           : limit(number - 1) + " - " + limit(number) + " ";
        return text + which;
    };
    std::size_t const count = limits.size() + 1;
    for (std::size_t i = count; i-- > 0;)
        entries.push_back({Symbol::area, of_class(more_is_blue ? blue_shades : red, i, count),
                           size(i, "more") + (i + 1 == count ? furthest(most) : ""), opacity});
    entries.push_back({Symbol::area, no_change, "no change", opacity});
    for (std::size_t i = 0; i < count; ++i)
        entries.push_back({Symbol::area, of_class(more_is_blue ? red : blue_shades, i, count),
                           size(i, "less") + (i + 1 == count ? furthest(least) : ""), opacity});
    return entries;
}

ChangeClasses change_classes(std::vector<std::int64_t> changes, std::int64_t per_unit)
{
    std::erase(changes, 0);
    auto const [least, most] = std::ranges::minmax(changes.empty() ? std::vector<std::int64_t>{0} : changes);
    for (std::int64_t& change : changes)
        change = std::abs(change);
    std::ranges::sort(changes);
    ChangeClasses classes{
        {}, !changes.empty(), std::max<std::int64_t>(0, most), std::min<std::int64_t>(0, least), false};
    for (std::size_t third = 1; third < 3 && !changes.empty(); ++third) {
        std::int64_t const limit =
            readable((changes[third * (changes.size() - 1) / 3] + per_unit - 1) / per_unit) * per_unit;
        if ((classes.limits.empty() || limit > classes.limits.back()) && limit < changes.back())
            classes.limits.push_back(limit);
    }
    return classes;
}

}  // namespace laad
