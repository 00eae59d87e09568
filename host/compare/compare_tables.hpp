// SPDX-License-Identifier: Apache-2.0
// The tables of a comparison: CSV files, layers of compare.gpkg and tables of the page are made of the same columns.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/present/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// The area, its municipalities and neighbourhoods, without shapes.
Table<AreaChange> areas_table(Comparison const&);

struct PlaceRow {
    std::size_t number{};  ///< in tables and on maps
    PlaceChange const& change;
    std::optional<PlaceRegret> regret;
    std::string in_figures{};  ///< on the page: the reason in figures, once for many that share it
};
std::vector<PlaceRow> place_rows(Comparison const&);
Table<PlaceRow> places_table();

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

/// "buurt, gemeente" of a place.
std::string place_area(Place const&);

}  // namespace laad
