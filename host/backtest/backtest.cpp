// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

AreaLevel level_of(BacktestRequest const& request, Realised const& realised)
{
    AreaLevel const level = request.level.value_or(realised.kind);
    if (level == AreaLevel::neighbourhood && realised.kind == AreaLevel::municipality)
        throw InputError{
            fmt::format("{}: is per gemeente and has no column buurt; leave out --level buurt", realised.file)};
    if (level == AreaLevel::neighbourhood && request.municipalities)
        throw InputError{
            fmt::format("{}: is of no use, everything is per buurt; leave out --gemeenten, or ask for "
                        "--level gemeente",
                        request.municipalities->string())};
    return level;
}

}  // namespace

Backtest backtest(BacktestRequest const& request)
{
    Realised const realised = read_realised(request.realised);
    Backtest result;
    result.request = request;
    result.realised_kind = realised.kind;
    result.level = level_of(request, realised);
    PastPrognosis const prognosis = read_past_prognosis(
        {request.prognosis, request.types, realised.kind, result.level, realised.cbs_year, request.municipalities});
    result.modalities = prognosis.modalities;
    result.prognosis_illustrative = prognosis.illustrative;
    result.realised_illustrative = realised.illustrative;
    Compared compared = compare(prognosis, realised, request.kwh_per_point);
    result.notes = std::move(compared.notes);
    for (PastComparison& comparison : compared.comparisons) {
        Metrics figures = metrics(comparison.pairs);
        result.results.push_back({std::move(comparison), std::move(figures)});
    }
    return result;
}

std::vector<ScenarioResults> by_quantity_and_year(Backtest const& backtest)
{
    std::vector<ScenarioResults> all;
    for (BacktestResult const& result : backtest.results) {
        bool const is_next = all.empty() || all.back().front()->comparison.year != result.comparison.year ||
                             all.back().front()->comparison.quantity != result.comparison.quantity;
        if (is_next) all.emplace_back();
        all.back().push_back(&result);
    }
    return all;
}

BacktestResult const& nearest_scenario(ScenarioResults const& scenarios)
{
    // What was realised is the same for all, so the absolute errors compare like their share of it.
    return **std::ranges::min_element(scenarios, {}, [](auto const* r) { return r->metrics.absolute_error; });
}

}  // namespace laad
