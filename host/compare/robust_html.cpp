// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_html.hpp"
#include "host/compare/compare_maps.hpp"
#include "host/compare/differences.hpp"
#include "host/compare/report_page.hpp"
#include "host/compare/robust_report.hpp"
#include "host/report/html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace laad {
namespace {

/// Places in the smallest and in the largest plan.
std::pair<std::int64_t, std::int64_t> plan_sizes(RobustPlan const& robust)
{
    auto const [smallest, largest] =
        std::ranges::minmax_element(robust.plans, {}, [](PlanFolder const& plan) { return plan.places.size(); });
    return {static_cast<std::int64_t>(smallest->places.size()), static_cast<std::int64_t>(largest->places.size())};
}

std::string more_places_words(RobustPlan const& robust, PlanFolder const& plan)
{
    auto const [smallest, largest] = plan_sizes(robust);
    return smallest == largest
               ? ""
               : fmt::format(
                     " The plans have {} to {} places, this one {}: a plan with more places serves more for "
                     "that reason alone.",
                     smallest, largest, plan.places.size());
}

/// Why a plan loses nothing, and what the others lose.
std::string least_worst_words(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    if (!best)
        return "What keeping one plan under another prognosis costs is not known: the streets, the dwellings or the "
               "service walk differ between the plans.";
    auto const labels = robust.labels();
    std::size_t riskiest = 0;
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        if (robust.worst_regret_wh(i) > robust.worst_regret_wh(riskiest)) riskiest = i;
    std::string text = fmt::format(
        "If one plan has to be chosen before the future is known, that of {} risks least: whichever of these prognoses "
        "comes true, it loses {} beside the plan made for that prognosis{}.",
        labels[*best], loss_words(robust.worst_regret_wh(*best)),
        robust.always_full(*best)
            ? ", because each of its stations fills its capacity under every other one. Where demand is that much "
              "larger than what the plan can serve, any plan that fills does as well: the loss says little about the "
              "places"
            : "");
    if (std::int64_t const worst_wh = robust.worst_regret_wh(riskiest); worst_wh > 0) {
        auto const under = std::ranges::find_if(
            robust.kept, [&](KeptUnder const& kept) { return kept.plan == riskiest && kept.regret_wh() == worst_wh; });
        text += fmt::format(" That of {} risks most: it loses {} kWh a year ({}) under {}.", labels[riskiest],
                            whole_kwh(worst_wh), percent(worst_wh, under->own_wh), labels[under->prognosis]);
    }
    return text + more_places_words(robust, robust.plans[*best]);
}

/// What to do with it.
std::string advice(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    if (!best) return "";
    auto const more = std::ranges::count_if(
        robust.places, [&](RobustPlace const& place) { return std::string_view{robust.group(place)} == "least risk"; });
    return html_paragraph(fmt::format(
        "So: prepare the {} places of the robust core first (no. 1 to {} on the map), then the {} others of the plan "
        "of "
        "{} (no. {} to {}), and look again when a new prognosis comes.",
        robust.core(), robust.core(), more, robust.labels()[*best], robust.core() + 1, robust.core() + more));
}

/// Where ties make ranks meaningless.
std::string ties_words(RobustPlan const& robust)
{
    std::int64_t tied = 0;
    std::int64_t all = 0;
    for (PlanFolder const& plan : robust.plans) {
        all += static_cast<std::int64_t>(plan.places.size());
        tied += std::ranges::count_if(plan.places,
                                      [](Place const& place) { return place.ranks.first != place.ranks.last; });
    }
    if (tied == 0) return "";
    return html_paragraph(fmt::format(
        "{} of the {} ranks in these plans are shared: the places are worth as much as one another, so only where they "
        "lie decides their order. Ranks below are those that a place shares.",
        grouped(tied), grouped(all)));
}

std::string summary(RobustPlan const& robust)
{
    std::int64_t const core = robust.core();
    return html_paragraph(fmt::format("{} places are in every one of the {} plans: the robust core. They are {} of the "
                                      "places of the smallest plan. {} other places are in some plans only.",
                                      grouped(core), robust.plans.size(), percent(core, plan_sizes(robust).first),
                                      grouped(static_cast<std::int64_t>(robust.places.size()) - core))) +
           html_paragraph(least_worst_words(robust)) + advice(robust) + ties_words(robust) +
           html_paragraph(
               "The plans are the prognoses that were given, not all that can happen: a place in every plan "
               "is sure within them, no more.");
}

std::string cards(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    return "<div class=\"cards\">" + html_card(std::to_string(robust.core()), "places in every plan (robust core)") +
           html_card(std::to_string(robust.places.size()), "places in any plan") +
           html_card(std::to_string(robust.plans.size()), "plans compared") +
           html_card(
               best ? robust.labels()[*best] : "not known",
               best ? fmt::format("the plan that risks least: it loses {}", loss_words(robust.worst_regret_wh(*best)))
                    : "which plan risks least") +
           "</div>\n";
}

std::string plan_tables(RobustPlan const& robust)
{
    auto const labels = robust.labels();
    HtmlRows rows;
    for (std::size_t i = 0; i < robust.plans.size(); ++i) {
        PlanFolder const& plan = robust.plans[i];
        AreaFigures const& area = plan.areas.front();
        rows.push_back({labels[i], plan.prognosis_words(), grouped(static_cast<std::int64_t>(plan.places.size())),
                        grouped(full_places(plan)), whole_kwh(plan.newly_served_wh),
                        whole_kwh(area.unmet_wh - area.served_by_plan_wh),
                        robust.kept.empty() ? "-" : whole_kwh(robust.worst_regret_wh(i))});
    }
    std::string out = html_table("The plans",
                                 {{"Plan", false},
                                  {"Prognosis", false},
                                  {"Places", true},
                                  {"of them full", true},
                                  {"Newly served kWh/yr", true},
                                  {"Stays unserved in the area kWh/yr", true},
                                  {"Loses at most kWh/yr", true}},
                                 rows);
    if (robust.kept.empty()) return out;
    std::vector<HtmlColumn> columns{{"Plan", false}};
    for (std::string const& label : labels)
        columns.push_back({"if " + label + " comes", true});
    HtmlRows matrix(robust.plans.size());
    for (KeptUnder const& under : robust.kept) {
        if (matrix[under.plan].empty()) matrix[under.plan].push_back(labels[under.plan]);
        matrix[under.plan].push_back(signed_kwh(-under.regret_wh()));
    }
    return out + html_table("Served beside the plan made for the prognosis of a column, kWh a year (below 0: lost)",
                            columns, matrix);
}

std::string group_table(RobustPlan const& robust, char const* group, std::string const& caption)
{
    std::vector<HtmlColumn> columns{{"No.", true},    {"Place", false}, {"Buurt", false},
                                    {"RD x m", true}, {"RD y m", true}, {"In plans", true}};
    for (std::string const& label : robust.labels())
        columns.push_back({"Rank " + label, true});
    columns.push_back({"Rank differs", false});
    HtmlRows rows;
    std::size_t count = 0;
    for (std::size_t i = 0; i < robust.places.size(); ++i) {
        RobustPlace const& place = robust.places[i];
        if (robust.group(place) != std::string_view{group} || ++count > most_rows) continue;
        rows.push_back({std::to_string(i + 1), place.place.candidate, place_area(place.place),
                        coordinate(place.place.at.x), coordinate(place.place.at.y),
                        fmt::format("{} of {}", place.in_plans, robust.plans.size())});
        for (auto const& in_plan : place.by_plan)
            rows.back().push_back(in_plan ? words(in_plan->ranks) : "-");
        rows.back().push_back(place.ranks_differ ? "yes" : place.in_plans > 1 ? "no" : "-");
    }
    return rows.empty() ? "" : html_table(caption, columns, rows) + cut_note(count, most_rows, "placements.csv");
}

std::string places_tables(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    return html_paragraph(
               "No.: as on the map. RD x and y: metres in the Dutch grid (Rijksdriehoek). Ranks: 3, or 1 - 25 where "
               "the "
               "places of these ranks are worth as much as one another; -: not in that plan. A rank differs when no "
               "rank is "
               "possible in all plans that have the place.") +
           group_table(robust, "core", "The robust core: in every plan") +
           (best ? group_table(
                       robust, "least risk",
                       fmt::format("The others of the plan that risks least, that of {}", robust.labels()[*best]))
                 : "") +
           group_table(robust, "some", "In other plans only");
}

std::string other_differences(RobustPlan const& robust)
{
    auto const labels = robust.labels();
    std::vector<std::string> items;
    for (std::size_t i = 1; i < robust.plans.size(); ++i)
        for (Difference const& difference : differences(robust.plans.front(), robust.plans[i]))
            if (!difference.of_prognosis)
                items.push_back(fmt::format("{} differs from {} in {}: {} instead of {}", labels[i], labels.front(),
                                            difference.what, difference.after, difference.before));
    return items.empty() ? html_paragraph("In nothing but the prognosis.") : html_list(items);
}

}  // namespace

std::string robust_html(RobustPlan const& robust, std::vector<MapPicture> const& maps)
{
    auto const plans = pointers(robust.plans);
    std::string const& region = robust.plans.front().region;
    ReportPage page{html_head("Robust places of " + region, "Which places are right whatever comes: " + region,
                              fmt::format("{} plans. Made by laadraster {}.", robust.plans.size(), LAAD_VERSION)) +
                    illustrative_banner(illustrative_parts(plans)) + cards(robust)};
    page.add("How sure are we", summary(robust));
    page.add("Where", map_figures(maps, 0, maps.size()));
    page.add("Which plan risks least", plan_tables(robust));
    page.add("Which places", places_tables(robust));
    page.add("In what the plans differ", other_differences(robust));
    page.add("Assumptions and sources", sources_table(plans));
    return page.html();
}

}  // namespace laad
