// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_html.hpp"

#include "host/compare/change_words.hpp"
#include "host/compare/compare_maps.hpp"
#include "host/compare/report_page.hpp"
#include "host/report/html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

std::int64_t staying(Comparison const& c)
{
    return c.count(Change::kept) + c.count(Change::moved);
}

std::string places_words(Comparison const& c)
{
    auto const old_places = static_cast<std::int64_t>(c.old_plan.places.size());
    std::string text = fmt::format("Of the {} places of the old plan {} stay ({})", grouped(old_places),
                                   grouped(staying(c)), percent(staying(c), old_places));
    if (std::int64_t const moved = c.count(Change::moved); moved > 0)
        text += fmt::format(", {} of them at another rank", grouped(moved));
    if (std::int64_t const shifted = c.count(Change::shifted); shifted > 0)
        text += fmt::format(", {} shift to a space less than {:g} m away", grouped(shifted),
                            c.new_plan.config.placement.rules.min_station_m);
    return text + fmt::format(" and {} go. {} places are new; the new plan has {}.", grouped(c.count(Change::lost)),
                              grouped(c.count(Change::gained)),
                              grouped(static_cast<std::int64_t>(c.new_plan.places.size())));
}

std::string summary(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    return html_paragraph(fmt::format(
               "Demand for public charging in the area is {} kWh a year by the new version ({}), {} from {} kWh by the "
               "old one ({}). Existing and planned stations leave {} kWh of it unserved ({}); the new plan serves {} "
               "kWh, so that {} kWh "
               "stays unserved.",
               whole_kwh(after.demand_wh), c.new_plan.prognosis_words(),
               signed_percent(before.demand_wh, after.demand_wh), whole_kwh(before.demand_wh),
               c.old_plan.prognosis_words(), whole_kwh(after.unmet_wh), signed_percent(before.unmet_wh, after.unmet_wh),
               whole_kwh(after.served_by_plan_wh), whole_kwh(after.unmet_wh - after.served_by_plan_wh))) +
           html_paragraph(places_words(c)) + ties_section(c) + html_paragraph(regret_words(c));
}

std::string cards(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    std::string out = "<div class=\"cards\">";
    out += html_card(signed_percent(before.demand_wh, after.demand_wh), "demand for public charging in the area");
    out += html_card(fmt::format("{} of {}", staying(c), c.old_plan.places.size()), "places of the old plan stay");
    out += html_card(fmt::format("{} new, {} gone", c.count(Change::gained), c.count(Change::lost)),
                     fmt::format("places; {} more shift a little", c.count(Change::shifted)));
    out += html_card(c.regret.is_known ? whole_kwh(std::max<std::int64_t>(0, c.regret.wh())) + " kWh" : "not known",
                     "a year lost by keeping the old plan (regret)");
    return out + "</div>\n";
}

/// How near the plan is to the best; that all stations are full says little.
std::string bound_words(Comparison const& c)
{
    PlanFolder const& plan = c.new_plan;
    std::string text = fmt::format(
        "No choice of as many stations per gemeente can serve more than {} kWh under the new prognosis (proved): "
        "the new plan reaches at least {} of that.",
        whole_kwh(plan.upper_bound_wh), percent(plan.newly_served_wh, plan.upper_bound_wh));
    auto const places = static_cast<std::int64_t>(plan.places.size());
    if (places > 0 && full_places(plan) == places) {
        AreaFigures const& after = c.area_after();
        text += fmt::format(
            " That is little proof of good places: all {} stations fill their capacity, as any other full ones would. "
            "Of the {} kWh that existing and planned stations leave unserved in the area {} ({}) stays unserved.",
            grouped(places), whole_kwh(after.unmet_wh), whole_kwh(after.unmet_wh - after.served_by_plan_wh),
            percent(after.unmet_wh - after.served_by_plan_wh, after.unmet_wh));
    }
    return text;
}

