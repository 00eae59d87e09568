// SPDX-License-Identifier: Apache-2.0
#include "host/report/theme_parts.hpp"

#include "host/report/tables.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace laad {

std::int64_t readable(std::int64_t value)
{
    for (std::int64_t power = 1;; power *= 10)
        for (std::int64_t const tenth : {10, 15, 20, 25, 30, 40, 50, 60, 80})
            if (power * tenth / 10 >= value) return power * tenth / 10;
}

Classes equal_classes(std::vector<std::int64_t> values, std::vector<Rgb> const& anchors)
{
    std::erase_if(values, [](std::int64_t value) { return value <= 0; });
    std::sort(values.begin(), values.end());
    Classes classes;
    auto const add = [&](std::int64_t limit) {
        if ((classes.upper.empty() || limit > classes.upper.back()) && limit < values.back())
            classes.upper.push_back(limit);
    };
    for (std::size_t i = 1; i < 5 && !values.empty(); ++i)
        add(readable(values[i * (values.size() - 1) / 5]));
    if (classes.upper.size() < 3) {
        classes.upper.clear();
        for (std::int64_t i = 1; i < 5 && !values.empty(); ++i)
            add(readable(values.back() * i / 5));
    }
    classes.colours = ramp(anchors, classes.upper.size() + 1);
    return classes;
}

