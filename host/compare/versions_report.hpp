// SPDX-License-Identifier: Apache-2.0
// Tables, plots and page of two versions over all years and scenarios.
#pragma once

#include "host/compare/versions.hpp"
#include "host/present/page.hpp"
#include "host/present/table.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// A row for each year and scenario; the parts of it that the page shows are tables of their own.
Table<VersionPair> versions_table();
std::vector<Column<VersionPair>> demand_columns();
std::vector<Column<VersionPair>> plan_columns();
std::vector<Column<VersionPair>> cost_columns();

/// `plans`: of each version.
Table<ChangingPlace> changing_places_table(std::size_t plans);

/// What changes in demand and places, and what keeping the old plan would lose: a sentence or two each.
std::vector<std::string> changes_in_words(VersionsComparison const&, std::vector<ChangingPlace> const&);

/// Demand, its change, places that stay, regret, and the robust core where it is known.
PageParts version_plots(VersionsComparison const&);

/// What changes in the plan, how sure that is, year by year, which places, and what the updates cost.
Page versions_page(VersionsComparison const&);

/// Writes versions.csv, places.csv (no place changes: no file) and report.html. Errors  OutputError
void write_versions(VersionsComparison const&, std::filesystem::path const& folder);

}  // namespace laad
