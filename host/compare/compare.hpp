// SPDX-License-Identifier: Apache-2.0
// Compares output folders of runs and writes the result as one folder: all of it or nothing.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/robust.hpp"
#include "host/report/report.hpp"

#include <filesystem>
#include <vector>

namespace laad {

/// Writes areas.csv, placements.csv, regret.csv, differences.csv, compare.gpkg, rasters (COG, new minus old), maps,
/// report.html and manifest.json.
/// Errors  InputError: the plans cannot be compared (see read_comparable); OutputError: `out` exists, disk full
Comparison write_comparison(std::filesystem::path const& old_folder, std::filesystem::path const& new_folder,
                            std::filesystem::path const& out, Progress const&);

/// Writes plans.csv, placements.csv, regret.csv, plankaart.gpkg, a map, report.html and manifest.json of many plans.
/// Errors  as write_comparison
RobustPlan write_robust(std::vector<std::filesystem::path> const& folders, std::filesystem::path const& out,
                        Progress const&);

}  // namespace laad
