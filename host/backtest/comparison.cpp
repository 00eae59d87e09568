// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/comparison.hpp"

#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace laad {
namespace {

constexpr std::int64_t whole_coverage = 1'000'000;
constexpr std::size_t most_named = 10;

struct Sum {
    std::string group;
    std::int64_t value{};
    std::int64_t line{};  ///< of the first row
};
using Areas = std::map<std::string, Sum>;

struct ByScenario {
    bool operator()(std::string const& a, std::string const& b) const { return rank(a) < rank(b); }
    static std::size_t rank(std::string const& scenario)
    {
        return static_cast<std::size_t>(std::ranges::find(scenario_names, scenario) - scenario_names.begin());
    }
};
using AreasOf = std::map<std::string, Areas, ByScenario>;

/// The quantities of the realised data that the prognosis can be held against; `notes` gets those that are left out.
std::set<Quantity> comparable_quantities(PastPrognosis const& prognosis, Realised const& realised,
                                         std::optional<std::int64_t> kwh_per_point, std::vector<std::string>& notes)
{
    if (kwh_per_point && prognosis.has_kwh_per_point)
        throw InputError{fmt::format("{}: has a column kwh_per_point_year and --kwh-per-point is given too; give one",
                                     prognosis.file)};
    std::map<Quantity, std::int64_t> first_line;
    for (RealisedRow const& row : realised.rows)
        first_line.emplace(row.quantity, row.line);
    bool const can_convert = kwh_per_point || prognosis.has_kwh_per_point;
    std::set<Quantity> comparable;
    for (auto const& [quantity, line] : first_line)
        if (quantity == prognosis.quantity || can_convert) comparable.insert(quantity);
    if (comparable.empty())
        throw InputError{fmt::format(
            "{}, line {}: the prognosis is in {}, what was realised in {} ({}, line {}); give --kwh-per-point N, "
            "or a column kwh_per_point_year in the prognosis",
            prognosis.file, prognosis.quantity_line, name(prognosis.quantity), name(first_line.begin()->first),
            realised.file, first_line.begin()->second)};
    for (auto const& [quantity, line] : first_line)
        if (!comparable.contains(quantity))
            notes.push_back(
                to_say("What was realised in {} is left out: the prognosis is in {}, and no kWh per "
                       "point and year (--kwh-per-point) is given.",
                       words(quantity), words(prognosis.quantity)));
    return comparable;
}

/// `value` of a row in another quantity, rounded half up.
std::int64_t converted(PastPrognosis const& prognosis, PrognosisValue const& row, Quantity to,
                       std::optional<std::int64_t> kwh_per_point)
{
    if (to == prognosis.quantity) return row.value;
    auto const each = row.kwh_per_point ? row.kwh_per_point : kwh_per_point;
    if (!each)
        throw InputError{
            fmt::format("{}, line {}: kwh_per_point_year is empty, and without it {} cannot become {}; "
                        "fill it in",
                        prognosis.file, row.line, name(prognosis.quantity), name(to))};
    // At most 10^13 × 10^3 and 10^9 × 10^8: see amount_range and the range of kwh_per_point_year.
    return to == Quantity::charge_points ? (row.value * 1000 + *each / 2) / *each : (row.value * *each + 500) / 1000;
}

std::map<int, AreasOf> summed(PastPrognosis const& prognosis, std::set<int> const& years, Quantity to,
                              std::optional<std::int64_t> kwh_per_point)
{
    std::map<int, AreasOf> all;
    for (PrognosisValue const& row : prognosis.rows) {
        if (!years.contains(row.year)) continue;
        Sum& sum = all[row.year][row.scenario].emplace(row.area, Sum{row.group, 0, row.line}).first->second;
        sum.value += converted(prognosis, row, to, kwh_per_point);
    }
    return all;
}

template <class Rows>
std::set<int> years_of(Rows const& rows)
{
    std::set<int> years;
    for (auto const& row : rows)
        years.insert(row.year);
    return years;
}

std::set<int> years_of_both(PastPrognosis const& prognosis, Realised const& realised, std::vector<std::string>& notes)
{
    auto const ours = years_of(prognosis.rows);
    auto const theirs = years_of(realised.rows);
    std::set<int> both;
    std::set<int> alone;
    std::ranges::set_intersection(ours, theirs, std::inserter(both, both.end()));
    std::ranges::set_difference(theirs, ours, std::inserter(alone, alone.end()));
    if (both.empty())
        throw InputError{
            fmt::format("no year is in both tables: {} is for {}, {} for {}; years are not interpolated, "
                        "give a prognosis for a year that was realised",
                        prognosis.file, fmt::join(ours, ", "), realised.file, fmt::join(theirs, ", "))};
    if (!alone.empty())
        notes.push_back(
            to_say("Realised data of {} are left out: the prognosis has no such year, and years are "
                   "not interpolated.",
                   fmt::join(alone, ", ")));
    return both;
}

/// Scenarios are only comparable when each speaks of the same areas and years.
void check_scenarios(PastPrognosis const& prognosis, std::set<int> const& years, AreaLevel kind)
{
    std::set<std::string, ByScenario> scenarios;
    std::map<std::pair<int, std::string>, std::int64_t> line_of;
    std::set<std::tuple<int, std::string, std::string>> there;
    for (PrognosisValue const& row : prognosis.rows) {
        scenarios.insert(row.scenario);
        if (!years.contains(row.year)) continue;
        line_of.emplace(std::pair{row.year, row.area}, row.line);
        there.emplace(row.year, row.area, row.scenario);
    }
    std::vector<std::string> missing;
    for (auto const& [key, line] : line_of)
        for (std::string const& scenario : scenarios)
            if (!there.contains({key.first, key.second, scenario}))
                missing.push_back(fmt::format("\n  line {}: {} {}, {} has no row for scenario {}", line, name(kind),
                                              key.second, key.first, scenario));
    if (missing.empty()) return;
    std::size_t const shown = std::min(missing.size(), most_named);
    throw InputError{fmt::format("{}: a scenario is missing; give every scenario the same {} and years:{}{}",
                                 prognosis.file, plural(kind),
                                 fmt::join(missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(shown), ""),
                                 shown < missing.size() ? fmt::format("\n  and {} more", missing.size() - shown) : "")};
}

/// A name that resembles it; nothing for a code, which always resembles that of its neighbour.
std::string hint(std::string const& area, std::vector<std::string> const& names)
{
    bool const is_code = area.find_first_of("0123456789") != std::string::npos;
    return is_code ? "" : did_you_mean(area, names);
}

/// Areas of the realised data that the prognosis does not have in any row.
void note_unknown(PastPrognosis const& prognosis, Realised const& realised, std::vector<std::string>& notes)
{
    std::set<std::string> known;
    for (PrognosisValue const& row : prognosis.rows)
        known.insert(row.area);
    std::vector<std::string> const names(known.begin(), known.end());
    std::map<std::string, std::int64_t> unknown;
    std::set<std::string> all;
    for (RealisedRow const& row : realised.rows) {
        all.insert(row.area);
        if (!known.contains(row.area)) unknown.emplace(row.area, row.line);
    }
    if (unknown.empty()) return;
    auto const& [first, line] = *unknown.begin();
    std::string const kinds = plural(realised.kind);
    if (unknown.size() == all.size())
        throw InputError{fmt::format(
            "{}, line {}: none of its {} {} is in {} (here \"{}\", there \"{}\"{}); are both "
            "of one CBS division, with the same keys?",
            realised.file, line, all.size(), kinds, prognosis.file, first, names.front(), hint(first, names))};
    std::vector<std::string> named;
    for (auto const& [area, at] : unknown)
        if (named.size() < most_named) named.push_back(fmt::format("{} (line {}{})", area, at, hint(area, names)));
    notes.push_back(to_say("{} of {} {} with realised data are not in the prognosis and are left out: {}{}.",
                           unknown.size(), all.size(), kinds, joined(named),
                           unknown.size() > named.size() ? " ..." : ""));
}

std::int64_t at_full_coverage(RealisedRow const& row)
{
    if (!row.coverage) return row.value;
    // A value is at most 10^13, so its product with 10^6 does not fit 64 bits.
    __extension__ using Wide = __int128;
    return static_cast<std::int64_t>((Wide{row.value} * whole_coverage + *row.coverage / 2) / *row.coverage);
}

PastComparison compared(Areas const& prognosis, std::map<std::string, RealisedRow const*> const& realised)
{
    PastComparison comparison;
    std::map<std::string, AreaPair> groups;
    for (auto const& [area, sum] : prognosis) {
        comparison.prognosis_of_all += sum.value;
        auto const found = realised.find(area);
        if (found == realised.end()) {
            comparison.without_realised.push_back({area, sum.value, sum.line});
            continue;
        }
        RealisedRow const& row = *found->second;
        AreaPair& pair = groups.emplace(sum.group, AreaPair{sum.group, 0, 0}).first->second;
        pair.prognosis += sum.value;
        pair.realised += row.value;
        ++comparison.areas_compared;
        comparison.rows_with_coverage += row.coverage.has_value();
        comparison.realised_at_full_coverage += at_full_coverage(row);
    }
    for (auto const& [area, row] : realised)
        if (!prognosis.contains(area)) comparison.without_prognosis.push_back({area, row->value, row->line});
    for (auto const& [group, pair] : groups)
        comparison.pairs.push_back(pair);
    return comparison;
}

}  // namespace

