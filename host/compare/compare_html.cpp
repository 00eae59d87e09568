// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_html.hpp"

#include "host/compare/compare_maps.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/report/html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace laad {
namespace {

std::int64_t staying(Comparison const& c)
{
    return c.count(Change::kept) + c.count(Change::moved);
}

/// "+3.2 %" of the change from `before`; "-" from nothing.
std::string signed_percent(std::int64_t before, std::int64_t after)
{
    std::string const share = percent(after - before, before);
    return after > before && before != 0 ? "+" + share : share;
}

/// A longer plan serves more for that reason alone.
std::string equal_length_words(Comparison const& c)
{
    std::size_t const old_places = c.old_plan.places.size();
    std::size_t const new_places = c.new_plan.places.size();
    if (old_places == new_places) return "";
    std::int64_t const wh = c.regret_at_equal_length_wh();
    return fmt::format(
        " The old plan has {} places and the new one {}; of the first {} of each the new ones serve {} kWh {}.",
        old_places, new_places, std::min(old_places, new_places), whole_kwh(std::abs(wh)), wh < 0 ? "less" : "more");
}

std::string regret_words(Comparison const& c)
{
    Regret const& regret = c.regret;
    if (!regret.is_known) return "What keeping the old plan would cost is not known: " + regret.why_not + ".";
    std::string const kept = fmt::format("Keeping the old plan would newly serve {} kWh a year under the new prognosis",
                                         whole_kwh(regret.kept.total_wh()));
    if (regret.wh() == 0)
        return kept + ", as much as the new plan: not changing the plan costs nothing." + equal_length_words(c);
    if (regret.wh() < 0)
        return fmt::format(
            "{}, even {} kWh more than the new plan. That can be: the ranking takes the best next place "
            "each time, which is not always the best set of places; or the old plan has more of them.{}",
            kept, whole_kwh(-regret.wh()), equal_length_words(c));
    return fmt::format("{}, {} kWh ({}) less than the new plan: that is what not changing the plan costs (regret).{}",
                       kept, whole_kwh(regret.wh()), percent(regret.wh(), regret.new_wh), equal_length_words(c));
}

std::string summary(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    auto const old_places = static_cast<std::int64_t>(c.old_plan.places.size());
    auto const new_places = static_cast<std::int64_t>(c.new_plan.places.size());
    return html_paragraph(fmt::format(
               "Demand for public charging in the area is {} kWh a year by the new version ({}), {} from {} kWh by the "
               "old one ({}). Existing and planned stations leave {} kWh of it unserved ({}).",
               whole_kwh(after.demand_wh), c.new_plan.prognosis_words(),
               signed_percent(before.demand_wh, after.demand_wh), whole_kwh(before.demand_wh),
               c.old_plan.prognosis_words(), whole_kwh(after.unmet_wh),
               signed_percent(before.unmet_wh, after.unmet_wh))) +
           html_paragraph(
               fmt::format("Of the {} places of the old plan {} stay ({}), {} of them at another rank, and {} "
                           "go. {} places are new; the new plan has {}.",
                           grouped(old_places), grouped(staying(c)), percent(staying(c), old_places),
                           grouped(c.count(Change::moved)), grouped(c.count(Change::lost)),
                           grouped(c.count(Change::gained)), grouped(new_places))) +
           html_paragraph(regret_words(c));
}

std::string cards(Comparison const& c)
{
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    std::string out = "<div class=\"cards\">";
    out += html_card(signed_percent(before.demand_wh, after.demand_wh), "demand for public charging in the area");
    out += html_card(fmt::format("{} of {}", staying(c), c.old_plan.places.size()), "places of the old plan stay");
    out += html_card(fmt::format("{} / {}", c.count(Change::gained), c.count(Change::lost)), "places come in / go");
    out += html_card(c.regret.is_known ? whole_kwh(std::max<std::int64_t>(0, c.regret.wh())) + " kWh" : "not known",
                     "a year lost by keeping the old plan (regret)");
    return out + "</div>\n";
}

std::vector<std::string> certainties(Comparison const& c)
{
    std::vector<std::string> items;
    items.push_back(
        fmt::format("{} places are in both plans: they are chosen whichever of the two versions is right, and can be "
                    "prepared first.",
                    grouped(staying(c))));
    if (c.regret.is_known)
        items.push_back(fmt::format(
            "The old plan reaches {} of what the new plan serves. That is computed place by place with both plans' own "
            "walks, demand and capacity, not estimated; where it is near 100 %, places differ but serve nearly the "
            "same "
            "demand.",
            percent(c.regret.kept.total_wh(), c.regret.new_wh)));
    items.push_back(fmt::format(
        "No choice of as many stations per gemeente can serve more than {} kWh under the new "
        "prognosis (proved): the new plan reaches at least {} of that.",
        whole_kwh(c.new_plan.upper_bound_wh), percent(c.new_plan.newly_served_wh, c.new_plan.upper_bound_wh)));
    if (c.differences.empty())
        items.push_back("The two runs have equal inputs and settings, so nothing can differ.");
    else if (only_prognosis(c.differences))
        items.push_back("The two runs differ in the prognosis alone, so every change on this page comes from it.");
    else
        items.push_back(
            "The two runs differ in more than the prognosis (see the last table), so not every change on "
            "this page comes from it.");
    items.push_back(
        "Two versions show one change, not the whole uncertainty of a prognosis: laadraster compare --robust "
        "with the plans of several scenarios and years says which places are in all of them.");
    return items;
}

std::string difference_section(Comparison const& c)
{
    HtmlRows rows;
    for (Difference const& difference : c.differences)
        if (rows.size() < most_rows) rows.push_back({difference.what, difference.before, difference.after});
    if (rows.empty()) return html_paragraph("In nothing: all inputs and settings are equal.");
    return html_paragraph("Inputs are compared by content: what stands below is a fingerprint (XXH3).") +
           html_table("Inputs and settings that differ", {{"What", false}, {"Old", false}, {"New", false}}, rows) +
           cut_note(c.differences.size(), most_rows, "differences.csv");
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
    std::string page = html_head(
        "What changes in the plan of " + c.new_plan.region, "What changes in our plan: " + c.new_plan.region,
        fmt::format("Old: {} (prognosis {}). New: {} (prognosis {}). Made by laadraster {}.", c.old_plan.name,
                    c.old_plan.prognosis_words(), c.new_plan.name, c.new_plan.prognosis_words(), LAAD_VERSION));
    page += illustrative_banner(illustrative_parts(plans)) + cards(c);
    page += html_section("What changes", summary(c));
    page += html_section("How sure are we", html_list(certainties(c)));
    page += html_section("Where: the places", map_figures(maps, 0, 1));
    page += html_section("Where: demand, unserved demand and room on the grid", map_figures(maps, 1, maps.size()));
    page += html_section("Where: gemeenten and buurten", area_tables(c));
    page += html_section("Which places", place_tables(c));
    page += html_section("Why places change", reasons_section(c));
    page += html_section("What keeping the old plan would cost", regret_section(c));
    page += html_section("In what the two versions differ", difference_section(c));
    page += html_section("Assumptions and sources", sources_table(plans));
    return page + html_foot();
}

}  // namespace laad
