// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/slice.hpp"

#include "host/prognosis/row_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace laad {
namespace {

/// Between two values that are not negative; halves up.
std::int64_t between(PrognosisRow const& before, PrognosisRow const& after, int year)
{
    std::int64_t const span = after.year - before.year;
    std::int64_t const sum = before.value * (after.year - year) + after.value * (year - before.year);
    return (2 * sum + span) / (2 * span);
}

/// The rows of a series next to a year: of that year itself both are the same.
struct Nearest {
    PrognosisRow const* before{};
    PrognosisRow const* after{};

    void see(PrognosisRow const& row, int year)
    {
        if (row.year <= year && (!before || row.year > before->year)) before = &row;
        if (row.year >= year && (!after || row.year < after->year)) after = &row;
    }
};

struct SeriesHash {
    std::size_t operator()(PrognosisRow const* row) const { return hash_of(series_of(*row)); }
};
struct SameSeries {
    bool operator()(PrognosisRow const* a, PrognosisRow const* b) const { return series_of(*a) == series_of(*b); }
};

/// Of each series of a scenario, in the order in which they first appear.
std::vector<Nearest> nearest_rows(PrognosisTable const& table, int year, std::string const& scenario)
{
    std::unordered_map<PrognosisRow const*, std::size_t, SeriesHash, SameSeries> place;
    std::vector<Nearest> all;
    for (PrognosisRow const& row : table.rows) {
        if (row.scenario != scenario) continue;
        auto const [found, is_new] = place.emplace(&row, all.size());
        if (is_new) all.emplace_back();
        all[found->second].see(row, year);
    }
    return all;
}

/// Errors  InputError: the year is not within those of the scenario
void check_within(PrognosisTable const& table, std::vector<Nearest> const& all, int year, std::string const& scenario)
{
    bool const is_reached = std::any_of(all.begin(), all.end(), [](Nearest const& n) { return n.before; }) &&
                            std::any_of(all.begin(), all.end(), [](Nearest const& n) { return n.after; });
    if (is_reached) return;
    auto const there = years_and_scenarios(table);
    if (all.empty())
        table.refuse(fmt::format("no row is for {} {}, since none is for scenario {}; there are {}", year, scenario,
                                 scenario, in_words(there)));
    table.refuse(fmt::format("no row is for {} {}, and only years between table years are interpolated; there are {}",
                             year, scenario, in_words(there)));
}

}  // namespace

PrognosisSlice slice_of(PrognosisTable const& table, int year, std::string const& scenario)
{
    auto const all = nearest_rows(table, year, scenario);
    check_within(table, all, year, scenario);
    PrognosisSlice slice;
    slice.year = year;
    slice.scenario = scenario;
    std::set<int> between_years;
    auto const use = [&](PrognosisRow const& row) {
        ++slice.rows;
        slice.rows_without_basis += row.basis == FigureBasis::unstated;
        slice.illustrative |= row.basis == FigureBasis::illustrative;
    };
    for (auto const& [before, after] : all) {
        if (!before || !after) {
            ++slice.not_reached;
            continue;
        }
        use(*before);
        std::int64_t value = before->value;
        if (before != after) {
            use(*after);
            value = between(*before, *after, year);
            ++slice.interpolated;
            between_years.insert({before->year, after->year});
        }
        slice.figures.push_back({before->neighbourhood, before->modality, before->location_type, value});
    }
    slice.between.assign(between_years.begin(), between_years.end());
    return slice;
}

}  // namespace laad
