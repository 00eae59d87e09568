// SPDX-License-Identifier: Apache-2.0
#include "host/report/tables.hpp"

#include <cmath>

namespace laad {
namespace {

/// Per cent to tenths.
double tenths(double share)
{
    return std::round(share * 1000) / 10;
}
std::optional<double> tenths(std::optional<double> share)
{
    return share ? std::optional{tenths(*share)} : std::nullopt;
}
double four_decimals(double score)
{
    return std::round(score * 10'000) / 10'000;
}

Decimal per_cent(double share)
{
    return {tenths(share), 1};
}

}  // namespace

Table<PriceRow> price_table(Inputs const& inputs)
{
    using Row = PriceRow const&;
    auto const euro = [](std::int64_t PriceRow::*of) {
        return [of](Row row) { return Decimal{static_cast<double>(row.*of) / 10'000, 2}; };
    };
    return {"prices_buurten",
            "What a kWh costs with VAT at the public sites of a buurt, by the tariffs that their connectors name",
            {{"buurt", [&](Row row) { return neighbourhood_key(inputs.base, row.neighbourhood); }},
             {"buurt_name", "Buurt",
              [&](Row row) {
                  Neighbourhood const& neighbourhood = inputs.base.neighbourhoods[row.neighbourhood];
                  return neighbourhood.called();
              }},
             {"gemeente", "Gemeente",
              [&](Row row) {
                  return municipality_name(inputs.base, inputs.base.neighbourhoods[row.neighbourhood].municipality);
              }},
             {"connectors", "Connectors", &PriceRow::connectors},
             {"lowest_euro_kwh", "Lowest", euro(&PriceRow::lowest)},
             {"median_euro_kwh", "Median in euro a kWh", euro(&PriceRow::median)},
             {"highest_euro_kwh", "Highest", euro(&PriceRow::highest)},
             {"with_other_costs", "With other costs too", &PriceRow::with_other_costs}}};
}

Table<ChanceRow> chance_table(Inputs const& inputs)
{
    using Row = ChanceRow const&;
    auto const if_known = [](Row row, double share) {
        return row.too_little ? std::nullopt : std::optional{tenths(share)};
    };
    return {"chance_buurten",
            "How often a charge point was free at the public sites of a buurt, in each hour of weekdays and of the "
            "weekend; one_more_model_pct is a model, not a count",
            {{"buurt", [&](Row row) { return neighbourhood_key(inputs.base, row.neighbourhood); }},
             {"buurt_name", [&](Row row) { return neighbourhood_name(inputs.base, row.neighbourhood); }},
             {"gemeente", [&](Row row) { return municipality_name(inputs.base, row.municipality); }},
             {"day", [](Row row) { return row.slot < 24 ? "weekday" : "weekend"; }},
             {"hour", [](Row row) { return Ordinal{row.slot % 24}; }},
             {"chance_pct", [=](Row row) { return if_known(row, row.chance()); }},
             {"low_pct", [=](Row row) { return if_known(row, row.range().low); }},
             {"high_pct", [=](Row row) { return if_known(row, row.range().high); }},
             {"one_more_model_pct", [](Row row) { return row.too_little ? std::nullopt : tenths(row.with_two_more); }},
             {"sites", &ChanceRow::sites},
             {"evse", &ChanceRow::evse},
             {"quarters", &ChanceRow::observed},
             {"site_days", &ChanceRow::site_days}}};
}

std::vector<ChanceCheckRow> chance_check_rows(BaseLayers const& base, ChanceCheck const& check)
{
    std::vector<ChanceCheckRow> rows;
    if (check.area.quarters > 0) rows.push_back({AreaLevel::area, "", &check.area});
    for (MunicipalityId const m : check.by_municipality.ids())
        if (check.by_municipality[m].quarters > 0)
            rows.push_back({AreaLevel::municipality, base.municipalities[m].name, &check.by_municipality[m]});
    return rows;
}

Table<ChanceCheckRow> chance_check_table()
{
    using Row = ChanceCheckRow const&;
    return {"chance_check",
            "How good the chance of a free charger is: counted on every other day, held against the days between",
            {{"level", "Level", &ChanceCheckRow::level},
             {"name", "Name", &ChanceCheckRow::name},
             {"sites", "Sites", [](Row row) { return row.score->sites; }},
             {"quarters", "Quarter-hours", [](Row row) { return row.score->quarters; }},
             {"free_pct", "Free in %",
              [](Row row) {
                  return per_cent(static_cast<double>(row.score->free) / static_cast<double>(row.score->quarters));
              }},
             {"brier", "Error",
              [](Row row) {
                  return Decimal{four_decimals(row.score->brier()), 3};
              }},
             {"brier_of_mean", "Error of the mean",
              [](Row row) {
                  return Decimal{four_decimals(row.score->mean_brier()), 3};
              }},
             {"skill_pct", "Better in %", [](Row row) {
                  auto const skill = tenths(row.score->skill());
                  return skill ? std::optional{Decimal{*skill, 1}} : std::nullopt;
              }}}};
}

std::vector<ReliabilityRow> reliability_rows(ChanceScore const& score)
{
    std::vector<ReliabilityRow> rows;
    for (std::size_t i = 0; i < score.bins.size(); ++i)
        if (score.bins[i].quarters > 0) rows.push_back({static_cast<int>(10 * i), &score.bins[i]});
    return rows;
}

Table<ReliabilityRow> reliability_table()
{
    using Row = ReliabilityRow const&;
    return {"chance_reliability",
            "What the chance of a free charger said of the days that it was not counted on, and what came true",
            {{"from_pct", "Said in %", [](Row row) { return Ordinal{row.from_percent}; }},
             {"quarters", "Quarter-hours", [](Row row) { return row.bin->quarters; }},
             {"said_pct", "Said on average in %", [](Row row) { return per_cent(row.bin->mean_said()); }},
             {"came_true_pct", "Was free in %", [](Row row) { return per_cent(row.bin->came_true()); }}}};
}

}  // namespace laad
