// SPDX-License-Identifier: Apache-2.0
// The output folder of a run that made a plan, as far as it is read into memory.
#pragma once

#include "host/plan_folder/plan_files.hpp"
#include "host/prepare/whereabouts.hpp"
#include "host/scenario/scenario.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/grid.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace laad {

/// Key figures of the area, a municipality or a neighbourhood, before and after the plan; a row of kpi.csv.
struct AreaFigures {
    AreaLevel level{};
    std::string name;
    std::string municipality;
    bool partial{};  ///< only a part of it lies in the area
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};  ///< before the plan
    std::int64_t served_by_plan_wh{};
    std::int64_t dwellings{};
    std::int64_t within_walk{};  ///< dwellings within StoredPlan::walk_m of public charging
    std::int64_t placements{};
    std::int64_t eligible_candidates{};  ///< pass the hard rules
    std::string called{};                ///< what people call a neighbourhood; empty: not given
};

/// Ranks from the first to the last.
struct RankRange {
    int first{};
    int last{};

    bool meets(RankRange other) const { return first <= other.last && other.first <= last; }
};

/// A ranked place; a row of placements.csv.
struct PlannedPlace {
    std::string candidate;
    int rank{};          ///< 1, 2, ... in the order of the plan
    std::string status;  ///< connectable, waits for grid, no grid data
    std::int64_t gain_wh{};
    std::int64_t overlap_wh{};
    std::string neighbourhood;
    std::string municipality;
    Point at{};
    RankRange ranks{};                 ///< of all places that share its rank
    std::int64_t worth{};              ///< Wh × thousandths, see WeightedWh
    std::string neighbourhood_name{};  ///< empty: not given
    Whereabouts where{};

    bool waits() const { return status == "waits for grid"; }
};

struct StoredPlan {
    std::filesystem::path path;
    std::string name;             ///< of the folder, without those above it
    std::string program_version;  ///< that made it
    std::string region;
    GridSpec grid;
    int year{};
    std::string scenario;
    std::string prognosis_version;  ///< empty: the run does not say
    std::string prognosis_date;
    std::string prognosis_source;
    std::vector<std::string> illustrative;
    std::map<std::string, std::string> inputs;  ///< file as region.toml names it → content hash
    std::int64_t newly_served_wh{};
    std::int64_t upper_bound_wh{};
    std::string manifest_hash;
    Scenario config;  ///< its logo lies in the plan; its other files are named as the run named them
    int walk_m{};     ///< the walk within which dwellings are counted
    std::vector<AreaFigures> areas;
    std::vector<PlannedPlace> places;  ///< by rank

    bool has_grid() const { return config.grid.given(); }  ///< else it has no layer of headroom

    std::filesystem::path raster(std::string const& layer) const
    {
        return path / plan_files::rasters / (layer + ".tif");
    }
    /// "version 2026, year 2028, midden".
    std::string prognosis_words() const;
};

/// Reads manifest.json, region.effective.toml, kpi.csv and placements.csv.
/// Errors  InputError: not the output folder of a run, coverage alone, damaged, or without what this version reads
///         (what is missing)
StoredPlan read_plan(std::filesystem::path const& folder);

/// Reads the plans and checks that they can be compared.
/// Errors  InputError: as read_plan; a folder named twice, another region, grid or walk
std::vector<StoredPlan> read_comparable(std::vector<std::filesystem::path> const& folders);

/// Polygons of the neighbourhoods by name. Errors  InputError: plankaart.gpkg is absent or damaged
std::map<std::string, Geometry> neighbourhood_shapes(StoredPlan const&);

/// What one new station of the plan can serve in a year.
std::int64_t capacity_wh(StoredPlan const&);

/// Places that fill their whole capacity.
std::int64_t full_places(StoredPlan const&);

}  // namespace laad
