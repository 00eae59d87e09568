// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest_tables.hpp"

#include "host/report/table_values.hpp"

#include <cmath>

namespace laad {
namespace {

Value amount(std::int64_t thousandths)
{
    return static_cast<double>(thousandths) / 1000;
}

/// Rounded to thousandths of the quantity.
Value mean(std::int64_t sum, std::int64_t count)
{
    return std::round(static_cast<double>(sum) / static_cast<double>(count)) / 1000;
}

Value hit_rate(TopHits const& hits)
{
    return known(hits.found ? percentage(*hits.found, hits.k) : std::nullopt);
}

Value rank_correlation(Metrics const& metrics)
{
    if (!metrics.rank_correlation) return {};
    return std::round(*metrics.rank_correlation * 10000) / 10000;
}

/// The columns that say which comparison a row is of.
Fields comparison_fields(Fields more)
{
    Fields fields{{"scenario"}, {"year", integer}, {"quantity"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

std::vector<Value> comparison_values(PastComparison const& comparison, std::vector<Value> more)
{
    std::vector<Value> values{comparison.scenario, integer_value(comparison.year), name(comparison.quantity)};
    values.insert(values.end(), more.begin(), more.end());
    return values;
}

OutputLayer figures(Backtest const& backtest)
{
    OutputLayer layer{.name = "backtest"};
    std::string const areas = plural(backtest.realised_kind);
    layer.fields = comparison_fields({{"level"},
                                      {areas + "_in_prognosis", integer},
                                      {areas + "_compared", integer},
                                      {"prognosis_compared_percent", real},
                                      {areas + "_without_prognosis", integer},
                                      {"realised_coverage_percent", real},
                                      {"n", integer},
                                      {"prognosis", real},
                                      {"realised", real},
                                      {"bias", real},
                                      {"bias_percent", real},
                                      {"bias_percent_at_full_coverage", real},
                                      {"mae", real},
                                      {"weighted_mape_percent", real},
                                      {"hit_rate_top_10_percent", real},
                                      {"hit_rate_top_20_percent", real},
                                      {"hit_rate_top_50_percent", real},
                                      {"top_tenth_n", integer},
                                      {"hit_rate_top_tenth_percent", real},
                                      {"rank_correlation", real}});
    for (auto const& [comparison, m] : backtest.results) {
        bool const has_coverage = comparison.rows_with_coverage > 0;
        std::int64_t const full = comparison.realised_at_full_coverage;
        auto const if_stated = [&](std::int64_t part, std::int64_t whole) {
            return known(has_coverage ? percentage(part, whole) : std::nullopt);
        };
        auto const without_realised = std::ssize(comparison.without_realised);
        add(layer, {},
            comparison_values(comparison, {name(backtest.level),
                                           integer_value(comparison.areas_compared + without_realised),
                                           integer_value(comparison.areas_compared),
                                           known(percentage(m.prognosis, comparison.prognosis_of_all)),
                                           integer_value(std::ssize(comparison.without_prognosis)),
                                           if_stated(m.realised, full),
                                           integer_value(m.areas),
                                           amount(m.prognosis),
                                           amount(m.realised),
                                           amount(m.bias()),
                                           known(percentage(m.bias(), m.realised)),
                                           if_stated(m.prognosis - full, full),
                                           mean(m.absolute_error, m.areas),
                                           known(percentage(m.absolute_error, m.realised)),
                                           hit_rate(m.top[0]),
                                           hit_rate(m.top[1]),
                                           hit_rate(m.top[2]),
                                           integer_value(m.top_tenth.k),
                                           hit_rate(m.top_tenth),
                                           rank_correlation(m)}));
    }
    return layer;
}

OutputLayer calibration(Backtest const& backtest)
{
    OutputLayer layer{.name = "calibration"};
    layer.fields = comparison_fields(
        {{"tenth", integer}, {plural(backtest.level), integer}, {"mean_prognosis", real}, {"mean_realised", real}});
    for (auto const& [comparison, m] : backtest.results)
        for (CalibrationGroup const& group : m.groups)
            add(layer, {},
                comparison_values(comparison, {integer_value(group.number), integer_value(group.areas),
                                               mean(group.prognosis, group.areas), mean(group.realised, group.areas)}));
    return layer;
}

OutputLayer areas(Backtest const& backtest)
{
    OutputLayer layer{.name = plural(backtest.level)};
    std::string const compared_as = name(backtest.level);
    std::string const left_out_as = name(backtest.realised_kind);
    layer.fields =
        comparison_fields({{"level"}, {"key"}, {"prognosis", real}, {"realised", real}, {"error", real}, {"status"}});
    for (auto const& [comparison, m] : backtest.results) {
        for (AreaPair const& pair : comparison.pairs)
            add(layer, {},
                comparison_values(comparison, {compared_as, pair.area, amount(pair.prognosis), amount(pair.realised),
                                               amount(pair.prognosis - pair.realised), std::string{"compared"}}));
        for (AreaAmount const& area : comparison.without_realised)
            add(layer, {},
                comparison_values(
                    comparison,
                    {left_out_as, area.area, amount(area.amount), {}, {}, std::string{"no realised data"}}));
        for (AreaAmount const& area : comparison.without_prognosis)
            add(layer, {},
                comparison_values(comparison,
                                  {left_out_as, area.area, {}, amount(area.amount), {}, std::string{"no prognosis"}}));
    }
    return layer;
}

}  // namespace

std::vector<OutputLayer> backtest_tables(Backtest const& backtest)
{
    return {figures(backtest), calibration(backtest), areas(backtest)};
}

}  // namespace laad
