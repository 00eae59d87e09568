// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/report/reliability_plot.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"

#include <algorithm>

namespace laad {
namespace {

std::string whole_percent(double share)
{
    return percent(std::llround(share * 1000), 1000);
}

std::string three_decimals(double score)
{
    return TableCell<Decimal>::shown({score, 3});
}

Paragraph what_it_is(UsageConfig const& config)
{
    return {said_with(
        "The chance of a free charger (laadkans) is counted, not modelled: of the quarter-hours in which "
        "chargers within {} m on foot were observed, the share in which at least one of their charge points "
        "was free. A charger that was not observed counts as not free. It says how it was, in the last {} days "
        "with data; where fewer than {} quarter-hours of an hour were observed it says nothing.",
        config.chance_walk_m, config.chance_days, config.chance_least_quarters)};
}

Paragraph what_came_true(ChanceScore const& score)
{
    auto const& most = *std::ranges::max_element(score.bins, {}, &ChanceBin::quarters);
    return {said_with(
        "To see how far one can trust it, it was counted at {} sites on every other day, and held against the "
        "days between, and the other way round: {} quarter-hours. Most often it said about {}; then a charge "
        "point was free in {} of them.",
        grouped(score.sites), grouped(score.quarters), whole_percent(most.mean_said()),
        whole_percent(most.came_true()))};
}

Paragraph how_much_better(ChanceScore const& score)
{
    auto const skill = score.skill();
    std::string const error = said_with(
        "Its error is {} (Brier score: 0 is never wrong, 0.25 is who always says 50 %). Who only knows the mean of "
        "the gemeente in that hour makes an error of {}.",
        three_decimals(score.brier()), three_decimals(score.mean_brier()));
    if (!skill) return {error};
    if (*skill < 0) return {error + " " + said("Knowing the place itself does not help here: there are too few days.")};
    return {error + " " + said_with("Knowing the place itself takes away {} of that error.", whole_percent(*skill))};
}

}  // namespace

PageParts price_section(Inputs const& inputs)
{
    return {
        Paragraph{
            "What one pays for a kWh with VAT: of each connector the cheapest tariff that it names. A card may have a "
            "price of its own."},
        on_page("What a kWh costs", price_table(inputs).columns, inputs.prices, {most_rows, "prices_buurten.csv"})};
}

PageParts chance_section(Inputs const& inputs)
{
    UsageConfig const& config = inputs.scenario.usage;
    PageParts parts{what_it_is(config)};
    if (std::ranges::any_of(inputs.use->sites, &SiteUse::charging_only))
        parts.add(
            Paragraph{"Some sources only tell of cars that charge, not of cars that are plugged in and full: there the "
                      "real chance is lower."});
    ChanceCheck const check = judge_chance(*inputs.use, inputs.base, config);
    if (check.area.quarters == 0) {
        parts.add(Paragraph{"Too few days are known to tell how good it is."});
        return parts;
    }
    parts.add(what_came_true(check.area));
    parts.add(how_much_better(check.area));
    if (check.too_little > 0)
        parts.add(Paragraph{said_with("{} quarter-hours could not be foretold: too little was known of them.",
                                      grouped(check.too_little))});
    parts.add(
        Picture{png(reliability_plot(check.area)), said("Did it come true?"),
                said("dots on the line: what the chance said is what came true; below it, it promised too much")});
    parts.add(on_page("What was said, and what came true", reliability_table().columns, reliability_rows(check.area)));
    parts.add(on_page("By gemeente", chance_check_table().columns, chance_check_rows(inputs.base, check),
                      {most_rows, "chance_check.csv"}));
    return parts;
}

}  // namespace laad
