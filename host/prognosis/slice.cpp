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

class Slicer {
  public:
    Slicer(int year, std::string scenario)
    {
        slice_.year = year;
        slice_.scenario = std::move(scenario);
    }

    void add(Nearest const& rows)
    {
        if (!rows.before || !rows.after) {
            ++slice_.not_reached;
        } else if (rows.before == rows.after) {
            add(*rows.before, rows.before->value);
        } else {
            add(*rows.before, between(*rows.before, *rows.after, slice_.year));
            use(*rows.after);
            ++slice_.interpolated;
            years_.insert({rows.before->year, rows.after->year});
        }
    }

    PrognosisSlice done()
    {
        slice_.between.assign(years_.begin(), years_.end());
        return std::move(slice_);
    }

  private:
    void add(PrognosisRow const& row, std::int64_t value)
    {
        slice_.figures.push_back({row.neighbourhood, row.modality, row.location_type, value});
        use(row);
    }
    void use(PrognosisRow const& row)
    {
        ++slice_.rows;
        slice_.rows_without_basis += row.basis == FigureBasis::unstated;
        slice_.illustrative |= row.basis == FigureBasis::illustrative;
    }

    PrognosisSlice slice_;
    std::set<int> years_;
};

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
    Slicer slicer{year, scenario};
    for (Nearest const& rows : all)
        slicer.add(rows);
    return slicer.done();
}

}  // namespace laad
