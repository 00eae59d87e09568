// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest_html.hpp"

#include "host/backtest/answer_words.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace laad {
namespace {

constexpr std::size_t most_differences = 10;

std::string heading(PastComparison const& comparison)
{
    return fmt::format("{}, {}", comparison.year, words(comparison.quantity));
}

std::string shown(std::optional<double> value, int decimals, char const* unit)
{
    return value ? fmt::format("{:.{}f}{}", *value, decimals, unit) : "-";
}

std::string answer(Backtest const& backtest)
{
    std::string out;
    if (auto const conversion = conversion_in_words(backtest); !conversion.empty()) out += html_paragraph(conversion);
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        BacktestResult const& best = nearest_scenario(scenarios);
        out += fmt::format("<h3>{}</h3>\n", escaped_html(heading(best.comparison)));
        std::vector<std::string> totals;
        for (BacktestResult const* result : scenarios)
            totals.push_back(bias_in_words(*result) + ".");
        out += html_list(totals);
        out += html_paragraph(nearest_in_words(scenarios, backtest.level) + error_in_words(best, backtest.level));
        if (auto const hits = hits_in_words(best, backtest.level); !hits.empty()) out += html_paragraph(hits);
        out += html_paragraph(cover_in_words(best, backtest.realised_kind));
        if (auto const coverage = coverage_in_words(best, backtest.realised_kind); !coverage.empty())
            out += html_paragraph(coverage);
    }
    return out;
}

std::string hits(TopHits const& top)
{
    return top.found ? fmt::format("{} of {}", *top.found, top.k) : "-";
}

/// One figure of a backtest: its name, its value in each scenario, what it says.
struct Figure {
    std::string title;
    std::function<std::string(BacktestResult const&)> value;
    std::string meaning;
};

std::vector<Figure> figures_of(std::string const& areas)
{
    auto const found = [](std::size_t i) { return [i](BacktestResult const& r) { return hits(r.metrics.top[i]); }; };
    return {
        {"Prognosis", [](auto const& r) { return amount_in_words(r.metrics.prognosis); },
         "of the " + areas + " that are compared"},
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
        {"Top 10 found", found(0), "of the 10 " + areas + " with the most, how many are the prognosis' own first 10"},
        {"Top 20 found", found(1), "likewise of 20"},
        {"Top 50 found", found(2), "likewise of 50"},
        {"Top tenth found", [](auto const& r) { return hits(r.metrics.top_tenth); }, "likewise of a tenth of all"},
        {"Rank correlation", [](auto const& r) { return shown(r.metrics.rank_correlation, 2, ""); },
         "Spearman: 1 for the same order of " + areas + ", 0 for orders that have nothing to do with each other"}};
}

std::string figures(Backtest const& backtest)
{
    std::string out;
    std::string const areas = plural(backtest.level);
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        std::vector<HtmlColumn> columns{{"Figure", false}};
        for (BacktestResult const* result : scenarios)
            columns.push_back({result->comparison.scenario, true});
        columns.push_back({"What it says", false});
        HtmlRows rows;
        for (Figure const& figure : figures_of(areas)) {
            std::vector<std::string> row{figure.title};
            for (BacktestResult const* result : scenarios)
                row.push_back(figure.value(*result));
            row.push_back(figure.meaning);
            rows.push_back(std::move(row));
        }
        out += html_table(fmt::format("{}: {} {} compared", heading(scenarios.front()->comparison),
                                      grouped(scenarios.front()->metrics.areas), areas),
                          columns, rows);
    }
    return out + html_paragraph("- : cannot be said. A tie goes to the lowest key.");
}

std::string calibration(Backtest const& backtest, std::vector<PlotPicture> const& plots)
{
    std::string out = html_paragraph(fmt::format(
        "The {} are put in order of their prognosis and cut into tenths; those with the same prognosis stay together. "
        "On the line, a tenth got on average what was "
        "foreseen for it. A curve flatter than the line means that the prognosis put too much in the {} it ranked high "
        "and too little in the others. All values are in calibration.csv.",
        plural(backtest.level), plural(backtest.level)));
    // Wider than two tables side by side, so that the words in the pictures can be read.
    out += "<div class=\"two\" style=\"grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr))\">";
    for (PlotPicture const& plot : plots)
        out += html_figure(plot.png, plot.title, plot.subtitle);
    return out + "</div>\n";
}