void append(std::vector<LegendEntry>& to, std::vector<LegendEntry> const& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

std::vector<LegendEntry> base_legend()
{
    return {{Symbol::heading, 0, "Base map"},
            {Symbol::area, base_colour(Surface::building), "building"},
            {Symbol::area, base_colour(Surface::street), "street, path"},
            {Symbol::area, base_colour(Surface::green), "public green"},
            {Symbol::area, base_colour(Surface::water), "water"},
            {Symbol::area, faded(base_colour(Surface::building)), "faded: outside the area, context only"}};
}

std::string prognosis_words(Run const& run)
{
    return fmt::format("prognosis {} for {}", run.prognosis.scenario, run.prognosis.year);
}

std::vector<LegendEntry> site_legend(Run const& run)
{
    std::vector<LegendEntry> legend{{Symbol::square, teal, "public charging site, existing or planned"}};
    if (std::ranges::any_of(run.base.sites, [](Site const& site) { return !site.entry; }))
        legend.push_back({Symbol::hollow_square, teal,
                          "public charging site without a mapped street: counts in a straight line only"});
    return legend;
}

LegendEntry white_spot_legend(Run const& run)
{
    return {
        Symbol::area, vermilion,
        fmt::format("white spot: no public charge point within {} m on foot", run.scenario.coverage.white_spot_walk_m),
        white_spot_opacity};
}

namespace {

/// Where its first charger stands; the others are at most a cell away.
Point site_point(BaseLayers const& base, Site const& site)
{
    return base.chargers[static_cast<std::size_t>(site.chargers.front())].at;
}

void draw_square(Canvas& panel, cv::Point2d at, double side, Rgb colour)
{
    panel.box({at.x - side / 2, at.y - side / 2, side, side}, colour);
}

}  // namespace

void draw_sites(Run const& run, Canvas& panel, MapFrame const& frame)
{
    double const side = frame.symbol_size(12, run.base.sites.size(), 1.5);
    for (Site const& site : run.base.sites) {
        cv::Point2d const at = frame.pixel(site_point(run.base, site));
        draw_square(panel, at, side, site.entry ? 0xffffff : teal);
        draw_square(panel, at, 0.75 * side, site.entry ? teal : 0xffffff);
    }
}

void put_sites_on(Theme& theme, Run const& run, MapFrame const& frame)
{
    std::size_t const count = run.base.sites.size();
    if (frame.has_room_for(count)) {
        append(theme.legend, site_legend(run));
        theme.draw = [&run](Canvas& panel, MapFrame const& shown) { draw_sites(run, panel, shown); };
        return;
    }
    theme.legend.push_back({Symbol::note, 0,
                            fmt::format("{} public charging sites are left out: they would hide the colours. See the "
                                        "layer stations of plankaart.gpkg.",
                                        grouped(static_cast<std::int64_t>(count)))});
}

std::vector<std::vector<cv::Point2d>> rings(Polygon const& polygon, MapFrame const& frame)
{
    std::vector<std::vector<cv::Point2d>> drawn;
    auto const add = [&](Ring const& ring) {
        drawn.emplace_back();
        for (Point const p : ring)
            drawn.back().push_back(frame.pixel(p));
    };
    add(polygon.outer);
    for (Ring const& hole : polygon.holes)
        add(hole);
    return drawn;
}

Rgb colour_of(GridStatus status)
{
    return status == GridStatus::connectable ? blue : status == GridStatus::waits_for_grid ? orange : grey;
}

namespace {

/// Of the first hundred, those with room for a number: none lies on that of a better one.
std::vector<bool> with_number(std::vector<cv::Point2d> const& places)
{
    constexpr double room = 18;
    std::vector<bool> numbered(places.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(100, places.size()); ++i) {
        numbered[i] = true;
        for (std::size_t j = 0; j < i; ++j)
            if (numbered[j] && cv::norm(places[i] - places[j]) < room) numbered[i] = false;
    }
    return numbered;
}

}  // namespace

void draw_numbered(std::vector<NumberedDot> const& dots, Canvas& panel, MapFrame const& frame)
{
    std::vector<cv::Point2d> places;
    for (NumberedDot const& dot : dots)
        places.push_back(frame.pixel(dot.at));
    auto const numbered = with_number(places);
    double const size = frame.symbol_size(10, dots.size(), 4);
    for (std::size_t i = dots.size(); i-- > 0;)
        if (!numbered[i]) panel.disc(places[i], size / 2, dots[i].colour, 0xffffff, 0.15 * size);
    for (std::size_t i = dots.size(); i-- > 0;) {
        if (!numbered[i]) continue;
        panel.disc(places[i], 11, dots[i].colour, 0xffffff, 1.5);
        TextStyle const style{.size = dots[i].number < 100 ? 0.42 : 0.34,
                              .colour = dots[i].dark_ink ? 0x1a1a1au : 0xffffffu,
                              .bold = true,
                              .halo = false,
                              .centred = true};
        panel.text({places[i].x, places[i].y + 4.5}, std::to_string(dots[i].number), style);
    }
}

void draw_placements(Run const& run, Canvas& panel, MapFrame const& frame)
{
    std::vector<NumberedDot> dots;
    for (Placement const& placement : run.results.plan.placements)
        dots.push_back({candidate_of(run, placement).pole, placement.rank, colour_of(placement.status),
                        placement.status == GridStatus::waits_for_grid});
    draw_numbered(dots, panel, frame);
}

namespace {

/// Whether a shape is wide enough for a rim: on the map of a large region the rims of narrow ones would hide all else.
bool has_room_for_rim(std::vector<std::vector<cv::Point2d>> const& rings)
{
    double area = 0;
    double length = 0;
    for (auto const& ring : rings)
        for (std::size_t i = 1; i < ring.size(); ++i) {
            area += ring[i - 1].cross(ring[i]) / 2;
            length += cv::norm(ring[i] - ring[i - 1]);
        }
    constexpr double narrowest = 4;  // pixels
    return 2 * std::abs(area) > narrowest * length;
}

}  // namespace

void draw_white_spots(Run const& run, Canvas& panel, MapFrame const& frame)
{
    for (WhiteSpot const& spot : run.results.white_spots) {
        auto const drawn = rings(spot.shape, frame);
        panel.shape(drawn, vermilion, white_spot_opacity, vermilion, has_room_for_rim(drawn) ? 1.2 : 0);
    }
}

}  // namespace laad
