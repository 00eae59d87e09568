// SPDX-License-Identifier: Apache-2.0
// What sheets say, in the language spoken.
#pragma once

#include "host/language/said_with.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <string>
#include <vector>

namespace laad {

/// What a passed rule says of the place, with the distance that was asked.
std::string passed_words(std::string const& code, Scenario const&);
/// What was not looked at.
std::string unchecked_words(std::string const& code);

/// "Voorstraat 12", else the street, else the neighbourhood.
std::string place_words(SheetPlace const&);
std::string neighbourhood_words(SheetPlace const&);
inline constexpr int rd_new = 28992;  ///< EPSG
std::string rd_words(Point, int epsg);
std::string degrees_words(std::optional<Point> degrees);

std::string status_words(std::string const& status);
std::string basis_words(std::string const& basis);
/// "winter weekday 18:15" in the language spoken.
std::string quarter_words(std::string const& quarter);
std::vector<std::string> said_each(std::vector<std::string> const& texts);
/// A count, or that there are too few to tell.
std::string count_words(std::int64_t count);

/// "prognosis midden for 2028, version 2026".
std::string prognosis_words(StoredPlan const&);
/// "30 November 2026"; empty where no date is given.
std::string date_words(std::string const& iso);

/// The sign: words on the board and on the plate below it.
std::string sign_words();
std::string plate_words();

}  // namespace laad
