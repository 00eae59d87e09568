// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_report.hpp"
#include "host/compare/differences.hpp"
#include "host/compare/robust_report.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/report/report_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace laad {
namespace {

/// Places in the smallest and in the largest plan.
std::pair<std::int64_t, std::int64_t> plan_sizes(RobustPlan const& robust)
{
    auto const [smallest, largest] =
        std::ranges::minmax_element(robust.plans, {}, [](StoredPlan const& plan) { return plan.places.size(); });
    return {static_cast<std::int64_t>(smallest->places.size()), static_cast<std::int64_t>(largest->places.size())};
}

std::string more_places_words(RobustPlan const& robust, StoredPlan const& plan)
{
    auto const [smallest, largest] = plan_sizes(robust);
    return smallest == largest
               ? ""
               : " " + said_with(
                           "The plans have {} to {} places, this one {}: a plan with more places serves more for "
                           "that reason alone.",
                           smallest, largest, plan.places.size());
}

/// Why a plan loses nothing, and what the others lose.
std::string least_worst_words(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    if (!best)
        return said(
            "What keeping one plan under another prognosis costs is not known: the streets, the dwellings or "
            "the service walk differ between the plans.");
    auto const labels = robust.labels();
    std::size_t riskiest = 0;
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        if (robust.worst_regret_wh(i) > robust.worst_regret_wh(riskiest)) riskiest = i;
    std::string text = said_with(
        "If one plan has to be chosen before the future is known, that of {} risks least: whichever of these prognoses "
        "comes true, it loses {} beside the plan made for that prognosis{}.",
        labels[*best], loss_words(robust.worst_regret_wh(*best)),
        robust.always_full(*best)
            ? said(", because each of its stations fills its capacity under every other one. Where demand is that much "
                   "larger than what the plan can serve, any plan that fills does as well: the loss says little about "
                   "the places")
            : "");
    if (std::int64_t const worst_wh = robust.worst_regret_wh(riskiest); worst_wh > 0) {
        auto const under = std::ranges::find_if(
            robust.kept, [&](KeptUnder const& kept) { return kept.plan == riskiest && kept.regret_wh() == worst_wh; });
        text += " " + said_with("That of {} risks most: it loses {} kWh a year ({}) under {}.", labels[riskiest],
                                whole_kwh(worst_wh), percent(worst_wh, under->own_wh), labels[under->prognosis]);
    }
    return text + more_places_words(robust, robust.plans[*best]);
}

/// What to do with it.
std::string advice(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    if (!best) return "";
    auto const more = std::ranges::count(robust.places, "least risk", &RobustPlace::group);
    return said_with(
        "So: prepare the {} places of the robust core first (no. 1 to {} on the map), then the {} others of the plan "
        "of "
        "{} (no. {} to {}), and look again when a new prognosis comes.",
        robust.core(), robust.core(), more, robust.labels()[*best], robust.core() + 1, robust.core() + more);
}

/// Where ties make ranks meaningless.
std::string ties_words(RobustPlan const& robust)
{
    std::int64_t tied = 0;
    std::int64_t all = 0;
    for (StoredPlan const& plan : robust.plans) {
        all += static_cast<std::int64_t>(plan.places.size());
        tied += std::ranges::count_if(plan.places,
                                      [](PlannedPlace const& place) { return place.ranks.first != place.ranks.last; });
    }
    if (tied == 0) return "";
    return said_with(
        "{} of the {} ranks in these plans are shared: the places are worth as much as one another, so only where they "
        "lie decides their order. Ranks below are those that a place shares.",
        grouped(tied), grouped(all));
}

PageParts summary(RobustPlan const& robust)
{
    std::int64_t const core = robust.core();
    return {Paragraph{said_with("{} places are in every one of the {} plans: the robust core. They are {} of the "
                                "places of the smallest plan. {} other places are in some plans only.",
                                grouped(core), robust.plans.size(), percent(core, plan_sizes(robust).first),
                                grouped(static_cast<std::int64_t>(robust.places.size()) - core))},
            Paragraph{least_worst_words(robust)}, Paragraph{advice(robust)}, Paragraph{ties_words(robust)},
            Paragraph{"The plans are the prognoses that were given, not all that can happen: a place in every plan "
                      "is sure within them, no more."}};
}

Cards cards(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    return {{{std::to_string(robust.core()), "places in every plan (robust core)"},
             {std::to_string(robust.places.size()), "places in any plan"},
             {std::to_string(robust.plans.size()), "plans compared"},
             {best ? robust.labels()[*best] : said("not known"),
              best ? said_with("the plan that risks least: it loses {}", loss_words(robust.worst_regret_wh(*best)))
                   : "which plan risks least"}}};
}

/// Every plan under the prognosis of every other one.
PageParts matrix(RobustPlan const& robust)
{
    if (robust.kept.empty()) return {};
    auto const labels = robust.labels();
    PageTable table{
        "Served beside the plan made for the prognosis of a column, kWh a year (below 0: lost)", {{"Plan", false}}, {}};
    for (std::string const& label : labels) {
        table.columns.push_back({said_with("if {} comes", label), true});
        table.rows.push_back({label});
    }
    for (KeptUnder const& under : robust.kept)
        table.rows[under.plan].push_back(signed_kwh(-under.regret_wh()));
    return table;
}

PageParts group_of(RobustPlan const& robust, std::string_view group, std::string const& caption)
{
    std::vector<RobustPlace> rows;
    std::ranges::copy_if(robust.places, std::back_inserter(rows), [&](auto const& one) { return one.group == group; });
    return on_page(caption, robust_places_table(robust).columns, rows, {most_rows, "placements.csv"});
}

PageParts places(RobustPlan const& robust)
{
    auto const best = robust.least_worst();
    PageParts parts{
        Paragraph{"No.: as on the map. RD x and y: metres in the Dutch grid (Rijksdriehoek). Ranks: 3, or 1 - 25 where "
                  "the places of these ranks are worth as much as one another; -: not in that plan. A rank differs "
                  "when no rank is possible in all plans that have the place."},
        group_of(robust, "core", "The robust core: in every plan")};
    if (best)
        parts.add(group_of(robust, "least risk",
                           said_with("The others of the plan that risks least, that of {}", robust.labels()[*best])));
    parts.add(group_of(robust, "some", "In other plans only"));
    return parts;
}

PageParts other_differences(RobustPlan const& robust)
{
    auto const labels = robust.labels();
    List list;
    for (std::size_t i = 1; i < robust.plans.size(); ++i)
        for (Difference const& difference : differences(robust.plans.front(), robust.plans[i]))
            if (!difference.of_prognosis)
                list.items.push_back(said_with("{} differs from {} in {}: {} instead of {}", labels[i], labels.front(),
                                               difference_words(difference), said(difference.after),
                                               said(difference.before)));
    if (list.items.empty()) return Paragraph{"In nothing but the prognosis."};
    return list;
}

}  // namespace

Page robust_page(RobustPlan const& robust, std::vector<MapPicture> const& maps)
{
    auto const plans = pointers(robust.plans);
    std::string const& region = robust.plans.front().region;
    return {
        said_with("Robust places of {}", region),
        said_with("Which places are right whatever comes: {}", region),
        said_with("{} plans. Made by laadraster {}.", robust.plans.size(), LAAD_VERSION),
        {illustrative_warning(illustrative_parts(plans)), cards(robust)},
        {{"How sure are we", summary(robust)},
         {"Where", map_pictures(maps)},
         {"Which plan risks least", {on_page("The plans", plans_table().columns, plan_rows(robust)), matrix(robust)}},
         {"Which places", places(robust)},
         {"In what the plans differ", other_differences(robust)},
         {"Assumptions and sources", sources_of(plans)}}};
}

}  // namespace laad
