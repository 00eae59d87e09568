// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_html.hpp"
#include "host/compare/compare_maps.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/compare/robust_report.hpp"
#include "host/report/html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"

#include <fmt/format.h>

#include <algorithm>
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

/// The largest regret of any plan, and of the one that risks least.
std::string least_worst_words(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    if (!best)
        return "What keeping one plan under another prognosis costs is not known: the streets, the dwellings or the "
               "service walk differ between the plans.";
    std::int64_t worst_wh = 0;
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        worst_wh = std::max(worst_wh, robust.worst_regret_wh(i));
    PlanFolder const& plan = robust.plans[*best];
    auto const [smallest, largest] = plan_sizes(robust);
    return fmt::format(
               "If one plan has to be chosen before the future is known, that of {} ({}) risks least: whichever of "
               "these prognoses comes true, it loses {} beside the plan made for that prognosis. "
               "The riskiest plan loses {}.",
               plan.name, plan.prognosis_words(), loss_words(robust.worst_regret_wh(*best)), loss_words(worst_wh)) +
           (smallest == largest ? ""
                                : fmt::format(" The plans have {} to {} places, this one {}: a plan with more places "
                                              "serves more for that reason alone.",
                                              smallest, largest, plan.places.size()));
}

std::string summary(RobustPlan const& robust)
{
    std::int64_t const core = robust.core();
    return html_paragraph(
               fmt::format("{} places are in every one of the {} plans: the robust core. They are {} of the "
                           "places of the smallest plan, and can be prepared whichever prognosis comes true. "
                           "{} other places are in some plans only.",
                           grouped(core), robust.plans.size(), percent(core, plan_sizes(robust).first),
                           grouped(static_cast<std::int64_t>(robust.places.size()) - core))) +
           html_paragraph(least_worst_words(robust)) +
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
           html_card(best ? whole_kwh(robust.worst_regret_wh(*best)) + " kWh" : "not known",
                     "a year lost at most by the plan that risks least") +
           "</div>\n";
}

std::string plan_tables(RobustPlan const& robust)
{
    HtmlRows rows;
    for (std::size_t i = 0; i < robust.plans.size(); ++i) {
        PlanFolder const& plan = robust.plans[i];
        rows.push_back({std::to_string(i + 1), plan.name, plan.prognosis_words(),
                        grouped(static_cast<std::int64_t>(plan.places.size())), whole_kwh(plan.newly_served_wh),
                        robust.kept.empty() ? "-" : whole_kwh(robust.worst_regret_wh(i))});
    }
    std::string out = html_table("The plans",
                                 {{"Plan", true},
                                  {"Folder", false},
                                  {"Prognosis", false},
                                  {"Places", true},
                                  {"Newly served kWh/yr", true},
                                  {"Loses at most kWh/yr", true}},
                                 rows);
    if (robust.kept.empty()) return out;
    std::vector<HtmlColumn> columns{{"Plan", true}};
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        columns.push_back({fmt::format("under prognosis {}", i + 1), true});
    HtmlRows matrix(robust.plans.size());
    for (KeptUnder const& under : robust.kept) {
        if (matrix[under.plan].empty()) matrix[under.plan].push_back(std::to_string(under.plan + 1));
        matrix[under.plan].push_back(signed_kwh(under.regret_wh()));
    }
    return out +
           html_table("Lost by keeping the plan of a row under the prognosis of a column, kWh a year", columns, matrix);
}

std::string places_table(RobustPlan const& robust)
{
    std::vector<HtmlColumn> columns{{"Place", false}, {"Buurt", false}, {"In plans", true}, {"Ranks", true}};
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        columns.push_back({fmt::format("plan {}", i + 1), true});
    HtmlRows rows;
    for (RobustPlace const& place : robust.places) {
        if (rows.size() == most_rows) break;
        rows.push_back(
            {place.place.candidate, place.place.buurt, fmt::format("{} of {}", place.in_plans, robust.plans.size()),
             place.best_rank == place.worst_rank ? std::to_string(place.best_rank)
                                                 : fmt::format("{} - {}", place.best_rank, place.worst_rank)});
        for (auto const& rank : place.ranks)
            rows.back().push_back(rank ? std::to_string(*rank) : "-");
    }
    return html_paragraph("Ranks: the best and the worst among the plans that have the place; -: not in that plan.") +
           html_table("Places, the surest first", columns, rows) +
           cut_note(robust.places.size(), most_rows, "placements.csv");
}

std::string other_differences(RobustPlan const& robust)
{
    std::vector<std::string> items;
    for (std::size_t i = 1; i < robust.plans.size(); ++i)
        for (Difference const& difference : differences(robust.plans.front(), robust.plans[i]))
            if (!difference.of_prognosis)
                items.push_back(fmt::format("plan {} differs from plan 1 in {}: {} instead of {}", i + 1,
                                            difference.what, difference.after, difference.before));
    return items.empty() ? html_paragraph("In nothing but the prognosis.") : html_list(items);
}

}  // namespace

std::string robust_html(RobustPlan const& robust, std::vector<MapPicture> const& maps)
{
    auto const plans = pointers(robust.plans);
    std::string const& region = robust.plans.front().region;
    std::string page = html_head("Robust places of " + region, "Which places are right whatever comes: " + region,
                                 fmt::format("{} plans. Made by laadraster {}.", robust.plans.size(), LAAD_VERSION));
    page += illustrative_banner(illustrative_parts(plans)) + cards(robust);
    page += html_section("How sure are we", summary(robust));
    page += html_section("Where", map_figures(maps, 0, maps.size()));
    page += html_section("Which plan risks least", plan_tables(robust));
    page += html_section("Which places", places_table(robust));
    page += html_section("In what the plans differ", other_differences(robust));
    page += html_section("Assumptions and sources", sources_table(plans));
    return page + html_foot();
}

}  // namespace laad
