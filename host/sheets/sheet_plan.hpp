// SPDX-License-Identifier: Apache-2.0
// What sheets need of a plan, read from its output folder.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// A ranked place with all that its sheet says.
struct SheetPlace {
    PlannedPlace plan;
    std::string grid_reason;
    std::string asset;    ///< what has least room in the grid
    std::string quarter;  ///< and when
    std::string basis;
    std::optional<double> room_before_kw;
    std::optional<double> room_after_kw;
    double mean_walk_m{};
    double longest_walk_m{};
    std::vector<std::string> passed;
    std::vector<std::string> unchecked;
    std::int64_t demand_places{};
    std::vector<Polygon> bays;  ///< as one shape where they touch
    std::optional<Point> degrees;
    std::vector<std::int64_t> reached;  ///< cells of the grid near the demand that it reaches on foot, ascending
};

/// A candidate is a pair of bays.
inline constexpr int bays_a_place = 2;

struct SheetStation {
    Point at;
    bool is_public{};
    std::int64_t evse{};
};

struct SheetSpot {
    std::string letter;
    std::string municipality;
    std::int64_t dwellings{};
    double unmet_kwh{};
    Geometry shape;
};

struct SheetNeighbourhood {
    std::string name;
    Geometry shape;
};

struct SheetMunicipality {
    AreaFigures figures;
    Box box;                         ///< of what lies of it in the area
    std::vector<SheetPlace> places;  ///< by rank
    std::vector<SheetSpot> spots;
    std::vector<SheetNeighbourhood> neighbourhoods;
};

struct SheetPlan {
    StoredPlan plan;
    std::string title;
    std::string source;  ///< where the data comes from, in a line
    std::vector<SheetMunicipality> municipalities;
    std::vector<SheetStation> stations;
};

/// Counts of dwellings and of places of demand below this are not told: they could point at a household.
inline constexpr std::int64_t fewest_told = 5;

/// Title, source and stations alone: what the pages and maps of any sheet need.
/// Errors  InputError: plankaart.gpkg is damaged
SheetPlan sheet_plan_of(StoredPlan);

/// Errors  InputError: as read_plan; no place is in the plan
SheetPlan read_sheet_plan(std::filesystem::path const& folder);

}  // namespace laad