std::vector<std::string> certainties(Comparison const& c)
{
    std::vector<std::string> items;
    items.push_back(fmt::format(
        "{} places are in both plans, so this change of prognosis does not touch them. That is all it says: "
        "{} and {} are two prognoses, and a place in both may fall in another scenario or year. A robust "
        "comparison of the plans of several scenarios and years says which places are in all of them.",
        grouped(staying(c)), c.old_plan.prognosis_words(), c.new_plan.prognosis_words()));
    if (c.regret.is_known)
        items.push_back(fmt::format(
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
    return items;
}

/// The two prognoses side by side.
std::string prognosis_table(Comparison const& c)
{
    auto const row = [&](char const* what, auto const& value) {
        return std::vector<std::string>{what, value(c.old_plan), value(c.new_plan)};
    };
    auto const named = [](std::string const& text) { return text.empty() ? std::string{"not said"} : text; };
    HtmlRows rows{row("Version", [&](PlanFolder const& plan) { return named(plan.prognosis_version); }),
                  row("Date", [&](PlanFolder const& plan) { return named(plan.prognosis_date); }),
                  row("Source", [&](PlanFolder const& plan) { return named(plan.prognosis_source); }),
                  row("Year", [](PlanFolder const& plan) { return std::to_string(plan.year); }),
                  row("Scenario", [](PlanFolder const& plan) { return plan.scenario; })};
    rows.push_back({"Demand in the area, kWh a year", whole_kwh(c.area_before().demand_wh),
                    fmt::format("{} ({})", whole_kwh(c.area_after().demand_wh),
                                signed_percent(c.area_before().demand_wh, c.area_after().demand_wh))});
    return html_table("The prognosis", {{"", false}, {"Old", false}, {"New", false}}, rows);
}

std::string difference_section(Comparison const& c)
{
    HtmlRows rows;
    std::size_t others = 0;
    for (Difference const& difference : c.differences) {
        if (difference.of_prognosis || ++others > most_rows) continue;
        bool const is_file = difference.what.starts_with("input ");  // by content; a fingerprint says nothing here
        auto const shown = [&](std::string const& value, char const* content) {
            return is_file && value != "absent" ? content : value;
        };
        rows.push_back(
            {difference.what, shown(difference.before, "one content"), shown(difference.after, "another content")});
    }
    std::string const prognosis =
        prognosis_table(c) + html_paragraph(only_prognosis(c.differences)
                                                ? "All other inputs and settings are equal."
                                                : "The content of inputs and the settings below differ too.");
    if (rows.empty()) return prognosis;
    return prognosis +
           html_table("Other inputs and settings that differ", {{"What", false}, {"Old", false}, {"New", false}},
                      rows) +
           cut_note(others, most_rows, "differences.csv");
}

}  // namespace

std::string illustrative_banner(std::vector<std::string> const& parts)
{
    if (parts.empty()) return "";
    return "<div class=\"banner\" role=\"note\"><b>ILLUSTRATIVE: some of the inputs are examples or assumptions.</b> "
           "Do "
           "not decide about real places by these figures alone." +
           html_list(parts) + "</div>\n";
}

std::string sources_table(std::vector<PlanFolder const*> const& plans)
{
    HtmlRows rows;
    for (PlanFolder const* plan : plans)
        for (SourceNote const& source : plan->config.sources) {
            std::vector<std::string> row{source.what, source.origin, source.licence, source.date,
                                         source.illustrative ? "yes" : "no"};
            if (std::ranges::find(rows, row) == rows.end()) rows.push_back(std::move(row));
        }
    return html_table(
        "Sources", {{"What", false}, {"Origin", false}, {"Licence", false}, {"Date", false}, {"Illustrative", false}},
        rows);
}

std::string comparison_html(Comparison const& c, std::vector<MapPicture> const& maps)
{
    std::vector<PlanFolder const*> const plans{&c.old_plan, &c.new_plan};
    ReportPage page{html_head("What changes in the plan of " + c.new_plan.region,
                              "What changes in our plan: " + c.new_plan.region,
                              fmt::format("Old prognosis: {}. New prognosis: {}. Made by laadraster {}.",
                                          c.old_plan.prognosis_words(), c.new_plan.prognosis_words(), LAAD_VERSION)) +
                    illustrative_banner(illustrative_parts(plans)) + cards(c)};
    page.add("What changes", summary(c));
    page.add("How sure are we", html_list(certainties(c)));
    page.add("Where: the places", map_figures(maps, 0, 1));
    page.add("Where: demand, unserved demand and room on the grid", map_figures(maps, 1, maps.size()));
    page.add("Where: buurten", area_tables(c));
    page.add("Which places", place_tables(c));
    page.add("Why places change", reasons_section(c));
    page.add("What keeping the old plan would cost", regret_section(c));
    page.add("In what the two versions differ", difference_section(c));
    page.add("Assumptions and sources", sources_table(plans));
    return page.html();
}

}  // namespace laad
