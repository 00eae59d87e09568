// SPDX-License-Identifier: Apache-2.0
// What is where in the output folder of a run.
#pragma once

#include <array>
#include <filesystem>

namespace laad::plan_files {

inline constexpr char const* manifest = "manifest.json";  ///< what it was made from, its files with their hashes
inline constexpr char const* configuration = "region.effective.toml";
inline constexpr char const* map = "plankaart.gpkg";
inline constexpr char const* project = "plankaart.qgz";  ///< the map with its rasters, for QGIS
inline constexpr char const* base_map = "basemap.fgb";
inline constexpr char const* areas = "kpi.csv";
inline constexpr char const* placements = "placements.csv";
inline constexpr char const* entries = "entries.csv";
inline constexpr char const* links = "links.csv";
inline constexpr char const* guesses = "guesses.csv";
inline constexpr char const* set_aside = "set_aside.csv";
inline constexpr char const* usage_unplaced = "usage_unplaced.csv";  ///< where [usage] is given
inline constexpr char const* reach = "reach.bin";
inline constexpr char const* changes = "changes.json";
inline constexpr char const* page = "report.html";
inline constexpr char const* rasters = "rasters";
inline constexpr char const* pictures = "maps";

/// The picture of [publish] that goes with the plan: logo.png, logo.svg ...
inline std::filesystem::path logo_name(std::filesystem::path const& picture)
{
    return std::filesystem::path{"logo"}.replace_extension(picture.extension());
}

/// Layers of the map that are files too, each with the ending .csv.
inline constexpr std::array tables{
    "placements",     "kpi",         "quotas",        "stations",       "white_spots",        "white_squares",
    "mass",           "grid_assets", "codes",         "chance_buurten", "chance_check",       "chance_reliability",
    "prices_buurten", "usage_kpis",  "usage_sources", "search_areas",   "search_area_places", "site_pressure"};

}  // namespace laad::plan_files