Compared compare(PastPrognosis const& prognosis, Realised const& realised, std::optional<std::int64_t> kwh_per_point)
{
    Compared result;
    auto const years = years_of_both(prognosis, realised, result.notes);
    note_unknown(prognosis, realised, result.notes);
    check_scenarios(prognosis, years, realised.kind);
    std::set<std::pair<int, Quantity>> nothing_shared;
    for (Quantity const quantity : comparable_quantities(prognosis, realised, kwh_per_point, result.notes)) {
        for (auto const& [year, scenarios] : summed(prognosis, years, quantity, kwh_per_point)) {
            std::map<std::string, RealisedRow const*> measured;
            for (RealisedRow const& row : realised.rows)
                if (row.year == year && row.quantity == quantity) measured.emplace(row.area, &row);
            for (auto const& [scenario, areas] : scenarios) {
                PastComparison comparison = compared(areas, measured);
                if (comparison.pairs.empty()) {
                    nothing_shared.emplace(year, quantity);
                    continue;
                }
                comparison.scenario = scenario;
                comparison.year = year;
                comparison.quantity = quantity;
                comparison.converted = quantity != prognosis.quantity;
                result.comparisons.push_back(std::move(comparison));
            }
        }
    }
    if (result.comparisons.empty())
        throw InputError{
            fmt::format("no {} of {} has a prognosis in {} for the year it was realised in; give the "
                        "prognosis of those years",
                        name(realised.kind), realised.file, prognosis.file)};
    for (auto const& [year, quantity] : nothing_shared)
        result.notes.push_back(to_say("{}, {}: left out, no {} has both a prognosis and realised data.", year,
                                      words(quantity), name(realised.kind)));
    return result;
}

}  // namespace laad
