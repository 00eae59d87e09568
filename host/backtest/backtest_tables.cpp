// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest_output.hpp"

#include "host/present/table.hpp"

#include <cmath>
#include <iterator>

namespace laad {
namespace {

double amount(std::int64_t thousandths)
{
    return static_cast<double>(thousandths) / 1000;
}

/// Rounded to thousandths of the quantity.
double mean(std::int64_t sum, std::int64_t count)
{
    return std::round(static_cast<double>(sum) / static_cast<double>(count)) / 1000;
}

std::optional<double> hit_rate(TopHits const& hits)
{
    return hits.found ? percentage(*hits.found, hits.k) : std::nullopt;
}

std::optional<double> rank_correlation(Metrics const& metrics)
{
    if (!metrics.rank_correlation) return {};
    return std::round(*metrics.rank_correlation * 10000) / 10000;
}

/// The columns that say which comparison a row is of, then `more`.
template <class Row>
std::vector<Column<Row>> of_comparison(std::vector<Column<Row>> more)
{
    std::vector<Column<Row>> columns{{"scenario", [](Row const& row) { return row.comparison.scenario; }},
                                     {"year", [](Row const& row) { return row.comparison.year; }},
                                     {"quantity", [](Row const& row) { return name(row.comparison.quantity); }}};
    std::ranges::move(more, std::back_inserter(columns));
    return columns;
}

OutputLayer figures(Backtest const& backtest)
{
    using Row = BacktestResult;
    auto const metric = [](auto of) { return [of](Row const& row) { return of(row.metrics); }; };
    auto const sum = [](std::int64_t Metrics::*member) {
        return [member](Row const& row) { return amount(row.metrics.*member); };
    };
    auto const top = [](std::size_t i) { return [i](Row const& row) { return hit_rate(row.metrics.top[i]); }; };
    auto const if_stated = [](Row const& row, std::int64_t part) {
        bool const is_stated = row.comparison.rows_with_coverage > 0;
        return is_stated ? percentage(part, row.comparison.realised_at_full_coverage) : std::nullopt;
    };
    std::string const areas = plural(backtest.realised_kind);
    Table<Row> const table{
        "backtest", "",
        of_comparison<Row>(
            {{"level", [level = name(backtest.level)](Row const&) { return level; }},
             {areas + "_in_prognosis",
              [](Row const& row) {
                  return row.comparison.areas_compared + std::ssize(row.comparison.without_realised);
              }},
             {areas + "_compared", [](Row const& row) { return row.comparison.areas_compared; }},
             {"prognosis_compared_percent",
              [](Row const& row) { return percentage(row.metrics.prognosis, row.comparison.prognosis_of_all); }},
             {areas + "_without_prognosis", [](Row const& row) { return row.comparison.without_prognosis.size(); }},
             {"realised_coverage_percent", [=](Row const& row) { return if_stated(row, row.metrics.realised); }},
             {"n", metric([](Metrics const& m) { return m.areas; })},
             {"prognosis", sum(&Metrics::prognosis)},
             {"realised", sum(&Metrics::realised)},
             {"bias", metric([](Metrics const& m) { return amount(m.bias()); })},
             {"bias_percent", metric([](Metrics const& m) { return percentage(m.bias(), m.realised); })},
             {"bias_percent_at_full_coverage",
              [=](Row const& row) {
                  return if_stated(row, row.metrics.prognosis - row.comparison.realised_at_full_coverage);
              }},
             {"mae", metric([](Metrics const& m) { return mean(m.absolute_error, m.areas); })},
             {"weighted_mape_percent",
              metric([](Metrics const& m) { return percentage(m.absolute_error, m.realised); })},
             {"hit_rate_top_10_percent", top(0)},
             {"hit_rate_top_20_percent", top(1)},
             {"hit_rate_top_50_percent", top(2)},
             {"top_tenth_n", metric([](Metrics const& m) { return m.top_tenth.k; })},
             {"hit_rate_top_tenth_percent", metric([](Metrics const& m) { return hit_rate(m.top_tenth); })},
             {"rank_correlation", metric(rank_correlation)}})};
    return filled(table, backtest.results);
}

struct TenthRow {
    PastComparison const& comparison;
    CalibrationGroup const& group;
};

OutputLayer calibration(Backtest const& backtest)
{
    std::vector<TenthRow> rows;
    for (auto const& [comparison, m] : backtest.results)
        for (CalibrationGroup const& group : m.groups)
            rows.push_back({comparison, group});
    Table<TenthRow> const table{
        "calibration", "",
        of_comparison<TenthRow>(
            {{"tenth", [](TenthRow const& row) { return row.group.number; }},
             {plural(backtest.level), [](TenthRow const& row) { return row.group.areas; }},
             {"mean_prognosis", [](TenthRow const& row) { return mean(row.group.prognosis, row.group.areas); }},
             {"mean_realised", [](TenthRow const& row) { return mean(row.group.realised, row.group.areas); }}})};
    return filled(table, rows);
}

struct AreaRow {
    PastComparison const& comparison;
    AreaLevel level{};
    std::string key;
    std::optional<std::int64_t> prognosis;
    std::optional<std::int64_t> realised;
    char const* status{};
};

OutputLayer areas(Backtest const& backtest)
{
    std::vector<AreaRow> rows;
    for (auto const& [comparison, m] : backtest.results) {
        for (AreaPair const& pair : comparison.pairs)
            rows.push_back({comparison, backtest.level, pair.area, pair.prognosis, pair.realised, "compared"});
        for (AreaAmount const& area : comparison.without_realised)
            rows.push_back({comparison, backtest.realised_kind, area.area, area.amount, {}, "no realised data"});
        for (AreaAmount const& area : comparison.without_prognosis)
            rows.push_back({comparison, backtest.realised_kind, area.area, {}, area.amount, "no prognosis"});
    }
    auto const if_known = [](std::optional<std::int64_t> AreaRow::*member) {
        return
            [member](AreaRow const& row) { return row.*member ? std::optional{amount(*(row.*member))} : std::nullopt; };
    };
    Table<AreaRow> const table{
        plural(backtest.level), "",
        of_comparison<AreaRow>({{"level", [](AreaRow const& row) { return name(row.level); }},
                                {"key", &AreaRow::key},
                                {"prognosis", if_known(&AreaRow::prognosis)},
                                {"realised", if_known(&AreaRow::realised)},
                                {"error",
                                 [](AreaRow const& row) {
                                     return row.prognosis && row.realised
                                                ? std::optional{amount(*row.prognosis - *row.realised)}
                                                : std::nullopt;
                                 }},
                                {"status", &AreaRow::status}})};
    return filled(table, rows);
}

}  // namespace

std::vector<OutputLayer> backtest_tables(Backtest const& backtest)
{
    return {figures(backtest), calibration(backtest), areas(backtest)};
}

}  // namespace laad
