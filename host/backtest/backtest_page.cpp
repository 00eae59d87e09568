// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest_output.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace laad {
namespace {

constexpr std::size_t most_differences = 10;

std::string heading(PastComparison const& comparison)
{
    return fmt::format("{}, {}", comparison.year, said(words(comparison.quantity)));
}

std::string shown(std::optional<double> value, int decimals, char const* unit)
{
    return value ? number_words(*value, decimals) + unit : "-";
}

PageParts answer(Backtest const& backtest)
{
    PageParts parts{Paragraph{conversion_in_words(backtest)}};
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        BacktestResult const& best = nearest_scenario(scenarios);
        List totals;
        for (BacktestResult const* result : scenarios)
            totals.items.push_back(bias_in_words(*result) + ".");
        parts.add({Heading{heading(best.comparison)}, totals,
                   Paragraph{nearest_in_words(scenarios, backtest.level) + error_in_words(best, backtest.level)},
                   Paragraph{hits_in_words(best, backtest.level)},
                   Paragraph{cover_in_words(best, backtest.realised_kind)},
                   Paragraph{coverage_in_words(best, backtest.realised_kind)}});
    }
    return parts;
}

std::string hits(TopHits const& top)
{
    return top.found ? said_with("{} of {}", *top.found, top.k) : "-";
}

/// A row of the page: a figure of the backtest, its value in each scenario, what it says.
struct FigureRow {
    std::string title;
    std::function<std::string(BacktestResult const&)> value;
    std::string meaning;
};

std::vector<FigureRow> figures_of(std::string const& areas)
{
    auto const found = [](std::size_t i) { return [i](BacktestResult const& r) { return hits(r.metrics.top[i]); }; };
    return {{"Prognosis", [](auto const& r) { return amount_in_words(r.metrics.prognosis); },
             said_with("of the {} that are compared", areas)},
            {"Realised", [](auto const& r) { return amount_in_words(r.metrics.realised); }, "of the same"},
            {"Bias", [](auto const& r) { return amount_in_words(r.metrics.bias()); },
             "prognosis minus realised; with a minus it was too low"},
            {"Bias, %", [](auto const& r) { return shown(percentage(r.metrics.bias(), r.metrics.realised), 1, " %"); },
             "of all that was realised"},
            {"Mean absolute error",
             [](auto const& r) { return amount_in_words(std::llround(r.metrics.mean_absolute_error())); },
             "mean difference, whichever its sign"},
            {"Weighted MAPE",
             [](auto const& r) { return shown(percentage(r.metrics.absolute_error, r.metrics.realised), 1, " %"); },
             "the differences together, as a share of all that was realised"},
            {"Top 10 found", found(0),
             said_with("of the 10 {} with the most, how many are the prognosis' own first 10", areas)},
            {"Top 20 found", found(1), "likewise of 20"},
            {"Top 50 found", found(2), "likewise of 50"},
            {"Top tenth found", [](auto const& r) { return hits(r.metrics.top_tenth); }, "likewise of a tenth of all"},
            {"Rank correlation", [](auto const& r) { return shown(r.metrics.rank_correlation, 2, ""); },
             said_with("Spearman: 1 for the same order of {}, 0 for orders that have nothing to do with each other",
                       areas)}};
}

PageParts figure_tables(Backtest const& backtest)
{
    PageParts parts;
    std::string const areas = plural(backtest.level);
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        PageTable table{said_with("{}: {} {} compared", heading(scenarios.front()->comparison),
                                  grouped(scenarios.front()->metrics.areas), areas),
                        {{"Figure", false}},
                        {}};
        for (BacktestResult const* result : scenarios)
            table.columns.push_back({result->comparison.scenario, true});
        table.columns.push_back({"What it says", false});
        for (FigureRow const& figure : figures_of(areas)) {
            auto& row = table.rows.emplace_back(std::vector{figure.title});
            for (BacktestResult const* result : scenarios)
                row.push_back(figure.value(*result));
            row.push_back(figure.meaning);
        }
        parts.add(table);
    }
    parts.add(Paragraph{"- : cannot be said. A tie goes to the lowest key."});
    return parts;
}