std::string differences(Backtest const& backtest)
{
    std::string out;
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        auto const& [comparison, m] = nearest_scenario(scenarios);
        std::vector<AreaPair> pairs = comparison.pairs;
        auto const error = [](AreaPair const& pair) { return pair.prognosis - pair.realised; };
        auto const table = [&](char const* side, int sign) {
            std::ranges::stable_sort(pairs, std::ranges::greater{}, [&](AreaPair const& p) { return sign * error(p); });
            HtmlRows rows;
            for (AreaPair const& pair : pairs)
                if (rows.size() < most_differences && sign * error(pair) > 0)
                    rows.push_back({pair.area, amount_in_words(pair.prognosis), amount_in_words(pair.realised),
                                    amount_in_words(error(pair))});
            return html_table(fmt::format("{}, {}: most {}", heading(comparison), comparison.scenario, side),
                              {{name(backtest.level), false}, {"Prognosis", true}, {"Realised", true}, {"Error", true}},
                              rows);
        };
        out += "<div class=\"two\">" + table("too high", 1) + table("too low", -1) + "</div>\n";
    }
    return out + html_paragraph(fmt::format("Of the nearest scenario; all are in {}.csv.", plural(backtest.level)));
}

std::string left_out_table(std::string const& title, std::string const& area, std::vector<AreaAmount> const& areas,
                           char const* amount, std::string const& file)
{
    HtmlRows rows;
    for (AreaAmount const& left_out : areas)
        if (rows.size() < most_rows)
            rows.push_back({left_out.area, amount_in_words(left_out.amount), fmt::format("{}", left_out.line)});
    return html_table(title, {{area, false}, {amount, true}, {"Line of its table", true}}, rows) +
           cut_note(areas.size(), most_rows, file.c_str());
}

std::string left_out(Backtest const& backtest)
{
    std::string out;
    std::string const area = name(backtest.realised_kind);
    std::string const file = plural(backtest.level) + ".csv";
    for (ScenarioResults const& scenarios : by_quantity_and_year(backtest)) {
        PastComparison const& comparison = nearest_scenario(scenarios).comparison;
        std::string const title = fmt::format("{}, {}: ", heading(comparison), comparison.scenario);
        if (!comparison.without_realised.empty())
            out += left_out_table(title + "no realised data", area, comparison.without_realised, "Prognosis", file);
        if (!comparison.without_prognosis.empty())
            out += left_out_table(title + "no prognosis", area, comparison.without_prognosis, "Realised", file);
    }
    return out.empty() ? html_paragraph("Nothing: both tables speak of the same areas.") : out;
}

std::string method(Backtest const& backtest)
{
    BacktestRequest const& request = backtest.request;
    std::vector<std::string> items{
        fmt::format("Prognosis: {}, location types: {}; modalities, added up: {}.",
                    request.prognosis.filename().string(), joined(request.types, ", "),
                    joined(backtest.modalities, ", ")),
        fmt::format("Realised: {}, per {}.", request.realised.filename().string(), name(backtest.realised_kind))};
    if (backtest.level != backtest.realised_kind)
        items.push_back("Summed per gemeente over the buurten that have realised data, on both sides.");
    items.insert(items.end(), backtest.notes.begin(), backtest.notes.end());
    items.emplace_back("Hashes of the tables are in manifest.json.");
    return html_list(items);
}

}  // namespace

std::string backtest_html(Backtest const& backtest, std::vector<PlotPicture> const& plots)
{
    std::string page = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Backtest of a prognosis</title>"
        "<style>{}</style></head><body>\n<header><h1>What the prognosis said, and what was realised</h1>"
        "<p class=\"soft\">Made by laadraster {}.</p></header>\n<main>\n",
        html_style, LAAD_VERSION);
    if (auto const warning = illustrative_in_words(backtest); !warning.empty())
        page += "<div class=\"banner\" role=\"note\"><b>" + escaped_html(warning) +
                ".</b> The figures show how a backtest reads; they do not judge a real prognosis.</div>\n";
    page += html_section("The answer", answer(backtest));
    page += html_section("Figures per scenario", figures(backtest));
    page += html_section("Calibration", calibration(backtest, plots));
    page += html_section("Where it was most wrong", differences(backtest));
    page += html_section("Left out", left_out(backtest));
    page += html_section("What was compared, and on which assumptions", method(backtest));
    return page + "</main></body></html>\n";
}

}  // namespace laad
