// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_report.hpp"
#include "host/compare/versions_report.hpp"
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace laad {
namespace {

constexpr std::size_t most_changing = 30;

using Pairs = std::vector<VersionPair const*>;

Pairs those(std::vector<VersionPair> const& pairs, auto hold)
{
    Pairs found;
    for (VersionPair const& pair : pairs)
        if (hold(pair)) found.push_back(&pair);
    return found;
}

std::string signed_words(Portion share)
{
    return signed_percent(share.whole, share.whole + share.part);
}
std::string plain_words(Portion share)
{
    return percent(share.part, share.whole);
}

/// "+1.0 % (2026 laag) to +3.2 % (2035 hoog and 1 more)"; one figure where all are equal. Of wholes above 0.
std::string from_to(Pairs pairs, Portion (VersionPair::*share)() const, std::string (*words)(Portion))
{
    auto const figure = [&](VersionPair const* pair) { return words((pair->*share)()); };
    std::ranges::stable_sort(pairs, {}, [&](VersionPair const* pair) {
        Portion const part = (pair->*share)();
        return static_cast<double>(part.part) / static_cast<double>(part.whole);
    });
    auto const end = [&](std::string const& shown) {
        auto const first = std::ranges::find(pairs, shown, figure);
        auto const count = std::ranges::count(pairs, shown, figure);
        std::string const label = (*first)->label();
        return fmt::format("{} ({})", shown, count > 1 ? said_with("{} and {} more", label, count - 1) : label);
    };
    std::string const lowest = figure(pairs.front());
    std::string const highest = figure(pairs.back());
    if (pairs.size() == 1) return end(lowest);
    if (lowest == highest) return said_with("{} in every year and scenario", lowest);
    return said_with("{} to {}", end(lowest), end(highest));
}

std::string demand_words(VersionsComparison const& versions)
{
    std::string const& older = versions.old_version.label.version;
    std::string const& newer = versions.new_version.label.version;
    auto const known = those(versions.pairs, [](VersionPair const& pair) { return pair.demand_change().whole > 0; });
    if (known.empty()) return said("The old version has no demand to compare with.");
    if (std::ranges::all_of(known, [](VersionPair const* pair) { return pair->demand_change().part == 0; }))
        return said_with("Demand for public charging is the same by version {} as by version {}.", newer, older);
    return said_with("Demand for public charging by version {} differs from that by version {}: {}.", newer, older,
                     from_to(known, &VersionPair::demand_change, signed_words));
}

std::string places_words(VersionsComparison const& versions, std::vector<ChangingPlace> const& places)
{
    if (places.empty())
        return said(
            "No place comes or goes: the plans of both versions hold the same places in every year and scenario.");
    auto const known = those(versions.pairs, [](VersionPair const& pair) { return pair.staying().whole > 0; });
    std::string const stay =
        known.empty()
            ? ""
            : said_with("Of the old plan's places {} stay.", from_to(known, &VersionPair::staying, plain_words)) + " ";
    auto const all = static_cast<int>(versions.pairs.size());
    auto const some = [&](int ChangingPlace::*times) {
        return grouped(std::ranges::count_if(places, [&](ChangingPlace const& one) { return one.*times > 0; }));
    };
    auto const each = [&](int ChangingPlace::*times) { return grouped(std::ranges::count(places, all, times)); };
    return stay + said_with(
                      "Places that come in at least one year and scenario: {}, that go: {}; in every one: {} and {}. "
                      "Which: places.csv.",
                      some(&ChangingPlace::comes), some(&ChangingPlace::goes), each(&ChangingPlace::comes),
                      each(&ChangingPlace::goes));
}

std::string regret_words(VersionsComparison const& versions)
{
    auto const known = those(versions.pairs, [](VersionPair const& pair) { return pair.comparison.regret.is_known; });
    if (known.empty()) return said("What keeping the old plan would lose is not known: the comparisons say why.");
    auto const regret_wh = [](VersionPair const* pair) { return pair->comparison.regret.wh(); };
    VersionPair const& worst = **std::ranges::max_element(known, {}, regret_wh);
    auto const [lost_wh, served_wh] = *worst.regret();
    std::string text = said(
        "Keeping the old plan would lose nothing in any year and scenario: where places change, others that serve as "
        "much take their turn.");
    if (lost_wh > 0) {
        text = said_with(
            "Keeping the old plan would lose at most {} kWh a year ({} of what the new plan serves), in "
            "{}.",
            whole_kwh(lost_wh), percent(lost_wh, served_wh), worst.label());
        if (100 * lost_wh < served_wh)
            text += " " + said("Where places change, others that serve nearly as much take their turn.");
    }
    bool const unequal = std::ranges::any_of(versions.pairs, [](VersionPair const& pair) {
        return pair.comparison.old_plan.places.size() != pair.comparison.new_plan.places.size();
    });
    if (unequal)
        text +=
            " " +
            said("Plans of unequal length differ for that reason too; versions.csv has the regret at equal length.");
    if (known.size() < versions.pairs.size())
        text += " " +
                said_with("For {} of {} it is not known.", versions.pairs.size() - known.size(), versions.pairs.size());
    return text;
}

std::string core_words(RobustPlan const& robust)
{
    PlansCore const all = cores(robust).back();
    if (all.in_all == 0)
        return said_with("Of the {} places in any of them none is in all: that depends on the year and scenario.",
                         grouped(all.in_any));
    std::vector<int> widths;
    for (RobustPlace const& place : robust.places)
        if (place.in_core()) widths.push_back(place.ranks.last - place.ranks.first);
    std::ranges::sort(widths);
    return said_with(
        "Of the {} places in any of them {} ({}) are in all: whichever of these years and scenarios comes true, these "
        "places are wanted. Rank intervals of half of them are at most {} wide, the widest {}; equal places may take "
        "each other's rank, and that counts in full.",
        grouped(all.in_any), grouped(all.in_all), percent(all.in_all, all.in_any), widths[widths.size() / 2],
        widths.back());
}

std::string sure_words(VersionsComparison const& versions)
{
    if (!versions.robust) return said("With one year and scenario there is no other plan to hold this one against.");
    RobustPlan const& robust = *versions.robust;
    std::string text = said_with("The new version makes {} plans.", robust.plans.size()) + " " + core_words(robust);
    auto const best = robust.least_worst();
    if (!best) return text;
    text += " " + said_with("The plan of {} risks least: it loses {} when another of these comes true.",
                            versions.pairs[*best].label(), loss_words(robust.worst_regret_wh(*best)));
    auto const [shortest, longest] =
        std::ranges::minmax(robust.plans, {}, [](StoredPlan const& plan) { return plan.places.size(); });
    std::size_t const places = robust.plans[*best].places.size();
    if (places == longest.places.size() && places > shortest.places.size())
        text += " " + said("It is also the longest plan, and serves more for that reason.");
    return text;
}

std::string waiting_words(VersionsComparison const& versions)
{
    auto const waiting = those(versions.pairs, [](VersionPair const& pair) { return pair.waiting() > 0; });
    if (waiting.empty()) return "";
    VersionPair const& worst = **std::ranges::max_element(waiting, {}, &VersionPair::waiting);
    return said_with("In {} of {} new plans places wait for the grid, at most {} of {} in {}.", waiting.size(),
                     versions.pairs.size(), worst.waiting(), worst.comparison.new_plan.places.size(), worst.label());
}

/// What the new plans say about themselves, each note once with the years and scenarios that it holds for.
List notes(VersionsComparison const& versions)
{
    std::vector<std::string> all;
    std::map<std::string, std::vector<std::string>> of_note;
    for (VersionPair const& pair : versions.pairs)
        for (std::string const& note : pair.notes) {
            if (!of_note.contains(note)) all.push_back(note);
            of_note[note].push_back(pair.label());
        }
    List list{{}, {most_notes, "the reports of the plans"}};
    for (std::string const& note : all)
        list.items.push_back(fmt::format(
            "{}: {}", of_note[note].size() == versions.pairs.size() ? said("every plan") : joined(of_note[note], ", "),
            said_note(note)));
    return list;
}

PageTable by_case(std::string caption, std::vector<Column<VersionPair>> const& columns,
                  std::vector<VersionPair> const& pairs)
{
    std::vector<Column<VersionPair>> with_label{{"", "Year and scenario", &VersionPair::label}};
    with_label.insert(with_label.end(), columns.begin(), columns.end());
    return on_page(std::move(caption), with_label, pairs);
}

PageParts year_by_year(VersionsComparison const& versions)
{
    PageTable plans = by_case("Plans; each year and scenario leads to its comparison: where, which places, why",
                              plan_columns(), versions.pairs);
    for (VersionPair const& pair : versions.pairs)
        plans.files.push_back(pair.folder() + "/report.html");
    PageParts parts{
        by_case("Demand", demand_columns(), versions.pairs),
        Paragraph{"Unserved: what the stations of today, and those already planned, leave. Served: what the places of "
                  "the plan newly serve, also just outside the area."},
        plans,
        Paragraph{"Regret: what keeping the old plan loses. All figures, and regret at equal length, are in "
                  "versions.csv."}};
    if (versions.robust)
        parts.add(PageLink{"Rank interval of every place over the plans of the new version", "robust/report.html"});
    return parts;
}

PageParts changing_parts(VersionsComparison const& versions, std::vector<ChangingPlace> const& places)
{
    if (places.empty()) return Paragraph{"None."};
    return on_page("Those that change in most plans first", changing_places_table(versions.pairs.size()).columns,
                   places, {most_changing, "places.csv"});
}

std::string source_words(StoredPrognosis const& version)
{
    return said_with("Version {}: {}, {}{}.", version.label.version, version.label.date, version.label.source,
                     version.illustrative ? ", " + said("ILLUSTRATIVE") : "");
}

}  // namespace

std::vector<std::string> changes_in_words(VersionsComparison const& versions, std::vector<ChangingPlace> const& places)
{
    return {demand_words(versions), places_words(versions, places), regret_words(versions)};
}

Page versions_page(VersionsComparison const& versions)
{
    auto const places = changing_places(versions.pairs);
    PageParts changes;
    for (std::string const& sentence : changes_in_words(versions, places))
        changes.add(Paragraph{sentence});
    PageParts const sure{
        Paragraph{sure_words(versions)}, Paragraph{waiting_words(versions)},
        Paragraph{"What this does not say: how likely a scenario is; what none of the scenarios foresees; and whether "
                  "earlier prognoses came true (laadraster backtest does). A place that is exchanged for an equally "
                  "good one counts as change: read places and regret together."}};
    std::vector<StoredPlan const*> new_plans;
    for (VersionPair const& pair : versions.pairs)
        new_plans.push_back(&pair.comparison.new_plan);
    std::string const title = said_with("{}: prognosis {} against {}", new_plans.front()->region,
                                        versions.new_version.label.version, versions.old_version.label.version);
    return {
        title,
        title,
        said_with("{} {} Years and scenarios compared: {}. Made by laadraster {}.", source_words(versions.old_version),
                  source_words(versions.new_version), versions.pairs.size(), LAAD_VERSION),
        illustrative_warning(versions.illustrative()),
        {{"What changes in our plan", changes},
         {"How sure are we", sure},
         {"Plots", version_plots(versions)},
         {"Year by year", year_by_year(versions)},
         {"Places that come or go", changing_parts(versions, places)},
         {"What the updates cost",
          {Paragraph{"From the plan of the old version to that of the new one, same year and scenario, files "
                     "included. A part is one step of the computation on one tile. Linked files did not change and "
                     "take no room again. Measured on this machine while the comparison ran."},
           by_case("Updates", cost_columns(), versions.pairs)}},
         {"What the new plans say about themselves", notes(versions)},
         {"Assumptions and sources", sources_of(new_plans)}}};
}

}  // namespace laad
