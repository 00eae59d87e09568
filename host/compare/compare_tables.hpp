// SPDX-License-Identifier: Apache-2.0
// The tables of a comparison: CSV files, layers of compare.gpkg and tables of the page are made of the same columns.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/present/table.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace laad {

/// "buurt, gemeente" of a place.
std::string place_area(PlannedPlace const&);

/// The area, its municipalities and neighbourhoods, without shapes.
Table<AreaChange> areas_table(Comparison const&);

Table<PlaceChange> places_table();

/// What the first places of each plan serve under the new prognosis.
struct RegretStep {
    std::size_t places{};
    std::int64_t kept_wh{};
    std::int64_t new_wh{};

    std::int64_t regret_wh() const { return new_wh - kept_wh; }
};
/// By rank; none when it is not known.
std::vector<RegretStep> regret_steps(Comparison const&);
Table<RegretStep> regret_table();

Table<Difference> differences_table();

/// All of them, and the neighbourhoods as polygons out of the plan maps.
/// Errors  InputError: plankaart.gpkg is absent or damaged
std::vector<OutputLayer> comparison_tables(Comparison const&);

/// Where a place is. `place`: of a row, as std::invoke.
template <class Row, class Of>
std::vector<Column<Row>> where_in_files(Of place)
{
    return {{"buurt", [place](Row const& row) { return std::invoke(place, row).neighbourhood; }},
            {"gemeente", [place](Row const& row) { return std::invoke(place, row).municipality; }},
            {"x_m", [place](Row const& row) { return std::invoke(place, row).at.x; }},
            {"y_m", [place](Row const& row) { return std::invoke(place, row).at.y; }}};
}
template <class Row, class Of>
std::vector<Column<Row>> where_on_page(Of place)
{
    return {{"", "Buurt", [place](Row const& row) { return place_area(std::invoke(place, row)); }},
            {"", "RD x m", [place](Row const& row) { return std::invoke(place, row).at.x; }},
            {"", "RD y m", [place](Row const& row) { return std::invoke(place, row).at.y; }}};
}

template <class Row>
void append(std::vector<Column<Row>>& columns, std::vector<Column<Row>> more)
{
    std::ranges::move(more, std::back_inserter(columns));
}

}  // namespace laad
