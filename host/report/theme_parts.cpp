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

void draw_site(Canvas& panel, cv::Point2d at, bool hollow)
{
    panel.box({at.x - 6, at.y - 6, 12, 12}, hollow ? teal : 0xffffff);
    panel.box({at.x - 4.5, at.y - 4.5, 9, 9}, hollow ? 0xffffff : teal);
}

void draw_sites(Run const& run, Canvas& panel, MapFrame const& frame)
{
    for (Site const& site : run.base.sites)
        draw_site(panel, frame.pixel(run.base.grid.centre(site.cell)), !site.entry);
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

void draw_placements(Run const& run, Canvas& panel, MapFrame const& frame)
{
    auto const& placements = run.results.plan.placements;
    for (auto placement = placements.rbegin(); placement != placements.rend(); ++placement) {
        cv::Point2d const at = frame.pixel(candidate_of(run, *placement).pole);
        bool const numbered = placement->rank <= 100;
        panel.disc(at, numbered ? 11 : 5, colour_of(placement->status), 0xffffff, 1.5);
        if (!numbered) continue;
        Rgb const ink = placement->status == GridStatus::waits_for_grid ? 0x1a1a1a : 0xffffff;
        TextStyle const style{
            .size = placement->rank < 100 ? 0.42 : 0.34, .colour = ink, .bold = true, .halo = false, .centred = true};
        panel.text({at.x, at.y + 4.5}, std::to_string(placement->rank), style);
    }
}

void draw_white_spots(Run const& run, Canvas& panel, MapFrame const& frame)
{
    for (WhiteSpot const& spot : run.results.white_spots)
        panel.shape(rings(spot.shape, frame), vermilion, white_spot_opacity, vermilion, 1.2);
}

}  // namespace laad
