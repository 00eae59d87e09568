// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest_output.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace laad {
namespace {

/// "12.3 % too high", "right in total" or, against nothing, how much too high.
std::string too_much_or_little(std::int64_t prognosis, std::int64_t realised)
{
    auto const share = percentage(std::abs(prognosis - realised), realised);
    std::string const side = said(prognosis > realised ? "too high" : "too low");
    if (prognosis == realised) return said("exactly right");
    if (!share) return side;
    if (*share < 0.1) return said_with("less than 0.1 % {}", side);
    return fmt::format("{} % {}", number_words(*share, 1), side);
}

/// The largest k that leaves room to be wrong.
TopHits const& telling(Metrics const& metrics)
{
    for (auto hits = metrics.top.rbegin(); hits != metrics.top.rend(); ++hits)
        if (2 * hits->k <= metrics.areas) return *hits;
    return metrics.top_tenth;
}

}  // namespace

std::string amount_in_words(std::int64_t thousandths)
{
    if (std::abs(thousandths) >= 100'000 || thousandths % 1000 == 0)
        return grouped((std::abs(thousandths) + 500) / 1000 * (thousandths < 0 ? -1 : 1));
    return number_words(static_cast<double>(thousandths) / 1000, 1);
}

std::string bias_in_words(BacktestResult const& result)
{
    auto const& [comparison, m] = result;
    std::string const quantity = said(words(comparison.quantity));
    std::string const verdict =
        said_with("{}: {} in total", comparison.scenario, too_much_or_little(m.prognosis, m.realised));
    char const* const more_or_less = m.bias() > 0                                     ? "more"
                                     : comparison.quantity == Quantity::charge_points ? "fewer"
                                                                                      : "less";
    if (m.bias() == 0) return fmt::format("{}, {} {}", verdict, amount_in_words(m.realised), quantity);
    return said_with("{}, {} {} {} than the {} that were realised", verdict, amount_in_words(std::abs(m.bias())),
                     quantity, said(more_or_less), amount_in_words(m.realised));
}

std::string nearest_in_words(ScenarioResults const& scenarios, AreaLevel level)
{
    if (scenarios.size() < 2) return "";
    return said_with("Nearest {0} by {0}: {1}.", name(level), nearest_scenario(scenarios).comparison.scenario) + " ";
}

std::string error_in_words(BacktestResult const& result, AreaLevel level)
{
    Metrics const& m = result.metrics;
    auto const share = percentage(m.absolute_error, m.realised);
    return said_with(
        "On average a {} is {} {} off{}", name(level), amount_in_words(std::llround(m.mean_absolute_error())),
        said(words(result.comparison.quantity)),
        share ? said_with("; the errors together are {} % of all that was realised.", number_words(*share, 1)) : ".");
}

std::string hits_in_words(BacktestResult const& result, AreaLevel level)
{
    TopHits const& hits = telling(result.metrics);
    if (!hits.found) return "";
    double const k = static_cast<double>(hits.k);
    double const by_chance = k * k / static_cast<double>(result.metrics.areas);
    return said_count(hits.k,
                      "Of the {0} {1} with the most, the prognosis has {2} as its own first; chance alone would have "
                      "{3}.",
                      "Of the {0} {1} with the most, the prognosis has {2} among its own first {0}; chance alone would "
                      "have {3}.",
                      hits.k, hits.k == 1 ? name(level) : plural(level), *hits.found, number_words(by_chance, 1));
}

std::string cover_in_words(BacktestResult const& result, AreaLevel realised)
{
    PastComparison const& comparison = result.comparison;
    auto const left_out = std::ssize(comparison.without_realised);
    if (left_out == 0 && comparison.without_prognosis.empty())
        return said_with("There are realised data for all {} {} in the prognosis.", grouped(comparison.areas_compared),
                         plural(realised));
    std::string text =
        said_with("There are realised data for {} of the {} {} in the prognosis, which hold {} of its total ({}).",
                  grouped(comparison.areas_compared), grouped(comparison.areas_compared + left_out), plural(realised),
                  percent(result.metrics.prognosis, comparison.prognosis_of_all), comparison.scenario);
    if (left_out > 0)
        text +=
            " " + said_count(left_out, "The other one is left out of every figure; it does not count as 0.",
                             "The other {} are left out of every figure; they do not count as 0.", grouped(left_out));
    if (!comparison.without_prognosis.empty())
        text += " " + said_count(std::ssize(comparison.without_prognosis),
                                 "One {2} with realised data has no prognosis and is left out too.",
                                 "{0} {1} with realised data have no prognosis and are left out too.",
                                 grouped(std::ssize(comparison.without_prognosis)), plural(realised), name(realised));
    return text;
}

std::string coverage_in_words(BacktestResult const& result, AreaLevel realised)
{
    PastComparison const& comparison = result.comparison;
    if (comparison.rows_with_coverage == 0) return "";
    Metrics const& m = result.metrics;
    std::int64_t const full = comparison.realised_at_full_coverage;
    return said_with(
        "By their own account (column coverage, stated for {} of {} {}) the data hold {} of what was realised there. "
        "The figures take them as they are. Scaled up, the prognosis would be {} in total.",
        grouped(comparison.rows_with_coverage), grouped(comparison.areas_compared), plural(realised),
        percent(m.realised, full), too_much_or_little(m.prognosis, full));
}

std::string conversion_in_words(Backtest const& backtest)
{
    if (std::ranges::none_of(backtest.results, [](BacktestResult const& r) { return r.comparison.converted; }))
        return "";
    return said_with("The prognosis is in another quantity than what was realised and was converted with {}",
                     backtest.request.kwh_per_point
                         ? said_with("{} kWh per charge point and year (--kwh-per-point), an assumption on which "
                                     "every error rests.",
                                     amount_in_words(*backtest.request.kwh_per_point))
                         : said("the kWh per charge point and year of its column kwh_per_point_year."));
}

std::string illustrative_in_words(Backtest const& backtest)
{
    if (backtest.prognosis_illustrative && backtest.realised_illustrative)
        return said("ILLUSTRATIVE: prognosis and realised data are examples");
    if (backtest.prognosis_illustrative) return said("ILLUSTRATIVE: the prognosis is an example, nobody's forecast");
    if (backtest.realised_illustrative) return said("ILLUSTRATIVE: the realised data are an example");
    return "";
}

}  // namespace laad
