// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_report.hpp"

#include "host/compare/change_words.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/language/said_with.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/words.hpp"
#include "host/report/report_page.hpp"
#include "host/report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

namespace laad {
namespace {

std::string places_words(Comparison const& c)
{
    auto const old_places = static_cast<std::int64_t>(c.old_plan.places.size());
    std::string text = said_count(old_places, "Of the {} place of the old plan {} stays ({})",
                                  "Of the {} places of the old plan {} stay ({})", grouped(old_places),
                                  grouped(c.staying()), percent(c.staying(), old_places));
    if (std::int64_t const moved = c.count(Change::moved); moved > 0)
        text += said_with(", {} of them at another rank", grouped(moved));
    if (std::int64_t const shifted = c.count(Change::shifted); shifted > 0)
        text += said_count(shifted, ", {} shifts to a space less than {:g} m away",
                           ", {} shift to a space less than {:g} m away", grouped(shifted),
                           c.new_plan.config.placement.rules.min_station_m);
    return text + said_count(c.count(Change::lost), " and {} goes.", " and {} go.", grouped(c.count(Change::lost))) +
           " " +
           said_count(c.count(Change::gained), "{} place is new; the new plan has {}.",
                      "{} places are new; the new plan has {}.", grouped(c.count(Change::gained)),
                      grouped(static_cast<std::int64_t>(c.new_plan.places.size())));
}

PageParts summary(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    return {
        Paragraph{said_with(
            "Demand for public charging in the area is {} kWh a year by the new version ({}), {} from {} kWh by the "
            "old one ({}). Existing and planned stations leave {} kWh of it unserved ({}); the new plan serves {} "
            "kWh, so that {} kWh "
            "stays unserved.",
            whole_kwh(after.demand_wh), c.new_plan.prognosis_words(), signed_percent(before.demand_wh, after.demand_wh),
            whole_kwh(before.demand_wh), c.old_plan.prognosis_words(), whole_kwh(after.unmet_wh),
            signed_percent(before.unmet_wh, after.unmet_wh), whole_kwh(after.served_by_plan_wh),
            whole_kwh(after.unmet_wh - after.served_by_plan_wh))},
        Paragraph{places_words(c)}, ties_parts(c), Paragraph{regret_words(c)}};
}

Cards cards(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    return {{{signed_percent(before.demand_wh, after.demand_wh), "demand for public charging in the area"},
             {said_with("{} of {}", c.staying(), c.old_plan.places.size()), "places of the old plan stay"},
             {said_with("{} new, {} gone", c.count(Change::gained), c.count(Change::lost)),
              said_with("places; {} more shift a little", c.count(Change::shifted))},
             {c.regret.is_known ? whole_kwh(std::max<std::int64_t>(0, c.regret.wh())) + " kWh" : said("not known"),
              "a year lost by keeping the old plan (regret)"}}};
}

/// How near the plan is to the best; that all stations are full says little.
std::string bound_words(Comparison const& c)
{
    StoredPlan const& plan = c.new_plan;
    std::string text = said_with(
        "No choice of as many stations per gemeente can serve more than {} kWh under the new prognosis (proved): "
        "the new plan reaches at least {} of that.",
        whole_kwh(plan.upper_bound_wh), percent(plan.newly_served_wh, plan.upper_bound_wh));
    auto const places = static_cast<std::int64_t>(plan.places.size());
    if (places > 0 && full_places(plan) == places) {
        AreaFigures const& after = c.area_after();
        text +=
            " " +
            said_with(
                "That is little proof of good places: all {} stations fill their capacity, as any other full ones "
                "would. "
                "Of the {} kWh that existing and planned stations leave unserved in the area {} ({}) stays unserved.",
                grouped(places), whole_kwh(after.unmet_wh), whole_kwh(after.unmet_wh - after.served_by_plan_wh),
                percent(after.unmet_wh - after.served_by_plan_wh, after.unmet_wh));
    }
    return text;
}

std::vector<std::string> certainties(Comparison const& c)
{
    std::vector<std::string> items;
    items.push_back(
        said_with("{} places are in both plans, so this change of prognosis does not touch them. That is all it says: "
                  "{} and {} are two prognoses, and a place in both may fall in another scenario or year. A robust "
                  "comparison of the plans of several scenarios and years says which places are in all of them.",
                  grouped(c.staying()), c.old_plan.prognosis_words(), c.new_plan.prognosis_words()));
    if (c.regret.is_known)
        items.push_back(said_with(
            "The old plan reaches {} of what the new plan serves. That is computed place by place with both plans' own "
            "walks, demand and capacity, not estimated; where it is near 100 %, places differ but serve nearly the "
            "same "
            "demand.",
            percent(c.regret.kept.total_wh(), c.regret.new_wh)));
    items.push_back(bound_words(c));
    if (c.differences.empty())
        items.push_back("The two runs have equal inputs and settings, so nothing can differ.");
    else if (only_prognosis(c.differences))
        items.push_back("The two runs differ in the prognosis alone, so every change on this page comes from it.");
    else
        items.push_back(
            "The two runs differ in more than the prognosis (see the last table), so not every change on "
            "this page comes from it.");
    if (!c.both_have_grid())
        items.push_back(said(c.old_plan.has_grid() ? "Room on the grid is not compared: the new run has no grid tables."
                             : c.new_plan.has_grid()
                                 ? "Room on the grid is not compared: the old run has no grid tables."
                                 : "Room on the grid is not compared: both runs have no grid tables."));
    return items;
}

/// The two prognoses side by side.
PageTable prognosis_table(Comparison const& c)
{
    auto const row = [&](char const* what, auto const& value) {
        return std::vector<std::string>{what, value(c.old_plan), value(c.new_plan)};
    };
    auto const named = [](std::string const& text) { return text.empty() ? said("not said") : text; };
    return {"The prognosis",
            {{"", false}, {"Old", false}, {"New", false}},
            {row("Version", [&](StoredPlan const& plan) { return named(plan.prognosis_version); }),
             row("Date", [&](StoredPlan const& plan) { return named(plan.prognosis_date); }),
             row("Source", [&](StoredPlan const& plan) { return named(plan.prognosis_source); }),
             row("Year", [](StoredPlan const& plan) { return std::to_string(plan.year); }),
             row("Scenario", [](StoredPlan const& plan) { return plan.scenario; }),
             {"Demand in the area, kWh a year", whole_kwh(c.area_before().demand_wh),
              fmt::format("{} ({})", whole_kwh(c.area_after().demand_wh),
                          signed_percent(c.area_before().demand_wh, c.area_after().demand_wh))}}};
}

PageParts difference_parts(Comparison const& c)
{
    std::vector<Difference> others;
    for (Difference const& difference : c.differences) {
        if (difference.of_prognosis) continue;
        Difference& shown = others.emplace_back(difference);
        shown.what = difference_words(difference);
        if (!difference.what.starts_with("input ")) continue;  // by content; a fingerprint says nothing here
        if (shown.before != "absent") shown.before = "one content";
        if (shown.after != "absent") shown.after = "another content";
    }
    return {prognosis_table(c),
            Paragraph{only_prognosis(c.differences) ? "All other inputs and settings are equal."
                                                    : "The content of inputs and the settings below differ too."},
            on_page("Other inputs and settings that differ", differences_table().columns, others,
                    {most_rows, "differences.csv"})};
}

}  // namespace

PageParts illustrative_warning(std::vector<std::string> const& parts)
{
    if (parts.empty()) return {};
    return Warning{said(illustrative_inputs) + ".", "Do not decide about real places by these figures alone.", parts};
}

PageParts sources_of(std::vector<StoredPlan const*> const& plans)
{
    std::vector<SourceNote> sources;
    auto const all_of = [](SourceNote const& one) {
        return std::tie(one.what, one.origin, one.licence, one.date, one.illustrative);
    };
    for (StoredPlan const* plan : plans)
        for (SourceNote const& source : plan->config.sources)
            if (std::ranges::find(sources, all_of(source), all_of) == sources.end()) sources.push_back(source);
    return sources_section(sources);
}

Page comparison_page(Comparison const& c, std::vector<MapPicture> const& maps)
{
    std::vector<StoredPlan const*> const plans{&c.old_plan, &c.new_plan};
    std::span const all{maps};
    auto const first = std::min<std::size_t>(1, maps.size());
    return {said_with("What changes in the plan of {}", c.new_plan.region),
            said_with("What changes in our plan: {}", c.new_plan.region),
            said_with("Old prognosis: {}. New prognosis: {}. Made by laadraster {}.", c.old_plan.prognosis_words(),
                      c.new_plan.prognosis_words(), LAAD_VERSION),
            {illustrative_warning(illustrative_parts(plans)), cards(c)},
            {{"What changes", summary(c)},
             {"How sure are we", List{certainties(c)}},
             {"Where: the places", map_pictures(all.first(first))},
             {c.both_have_grid() ? "Where: demand, unserved demand and room on the grid"
                                 : "Where: demand and unserved demand",
              map_pictures(all.subspan(first))},
             {"Where: buurten", area_parts(c)},
             {"Which places", place_parts(c)},
             {"Why places change", reason_parts(c)},
             {"What keeping the old plan would cost", regret_parts(c)},
             {"In what the two versions differ", difference_parts(c)},
             {"Assumptions and sources", sources_of(plans)}}};
}

}  // namespace laad