PageParts calibration(Backtest const& backtest, std::vector<Picture> plots)
{
    // Wider than two tables side by side, so that the words in the pictures can be read.
    SideBySide beside{{}, 480};
    for (Picture& plot : plots)
        beside.columns.emplace_back(std::move(plot));
    return {Paragraph{said_with(
                "The {0} are put in order of their prognosis and cut into tenths; those with the same prognosis stay "
                "together. On the line, a tenth got on average what was foreseen for it. A curve flatter than the line "
                "means that the prognosis put too much in the {0} it ranked high and too little in the others. All "
                "values are in calibration.csv.",
                plural(backtest.level))},
            beside};
}

PageParts differences(Backtest const& backtest)
{
    PageParts parts;
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        auto const& [comparison, m] = nearest_scenario(scenarios);
        std::vector<AreaPair> pairs = comparison.pairs;
        auto const error = [](AreaPair const& pair) { return pair.prognosis - pair.realised; };
        auto const table = [&](char const* side, int sign) {
            std::ranges::stable_sort(pairs, std::ranges::greater{}, [&](AreaPair const& p) { return sign * error(p); });
            PageTable most{fmt::format("{}, {}: {}", heading(comparison), comparison.scenario, said(side)),
                           {{name(backtest.level), false}, {"Prognosis", true}, {"Realised", true}, {"Error", true}},
                           {}};
            for (AreaPair const& pair : pairs)
                if (most.rows.size() < most_differences && sign * error(pair) > 0)
                    most.rows.push_back({pair.area, amount_in_words(pair.prognosis), amount_in_words(pair.realised),
                                         amount_in_words(error(pair))});
            return most;
        };
        parts.add(SideBySide{{table("most too high", 1), table("most too low", -1)}});
    }
    parts.add(Paragraph{said_with("Of the nearest scenario; all are in {}.csv.", plural(backtest.level))});
    return parts;
}

PageParts left_out(Backtest const& backtest)
{
    PageParts parts;
    auto const add = [&](PastComparison const& comparison, char const* what, char const* amount,
                         std::vector<AreaAmount> const& areas) {
        PageTable table{fmt::format("{}, {}: {}", heading(comparison), comparison.scenario, said(what)),
                        {{name(backtest.realised_kind), false}, {amount, true}, {"Line of its table", true}},
                        {},
                        {most_rows, plural(backtest.level) + ".csv"}};
        for (AreaAmount const& area : areas)
            table.rows.push_back({area.area, amount_in_words(area.amount), fmt::format("{}", area.line)});
        if (!table.rows.empty()) parts.add(table);
    };
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        PastComparison const& comparison = nearest_scenario(scenarios).comparison;
        add(comparison, "no realised data", "Prognosis", comparison.without_realised);
        add(comparison, "no prognosis", "Realised", comparison.without_prognosis);
    }
    if (parts.all().empty()) return Paragraph{"Nothing: both tables speak of the same areas."};
    return parts;
}

List method(Backtest const& backtest)
{
    BacktestRequest const& request = backtest.request;
    std::vector<std::string> items{
        said_with("Prognosis: {}, location types: {}; modalities, added up: {}.", request.prognosis.filename().string(),
                  joined(request.types, ", "), joined(backtest.modalities, ", ")),
        said_with("Realised: {}, per {}.", request.realised.filename().string(), name(backtest.realised_kind))};
    if (backtest.level != backtest.realised_kind)
        items.push_back("Summed per gemeente over the buurten that have realised data, on both sides.");
    items.insert(items.end(), backtest.notes.begin(), backtest.notes.end());
    items.emplace_back("Hashes of the tables are in manifest.json.");
    return {items};
}

}  // namespace

Page backtest_page(Backtest const& backtest, std::vector<Picture> plots)
{
    Page page{"Backtest of a prognosis", "What the prognosis said, and what was realised",
              said_with("Made by laadraster {}.", LAAD_VERSION)};
    if (auto const warning = illustrative_in_words(backtest); !warning.empty())
        page.opening =
            Warning{warning + ".", "The figures show how a backtest reads; they do not judge a real prognosis."};
    page.sections = {{"The answer", answer(backtest)},
                     {"Figures per scenario", figure_tables(backtest)},
                     {"Calibration", calibration(backtest, std::move(plots))},
                     {"Where it was most wrong", differences(backtest)},
                     {"Left out", left_out(backtest)},
                     {"What was compared, and on which assumptions", method(backtest)}};
    return page;
}

}  // namespace laad
